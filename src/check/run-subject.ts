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
  const { books, counts } = reading;
  if (counts === undefined) throw new RangeError('the run was not counted');
  const people: number[] = [];
  for (let id = 0; id < books.count; id++) if (PEOPLE.has(books.kindOf(id))) people.push(id);
  return new LiveRun(reading, counts, people, twin, attackersIn(named));
};

type Counts = NonNullable<Reading['counts']>;

/** A run of a live venue that is over: what takes reading the whole log is read when somebody asks. */
class LiveRun implements RunSubject {
  readonly #reading: Reading;
  readonly steps: number;
  readonly design: RunSubject['design'];
  readonly books: RunSubject['books'];
  readonly folded: RunSubject['folded'];
  readonly branches: RunSubject['branches'];
  readonly pools: RunSubject['pools'];
  readonly people: readonly number[];
  readonly attackers: readonly number[];
  // Invariants take these out of the subject, so they bring their subject along.
  readonly cases: RunSubject['cases'];
  readonly tally: RunSubject['tally'];
  readonly replay: RunSubject['replay'];
  #rows: readonly StepRow[] | undefined;
  #owners: RunSubject['owners'] | undefined;
  #digest: RunDigest | undefined;

  constructor(
    reading: Reading,
    { tallies, branches, pools }: Counts,
    people: readonly number[],
    twin: Twin | undefined,
    attackers: readonly number[],
  ) {
    const { venue, books, folded } = reading;
    this.#reading = reading;
    this.steps = venue.step;
    this.design = designView(venue.design);
    this.books = books;
    this.folded = folded;
    this.branches = branches.counts;
    this.pools = pools.tallies;
    this.people = people;
    this.attackers = attackers;
    this.cases = () => books.cases();
    this.tally = (account) => tallies.of(account);
    this.replay = () => digestOf((twin ?? twinOf(venue.ledger)).ledger);
  }

  get owners(): RunSubject['owners'] {
    this.#owners ??= ownersOf(this.books, this.people);
    return this.#owners;
  }

  get rows(): readonly StepRow[] {
    const { venue } = this.#reading;
    if (venue.ledger.log.first > 0) throw new LogSilence('any more what happened first: its rows were let go of');
    this.#rows ??= new Reading(venue).next(true).rows;
    return this.#rows;
  }

  get digest(): RunDigest {
    this.#digest ??= digestOf(this.#reading.venue.ledger);
    return this.#digest;
  }
}
