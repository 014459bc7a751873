/**
 * Whether the books still sum to zero.
 *
 * @module
 */
import { audit, totalQuote } from '../../src/ledger/index.ts';
import { sumColumn } from '../../src/money/index.ts';
import { draws } from './draws.ts';
import { agree, type Bench, type Run } from './kit/bench.ts';
import { measured, rounded, timingOf } from './kit/measure.ts';
import type { Result } from './kit/result.ts';
import { bigVenue } from './worlds/big-venue.ts';

/** Sum of a column with four accumulators: what reading it costs, however inexact. */
const bandwidth = (column: Float64Array, n: number): number => {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i + 3 < n; i += 4) {
    a += column[i] as number;
    b += column[i + 1] as number;
    c += column[i + 2] as number;
    d += column[i + 3] as number;
  }
  return a + b + c + d;
};

/** Nanoseconds for each event of a ledger that compares its running totals after every one. */
const byDeltas = (events: number): number => {
  const { venue, first } = bigVenue({ accounts: 1_000, markets: 8 });
  const { ledger } = venue;
  const samples = Array.from({ length: 9 }, () => {
    const start = performance.now();
    let wrong = 0;
    for (let i = 0; i < events; i++) {
      ledger.transfer(0, first + (i % 1_000), first + ((7 * i + 1) % 1_000), 1 + (i % 3), 'deposit');
      if (ledger.drift[0] !== 0) wrong += 1;
    }
    agree(wrong === 0, 'the running total after each event');
    return ((performance.now() - start) * 1e6) / events;
  });
  return timingOf(samples).median;
};

const totals = async (run: Run): Promise<Result[]> => {
  const sizes = run.small ? [1_000, 10_000, 100_000] : [10_000, 100_000, 1_000_000];
  const results: Result[] = [];
  for (const n of run.profiler === undefined ? sizes : sizes.slice(-1)) {
    const { venue } = bigVenue({ accounts: n });
    const { ledger } = venue;
    const count = ledger.accounts.count;
    const quote = ledger.accounts.quote[0] as Float64Array;
    const big = Array.from(quote.subarray(0, count), BigInt);
    const bigint = (): bigint => {
      let sum = 0n;
      for (let i = 0; i < count; i++) sum += big[i] as bigint;
      for (const limb of ledger.accounts.highLimbs(0).values()) sum += BigInt(limb) * 2n ** 52n;
      return sum;
    };
    agree(totalQuote(ledger, 0).toBigInt() === 0n && bigint() === 0n, 'the quotes sum to zero');
    agree(audit(ledger).length === 0, 'the full audit finds nothing');
    const next = draws(6);
    const equities = Float64Array.from({ length: n }, () => Math.floor(4.5e15 * (next() - 0.2)));
    agree(
      sumColumn(equities, 0, n).toBigInt() === equities.reduce((sum, one) => sum + BigInt(one), 0n),
      'a total above 2^53',
    );
    results.push(
      await measured(run, {
        name: 'total-audit',
        n,
        each: 'account',
        ours: () => totalQuote(ledger, 0).sign(),
        peers: { bigint },
        limits: { 'sum of the column, inexact': () => bandwidth(quote, count) },
        ...(n === sizes.at(-1)
          ? { also: { 'by deltas, ns an event': rounded(byDeltas(run.small ? 20_000 : 200_000)) } }
          : {}),
      }),
    );
  }
  return results;
};

/** Benchmarks of the books. */
export const benches: readonly Bench[] = [
  { name: 'total-audit', says: 'a full conservation audit of the quote column, and one by deltas', measure: totals },
];
