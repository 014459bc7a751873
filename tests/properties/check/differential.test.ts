import { describe, expect, test } from 'vitest';
import {
  compose,
  Dice,
  digestOf,
  type ExchangeDocument,
  playTrial,
  type Trial,
  trialOf,
} from '../../../src/check/index.ts';
import type { ExchangeDesign, WaterfallLayer } from '../../../src/exchange/index.ts';
import { builtIns } from '../../../src/experiment/index.ts';
import { type AdlAllocation, type ClaimsProblem, isBreakwaterError } from '../../../src/index.ts';
import { stream } from '../../../src/math/index.ts';
import { parseExchange, readExchange } from '../../../src/spec/index.ts';
import { PlainFold } from '../invariants/plain-fold.ts';

const registry = builtIns();
const read = (document: ExchangeDocument): ExchangeDesign =>
  parseExchange({ file: 'composition', data: document, find: () => undefined }, registry);

/** Shipped designs of different kinds, and some that nobody wrote. */
const designs: readonly ExchangeDesign[] = [
  ...(await Promise.all(
    ['research-pro-rata', 'hyperliquid-2025-10', 'drift-v2', 'gmx-v2', 'ftx'].map((name) =>
      readExchange(name, registry),
    ),
  )),
  ...Array.from({ length: 20 }, (_, i) => {
    const random = stream(20251010, 'differential', i);
    return compose(new Dice(Uint32Array.from({ length: 3000 }, () => random.next())), registry, read).design;
  }),
];
const TRIALS = 12;

/** Plays a trial; undefined where a mechanism of a composition was refused. */
const played = (trial: Trial, plainSweep = false) => {
  try {
    return playTrial(trial, { plainSweep });
  } catch (error) {
    if (isBreakwaterError(error) && error.kind === 'contract') return undefined;
    throw error;
  }
};

const each = (look: (trial: Trial, design: ExchangeDesign) => void): void => {
  for (const design of designs) for (let run = 0; run < TRIALS; run++) look(trialOf(design, 20251010, run), design);
};

test('the margin check by triggers and the plain sweep come to the same bytes', () => {
  let cases = 0;
  each((trial) => {
    const fast = played(trial);
    const plain = played(trial, true);
    expect(fast === undefined).toBe(plain === undefined);
    if (fast === undefined || plain === undefined) return;
    expect(digestOf(fast.venue.ledger)).toEqual(digestOf(plain.venue.ledger));
    cases += fast.venue.cases.all.length;
  });
  expect(cases).toBeGreaterThan(500);
}, 120_000);

test('the ledger holds to the last unit what a fold in bigints makes of its log', () => {
  let positions = 0;
  each((trial) => {
    const world = played(trial);
    if (world === undefined) return;
    const { ledger } = world.venue;
    const fold = new PlainFold(ledger.shape);
    for (const row of ledger.log) fold.apply(row);
    for (let account = 0; account < ledger.accounts.count; account++) {
      for (const asset of ledger.drift.keys())
        expect(BigInt(ledger.accounts.balance(asset, account))).toBe(fold.quote(account, asset));
      for (const market of ledger.shape.markets.keys()) {
        const row = ledger.row(account, market);
        const held = row === -1 ? [0, 0] : [ledger.positions.lots[row], ledger.positions.cost[row]];
        expect(held).toEqual([fold.lots(account, market), fold.cost(account, market)]);
        if (row !== -1) positions += 1;
      }
    }
  });
  expect(positions).toBeGreaterThan(500);
}, 120_000);

/** A claims problem as a rule was asked it on the way, and its answer. */
interface Asked {
  readonly need: number;
  readonly limit: readonly number[];
  readonly claim: readonly number[];
  readonly order: readonly number[];
  readonly gives: readonly number[];
}

const withAllocation = (layer: WaterfallLayer, name: string, asked: Asked[]): WaterfallLayer => {
  if (!('composite' in layer)) return layer;
  const rule = registry.require('adl.allocation', name) as AdlAllocation;
  const allocate: AdlAllocation['allocate'] = (problem, params, state) => {
    const gives = rule.allocate(problem, params, state);
    asked.push(copyOf(problem, gives));
    return gives;
  };
  const mechanism = { ...rule, allocate };
  return { ...layer, composite: { ...layer.composite, allocation: { mechanism, params: rule.params.parse({}) } } };
};

