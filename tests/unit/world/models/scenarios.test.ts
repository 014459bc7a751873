import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { MarketModelView, Person, Shock } from '../../../../src/contract/index.ts';
import { parseDuration, Registry } from '../../../../src/contract/index.ts';
import { stream } from '../../../../src/math/index.ts';
import { admits, linearFromDecimals } from '../../../../src/money/index.ts';
import { keyframes, skewed, worldModels } from '../../../../src/world/models/index.ts';

const folder = resolve(import.meta.dirname, '../../../../specs/scenarios');
const registry = new Registry(worldModels);

interface File {
  readonly name: string;
  readonly duration: string;
  readonly steps?: readonly { from: string; to: string; step: string }[];
  readonly assets: Record<string, { decimals: number }>;
  readonly markets: Record<
    string,
    Omit<MarketModelView, 'id'> & { tick: string; lot: string; band: { floor: string; cap: string } }
  >;
  readonly agents?: readonly { use: string }[];
  readonly [slot: string]: unknown;
}
const own = (name: string) => parse(readFileSync(join(folder, `${name}.yaml`), 'utf8')) as File & { extends?: string };
/** A scenario with what it takes over whole from the one it extends. */
const read = (name: string): File => {
  const file = own(name);
  return file.extends === undefined ? file : { ...read(file.extends), ...file };
};
const modelsOf = (file: File): readonly MarketModelView[] =>
  Object.entries(file.markets).map(([id, m]) => ({ ...m, id }));
const resolved = (slot: 'shock' | 'liquidity' | 'depth' | 'population' | 'agent', use: unknown) => {
  const { use: name, ...given } = use as { use: string };
  const mechanism = registry.require(slot, name);
  return { mechanism, params: mechanism.params.parse(given) };
};
const ticks = (text: string, tick: string) => Number(text) / Number(tick);

describe.each(
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -5)),
)('%s', (name) => {
  const file = read(name);

  test('is called what its file is called', () => expect(file.name).toBe(name));

  test('uses models that exist, with parameters they take', () => {
    for (const slot of ['shock', 'liquidity', 'depth', 'population'] as const) {
      if (file[slot] !== undefined) resolved(slot, file[slot]);
    }
    for (const agent of file.agents ?? []) resolved('agent', agent);
  });

  test('has markets whose lots are whole numbers of units, with prices on the grid and inside the band', () => {
    const decimals = Object.values(file.assets)[0]!.decimals;
    const unit = `0.${'0'.repeat(decimals - 1)}1`;
    for (const { tick, lot, band, open } of Object.values(file.markets)) {
      const instrument = linearFromDecimals({ tick, lot, unit });
      expect(instrument.tickValue).toBeGreaterThanOrEqual(1);
      for (const text of [band.floor, band.cap, String(open)])
        expect(ticks(text, tick)).toBeCloseTo(Math.round(ticks(text, tick)), 6);
      expect(Number(band.floor)).toBeLessThan(open);
      expect(Number(band.cap)).toBeGreaterThan(open);
    }
  });

  test('keeps every price inside its band, and every position inside what an account may hold in all markets', () => {
    const shock = resolved('shock', file.shock);
    const markets = modelsOf(file);
    const end = parseDuration(file.duration)!;
    for (const seed of [1, 2]) {
      for (const market of markets) {
        const { floor, cap } = file.markets[market.id]!.band;
        for (let at = 0; at <= end; at += 20) {
          const price = (shock.mechanism as Shock).price(market, at, shock.params, stream(seed, 'shock'));
          expect(price > 2 * Number(floor) && price < Number(cap) / 1.2).toBe(true);
        }
      }
      const most = new Map<string, number>();
      const people = file.population === undefined ? [] : peopleOf(file, seed);
      for (const { positions } of people) {
        for (const { market, notional } of positions) {
          const { tick, lot, band, open } = file.markets[market]!;
          const lots = Math.ceil(notional / (open * Number(lot)));
          const instrument = linearFromDecimals({ tick, lot, unit: '0.000001' });
          const bounds = [band.floor, band.cap].map((text) => Math.round(ticks(text, tick))) as [number, number];
          expect(admits(instrument, lots, ...bounds, 1)).toBeUndefined();
          const atCap = (notional * Number(band.cap)) / open;
          most.set(market, Math.max(most.get(market) ?? 0, atCap));
        }
      }
      expect([...most.values()].reduce((sum, value) => sum + value, 0) * 1e6).toBeLessThan(2 ** 52);
    }
  });
});

