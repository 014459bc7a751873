import type { AccountBooks, AccountKind, PositionBooks } from '../contract/index.ts';
import type { Market, Venue } from '../exchange/index.ts';

const LIMB = 2n ** 52n;

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

  get quote(): readonly bigint[] {
    const { accounts } = this.#venue.ledger;
    return accounts.quote.map(
      (column, asset) => BigInt(accounts.high(asset, this.id)) * LIMB + BigInt(column[this.id] as number),
    );
  }

  get positions(): readonly PositionBooks[] {
    this.#positions ??= this.#held();
    return this.#positions;
  }

  #held(): readonly PositionBooks[] {
    const { ledger, markets } = this.#venue;
    const { accounts, positions } = ledger;
    const held: PositionBooks[] = [];
    for (let row = accounts.head[this.id] as number; row !== -1; row = positions.nextOfAccount[row] as number) {
      const market = markets[positions.market[row] as number] as Market;
      const lots = positions.lots[row] as number;
      const value = market.value(lots, market.mark);
      held.push({
        market: market.number,
        lots,
        cost: positions.cost[row] as number,
        value,
        accrued: ledger.accrued(row),
      });
    }
    return held;
  }

  get equity(): number {
    return this.#venue.valuation.equityOf(this.id);
  }

  get maintenance(): number {
    return this.#venue.valuation.read(this.id).maintenance;
  }

  get inCase(): boolean {
    return this.#venue.inCase(this.id);
  }

  get mayBeNegative(): boolean {
    return this.#venue.mayBeNegative(this.id);
  }
}