const copyOf = ({ need, limit, claim, rank }: ClaimsProblem, gives: Float64Array): Asked => ({
  need: Math.min(
    need,
    limit.reduce((sum, lots) => sum + lots, 0),
  ),
  limit: [...limit],
  claim: [...claim],
  order: [...rank.prefix(Number.POSITIVE_INFINITY)],
  gives: [...gives],
});

/** Every problem that trials ask of a rule in the place of research-pro-rata's own. */
const problemsOf = (name: string): readonly Asked[] => {
  const asked: Asked[] = [];
  const own = designs[0] as ExchangeDesign;
  const design = { ...own, waterfall: own.waterfall.map((layer) => withAllocation(layer, name, asked)) };
  for (let run = 0; run < 60; run++) played(trialOf(design, 7, run));
  return asked;
};

/** Gives lot after lot to whoever is chosen among those who can still give. */
const lotByLot = (
  { need, limit }: Asked,
  choose: (able: readonly number[], gives: readonly number[]) => number,
): number[] => {
  const gives = limit.map(() => 0);
  for (let lot = 0; lot < need; lot++) {
    const able = limit.flatMap((most, i) => ((gives[i] as number) < most ? [i] : []));
    const chosen = choose(able, gives);
    gives[chosen] = (gives[chosen] as number) + 1;
  }
  return gives;
};

const least = (able: readonly number[], of: (i: number) => number): number =>
  able.reduce((best, i) => (of(i) < of(best) ? i : best));
const most = (able: readonly number[], of: (i: number) => number): number => least(able, (i) => -of(i));
const sorted = (list: readonly number[]): readonly number[] => [...list].sort((a, b) => a - b);
const small = (one: Asked): boolean => one.need <= 3000;

describe('allocation rules give what slow ones give to the problems that trials ask', () => {
  test('greedy-queue: each in order of rank, as much as it can', () => {
    const problems = problemsOf('greedy-queue');
    for (const { need, limit, order, gives } of problems) {
      const slow = limit.map(() => 0);
      let left = need;
      for (const i of order) {
        slow[i] = Math.min(left, limit[i] as number);
        left -= slow[i];
      }
      expect(gives).toEqual(slow);
    }
    expect(problems.length).toBeGreaterThan(100);
  });

  test('constrained-equal-losses: lot by lot from whoever gave least', () => {
    const problems = problemsOf('constrained-equal-losses').filter(small);
    for (const one of problems)
      expect(sorted(one.gives)).toEqual(sorted(lotByLot(one, (able, gives) => least(able, (i) => gives[i] as number))));
    expect(problems.length).toBeGreaterThan(30);
  });

  test('constrained-equal-awards: lot by lot from whoever has most left', () => {
    const problems = problemsOf('constrained-equal-awards').filter(small);
    for (const one of problems) {
      const left = (gives: readonly number[]): readonly number[] =>
        sorted(gives.map((lots, i) => (one.limit[i] as number) - lots));
      const slow = lotByLot(one, (able, gives) => most(able, (i) => (one.limit[i] as number) - (gives[i] as number)));
      expect(left(one.gives)).toEqual(left(slow));
    }
    expect(problems.length).toBeGreaterThan(30);
  });

  test('proportional: the exact share rounded down, and one lot more where the remainder is largest', () => {
    const problems = problemsOf('proportional');
    for (const { need, limit, gives } of problems) {
      const total = limit.reduce((sum, lots) => sum + BigInt(lots), 0n);
      if (total === 0n) continue;
      const scaled = limit.map((lots) => BigInt(need) * BigInt(lots));
      const floors = scaled.map((share) => Number(share / total));
      const extra = need - floors.reduce((sum, lots) => sum + lots, 0);
      const given = gives.map((lots, i) => lots - (floors[i] as number));
      expect(sorted(given)).toEqual(sorted(given.map((_, i) => (i < extra ? 1 : 0))));
      const remainders = scaled.map((share) => share % total);
      const lowest = remainders.filter((_, i) => given[i] === 1).reduce((low, r) => (r < low ? r : low), total);
      for (const [i, r] of remainders.entries()) if (given[i] === 0) expect(r <= lowest).toBe(true);
    }
    expect(problems.length).toBeGreaterThan(100);
  });
});
