import { BEARERS } from '../exchange/index.ts';
import { isBroken } from './collect/hedges.ts';
import type { Moment } from './collect/timeline.ts';
import type { ClassSeries, RunFigures, RunHedges, RunLosses, RunSeries } from './figures-shape.ts';
import type { Gathered } from './gathered.ts';
import { asNumber, rounded, totalOf } from './metric.ts';
import { payersOf } from './payer-groups.ts';
import type { MeasuredMarket } from './run-record.ts';

/** Markets whose own price is shown, and hedge groups that are. */
const LARGEST_MARKETS = 5;
const LARGEST_GROUPS = 200;

/** The value in the middle of ascending values; of two, their mean. */
const middleOf = (sorted: readonly number[]): number => {
  const half = sorted.length >> 1;
  const upper = sorted[half] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] as number) + upper) / 2;
};

/** Mark over first mark of a market at each time. */
const pricesOf = (run: Gathered, moments: readonly Moment[], market: number): number[] => {
  const first = run.prices.first[market] as number;
  return moments.map(({ marks }) => rounded((marks[market] as number) / first));
};

const classOf = (name: string, prices: readonly (readonly number[])[], times: number): ClassSeries => {
  const sorted = Array.from({ length: times }, (_, i) =>
    prices.map((price) => price[i] as number).sort((a, b) => a - b),
  );
  return {
    name,
    markets: prices.length,
    middle: sorted.map((values) => rounded(middleOf(values))),
    low: sorted.map((values) => values[0] as number),
    high: sorted.map((values) => values.at(-1) as number),
  };
};

const seriesOf = (run: Gathered, natural: (units: number) => number): RunSeries => {
  const { moments } = run;
  const start = moments[0] as Moment;
  // A market without a mark at the start has no price to compare with.
  const markets = run.run.markets
    .map((market, number) => ({ market, number }))
    .filter(({ number }) => start.marks[number] !== 0);
  const priceOf = new Map(markets.map(({ number }) => [number, pricesOf(run, moments, number)]));
  const classes = new Map<string, number[][]>();
  for (const { market, number } of markets)
    classes.set(market.class, [...(classes.get(market.class) ?? []), priceOf.get(number) as number[]]);
  const largest = markets
    .toSorted(
      (a, b) =>
        (start.openInterest[b.number] as number) - (start.openInterest[a.number] as number) || a.number - b.number,
    )
    .slice(0, LARGEST_MARKETS);
  const of = (read: (moment: Moment) => number | undefined): (number | null)[] | undefined => {
    const values = moments.map((moment) => {
      const value = read(moment);
      return value === undefined ? null : rounded(value);
    });
    return values.every((value) => value === null) ? undefined : values;
  };
  const depth = of((moment) => moment.depth);
  const displacement = of((moment) => moment.displacement);
  return {
    times: moments.map(({ seconds }) => seconds),
    classes: [...classes].map(([name, prices]) => classOf(name, prices, moments.length)),
    largest: largest.map(({ market, number }) => ({
      market: market.id,
      class: (run.run.markets[number] as MeasuredMarket).class,
      price: priceOf.get(number) as number[],
    })),
    openInterest: moments.map(({ openInterest }) => natural(openInterest.reduce((sum, worth) => sum + worth, 0))),
    ...(depth === undefined ? {} : { depth }),
    ...(displacement === undefined ? {} : { displacement }),
    ...(start.pools === undefined ? {} : { pools: moments.map(({ pools = 0 }) => natural(pools)) }),
    liquidated: moments.map(({ liquidated }) => natural(liquidated)),
    adl: moments.map(({ adl }) => natural(adl)),
  };
};

const lossesOf = (run: Gathered, natural: (units: number) => number): RunLosses => {
  const cases = run.defaults;
  const sum = (id: 'ownCollateral' | (typeof BEARERS)[number]): number => asNumber(totalOf(cases, (one) => one[id]));
  const own = sum('ownCollateral');
  const borne = BEARERS.map((bearer) => [bearer, sum(bearer)] as const);
  return {
    needed: natural(borne.reduce((total, [, units]) => total + units, own)),
    ownCollateral: natural(own),
    ...(Object.fromEntries(borne.map(([bearer, units]) => [bearer, natural(units)])) as Omit<
      RunLosses,
      'needed' | 'ownCollateral'
    >),
  };
};

const hedgesOf = (run: Gathered, natural: (units: number) => number): RunHedges => {
  const outcomes = run.hedges.outcomes().filter(({ matched }) => matched > 0);
  const sum = (of: 'matched' | 'before' | 'after'): number =>
    natural(outcomes.reduce((total, one) => total + one[of], 0));
  return {
    groups: outcomes.length,
    broken: outcomes.filter(isBroken).length,
    matched: sum('matched'),
    before: sum('before'),
    after: sum('after'),
    largest: outcomes
      .toSorted((a, b) => b.matched - a.matched || a.group - b.group)
      .slice(0, LARGEST_GROUPS)
      .map(({ group, matched, before, after }) => ({
        group,
        matched: natural(matched),
        before: natural(before),
        after: natural(after),
      })),
  };
};

/**
 * Draws the figures of a run up from what was gathered from its log.
 *
 * @param run - What was gathered, states over time included.
 */
export const figuresOf = (run: Gathered): RunFigures => {
  const unit = Number(`1e${run.numeraire.decimals}`);
  const natural = (units: number): number => units / unit;
  return {
    numeraire: run.numeraire.name,
    ...(run.run.clock === undefined ? {} : { clock: run.run.clock }),
    series: seriesOf(run, natural),
    losses: lossesOf(run, natural),
    payers: payersOf(run, natural),
    hedges: hedgesOf(run, natural),
  };
};
