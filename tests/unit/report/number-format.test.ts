import { expect, it } from 'vitest';
import { duration, grouped, humanAmount, percent } from '../../../src/report/index.ts';

it.each([
  ['0', '0'],
  [null, '-'],
  ['7', '7'],
  ['12.345', '12.3'],
  ['0.004321', '0.0043'],
  ['999', '999'],
  ['999.6', '1.00k'],
  ['1234', '1.23k'],
  ['-45100', '-45.1k'],
  ['999499', '999k'],
  ['999500', '1.00m'],
  ['2103111431', '2.10bn'],
  ['19130000000000', '19.1tn'],
])('an amount of %s reads %s', (amount, text) => {
  expect(humanAmount(amount)).toBe(text);
});

it.each([
  [0, '0'],
  [999, '999'],
  [34983, '34,983'],
  [-1234567.5, '-1,234,567.5'],
])('%s is grouped as %s', (x, text) => {
  expect(grouped(x)).toBe(text);
});

it('writes ratios and times', () => {
  expect([0.382, 1, -0.131, 25, null].map(percent)).toEqual(['38.2 %', '100 %', '-13.1 %', '2,500 %', '-']);
  expect([0, 61.7, 600, 725, 7200, 7261, null].map(duration)).toEqual([
    '0 s',
    '61.7 s',
    '10 min',
    '12 min 5 s',
    '2 h',
    '2 h 1 min',
    '-',
  ]);
});
