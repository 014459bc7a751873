import { describe, expect, test } from 'vitest';
import { atSettlement as trigger } from '../../../../mechanisms/adl/index.ts';
import { caseView, legView, marketView, paramsOf, venueView } from '../../../fixtures/views.ts';

const btc = marketView({ number: 0, id: 'BTC' });
const eth = marketView({ number: 1, id: 'ETH' });
const WEEK = 604_800;
const at = (now: number, periodEnd = WEEK) => venueView({ now, periodEnd, stepSeconds: 60, markets: [btc, eth] });

/*
 *   account   lots         equity
 *   1         +3 BTC           -5    below water, its order at the bankruptcy price was not filled
 *   2         -7 ETH          400    short of margin
 */
const cases = [
  caseView({ id: 1, equity: -5, legs: [legView(btc, 3)] }),
  caseView({ id: 2, equity: 400, legs: [legView(eth, -7)] }),
];
const decide = (view: ReturnType<typeof at>, of = cases) => trigger.decide(view, of, paramsOf(trigger), null);

describe('at-settlement', () => {
  test('asks for all that accounts in default hold in the last step of the period, and in no other', () => {
    const all = {
      on: true,
      needs: [
        { in: 'lots', market: 0, amount: 3 },
        { in: 'lots', market: 1, amount: 7 },
      ],
    };
    expect(decide(at(0))).toBe('off');
    expect(decide(at(WEEK - 61))).toBe('off');
    expect(decide(at(WEEK - 60))).toEqual(all);
    expect(decide(at(WEEK))).toEqual(all);
    expect(decide(at(0, Number.POSITIVE_INFINITY))).toEqual(all);
  });

  test('leaves to a fund what it took over', () => {
    const taken = caseView({ kind: 'inventory', legs: [legView(btc, 3)] });
    expect(decide(at(WEEK), [taken])).toBe('off');
  });
});
