import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bankruptcyRecomputedAtFundLimit,
  greedyQueue,
  mark,
  oppositeSide,
  peakDrawdown,
  pnlPctTimesEffectiveLeverage,
  roiOverMarginRatio,
  rollingAverageDrawdown,
  symbolPnlDrawdown,
} from '../../../mechanisms/adl/index.ts';
import { fundTakeover } from '../../../mechanisms/backstop/index.ts';
import { insuranceFund } from '../../../mechanisms/fund/index.ts';
import { riskTierStepDown } from '../../../mechanisms/liquidation/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import type { WaterfallLayer } from '../../../src/exchange/index.ts';
import { design, person, step, venueOf } from '../../fixtures/exchange.ts';
import { adlOf, built, equityOf, layer, margin, pays, sound } from './built.ts';

const queue = { eligible: [built(oppositeSide)], allocation: built(greedyQueue) };
const takesOver = layer('backstop', fundTakeover, { price: 'bankruptcy', workOver: '1h' });

/** As `bybit-like` has it. */
const bybit: readonly WaterfallLayer[] = [
  layer('liquidation', riskTierStepDown, { timeInForce: 'fok', unfilled: 'pass' }),
  takesOver,
  adlOf({
    ...queue,
    trigger: built(symbolPnlDrawdown),
    ranking: built(pnlPctTimesEffectiveLeverage),
    closeOut: built(bankruptcyRecomputedAtFundLimit),
  }),
  pays('insurance'),
];
/** As `okx-like` has it, with a trigger of either year. */
const okx = (trigger: Parameters<typeof built>[0]): readonly WaterfallLayer[] => [
  {
    ...layer('liquidation', riskTierStepDown, {
      lowestTier: 3,
      tiersAtOnce: 2,
      fullBelowLowest: true,
      timeInForce: 'ioc',
      unfilled: 'retry',
      slippage: '0.005',
    }),
    unless: 'adl',
  },
  { ...takesOver, unless: 'adl' },
  adlOf({ ...queue, trigger: built(trigger), ranking: built(roiOverMarginRatio), closeOut: built(mark) }),
  pays('insurance'),
];

const waterfalls: Readonly<Record<string, { readonly layers: readonly WaterfallLayer[]; readonly scope: string }>> = {
  'symbol-pnl-drawdown, one pool': { layers: bybit, scope: 'global' },
  'symbol-pnl-drawdown, a pool for each market': { layers: bybit, scope: 'per-market-isolated' },
  'rolling-average-drawdown': { layers: okx(rollingAverageDrawdown), scope: 'per-market-isolated' },
  'peak-drawdown': { layers: okx(peakDrawdown), scope: 'per-market-isolated' },
};

/** A long in one of two markets: lots, and margin a lot, units. */
const loser = fc.record({
  market: fc.constantFrom(0, 1),
  lots: fc.integer({ min: 1, max: 2_000 }),
  perLot: fc.integer({ min: 2, max: 5 }),
});
const prices = fc.tuple(fc.integer({ min: 80, max: 130 }), fc.integer({ min: 80, max: 130 }));

describe.each(Object.entries(waterfalls))('%s', (_, { layers, scope }) => {
  const opened = (capital: number) =>
    venueOf(
      design([...layers], {
        ...margin(fraction, { initial: '0.02', maintenance: '0.01' }),
        funds: { insurance: built(insuranceFund, { capital: String(capital), scope }) },
      }),
      [{}, {}],
    );

  test('no account below zero keeps all its lots, whatever the fund can spend of what it has', () => {
    let between = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 50_000 }),
        fc.array(loser, { minLength: 1, maxLength: 4 }),
        fc.array(prices, { minLength: 1, maxLength: 4 }),
        (capital, losers, path) => {
          const venue = opened(capital);
          const accounts = losers.map(({ market, lots, perLot }) => {
            person(venue, 10_000_000, [[market, -lots, 100]]);
            return person(venue, lots * perLot, [[market, lots, 100]]);
          });
          const held = () => accounts.map((account) => [0, 1].map((market) => venue.ledger.lots(account, market)));
          for (const each of path) {
            step(venue, each, 60);
            between += venue.pools.filter(({ spendable, equity }) => spendable > 0 && spendable < equity).length;
          }
          const before = held();
          for (let i = 0; i < 3; i++) step(venue, path.at(-1) as [number, number], 60);
          accounts.forEach((account, i) => {
            if (equityOf(venue, account) < 0) expect(held()[i]).not.toEqual(before[i]);
          });
          sound(venue);
        },
      ),
      { numRuns: 150 },
    );
    expect(between).toBeGreaterThan(10);
  });

  test('a loss slightly above what is in the fund is not waited for', () => {
    const venue = opened(1_000);
    const account = person(venue, 1_000, [[0, 1_000, 100]]);
    person(venue, 10_000_000, [[0, -1_000, 100]]);
    // 3,000 lost of 1,000: 2,000 is missing, and the fund has 1,000.
    step(venue, [97, 100], 60);
    step(venue, [97, 100], 60);
    expect(venue.ledger.lots(account, 0)).toBe(0);
    sound(venue);
  });
});
