import { expect, test } from 'vitest';
import { type Holder, MemoryWatch } from '../../../src/experiment/memory-watch.ts';

/** A watch over two workers of 100 MB: 50 MB are held before there are any. */
const watched = () => {
  let held = 50;
  const watch = new MemoryWatch(2, 100, () => held);
  return {
    hold: (megabytes: number) => {
      held = megabytes;
    },
    look: (running: readonly Holder[], seconds: number) => watch.look(running, seconds * 1000),
  };
};
// Each of the two: 100 MB of heap, as much outside, and what a worker takes anyway.
const MOST = 50 + 2 * (100 + 100 + 256);

test('nobody is ended for what fits', () => {
  const { hold, look } = watched();
  hold(MOST);
  expect(look([{ since: 0, outside: 500 }], 100)).toBeUndefined();
});

test('who has been in one call for the longest is ended, whatever others hold', () => {
  const { hold, look } = watched();
  hold(MOST + 1);
  const long = { since: 2000, outside: 10 };
  expect(look([{ since: 3000, outside: 80 }, long, { since: 9500, outside: 400 }], 10)).toBe(long);
});

test('where all calls are short, who holds most is ended', () => {
  const { hold, look } = watched();
  hold(MOST + 1);
  const most = { since: 9900, outside: 300 };
  expect(look([{ since: 9500, outside: 10 }, most], 10)).toBe(most);
});

test('memory has time to be given back before the next one is ended', () => {
  const { hold, look } = watched();
  hold(MOST + 1);
  const one = { since: 0, outside: 0 };
  expect(look([one], 10)).toBe(one);
  expect(look([one], 12.9)).toBeUndefined();
  expect(look([one], 13)).toBe(one);
});

test('a watch over nobody ends nobody', () => {
  const { hold, look } = watched();
  hold(MOST + 1);
  expect(look([], 10)).toBeUndefined();
});
