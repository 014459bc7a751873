/**
 * The margin check alone: everybody read, or only those who may be in breach.
 *
 * @module
 */
import { margin } from '../../mechanisms/index.ts';
import { agree, type Bench, type Run } from './kit/bench.ts';
import { measured, rounded } from './kit/measure.ts';
import type { Result } from './kit/result.ts';
import { Clock, Epochs } from './peers/clocks.ts';
import {
  type Book,
  bookOf,
  exactColumns,
  exactObjects,
  objectsOf,
  shadedColumns,
  shadedPrices,
} from './peers/sweeps.ts';
import { bigVenue, OPEN } from './worlds/big-venue.ts';
import { Driven, type DrivenOptions, SETTLING, sameDigest } from './worlds/driven.ts';

const MARKETS = 200;
/** Maintenance of the big venue. */
const PER_MILLION = 5_000;
/** Most accounts that are also made as objects: more of them would be half a gigabyte. */
const MOST_OBJECTS = 100_000;

/** Reads what a sweep of a book has to read: its bandwidth. */
const readAll = ({ quote, lots, market }: Book): number => {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < quote.length; i++) a += quote[i] as number;
  for (let i = 0; i + 1 < lots.length; i += 2) {
    b += lots[i] as number;
    c += lots[i + 1] as number;
  }
  for (let i = 0; i < market.length; i++) d += market[i] as number;
  return a + b + c + d;
};

const full = async (run: Run): Promise<Result[]> => {
  const shapes = run.small
    ? [300, 3_000, 30_000].map((accounts) => [accounts, 3] as const)
    : [10_000, 100_000, 1_000_000].flatMap((accounts) => [1, 3, 10].map((each) => [accounts, each] as const));
  const results: Result[] = [];
  for (const [accounts, each] of run.profiler === undefined ? shapes : shapes.slice(-2, -1)) {
    const plain = bigVenue({ accounts, each, plainSweep: true });
    const ours = bigVenue({ accounts, each });
    const book = bookOf(plain, each);
    const due = new Int32Array(accounts);
    const objects = accounts <= MOST_OBJECTS ? objectsOf(book) : undefined;
    /** Everybody is given a unit: whom an event names is due. */
    const nameAll = (): void => {
      const { ledger } = ours.venue;
      for (let i = 0; i < accounts; i++) ledger.transfer(0, ledger.outsideAccount, ours.first + i, 1, 'deposit');
    };
    const sweepAll = (): number[] => {
      const found = ours.venue.marginCheck.breaches();
      ours.venue.releaseLog();
      return found;
    };
    // A tenth less, so that there are breaches to agree on; then back, and only safe accounts are timed.
    for (const price of [0.9 * OPEN, OPEN]) {
      for (const { venue } of [plain, ours]) for (let i = 0; i < MARKETS; i++) venue.ledger.setPrice(i, price, price);
      const expected = plain.venue.marginCheck.breaches();
      const mark = new Float64Array(MARKETS).fill(price);
      const same = (found: number): boolean =>
        found === expected.length && expected.every((account, k) => account === plain.first + (due[k] as number));
      agree(same(exactColumns(book, mark, PER_MILLION, due)), 'accounts in breach, by the engine and in columns');
      if (objects !== undefined)
        agree(same(exactObjects(objects, mark, PER_MILLION, due)), 'accounts in breach, by the engine and in objects');
      nameAll();
      const swept = sweepAll();
      agree(
        swept.length === expected.length && swept.every((account, k) => account === expected[k]),
        'accounts in breach, by the engine when all are due',
      );
      const flagged = shadedColumns(book, shadedPrices(mark, PER_MILLION), each + 2, due);
      const named = new Set(due.subarray(0, flagged));
      agree(
        expected.every((account) => named.has(account - plain.first)),
        'accounts named by the bound from below',
      );
    }
    const mark = new Float64Array(MARKETS).fill(OPEN);
    const shaded = shadedPrices(mark, PER_MILLION);
    const result = await measured(run, {
      name: `sweep-full/${each} positions`,
      n: accounts,
      each: 'account',
      rounds: accounts >= 1_000_000 ? 5 : 9,
      ours: {
        fresh: () => {
          nameAll();
          return sweepAll;
        },
      },
      peers: {
        'plain sweep': () => plain.venue.marginCheck.breaches(),
        ...(objects === undefined ? {} : { objects: () => exactObjects(objects, mark, PER_MILLION, due) }),
        'exact columns': () => exactColumns(book, mark, PER_MILLION, due),
        'shaded columns': () => shadedColumns(book, shaded, each + 2, due),
      },
      limits: { 'reading the columns': () => readAll(book) },
    });
    results.push({ ...result, also: { 'million accounts a second': rounded(1000 / result.median) } });
  }
  return results;
};

