import type { AccountKind } from '../../contract/index.ts';
import { EVENT, type EventColumns } from '../../ledger/index.ts';
import type { Venue } from '../venue.ts';
import { DueList } from './due-list.ts';
import { type MarginCheck, RULES, spareOf } from './margin-check.ts';
import { SpareFilter } from './spare-filter.ts';
import { Triggers } from './triggers.ts';

/** Fewest accounts for which a sweep pays, and share of all above which it does. */
const FEWEST = 2048;
const SHARE = 1 / 64;
/** Share of all accounts that a sweep settles once prices are calm again. */
const SETTLED = 1 / 4;

/** Kinds of account that hold institutional positions: few, and read at every check. */
const POOLED: readonly AccountKind[] = ['fund', 'vault', 'pool'];

/** Kinds of event that change what everybody's positions are worth. */
const MOVES_ALL: readonly number[] = [EVENT.price, EVENT['asset-price'], EVENT['shift-index']];

/**
 * Reads an account only when a trigger of it is met or an event has named it.
 *
 * An account that is due stays so until it was read, found to have spare equity and settled among the {@link Triggers}. When many are due at once,
 * in a crash or at the start, settling them one by one would cost more than it saves: all are swept with the {@link SpareFilter} in order of id, only
 * those it cannot tell are read and settled. Of the rest a part is settled at each check once prices are calm. While prices stand, in the further rounds
 * of a step, only those are swept again whom an event has named.
 */
export class TriggeredCheck implements MarginCheck {
  readonly #venue: Venue;
  readonly #triggers: Triggers;
  readonly #filter: SpareFilter;
  readonly #due = new DueList();
  /** Whether prices stand as they did at the last sweep, so that of those it kept only who was named since can be in breach. */
  #standing = false;
  /** Rows of the log that were taken in. */
  #seen = 0;

  readonly #fewest: number;

  /** @param fewest - Fewest accounts for which a sweep pays. */
  constructor(venue: Venue, fewest = FEWEST) {
    this.#venue = venue;
    this.#fewest = fewest;
    this.#triggers = new Triggers(venue, (account) => this.#due.add(account));
    this.#filter = new SpareFilter(venue);
  }

  get unbounded(): readonly number[] {
    return this.#triggers.unbounded;
  }

  breaches(): number[] {
    const before = this.#due.size;
    this.takeIn();
    this.#triggers.move();
    const { count } = this.#venue.ledger.accounts;
    const few = Math.max(this.#fewest, count * SHARE);
    const isCalm = this.#due.size - before <= few;
    const found = this.#due.size > few ? this.#sweep(isCalm ? Math.max(few, count * SETTLED) : 0) : this.#readAll();
    for (let k = 0; k < POOLED.length; k++) {
      const accounts = this.#venue.ledger.accounts.ofKind(POOLED[k] as AccountKind);
      for (let i = 0; i < accounts.length; i++)
        if (this.#isInBreach(accounts[i] as number)) found.push(accounts[i] as number);
    }
    return found.sort((a, b) => a - b);
  }

  /** Makes due whom the events since the last check name; everybody, when rows were released unread. */
  takeIn(): void {
    const { log, accounts } = this.#venue.ledger;
    this.#due.reserve(accounts.count);
    if (log.first > this.#seen) {
      this.#standing = false;
      for (let account = 0; account < accounts.count; account++) this.#due.add(account);
    }
    for (const { columns, from, to } of log.spans(Math.max(this.#seen, log.first))) this.#named(columns, from, to);
    this.#seen = log.length;
  }

  #named({ a, b, kind }: EventColumns, from: number, to: number): void {
    for (let row = from; row < to; row++) {
      if (MOVES_ALL.includes(kind[row] as number)) this.#standing = false;
      if ((a[row] as number) >= 0) this.#due.add(a[row] as number);
      if ((b[row] as number) >= 0) this.#due.add(b[row] as number);
    }
  }

  #isInBreach(account: number): boolean {
    return !this.#venue.cases.inDefault(account) && spareOf(this.#venue, account) < 0;
  }

  /** Reads all who are due and settles those who have something to spare. */
  #readAll(): number[] {
    const found: number[] = [];
    this.#due.keep((account) => this.#stays(account, found));
    return found;
  }

  /** The same in order of id, where the filter may say that an account needs no reading; at most `most` of those are settled. */
  #sweep(most: number): number[] {
    const found: number[] = [];
    let left = most;
    this.#filter.prepare();
    const ask = (account: number): boolean => {
      if (left <= 0 && this.#filter.isSafe(account)) return true;
      const stays = this.#stays(account, found);
      if (!stays) left -= 1;
      return stays;
    };
    // A rule without a bound may look at the book, which moves without an event.
    this.#due.keepInOrder(ask, this.#standing && this.unbounded.length === 0);
    this.#standing = true;
    return found;
  }

  /** Reads an account; whether it stays due. Whoever is in breach is put to `found`; whoever has a case is named when it closes. */
  #stays(account: number, found: number[]): boolean {
    const { ledger, cases } = this.#venue;
    if (RULES[ledger.accounts.kind[account] as number] !== 'margined') return false;
    if (cases.inDefault(account)) {
      this.#triggers.drop(account);
      return false;
    }
    const spare = spareOf(this.#venue, account);
    if (spare >= 0) return !this.#triggers.settle(account, spare);
    this.#triggers.drop(account);
    found.push(account);
    return true;
  }
}
