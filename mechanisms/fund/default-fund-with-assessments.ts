import { amount, defineFund, ratio, ratioFloor, z } from 'breakwater';
import { ALL } from './scope.ts';
import { shareOf } from './share-of.ts';

/**
 * A clearing house's own money before its members' deposits, and beyond them what members have promised.
 *
 * The pool holds the house's tranche (skin in the game); members are accounts with a deposit in the default fund and a
 * commitment to pay assessments (cash calls) up to a multiple of it. The order (defaulter, house, deposits,
 * assessments) is the waterfall's. A member deposits floor(deposit + openInterestShare x open interest of all markets at
 * the start); commitment = floor(what it deposits x assessment) unless given. Units of the settlement asset.
 *
 * @source https://www.eurex.com/ec-en/services/risk-management/default-waterfall (assessments up to twice the
 * contribution in a capped period); https://www.cmegroup.com (own tranche of 100m in base products)
 */
export const defaultFundWithAssessments = defineFund({
  name: 'default-fund-with-assessments',
  summary: "A clearing house's tranche, its members' deposits, and capped assessments.",
  formula:
    'a member pays in deposit + sum over markets of floor(OI x openInterestShare)\n' +
    'commitment = floor(what it pays in x assessment) where not given; the pool opens with skinInTheGame',
  source: ['https://www.eurex.com/ec-en/services/risk-management/default-waterfall', 'https://www.cmegroup.com'],
  params: z.strictObject({
    skinInTheGame: amount().prefault('0').describe("The house's own tranche, settlement asset, at least 0."),
    assessment: ratio()
      .prefault('2')
      .describe('Most a member can be assessed, as a multiple of its deposit, at least 0.'),
    members: z
      .array(
        z
          .strictObject({
            deposit: amount()
              .optional()
              .describe('Deposit of a member in the default fund, settlement asset, at least 0.'),
            openInterestShare: ratio()
              .optional()
              .describe('The same as a share of the one-sided open interest of all markets, at least 0; added to it.'),
            commitment: amount()
              .optional()
              .describe(
                'Most it can be assessed, settlement asset, at least 0; the multiple of its deposit when left out.',
              ),
            count: z
              .int('members are whole')
              .min(1, 'terms are those of 1 to 10000 members')
              .max(10_000, 'terms are those of 1 to 10000 members')
              .default(1)
              .describe('Members with these terms, 1 to 10000.'),
          })
          .refine(
            ({ deposit, openInterestShare }) => deposit !== undefined || openInterestShare !== undefined,
            'a member deposits an amount or a share of open interest',
          ),
      )
      .default([])
      .describe('The members, in the order of their accounts.'),
  }),
  exempt: {
    'fund/fixed-size': 'deposits may be set as a share of the open interest they stand for',
    'fund/pays-from-its-own-money': 'members owe assessments beyond what they have deposited',
  },
  holds: 'fund',
  scope: () => ALL,
  capital: (_key, params) => params.skinInTheGame,
  members: (params, openInterest) =>
    params.members.flatMap(({ deposit: fixed, openInterestShare, commitment, count }) => {
      const deposit = (fixed ?? 0) + shareOf(openInterest, openInterestShare ?? { n: 0, d: 1 });
      return Array.from({ length: count }, () => ({
        deposit,
        commitment: commitment ?? ratioFloor(deposit, params.assessment),
      }));
    }),
});