/** Counts how often a margin is asked for while the engine runs, in accounts a step. */
const readsOf = (options: DrivenOptions, steps: number): number => {
  const { fraction } = margin;
  let asked = 0;
  const counting: typeof fraction = {
    ...fraction,
    schedule: (market, params) => {
      const schedule = fraction.schedule(market, params);
      return {
        ...schedule,
        maintenance: (notional, lots) => {
          asked += 1;
          return schedule.maintenance(notional, lots);
        },
      };
    },
  };
  const driven = new Driven({ ...options, margin: counting });
  driven.steps(SETTLING);
  asked = 0;
  driven.steps(steps);
  return asked / steps / (options.each ?? 3);
};

/** Accounts that {@link sameDue} is held on. */
const FEW = 2_000;

/** Marks of every step, ready made, so that the peers' time is theirs alone: nobody trades, so they are the same at any size. */
const pathOf = (options: DrivenOptions, steps: number): readonly Float64Array[] => {
  const driven = new Driven({ ...options, accounts: MARKETS });
  return Array.from({ length: steps }, () => {
    driven.step();
    return driven.venue.ledger.mark.slice();
  });
};

/** The clock and the epochs find as many accounts due as the engine, step by step. */
const sameDue = (options: DrivenOptions, path: readonly Float64Array[]): void => {
  const open = new Float64Array(MARKETS).fill(OPEN);
  const book = bookOf(bigVenue({ accounts: FEW }), 3);
  const driven = new Driven({ ...options, accounts: FEW });
  const defaults = (): number => driven.venue.cases.all.filter(({ kind }) => kind === 'default').length;
  const peers = [new Clock(book, PER_MILLION, open), new Epochs(book, PER_MILLION, open)];
  let before = 0;
  for (const mark of path) {
    driven.step();
    const now = defaults();
    for (const peer of peers)
      agree(peer.step(mark) === now - before, 'accounts due, by the engine, a clock and epochs');
    before = now;
  }
};

const incremental = async (run: Run): Promise<Result[]> => {
  const sigmas = run.small ? [5] : [1, 5, 20, 100];
  const accounts = run.small ? 5_000 : 100_000;
  // The plain sweep does the same steps, settling too: more of them would take minutes.
  const steps = run.small ? 50 : 200;
  const results: Result[] = [];
  for (const sigma of run.profiler === undefined ? sigmas : [20]) {
    for (const crash of [undefined, { at: SETTLING + steps / 2, over: 50, depth: 0.1 }]) {
      if (run.profiler !== undefined && crash === undefined) continue;
      const options = { accounts, sigma, ...(crash === undefined ? {} : { crash }) };
      const { ours, plain } = sameDigest({ ...options, accounts: FEW }, SETTLING + steps);
      agree(ours === plain, `the event logs of both engines at ${sigma} bp`);
      const book = bookOf(bigVenue({ accounts }), 3);
      const open = new Float64Array(MARKETS).fill(OPEN);
      const path = pathOf(options, SETTLING + steps);
      sameDue(options, path);
      const bare = (Peer: typeof Clock | typeof Epochs) => ({
        fresh: () => {
          const peer = new Peer(book, PER_MILLION, open);
          for (const mark of path.slice(0, SETTLING)) peer.step(mark);
          const timed = path.slice(SETTLING);
          return () => timed.reduce((found, mark) => found + peer.step(mark), 0);
        },
      });
      /** Settles, untimed, then does the steps that count, with the crash among them. */
      const driving = (plainSweep: boolean) => ({
        fresh: () => {
          const driven = new Driven({ ...options, plainSweep });
          driven.steps(SETTLING);
          return () => driven.steps(steps);
        },
      });
      results.push(
        await measured(run, {
          name: `sweep-incremental/${sigma} bp${crash === undefined ? '' : ', crash'}`,
          n: accounts,
          each: 'step',
          unit: 'us',
          elements: steps,
          rounds: run.small ? 5 : 3,
          grows: false,
          ours: driving(false),
          peers: {
            'plain sweep': driving(true),
            'bare clock': bare(Clock),
            'bare epochs': bare(Epochs),
          },
          digest: ours,
          also: {
            'accounts read a step': rounded(readsOf({ ...options, accounts: Math.min(accounts, 100_000) }, steps)),
          },
        }),
      );
    }
  }
  return results;
};

/** Benchmarks of the margin check. */
export const benches: readonly Bench[] = [
  { name: 'sweep-full', says: 'a margin check for which everybody is due', measure: full },
  { name: 'sweep-incremental', says: 'steps of 1 to 100 bp, with and without a fall of a tenth', measure: incremental },
];
