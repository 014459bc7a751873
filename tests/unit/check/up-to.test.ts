import { expect, it } from 'vitest';
import { UpTo } from '../../../src/check/rows-met.ts';

it('numbers are walked once, in order', () => {
  const numbers = new UpTo(3);
  expect([...numbers]).toEqual([0, 1, 2]);
  expect([...numbers]).toEqual([]);
  expect([...new UpTo(0)]).toEqual([]);
});

it('a walk that was left goes on where it was', () => {
  const numbers = new UpTo(4);
  for (const number of numbers) if (number === 1) break;
  expect([...numbers]).toEqual([2, 3]);
});

it('one result moves on: what is kept of it is the next number', () => {
  const numbers = new UpTo(2);
  const kept = numbers.next();
  numbers.next();
  expect(kept.value).toBe(1);
});
