import type { AccountBooks, AccountKind, PositionBooks } from '../contract/index.ts';
import type { Market, Venue } from '../exchange/index.ts';

const LIMB = 2n ** 52n;

const OVER: IteratorResult<PositionBooks> = { done: true, value: undefined };

/** A position of a live venue, read from the columns when asked, and the way to the next of its account. */
export class PositionCursor implements PositionBooks, Iterable<PositionBooks> {
  readonly #venue: Venue;
  readonly #result: IteratorResult<PositionBooks>;
  #row = -1;
  #next: number;

  /** @param account - Whose positions. */
  constructor(venue: Venue, account: number) {
    this.#venue = venue;
    this.#next = venue.ledger.accounts.head[account] as number;
    this.#result = { done: false, value: this };
  }

  [Symbol.iterator](): Iterator<PositionBooks> {
    return this;
  }

  /** Moves to the next position. */
  next(): IteratorResult<PositionBooks> {
    const row = this.#next;
    if (row === -1) return OVER;
    this.#row = row;
    this.#next = this.#venue.ledger.positions.nextOfAccount[row] as number;
    return this.#result;
  }

  get market(): number {
    return this.#venue.ledger.positions.market[this.#row] as number;
  }

  get lots(): number {
    return this.#venue.ledger.positions.lots[this.#row] as number;
  }

  get cost(): number {
    return this.#venue.ledger.positions.cost[this.#row] as number;
  }

  get value(): number {
    const market = this.#venue.markets[this.market] as Market;
    return market.value(this.lots, market.mark);
  }

  get accrued(): number {
    return this.#venue.ledger.accrued(this.#row);
  }
}

/** An account of a live venue, read from the columns when asked: most invariants look at one field of many accounts. */
export class VenueAccount implements AccountBooks {
  readonly #venue: Venue;
  readonly id: number;
  #positions: readonly PositionBooks[] | undefined;

  constructor(venue: Venue, id: number) {
    this.#venue = venue;
    this.id = id;
  }

  get kind(): AccountKind {
    return this.#venue.ledger.accounts.kindOf(this.id);
  }

  get owner(): number {
    return this.#venue.ledger.accounts.owner[this.id] as number;
  }

  get quote(): readonly bigint[] {
    const { accounts } = this.#venue.ledger;
    return accounts.quote.map((column, asset) => {
      const low = BigInt(column[this.id] as number);
      const high = accounts.high(asset, this.id);
      return high === 0 ? low : BigInt(high) * LIMB + low;
    });
  }

  get positions(): readonly PositionBooks[] {
    this.#positions ??= this.#held();
    return this.#positions;
  }

  #held(): readonly PositionBooks[] {
    const held: PositionBooks[] = [];
    for (const { market, lots, cost, value, accrued } of new PositionCursor(this.#venue, this.id))
      held.push({ market, lots, cost, value, accrued });
    return held;
  }

  get equity(): number {
    return this.#venue.valuation.equityOf(this.id);
  }

  get maintenance(): number {
    return this.#venue.valuation.read(this.id).maintenance;
  }

  get initial(): number {
    return this.#venue.valuation.initial(this.id);
  }

  get inCase(): boolean {
    return this.#venue.inCase(this.id);
  }

  get mayBeNegative(): boolean {
    return this.#venue.mayBeNegative(this.id);
  }
}
