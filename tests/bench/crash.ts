/**
 * One crash step of one market: liquidation, an empty fund, ranking, allocation, close-out, log and case records.
 *
 * @module
 */
import type { Venue } from '../../src/exchange/index.ts';
import { agree, type Bench, type Run } from './kit/bench.ts';
import { measured, rounded } from './kit/measure.ts';
import type { Result } from './kit/result.ts';
import { columnsOf, crashOf } from './peers/crash-kernel.ts';
import { OPEN } from './worlds/big-venue.ts';
import { CRASHED, crashVenue } from './worlds/crash-venue.ts';
import { step } from './worlds/drive.ts';

/** A venue that has seen a quiet step, one step before the fall. */
const poised = (accounts: number, bankrupt: number, plainSweep = false): Venue => {
  const venue = crashVenue({ accounts, bankrupt, plainSweep });
  step(venue, { spot: [OPEN], seconds: 1 });
  return venue;
};

const crash = (venue: Venue): Venue => {
  step(venue, { spot: [CRASHED], seconds: 1 });
  return venue;
};

/** The crash in both engines: the same log, all cases closed, nobody left below zero. */
const asserted = (accounts: number, bankrupt: number): { readonly digest: string; readonly cases: number } => {
  const ours = crash(poised(accounts, bankrupt));
  const digest = ours.ledger.log.digest();
  const plain = crash(poised(accounts, bankrupt, true));
  agree(digest === plain.ledger.log.digest(), `the event logs of a crash of ${accounts} accounts`);
  agree(
    ours.cases.all.every((one) => one.closed !== undefined),
    'every case of the crash is closed',
  );
  return { digest, cases: ours.cases.all.length };
};

const staged = (accounts: number, bankrupt: number) => ({
  fresh: () => {
    const venue = poised(accounts, bankrupt);
    return () => crash(venue);
  },
});

/** The same crash in bare columns. */
const bare = (accounts: number, bankrupt: number) => {
  const columns = columnsOf(poised(accounts, bankrupt));
  return {
    fresh: () => {
      const copy = { lots: columns.lots.slice(), cost: columns.cost.slice(), quote: columns.quote.slice() };
      return () => crashOf(copy, CRASHED, 5_000);
    },
  };
};

/** The bare columns close the same lots as the engine. */
const sameLots = (accounts: number, bankrupt: number): void => {
  const venue = poised(accounts, bankrupt);
  const columns = columnsOf(venue);
  const before = venue.ledger.longLots[0] as number;
  crash(venue);
  const closed = before - (venue.ledger.longLots[0] as number);
  agree(closed > 0 && crashOf(columns, CRASHED, 5_000) === closed, 'the lots closed with and without books');
};

/** Published: FLOX, C++, whole crash ticks of so many positions, ms. */
const FLOX: Readonly<Record<number, number>> = { 10000: 2.25, 100000: 228, 1000000: 86_000 };

const crashStep = async (run: Run): Promise<Result[]> => {
  const all = run.small ? [100, 1_000, 10_000] : [10_000, 100_000, 1_000_000];
  const sizes = run.profiler === undefined ? all : all.slice(-1);
  const results: Result[] = [];
  sameLots(2_000, 0.05);
  for (const accounts of sizes) {
    const published = FLOX[accounts];
    const { digest, cases } = asserted(accounts, 0.05);
    agree(
      Math.abs(cases / accounts - 0.05) <= 0.001,
      `5 % of ${accounts} accounts, and the ${cases} that are liquidated`,
    );
    results.push(
      await measured(run, {
        name: 'crash-step',
        n: accounts,
        each: 'step',
        unit: 'ms',
        elements: 1,
        rounds: accounts >= 1_000_000 ? 5 : 9,
        ours: staged(accounts, 0.05),
        peers: { 'bare columns, no books': bare(accounts, 0.05) },
        digest,
        also: { 'liquidated accounts, per mille': rounded((1000 * cases) / accounts) },
        ...(published === undefined ? {} : { published: { 'FLOX (C++)': published } }),
      }),
    );
  }
  return results;
};

const liquidation = async (run: Run): Promise<Result[]> => {
  const accounts = run.small ? 2_000 : 100_000;
  const { digest, cases } = asserted(accounts, 0.5);
  sameLots(2_000, 0.5);
  return [
    await measured(run, {
      name: 'liquidation-with-adl',
      n: accounts,
      each: 'liquidation',
      unit: 'us',
      elements: cases,
      grows: false,
      ours: staged(accounts, 0.5),
      peers: { 'bare columns, no books': bare(accounts, 0.5) },
      digest,
      also: { 'liquidated accounts': cases },
      published: {
        'percolator (Rust), as shipped, 4,096 accounts': 67,
        'percolator without its whole-state check': 1.6,
      },
    }),
  ];
};

/** Benchmarks of a crash. */
export const benches: readonly Bench[] = [
  { name: 'crash-step', says: 'one market falls by a tenth and 5 % of the accounts go bankrupt', measure: crashStep },
  {
    name: 'liquidation-with-adl',
    says: 'a liquidation with its ADL, where half of the accounts go bankrupt',
    measure: liquidation,
  },
];
