import {
  D,
  formatUnits,
  type Instrument,
  inverseFromDecimals,
  linearFromDecimals,
  MoneyError,
} from '../money/index.ts';
import type { AssetSpec, MarketSpec } from '../world/scenario.ts';
import type { Entry } from './entries.ts';
import type { ProblemList } from './problems.ts';
import { type Names, undeclared } from './references.ts';
import type { MarketEntry } from './scenario-shape.ts';

/** A market that was checked. */
export interface Market {
  readonly spec: MarketSpec;
  /** The opening price as written. */
  readonly open: string;
  readonly instrument: Instrument;
  /** Band, ticks. */
  readonly floor: number;
  readonly cap: number;
}

/** Whole ticks of a price; undefined when it lies between two. */
export const ticksOf = (price: string, tick: string): number | undefined => {
  const ticks = new D(price).div(tick);
  return ticks.isInteger() && ticks.lte(Number.MAX_SAFE_INTEGER) ? ticks.toNumber() : undefined;
};

/**
 * Checks a market: whole units for each tick and lot, a band of whole ticks around the opening price, an asset to settle in.
 *
 * @param entry - The market as written.
 * @param assets - The assets of the scenario.
 * @param settle - Settlement asset of the venue.
 * @param problems - Receives what is wrong.
 * @returns The market; undefined when there was a problem.
 */
export const checkMarket = (
  { name, value, path }: Entry<MarketEntry>,
  assets: readonly AssetSpec[],
  settle: string,
  problems: ProblemList,
): Market | undefined => {
  const add = (key: readonly string[], message: string, hint?: string): undefined => {
    problems.add({ path: [...path, ...key], message, ...(hint === undefined ? {} : { hint }) });
  };
  const asset = assets.find((each) => each.name === (value.settle ?? settle));
  if (asset === undefined) {
    const names: Names = {
      noun: 'asset',
      group: 'assets',
      path: ['assets'],
      names: assets.map((each) => each.name),
      keys: [],
    };
    return add(
      ['settle'],
      `asset "${value.settle}" is not among the assets`,
      undeclared(String(value.settle), names, problems),
    );
  }
  const foreign = value.kind === 'linear' ? 'face' : 'lot';
  if (value[foreign] !== undefined) {
    const own = value.kind === 'linear' ? 'lot' : 'face';
    return add([foreign], `a market of kind ${value.kind} has no ${foreign}`, `write ${own}, the size of one lot`);
  }
  let instrument: Instrument;
  try {
    instrument = instrumentOf(value, formatUnits(1, asset.decimals));
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    return add(['tick'], error.message, error.hint);
  }
  const floor = ticksOf(value.band.floor, value.tick);
  const cap = ticksOf(value.band.cap, value.tick);
  if (floor === undefined)
    return add(['band', 'floor'], `${value.band.floor} is no whole number of ticks of ${value.tick}`);
  if (cap === undefined) return add(['band', 'cap'], `${value.band.cap} is no whole number of ticks of ${value.tick}`);
  if (floor >= cap) return add(['band'], `the floor ${value.band.floor} is not below the cap ${value.band.cap}`);
  const open = new D(value.open);
  if (open.lt(value.band.floor) || open.gt(value.band.cap)) {
    return add(
      ['open'],
      `the price ${value.open} is outside the band ${value.band.floor} to ${value.band.cap}`,
      'widen the band, or correct the price',
    );
  }
  return { spec: specOf(name, value), open: value.open, instrument, floor, cap };
};

const instrumentOf = ({ kind, tick, lot = '1', face = '1' }: MarketEntry, unit: string): Instrument =>
  kind === 'linear' ? linearFromDecimals({ tick, lot, unit }) : inverseFromDecimals({ tick, face, unit });

const specOf = (id: string, entry: MarketEntry): MarketSpec => ({
  id,
  kind: entry.kind,
  class: entry.class,
  ...(entry.settle === undefined ? {} : { settle: entry.settle }),
  tick: entry.tick,
  ...(entry.lot === undefined ? {} : { lot: entry.lot }),
  ...(entry.face === undefined ? {} : { face: entry.face }),
  band: entry.band,
  open: Number(entry.open),
  beta: entry.beta,
  openInterest: entry.openInterest ?? 0,
  depthAtOnePercent: entry.depthAtOnePercent ?? 0,
});
