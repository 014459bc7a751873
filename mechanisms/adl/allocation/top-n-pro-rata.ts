import { defineAdlAllocation, z } from 'breakwater';
import { proportionalGives } from './proportional-gives.ts';

/**
 * Takes from the first n of the ranked order in proportion to weight; from more where they cannot meet the need.
 *
 * The chosen are the first max(n, k), k the least number whose limits reach the need. They share as `integer-pro-rata` does;
 * FTX's weight is the size of the position (ranking `largest-opposing-position`).
 *
 * @source https://help.ftx.com/hc/en-us/articles/360027937831-Liquidations (the ten largest opposing positions, more if their
 * total is insufficient, in proportion to their sizes)
 */
export const topNProRata = defineAdlAllocation({
  name: 'top-n-pro-rata',
  summary: 'The first n of the ranked order, in proportion to weight; more where these cannot meet the need.',
  formula:
    'give_i = min(limit_i, c x weight_i) of the first max(n, k) in ranked order, c such that they sum to D\n' +
    'k = least number whose limits reach D = min(need, sum of limits)',
  source: 'https://help.ftx.com/hc/en-us/articles/360027937831-Liquidations',
  params: z.strictObject({
    n: z.int().min(1).default(10).describe('How many claims share a need they can meet, at least 1.'),
  }),
  exempt: {
    'allocation/equal-treatment': 'the n-th and the next may be equal, but only the n-th gives',
    'allocation/no-gain-by-splitting':
      'a claim in the n-th place that is split leaves its second part in the place after, which gives nothing',
    'allocation/monotone-in-need':
      'a greater need brings in more claims, and those before them then give less of their share',
  },
  prefix: (params) => params.n,
  allocate: ({ n, need, weight, limit, rank }, params) => {
    const enough = rank.prefix(need);
    const chosen = enough.length >= params.n ? enough.slice() : rank.order().slice(0, params.n);
    // In the order of the claims, so that ties of remainders go as in `integer-pro-rata`.
    chosen.sort();
    const gives = proportionalGives(
      need,
      Float64Array.from(chosen, (claim) => weight[claim] ?? 0),
      Float64Array.from(chosen, (claim) => limit[claim] ?? 0),
    );
    const all = new Float64Array(n);
    chosen.forEach((claim, i) => {
      all[claim] = gives[i] ?? 0;
    });
    return all;
  },
});
