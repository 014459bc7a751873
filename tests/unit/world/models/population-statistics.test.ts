import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { MarketModelView, Person } from '../../../../src/contract/index.ts';
import { stream } from '../../../../src/math/index.ts';
import { skewed } from '../../../../src/world/models/index.ts';

/**
 * Of the 19,337 accounts auto-deleveraged on Hyperliquid on 10 October 2025, notional closed (ConejoCapital/HyperReplay, derived): median
 * 481 USD, p90 27,000, p99 1.04m; Hill index 0.86 (100 largest) and 0.76 (500); shares of the 10, 100 and 1,000 largest 0.46, 0.78
 * and 0.96; Gini 0.982. The bounds hold for any seed; ours are shorts at the opening, larger each, and not those 19,337.
 */
const file = parse(
  readFileSync(resolve(import.meta.dirname, '../../../../specs/scenarios/october-2025.yaml'), 'utf8'),
) as { markets: Record<string, Omit<MarketModelView, 'id'>>; population: { use: string } };
const markets: readonly MarketModelView[] = Object.entries(file.markets).map(([id, market]) => ({ ...market, id }));
const { use: _, ...given } = file.population;
const params = skewed.params.parse(given);
const draw = (seed: number, overrides: object = {}): readonly Person[] =>
  skewed
    .people(markets, skewed.params.parse({ ...given, ...overrides }), stream(seed, 'population'))
    .filter(({ kind }) => kind === 'trader');

const notional = ({ positions }: Person, side?: number): number =>
  positions.reduce((sum, each) => sum + (side === undefined || each.side === side ? each.notional : 0), 0);
const sorted = (values: readonly number[]): readonly number[] => [...values].sort((a, b) => b - a);
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const shorts = (people: readonly Person[]): readonly number[] =>
  sorted(people.map((person) => notional(person, -1)).filter((size) => size > 0));
const above = (values: readonly number[], share: number): number => values[Math.floor((1 - share) * values.length)]!;
const top = (values: readonly number[], k: number): number => sum(values.slice(0, k)) / sum(values);
const hill = (values: readonly number[], k: number): number =>
  k / sum(values.slice(0, k).map((value) => Math.log(value / values[k]!)));
const gini = (values: readonly number[]): number =>
  sum(values.map((value, i) => (values.length - 1 - 2 * i) * value)) / (values.length * sum(values));
const open = new Map(markets.map((market) => [market.id, market.open]));
const equity = ({ deposit, positions }: Person): number =>
  deposit + sum(positions.map((each) => each.side * each.notional * (1 - each.entry / open.get(each.market)!)));

describe.each([1, 2, 7])('the population of october-2025, seed %d', (seed) => {
  const people = draw(seed);
  const sizes = shorts(people);

  test('has 20,000 accounts or more', () => {
    expect(params.traders).toBeGreaterThanOrEqual(20_000);
    expect(people).toHaveLength(params.traders);
  });

  test('has quantiles spread as the measured ones, and a body that is not blown up', () => {
    expect(above(sizes, 0.5)).toBeGreaterThan(481);
    expect(above(sizes, 0.5)).toBeLessThan(10 * 481);
    expect(above(sizes, 0.99) / above(sizes, 0.9)).toBeGreaterThan(38 / 3);
    expect(above(sizes, 0.99) / above(sizes, 0.9)).toBeLessThan(38 * 3);
    expect(sum(sizes.slice(1000)) / sum(sizes)).toBeLessThan(0.06);
  });

  test('has a tail as heavy as the measured one', () => {
    for (const k of [100, 200, 500]) {
      expect(hill(sizes, k)).toBeGreaterThan(0.6);
      expect(hill(sizes, k)).toBeLessThan(1.2);
    }
    expect(top(sizes, 10)).toBeGreaterThan(0.25);
    expect(top(sizes, 10)).toBeLessThan(0.55);
    expect(top(sizes, 100)).toBeGreaterThan(0.68);
    expect(top(sizes, 100)).toBeLessThan(0.88);
    expect(top(sizes, 1000)).toBeGreaterThan(0.93);
    expect(gini(sizes)).toBeGreaterThan(0.96);
    expect(gini(sizes)).toBeLessThan(0.995);
  });

  test('has shorts at low leverage and levered longs', () => {
    const leverage = (side: number): readonly number[] =>
      sorted(people.filter((each) => notional(each, -side) === 0).map((each) => notional(each) / equity(each)));
    expect(above(leverage(-1), 0.5)).toBeGreaterThan(0.4);
    expect(above(leverage(-1), 0.5)).toBeLessThan(1.5);
    expect(above(leverage(1), 0.5)).toBeGreaterThan(2);
  });

  test('has owners of several accounts: isolated positions, books split, hedges in two accounts', () => {
    const byOwner = new Map<number, Person[]>();
    for (const person of people) byOwner.set(person.owner, [...(byOwner.get(person.owner) ?? []), person]);
    const several = [...byOwner.values()].filter((accounts) => accounts.length > 1);
    const markedAs = (accounts: readonly Person[]) => accounts[0]!.hedgeGroup !== undefined;
    const split = several.filter((accounts) => {
      const held = accounts.map(({ positions }) => positions.map(({ market }) => market).join());
      return !markedAs(accounts) && new Set(held).size === 1;
    });
    expect(several.filter(markedAs).length).toBeGreaterThan(500);
    expect(split.length).toBeGreaterThan(3);
    expect(several.length - several.filter(markedAs).length - split.length).toBeGreaterThan(1000);
  });

  test('keeps open interest, accounts written out and about the concentration when there are 4,000', () => {
    const fewer = draw(seed, { traders: 4000 });
    expect(fewer).toHaveLength(4000);
    expect(sum(shorts(fewer)) / sum(sizes)).toBeCloseTo(1, 9);
    expect(Math.abs(top(shorts(fewer), 10) - top(sizes, 10))).toBeLessThan(0.2);
    for (const book of [people, fewer]) {
      for (const { market, side, notional: size } of params.large) {
        const held = book.flatMap(({ positions }) => (positions.length === 1 ? positions : []));
        expect(
          held.filter(
            (each) => each.market === market && each.notional === size && (each.side === 1) === (side === 'long'),
          ),
        ).toHaveLength(1);
      }
    }
  });
});
