import type { Books, RunDigest, RunSubject, StepRow } from '../contract/index.ts';
import type { Ledger } from '../ledger/index.ts';
import { designView } from './design-view.ts';
import { digestOf } from './ledger-digest.ts';
import { LogSilence } from './log-silence.ts';
import { Reading } from './reading.ts';
import { Twin } from './twin.ts';

/** A ledger that has followed the whole log of another. */
const twinOf = ({ shape, log }: Ledger): Twin => {
  const twin = new Twin(shape);
  twin.follow(log);
  return twin;
};

const PEOPLE: ReadonlySet<string> = new Set(['trader', 'maker', 'member']);

/** Accounts of each owner. */
const ownersOf = (books: Books, people: readonly number[]): ReadonlyMap<number, readonly number[]> => {
  const owners = new Map<number, number[]>();
  for (const account of people) {
    const { owner } = books.account(account);
    const known = owners.get(owner);
    if (known === undefined) owners.set(owner, [account]);
    else known.push(account);
  }
  return owners;
};

const attackersIn = (named: ReadonlyMap<string, number>): readonly number[] =>
  [...named].flatMap(([name, account]) => (name.startsWith('attacker') ? [account] : []));

/**
 * A finished run as invariants see it.
 *
 * @param reading - What followed its log, counting.
 * @param twin - The ledger that followed it too; nothing where the log is kept whole, and followed when a replay is asked for.
 * @param named - Accounts by the names a scenario gives them.
 */
export const runSubjectOf = (
  reading: Reading,
  twin: Twin | undefined,
  named: ReadonlyMap<string, number> = new Map(),
): RunSubject => {
  const { venue, books, folded, counts } = reading;
  if (counts === undefined) throw new RangeError('the run was not counted');
  const people: number[] = [];
  for (let id = 0; id < books.count; id++) if (PEOPLE.has(books.kindOf(id))) people.push(id);
  let rows: readonly StepRow[] | undefined;
  let owners: RunSubject['owners'] | undefined;
  let digest: RunDigest | undefined;
  return {
    steps: venue.step,
    design: designView(venue.design),
    books,
    folded,
    cases: () => books.cases(),
    people,
    tally: (account) => counts.tallies.of(account),
    branches: counts.branches.counts,
    get owners() {
      owners ??= ownersOf(books, people);
      return owners;
    },
    attackers: attackersIn(named),
    pools: counts.pools.tallies,
    get rows() {
      if (venue.ledger.log.first > 0) throw new LogSilence('any more what happened first: its rows were let go of');
      rows ??= new Reading(venue).next(true).rows;
      return rows;
    },
    get digest() {
      digest ??= digestOf(venue.ledger);
      return digest;
    },
    replay: () => digestOf((twin ?? twinOf(venue.ledger)).ledger),
  };
};