function peopleOf(file: File, seed: number): readonly Person[] {
  return skewed.people(
    modelsOf(file),
    resolved('population', file.population).params as never,
    stream(seed, 'population'),
  );
}

describe('october-2025', () => {
  const file = read('october-2025');
  const params = keyframes.params.parse((({ use: _, ...given }) => given)(file.shock as { use: string }));
  const low = (id: string) => {
    const path = params.markets[id]!;
    return path.reduce((least, frame) => (frame[1] < least[1] ? frame : least));
  };

  test('has at least forty markets in five classes, with most of the venue’s open interest', () => {
    const markets = modelsOf(file);
    expect(markets.length).toBeGreaterThanOrEqual(40);
    expect(new Set(markets.map((market) => market.class)).size).toBe(5);
    const openInterest = markets.reduce((sum, market) => sum + market.openInterest, 0);
    expect(openInterest / 13.8e9).toBeGreaterThan(0.97);
    expect(openInterest / 13.8e9).toBeLessThan(0.98);
  });

  test('falls as published, with every low between 21:20 and 21:22', () => {
    for (const id of Object.keys(file.markets)) {
      const [at] = low(id);
      expect(at).toBeGreaterThanOrEqual(30 * 60);
      expect(at).toBeLessThanOrEqual(32 * 60);
      expect(params.markets[id]!.at(-1)![0]).toBe(3600);
      expect(params.markets[id]!.at(-1)![1]).toBeGreaterThan(low(id)[1]);
    }
    expect(low('BTC')[1]).toBeCloseTo(1 - 0.131, 3);
    expect(low('ETH')[1]).toBeCloseTo(1 - 0.178, 3);
    expect(low('SOL')[1]).toBeCloseTo(1 - 0.26, 3);
  });

  test('lets the median smaller market fall four to six times as far as BTC', () => {
    const falls = Object.keys(file.markets)
      .filter((id) => !['BTC', 'ETH', 'SOL'].includes(id))
      .map((id) => 1 - low(id)[1])
      .sort((a, b) => a - b);
    const median = falls[falls.length >> 1]!;
    expect(median).toBeGreaterThan(0.5);
    expect(median).toBeLessThan(0.8);
    expect(median / (1 - low('BTC')[1])).toBeGreaterThan(4);
    expect(median / (1 - low('BTC')[1])).toBeLessThan(6);
  });

  test('steps at five seconds or less from 21:10 to 21:30', () => {
    const fine = file.steps!.map(({ from, to, step }) => [from, to, step].map((text) => parseDuration(text)!));
    for (let at = 1200; at < 2400; at++) {
      expect(fine.some(([from, to, step]) => from! <= at && at < to! && step! <= 5)).toBe(true);
    }
  });

  test('would liquidate about two fifths of open interest on its path alone, nearly all of it long', () => {
    const open = new Map(modelsOf(file).map((market) => [market.id, market]));
    const classes = skewed.params.parse((({ use: _, ...given }) => given)(file.population as { use: string })).classes;
    let liquidated = 0;
    let long = 0;
    for (const { deposit, positions } of peopleOf(file, 1)) {
      let [equity, maintenance] = [deposit, 0];
      for (const { market, side, notional, entry } of positions) {
        const { open: start, class: name } = open.get(market)!;
        const price = start * low(market)[1];
        equity += (side * notional * (price - entry)) / start;
        maintenance += (0.5 / classes[name]!.maxLeverage) * notional * low(market)[1];
      }
      if (equity >= maintenance) continue;
      for (const { side, notional } of positions) {
        liquidated += notional;
        if (side === 1) long += notional;
      }
    }
    const openInterest = modelsOf(file).reduce((sum, market) => sum + market.openInterest, 0);
    // At opening prices, with every market at its low at once: more than the two fifths that are sold at the prices of the fall.
    expect(long / openInterest).toBeGreaterThan(0.3);
    expect(long / openInterest).toBeLessThan(0.6);
    expect(long / liquidated).toBeGreaterThan(0.84);
  });
});
