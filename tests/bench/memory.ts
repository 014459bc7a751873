/**
 * What an account takes, with all that the engine knows of it.
 *
 * @module
 */
import { agree, type Bench, type Run } from './kit/bench.ts';
import { bytesHeld } from './kit/heap.ts';
import type { Peer, Result } from './kit/result.ts';
import { bookOf, objectsOf } from './peers/sweeps.ts';
import { bigVenue } from './worlds/big-venue.ts';
import { Driven, SETTLING } from './worlds/driven.ts';

/** Bytes held by what is made, and by nothing else. */
const bytesOf = async (make: () => unknown): Promise<number> => {
  const before = await bytesHeld();
  const made = make();
  const bytes = (await bytesHeld()) - before;
  agree(made !== undefined, 'what is weighed is there');
  return bytes;
};

const memory = async (run: Run): Promise<Result[]> => {
  const accounts = run.small ? 20_000 : 200_000;
  const results: Result[] = [];
  for (const each of [1, 3, 10]) {
    const book = bookOf(bigVenue({ accounts, each }), each);
    const own = await bytesOf(() => {
      const driven = new Driven({ accounts, each, sigma: 1 });
      driven.steps(SETTLING);
      return driven;
    });
    const objects = await bytesOf(() => objectsOf(book).map((account) => ({ ...account })));
    const bigints = await bytesOf(() =>
      objectsOf(book).map(({ quote, positions }) => ({
        quote: BigInt(quote),
        positions: new Map(positions.map(({ market, lots }) => [market, BigInt(lots)])),
      })),
    );
    // Cash; lots, cost, market and side of each position: what cannot be left out.
    const least = 8 + each * (8 + 8 + 2);
    const peer = (bytes: number, limit = false): Peer => ({
      median: Math.round(bytes),
      ratio: Number(((bytes * accounts) / own).toPrecision(3)),
      best: Number(((bytes * accounts) / own).toPrecision(3)),
      spread: 0,
      ...(limit ? { limit: true as const } : {}),
    });
    results.push({
      name: `memory/${each} positions`,
      n: accounts,
      unit: 'bytes',
      each: 'account',
      median: Math.round(own / accounts),
      spread: 0,
      min: Math.round(own / accounts),
      rounds: 1,
      peers: {
        'objects, of lots and quote alone': peer(objects / accounts),
        'bigint objects': peer(bigints / accounts),
        'what cannot be left out': peer(least, true),
      },
    });
  }
  return results;
};

/** Benchmarks of memory. */
export const benches: readonly Bench[] = [
  { name: 'memory', says: 'bytes an account, with ledger, triggers and all', measure: memory },
];
