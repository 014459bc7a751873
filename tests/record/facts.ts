import type { AdlFill, Deleveraged } from './deleveraged.ts';
import { numbersOf, rowsOf } from './event-data.ts';

/**
 * How a published fact stands to the model.
 *
 * - fitted: the scenario was set so that it comes out; its agreement shows nothing.
 * - held out: nothing was set to meet it.
 * - contested: the published figures contradict each other, or the data they were worked out from cannot carry them.
 */
export type Standing = 'fitted' | 'held out' | 'contested';

/** A published fact, and the same thing read out of a run. */
export interface Fact {
  readonly title: string;
  readonly standing: Standing;
  /** Published range, in the unit of `show`. */
  readonly range: () => readonly [low: number, high: number];
  readonly of: (run: Measured) => number;
  readonly show: (value: number) => string;
  /** What to know of the comparison. */
  readonly note: string;
}

/** What a fact may look at. Amounts are dollars. */
export interface Measured extends Deleveraged {
  readonly liquidatedInAll: number;
  readonly longShare: number;
  readonly openInterestFall: number;
  readonly shortfall: number;
  readonly overshoot: number;
}

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
const millions = (value: number): string => `${(value / 1e6).toFixed(1)}m`;
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const notionalOf = (fills: readonly AdlFill[]): number => total(fills.map(({ notional }) => notional));

/** Sums by key, largest first. */
const sums = (fills: readonly AdlFill[], key: (fill: AdlFill) => string | number): number[] => {
  const by = new Map<string | number, number>();
  for (const fill of fills) by.set(key(fill), (by.get(key(fill)) ?? 0) + fill.notional);
  return [...by.values()].sort((a, b) => b - a);
};
const topShare = (values: readonly number[], count: number): number => total(values.slice(0, count)) / total(values);
/** Seconds by which a hundredth of all ADL notional was closed. */
const firstBurst = (fills: readonly AdlFill[]): number => {
  let left = notionalOf(fills) / 100;
  for (const fill of fills) {
    left -= fill.notional;
    if (left <= 0) return fill.seconds;
  }
  return Number.NaN;
};
const shareIn =
  (market: string) =>
  (run: Measured): number =>
    notionalOf(run.fills.filter((fill) => fill.market === market)) / notionalOf(run.fills);

/** Notionals of the record, largest first: by user, by coin. */
const recorded = (file: string): number[] => numbersOf(rowsOf(file), 'adl_notional').sort((a, b) => b - a);
const recordedShareIn = (market: string): number => {
  const rows = rowsOf('adl_by_coin_REALTIME.csv');
  const own = Number(rows.find(({ coin }) => coin === market)?.adl_notional);
  return own / total(numbersOf(rows, 'adl_notional'));
};
/** A figure of the record with the room that a model of ours is given on each side. */
const around = (value: number, room: number): readonly [number, number] => [value * (1 - room), value * (1 + room)];
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Liquidated in the record's twelve minutes, dollars: the two sides of an ADL fill counted once. */
const LIQUIDATED = 5.511e9;
/** Seconds of the run at the first liquidation of the record's window, 21:15:03. */
const WINDOW = 1503;

export const FACTS: readonly Fact[] = [
  {
    title: 'liquidated notional',
    standing: 'fitted',
    range: () => around(LIQUIDATED, 0.15),
    of: (run) => run.liquidatedInAll,
    show: millions,
    note: 'leverage of the population was set to it',
  },
  {
    title: 'longs among the liquidated',
    standing: 'held out',
    range: () => [0.84, 0.97],
    of: (run) => run.longShare,
    show: percent,
    note: 'all venues, a day: 84 to 91 %; accounts here in twelve minutes: 93 % in BTC, 97 % in SOL. Nobody shorts the low in our model',
  },
  {
    title: 'ADL over liquidated notional',
    standing: 'fitted',
    range: () => [total(recorded('adl_by_coin_REALTIME.csv')) / LIQUIDATED - 0.05, 0.45],
    of: (run) => notionalOf(run.fills) / run.liquidatedInAll,
    show: percent,
    note: '2.103bn of 5.511bn; by coin 33 to 45 %',
  },
  {
    title: 'first burst of ADL after 21:15:03',
    standing: 'held out',
    range: () => [30, 120],
    of: (run) => firstBurst(run.fills) - WINDOW,
    show: (value) => `${value.toFixed(0)} s`,
    note: '61.7 s; the first moment by which a hundredth of all was closed',
  },
  {
    title: 'ADL over liquidated, median market',
    standing: 'held out',
    range: () => [0.25, 0.42],
    of: (run) =>
      median(
        [...run.liquidated].map(
          ([market, all]) => notionalOf(run.fills.filter((fill) => fill.market === market)) / all,
        ),
      ),
    show: percent,
    note: '33.2 % over 162 coins',
  },
  {
    title: 'ten largest users, share of ADL',
    standing: 'fitted',
    range: () => around(topShare(recorded('adl_by_user_REALTIME.csv'), 10), 0.2),
    of: (run) =>
      topShare(
        sums(run.fills, ({ owner }) => owner),
        10,
      ),
    show: percent,
    note: 'by owner; the four largest shorts of the record are written into the scenario',
  },
  {
    title: 'hundred largest users, share of ADL',
    standing: 'held out',
    range: () => around(topShare(recorded('adl_by_user_REALTIME.csv'), 100), 0.2),
    of: (run) =>
      topShare(
        sums(run.fills, ({ owner }) => owner),
        100,
      ),
    show: percent,
    note: 'by owner',
  },
  {
    title: 'fills that close the whole position',
    standing: 'held out',
    range: () => [0.85, 1],
    of: (run) => run.fills.filter(({ whole }) => whole).length / run.fills.length,
    show: percent,
    note: '92.65 % published',
  },
  {
    title: 'fills in profit',
    standing: 'held out',
    range: () => [0.99, 1],
    of: (run) => run.fills.filter(({ profit }) => profit > 0).length / run.fills.length,
    show: percent,
    note: '99.4 % published; the design cuts only who is in profit at mark, so this is close to its own rule',
  },
  ...['BTC', 'ETH', 'SOL'].map(
    (market): Fact => ({
      title: `${market}, share of ADL`,
      standing: 'held out',
      range: () => around(recordedShareIn(market), 0.3),
      of: shareIn(market),
      show: percent,
      note: 'open interest follows the liquidated shares, so in part by construction',
    }),
  ),
  {
    title: 'fall of open interest',
    standing: 'held out',
    range: () => [0.45, 0.6],
    of: (run) => run.openInterestFall,
    show: percent,
    note: '13.8 to 7.4bn, or 15 to 6bn, over a day; the run is an hour; in dollars at mark',
  },
  {
    title: 'shortfall',
    standing: 'contested',
    range: () => [12e6, 109.3e6],
    of: (run) => run.shortfall,
    show: millions,
    note: '23.2m, 100.1m and 109.3m for one event; one account stands in nine of sixteen waves',
  },
  {
    title: 'overshoot',
    standing: 'contested',
    range: () => [45.0e6, 51.7e6],
    of: (run) => run.overshoot,
    show: millions,
    note: 'net of waves in which less was raised than needed; account values are not of the moment',
  },
];
