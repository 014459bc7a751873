import { expect, it } from 'vitest';
import { duration, grouped, humanAmount, percent, significant } from '../../../src/report/index.ts';

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

it.each([
  [null, '-'],
  [0, '0'],
  [27, '27'],
  [0.017962586, '0.01796'],
  [-0.00002008, '-0.00002008'],
  [3.14159e-9, '3.142e-9'],
  [1_234_567, '1,235,000'],
  [6.02214e23, '6.022e+23'],
])('%s in four digits is %s', (x, text) => {
  expect(significant(x)).toBe(text);
});
