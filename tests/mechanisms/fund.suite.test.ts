import type { Fund, MarketView } from 'breakwater';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import * as funds from '../../mechanisms/fund/index.ts';
import { flowsOf, marketView, paramsOf, poolView, venueView } from '../fixtures/views.ts';
import { conforms } from './conformance.ts';

/** What a suite asks of a fund: its declaration, with parameters that use all of it. */
interface Asked {
  readonly fund: Fund;
  readonly params: never;
}

const IDS = ['BTC', 'ETH', 'DOGE', 'constructor'];
const markets: readonly MarketView[] = IDS.map((id, number) => marketView({ id, number }));
const FULL: Readonly<Record<string, unknown>> = {
  'insurance-fund': {
    capital: '1000',
    floor: '10',
    scope: 'grouped-pool',
    groups: { majors: ['BTC', 'ETH'] },
    topUp: { amount: '5', every: '60s' },
    refill: { below: '2000', beyond: '500' },
  },
  'depositor-vault': { capital: '1000', floor: '10', lossCap: '100' },
  'staked-vault': {
    capital: '1000',
    floor: '10',
    lossCap: '100',
    stakes: [{ by: 'late', at: '30s', amount: '70' }],
    unstakes: [{ at: '60s', share: '0.1' }],
  },
  'staked-fund': { capital: '1000', coolDown: '60s', unstakes: [{ share: '0.5' }] },
  'liquidity-pool': { capital: '1000', openInterestShare: '0.5' },
  'default-fund-with-assessments': {
    skinInTheGame: '100',
    members: [{ deposit: '10', openInterestShare: '0.01', count: 3 }],
  },
};

const interest = fc.array(fc.integer({ min: 0, max: 2 ** 52 }), { minLength: IDS.length, maxLength: IDS.length });
const keysOf = ({ fund, params }: Asked): readonly string[] => [
  ...new Set(markets.map((market) => fund.scope(market, params))),
];
const whole = (units: number): boolean => Number.isSafeInteger(units) && units >= 0;

const always = {
  'puts every market in a pool, always the same': ({ fund, params }: Asked) => {
    for (const market of markets) {
      expect(fund.scope(market, params)).toMatch(/^[^/]+$/);
      expect(fund.scope(market, params)).toBe(fund.scope(market, params));
    }
  },
  'opens with whole amounts, more for more open interest': (asked: Asked) => {
    const { fund, params } = asked;
    fc.assert(
      fc.property(interest, fc.integer({ min: 0, max: 2 ** 40 }), (open, more) => {
        const grown = open.map((units) => units + more);
        for (const key of keysOf(asked)) {
          const capital = fund.capital(key, params, open);
          expect(whole(capital)).toBe(true);
          expect(fund.capital(key, params, grown)).toBeGreaterThanOrEqual(capital);
          expect(whole(fund.floor?.(key, params) ?? 0)).toBe(true);
          expect(whole(fund.lossCap?.(key, params) ?? 0)).toBe(true);
        }
      }),
    );
  },
  'has members with whole amounts, as many whatever the open interest': ({ fund, params }: Asked) => {
    fc.assert(
      fc.property(interest, (open) => {
        const members = fund.members?.(params, open) ?? [];
        expect(members.every(({ deposit, commitment }) => whole(deposit) && whole(commitment))).toBe(true);
        expect(members).toHaveLength(fund.members?.(params, []).length ?? 0);
      }),
    );
  },
  'faces traders only where it is their counterparty': ({ fund, params }: Asked) => {
    const side = fund.faces?.(params) ?? 0;
    expect([1, -1, 0]).toContain(side);
    if (fund.holds !== 'pool') expect(side).toBe(0);
  },
  'moves whole amounts outside cases, and none twice in a moment': ({ fund, params }: Asked) => {
    const state = fund.initial?.(params) ?? null;
    let cash = 1_000;
    const at = (now: number) => {
      const flows = flowsOf(fund.flow?.(poolView({ cash, floor: 10 }), venueView({ now }), params, state));
      for (const { amount } of flows) cash += amount;
      return flows;
    };
    for (const now of [0, 30, 60, 600]) {
      expect(at(now).every(({ amount }) => Number.isSafeInteger(amount) && amount !== 0)).toBe(true);
      expect(at(now)).toEqual([]);
    }
  },
};

const unlessExempt = {
  'fund/fixed-size': (asked: Asked) => {
    const { fund, params } = asked;
    const [little, much] = [IDS.map(() => 100), IDS.map(() => 10 ** 9)] as const;
    for (const key of keysOf(asked)) expect(fund.capital(key, params, little)).toBe(fund.capital(key, params, much));
    expect(fund.members?.(params, little)).toEqual(fund.members?.(params, much));
  },
  'fund/absorbs-losses-only': ({ fund }: Asked) => {
    expect(fund.holds).not.toBe('pool');
  },
  'fund/pays-from-its-own-money': ({ fund, params }: Asked) => {
    const promised = (fund.members?.(params, []) ?? []).reduce((sum, { commitment }) => sum + commitment, 0);
    expect(promised).toBe(0);
  },
};

describe.each(Object.values(funds) as unknown as Fund[])('$name', (fund) => {
  const params = paramsOf(fund, (FULL[fund.name] ?? {}) as never) as never;
  conforms(fund, { fund, params }, { always, unlessExempt });
});
