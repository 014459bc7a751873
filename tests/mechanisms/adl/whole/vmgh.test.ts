import type { AdlCandidate } from 'breakwater';
import { describe, expect, test } from 'vitest';
import { vmgh } from '../../../../mechanisms/adl/index.ts';
import {
  accountView,
  caseView,
  heldView,
  marketView,
  paramsOf,
  positionView,
  venueView,
} from '../../../fixtures/views.ts';

const btc = marketView({ number: 0, id: 'BTC', mark: 100 });
const eth = marketView({ number: 1, id: 'ETH', mark: 10 });

//              gain in BTC   gain in ETH   equity
//   7                  600                  5,000
//   8                  300           100      200    (cut to 150 and 50)
//   9                                500    5,000
const accounts = [
  accountView(7, { equity: 5000, positions: [positionView(btc, -30, { cost: -3600 })] }),
  accountView(8, {
    equity: 200,
    positions: [positionView(btc, -30, { cost: -3300 }), positionView(eth, 10, { cost: 0 })],
  }),
  accountView(9, { equity: 5000, positions: [positionView(eth, 50, { cost: 0 })] }),
];
const nobody = (): readonly AdlCandidate[] => [];
const plan = (deficits: readonly number[], markets: 'case' | 'all' = 'case') =>
  vmgh.plan(
    { ...venueView({ markets: [btc, eth], accounts }), candidates: nobody },
    deficits.map((deficit, i) =>
      caseView({ id: i + 1, subject: 20 + i, equity: -deficit, deficit, held: [heldView(btc, 1)] }),
    ),
    paramsOf(vmgh, { markets }),
    null,
  );
const paid = (given: ReturnType<typeof plan>) =>
  given.map(({ case: id, actions }) => [
    id,
    ...actions.flatMap((action) =>
      action.do === 'charge' ? action.charges.map(({ account, amount }) => [action.market, account, amount]) : [],
    ),
  ]);

describe('vmgh', () => {
  // Gains of BTC come to 800, of which 80 are missing: a tenth of each.
  test('takes one percentage of every gain in the markets of the case', () => {
    expect(paid(plan([80]))).toEqual([[1, [0, 7, 60], [0, 8, 20]]]);
  });

  // 600 + 150 + 50 + 500 = 1,300, of which 130.
  test('or in all markets', () => {
    expect(paid(plan([130], 'all'))).toEqual([[1, [0, 7, 60], [0, 8, 15], [1, 8, 5], [1, 9, 50]]]);
  });

  test('cases that come together share one percentage, the first of them served first', () => {
    expect(paid(plan([60, 20]))).toEqual([
      [1, [0, 7, 60]],
      [2, [0, 8, 20]],
    ]);
    expect(paid(plan([30, 50]))).toEqual([
      [1, [0, 7, 30]],
      [2, [0, 7, 30], [0, 8, 20]],
    ]);
  });

  test('takes no more than there is, and nothing for who owes nothing', () => {
    expect(paid(plan([10_000]))).toEqual([[1, [0, 7, 600], [0, 8, 200]]]);
    expect(plan([0])).toEqual([]);
    expect(plan([])).toEqual([]);
  });
});
