import type { AdlCandidate, CaseView } from 'breakwater';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jointProRataTearUp as rule } from '../../../../mechanisms/adl/index.ts';
import { accountView, caseView, legView, marketView, venueView } from '../../../fixtures/views.ts';

const btc = marketView({ number: 0, id: 'BTC', mark: 100 });
const eth = marketView({ number: 1, id: 'ETH', mark: 10 });

const holder = (account: number, lots: number): AdlCandidate => ({
  account,
  owner: account,
  lots,
  profit: 0,
  notional: 0,
  equity: 0,
});
const plan = (holders: Record<string, AdlCandidate[]>, cases: readonly CaseView[]) => {
  const candidates = (market: number, side: 1 | -1) => holders[`${market}/${side}`] ?? [];
  return rule.plan({ ...venueView({ markets: [btc, eth] }), candidates }, cases, {}, null);
};

describe('joint-pro-rata-tear-up', () => {
  test('closes no lots twice: the subject of one case is no counterparty of another', () => {
    const cases = [
      caseView({ id: 1, subject: accountView(7), legs: [legView(btc, 60)] }),
      caseView({ id: 2, subject: accountView(8), legs: [legView(btc, -20)] }),
    ];
    const holders = { '0/-1': [holder(8, -20), holder(9, -40)], '0/1': [holder(7, 60)] };
    expect(plan(holders, cases)).toEqual([
      { case: 1, actions: [{ do: 'cut', market: 0, cuts: [{ account: 9, lots: 40 }], value: 4000 }] },
    ]);
  });

  // Case 1 is long 60 BTC and short 30 ETH. Only 40 BTC face it, so two thirds of both legs are torn up.
  //
  //                 BTC                 ETH
  //   case 1        60 -> 20            -30 -> -10
  //   account 7    -10 -> 0 (of 10)     +15 -> 5
  //   account 8    -30 -> 0 (of 30)     +15 -> 5
  test('tears all legs up by one share, pro rata over those who face them, at mark', () => {
    const cases = [caseView({ id: 1, legs: [legView(btc, 60), legView(eth, -30)] })];
    expect(plan({ '0/-1': [holder(7, -10), holder(8, -30)], '1/1': [holder(7, 15), holder(8, 15)] }, cases)).toEqual([
      {
        case: 1,
        actions: [
          {
            do: 'cut',
            market: 0,
            cuts: [
              { account: 7, lots: 10 },
              { account: 8, lots: 30 },
            ],
            value: 4000,
          },
          {
            do: 'cut',
            market: 1,
            cuts: [
              { account: 7, lots: 10 },
              { account: 8, lots: 10 },
            ],
            value: -200,
          },
        ],
      },
    ]);
  });

  test('two cases share those who face them', () => {
    const cases = [caseView({ id: 1, legs: [legView(btc, 30)] }), caseView({ id: 2, legs: [legView(btc, 10)] })];
    const actions = plan({ '0/-1': [holder(7, -60), holder(8, -20)] }, cases).flatMap((one) => one.actions);
    const cut = new Map<number, number>();
    for (const action of actions) {
      if (action.do !== 'cut') continue;
      for (const { account, lots } of action.cuts) cut.set(account, (cut.get(account) ?? 0) + lots);
    }
    expect([...cut]).toEqual([
      [7, 30],
      [8, 10],
    ]);
  });

  test('does nothing for a case that nobody faces, but helps the others', () => {
    const cases = [
      caseView({ id: 1, legs: [legView(btc, 30), legView(eth, 5)] }),
      caseView({ id: 2, legs: [legView(btc, 10)] }),
    ];
    expect(plan({ '0/-1': [holder(7, -99)] }, cases)).toMatchObject([{ case: 2, actions: [{ value: 1000 }] }]);
    expect(plan({}, cases)).toEqual([]);
  });

  test('never cuts more than anyone holds, and pairs lots for lots', () => {
    const lots = fc.integer({ min: -1000, max: 1000 }).filter((n) => n !== 0);
    const subjects = fc.array(fc.tuple(lots, lots), { minLength: 1, maxLength: 4 });
    const sizes = fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 5 });
    fc.assert(
      fc.property(subjects, sizes, sizes, sizes, sizes, (held, bl, bs, el, es) => {
        const side = (list: number[], sign: number) => list.map((size, i) => holder(i, sign * size));
        const holders = { '0/1': side(bl, 1), '0/-1': side(bs, -1), '1/1': side(el, 1), '1/-1': side(es, -1) };
        const cases = held.map(([b, e], i) => caseView({ id: i + 1, legs: [legView(btc, b), legView(eth, e)] }));
        const used = new Map<string, number>();
        for (const { case: id, actions } of plan(holders, cases)) {
          for (const action of actions) {
            if (action.do !== 'cut') throw new Error('only cuts were expected');
            const leg = cases[id - 1]?.legs[action.market];
            const size = action.cuts.reduce((sum, cut) => sum + cut.lots, 0);
            expect(size).toBeGreaterThan(0);
            expect(size).toBeLessThanOrEqual(Math.abs(leg?.lots ?? 0));
            expect(action.value).toBe(leg?.market.value(Math.sign(leg.lots) * size, leg.market.mark));
            const facing = `${action.market}/${(leg?.lots ?? 0) > 0 ? -1 : 1}`;
            for (const cut of action.cuts)
              used.set(`${facing}/${cut.account}`, (used.get(`${facing}/${cut.account}`) ?? 0) + cut.lots);
          }
        }
        for (const [key, taken] of used) {
          const [market, facing, account] = key.split('/');
          const found = holders[`${market}/${facing}` as keyof typeof holders][Number(account)];
          expect(taken).toBeLessThanOrEqual(Math.abs(found?.lots ?? 0));
        }
      }),
    );
  });
});
