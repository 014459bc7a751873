import { beforeAll, describe, expect, test } from 'vitest';
import { builtIns } from '../../src/experiment/index.ts';
import { type Gathered, gather, recordOf, resultOf } from '../../src/measure/index.ts';
import { value } from '../../src/money/index.ts';
import { readExchange, readScenario } from '../../src/spec/index.ts';
import { simulate } from '../../src/world/index.ts';
import { deleveraged } from './deleveraged.ts';
import { numbersOf, present, rowsOf } from './event-data.ts';
import { FACTS, type Measured } from './facts.ts';

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const describeWhen = present ? describe : describe.skip;

describeWhen('against the record of 10 October 2025 (skipped without the event data, which may not be shipped)', () => {
  test('the copy of the record is whole: its three tables agree on the totals', () => {
    const users = rowsOf('adl_by_user_REALTIME.csv');
    const coins = rowsOf('adl_by_coin_REALTIME.csv');
    const volume = rowsOf('adl_net_volume_full_12min.csv');
    expect([users.length, coins.length, volume.length]).toEqual([19_337, 162, 162]);
    expect(total(numbersOf(users, 'num_adl_events'))).toBe(34_983);
    for (const notional of [
      numbersOf(users, 'adl_notional'),
      numbersOf(coins, 'adl_notional'),
      numbersOf(volume, 'net_notional_usd'),
    ])
      expect(total(notional)).toBeCloseTo(2_103_111_430.86, 1);
  });

  let page: readonly { readonly inside: boolean; readonly standing: string; readonly line: string }[] = [];
  beforeAll(async () => {
    const measured = await runOf();
    page = FACTS.map(({ title, standing, range, of, show, note }) => {
      const [low, high] = range();
      const value = of(measured);
      const inside = value >= low && value <= high;
      const cells = [
        title.padEnd(36),
        `${show(low)} to ${show(high)}`.padEnd(22),
        show(value).padEnd(10),
        standing.padEnd(9),
      ];
      return { inside, standing, line: `${cells.join('  ')}  ${inside ? 'inside ' : 'OUTSIDE'}  ${note}` };
    });
  }, 120_000);

  test('each published fact beside the run, and whether it was fitted', () => {
    console.log(
      [
        'hyperliquid-2025-10 in october-2025, seed 1: published range, run, standing',
        ...page.map(({ line }) => line),
      ].join('\n'),
    );
    expect(page.map(({ line }) => line).filter((line) => line.includes('NaN') || line.includes('Infinity'))).toEqual(
      [],
    );
  });

  test('what was fitted comes out as it was fitted', () => {
    expect(page.filter(({ standing, inside }) => standing === 'fitted' && !inside)).toEqual([]);
  });
});

/** One-sided open interest at some marks, natural units. */
const openInterest = (run: Gathered, lots: Float64Array, marks: Float64Array): number =>
  total(
    run.run.markets.map(({ instrument }, market) =>
      Math.abs(value(instrument, lots[market] as number, marks[market] as number)),
    ),
  ) / 1e6;

const runOf = async (): Promise<Measured> => {
  const registry = builtIns();
  const design = await readExchange('hyperliquid-2025-10', registry);
  const scenario = await readScenario('october-2025', registry);
  const world = simulate(design, scenario, { seed: 1 });
  const { metrics } = resultOf(world);
  const record = recordOf(world);
  const run = gather(record);
  const read = deleveraged(record);
  const [before, after] = [
    openInterest(run, run.openInterestAtStart, run.prices.first),
    openInterest(run, run.positions.openInterest, run.prices.mark),
  ];
  return {
    // Units of the record are millionths of a dollar.
    fills: read.fills.map((fill) => ({ ...fill, notional: fill.notional / 1e6 })),
    liquidated: new Map([...read.liquidated].map(([market, units]) => [market, units / 1e6])),
    liquidatedInAll: Number(metrics.liquidatedNotional),
    longShare: Number(metrics.longShareOfLiquidated),
    openInterestFall: 1 - after / before,
    shortfall: Number(metrics.shortfall),
    overshoot: Number(metrics.overshoot),
  };
};
