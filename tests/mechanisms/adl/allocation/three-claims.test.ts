import type { AdlAllocation } from 'breakwater';
import { describe, expect, test } from 'vitest';
import * as rules from '../../../../mechanisms/adl/allocation/index.ts';
import { claimsProblem } from '../../../fixtures/claims.ts';
import { paramsOf } from '../../../fixtures/views.ts';

/** The rules of the literature, which are held to the same claims in `claims-problem` and `random-arrival`. */
const ELSEWHERE = [
  'adjusted-proportional',
  'constrained-equal-awards',
  'constrained-equal-losses',
  'minimal-overlap',
  'proportional',
  'random-arrival',
  'talmud',
];

/*
 * Claims 100, 200, 300 at estates of 100, 200, 300, so needs of 500, 400, 300, for all other rules. Each account has 100 of equity:
 * leverages are 1, 2, 3. Scores are all the same, so a queue goes by number.
 */
const GIVES: Readonly<Record<string, readonly [of500: number[], of400: number[], of300: number[]]>> = {
  'greedy-queue': [
    [100, 200, 200],
    [100, 200, 100],
    [100, 200, 0],
  ],
  'integer-pro-rata': [
    [83, 167, 250],
    [67, 133, 200],
    [50, 100, 150],
  ],
  'top-n-pro-rata': [
    [83, 167, 250],
    [67, 133, 200],
    [50, 100, 150],
  ],
  // 83.3, 166.7, 250: of the three that come next, 167 / 200 is the least share; 66.7, 133.3, 200: all three would be 67 %.
  'min-max-haircut': [
    [83, 167, 250],
    [67, 133, 200],
    [50, 100, 150],
  ],
  // Down to one leverage: 33.3, 66.7 and 100 lots are kept by each.
  'leverage-water-filling': [
    [67, 167, 266],
    [34, 133, 233],
    [0, 100, 200],
  ],
  // The same; its level is a real number, so the last bit decides who of equals rounds up.
  'factor-leverage': [
    [67, 166, 267],
    [33, 133, 234],
    [0, 100, 200],
  ],
  // As 100 x 1, 200 x 2, 300 x 3: 1, 4, 9; of 500 the third gives all.
  'levered-pro-rata': [
    [40, 160, 300],
    [29, 114, 257],
    [21, 86, 193],
  ],
  // As 100 x 1, 200 x 4, 300 x 9: 1, 8, 27; of 500 the third gives all.
  'risk-aware-pro-rata': [
    [22, 178, 300],
    [11, 89, 300],
    [8, 67, 225],
  ],
  'greedy-risk': [
    [0, 200, 300],
    [0, 100, 300],
    [0, 0, 300],
  ],
  // A third each of proportional, equal awards and equal losses: 83.3 177.8 238.9; 66.7 138.9 194.4; 50 100 150.
  'mirror-descent': [
    [83, 178, 239],
    [67, 139, 194],
    [50, 100, 150],
  ],
};

const all = Object.values(rules) as unknown as AdlAllocation[];

test('every allocation rule is held to the three claims, here or there', () => {
  expect([...Object.keys(GIVES), ...ELSEWHERE].sort()).toEqual(all.map(({ name }) => name).sort());
});

describe.each(all.filter(({ name }) => Object.hasOwn(GIVES, name)).map((rule) => [rule.name, rule] as const))(
  '%s',
  (name, rule) => {
    test.each([500, 400, 300].map((need, i) => [need, GIVES[name]?.[i]] as const))('raises %d', (need, expected) => {
      const rows = [100, 200, 300].map((claim) => ({ claim, equity: 100 }));
      const params = paramsOf(rule) as never;
      const state = (rule.initial?.(params) ?? null) as never;
      expect([...rule.allocate(claimsProblem(need, rows), params, state)]).toEqual(expected);
    });
  },
);
