import type { Standing } from '../contract/index.ts';
import type { Market, Venue } from '../exchange/index.ts';
import type { BooksFold } from './books-fold.ts';

/** Share of the smaller side by which a hedge may be off and still be one. */
const HEDGED = 0.05;

/** Whether what an account gains and loses with the common factor offset each other, but for a twentieth of the smaller side. */
export const isHedged = ({ long, short }: Standing): boolean =>
  Math.min(long, short) > 0 && Math.abs(long - short) <= HEDGED * Math.min(long, short);

/** How accounts stand while a log is read: balances and lots from the fold, margin from the rule of each market. */
export class Standings {
  readonly #venue: Venue;
  readonly #folded: BooksFold;
  /** Whether the margin of each market follows from notional and lots alone, so that it can be told of the past. */
  readonly #isPlain: readonly boolean[];

  constructor(venue: Venue, folded: BooksFold) {
    this.#venue = venue;
    this.#folded = folded;
    this.#isPlain = venue.markets.map(
      ({ schedule }) => schedule.slopePerMillion !== undefined || schedule.slopesPerMillion !== undefined,
    );
  }

  /** How an account stands now. @param market - Market of which the profit is told; -1 for none. */
  of(account: number, market: number): Standing {
    const venue = this.#venue;
    let maintenance: number | undefined = 0;
    let long = 0;
    let short = 0;
    let profit = 0;
    for (const { market: number, lots, cost, value } of this.#folded.walk(account)) {
      const { schedule, beta, setup } = venue.markets[number] as Market;
      const notional = Math.abs(value);
      const delta = venue.valuation.worthUp(setup.settle, notional) * beta;
      if (lots > 0) long += delta;
      else short += delta;
      if (number === market) profit = value - cost;
      if (maintenance !== undefined && this.#isPlain[number] === true)
        maintenance += venue.valuation.worthUp(setup.settle, schedule.maintenance(notional, lots));
      else maintenance = undefined;
    }
    return { equity: this.#equityOf(account), maintenance, long, short, profit };
  }

  /** Equity of an account that has nothing in other assets. */
  #equityOf(account: number): number | undefined {
    for (let asset = 1; asset < this.#venue.assets.length; asset++)
      if (this.#folded.quote(account, asset) !== 0n || this.#folded.balanceAtMark(account, asset) !== 0)
        return undefined;
    return this.#folded.balanceAtMark(account, 0);
  }
}
