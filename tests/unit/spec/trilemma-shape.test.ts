import { expect, test } from 'vitest';
import { trilemmaShape } from '../../../src/spec/trilemma-shape.ts';

const messages = (input: unknown): (string | undefined)[] =>
  trilemmaShape.safeParse(input).error?.issues.map(({ message }) => message) ?? [];

test('every part of a sweep has a value of its own', () => {
  expect(trilemmaShape.parse({})).toMatchObject({
    severity: { path: 'adl.severity.of' },
    diversion: { path: 'funds.insurance.feeShare' },
    revenue: { n: 1, d: 2 },
  });
});

test('values beyond a share, values listed twice and bounds the wrong way round are refused', () => {
  expect(messages({ severity: { with: ['0', '1.2'] } })).toEqual([expect.stringMatching(/between 0 and 1/)]);
  expect(messages({ severity: { with: ['0.5', '1/2'] } })).toEqual(['each value is listed once']);
  expect(messages({ severity: { with: ['1'] } })).toHaveLength(1);
  expect(messages({ fairness: { ptsr: ['2', '1'] } })).toEqual(['the least must not be above the most']);
});
