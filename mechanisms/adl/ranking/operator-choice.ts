import { defineAdlRanking, z } from 'breakwater';

/** A number in [0, 1) that looks random: one for each account and seed (the finaliser of MurmurHash3). */
const hashed = (account: number, seed: number): number => {
  let h = (account ^ seed) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
};

/**
 * Whoever an operator picks: the venue leaves the order open, so the scenario must say who does the picking.
 *
 * score, by `choice`: `seeded`, a number drawn anew for each account, market and step; `largest-profit`, unrealised
 * profit in units, what a keeper does who wants the factor down with few transactions; `least-profit`, profit over entry
 * value, lowest first, the keeper who spares those who won most; `most-hedged`, the share of the position that others of
 * the account offset, highest first, the keeper who breaks hedges.
 *
 * Our readings: all four. GMX leaves the order to keepers and says in its contract that sorting by profit or size is not
 * checked; on dYdX Perpetual v1 the operator names the account. The last two are adversaries, for bounds.
 *
 * @source https://github.com/gmx-io/gmx-synthetics: contracts/exchange/AdlHandler.sol;
 * https://github.com/dydxprotocol/perpetual: contracts/protocol/v1/traders/P1Deleveraging.sol; MurmurHash3 fmix32 by
 * A. Appleby
 */
export const operatorChoice = defineAdlRanking({
  name: 'operator-choice',
  summary: 'Whoever the operator picks: at random, by profit, or against the traders.',
  formula:
    'score = hash(account, draw of the market and step); uPnL with largest-profit\n' +
    '-uPnL / |entry value| with least-profit; hedged share of the position with most-hedged',
  source: [
    'https://github.com/gmx-io/gmx-synthetics/blob/main/contracts/exchange/AdlHandler.sol',
    'https://github.com/dydxprotocol/perpetual/blob/master/contracts/protocol/v1/traders/P1Deleveraging.sol',
  ],
  exempt: {
    'ranking/more-profit-first': 'by default drawn, not ranked; only largest-profit ranks by profit',
    'ranking/more-leverage-first': 'no choice looks at leverage',
    'ranking/winners-before-losers': 'by default drawn, not ranked; least-profit takes losers first',
  },
  params: z.strictObject({
    choice: z
      .enum(['seeded', 'largest-profit', 'least-profit', 'most-hedged'])
      .default('seeded')
      .describe('How the operator picks: drawn by seed, largest profit, least profit ratio, or most hedged first.'),
  }),
  prepare: (market, view) => view.random('operator', market.number).below(2 ** 31),
  score: (candidate, { choice }, seed) => {
    if (choice === 'seeded') return hashed(candidate.account, seed);
    if (choice === 'largest-profit') return candidate.profit;
    return choice === 'least-profit' ? 0 - candidate.profitRatio : candidate.hedgedShare;
  },
});
