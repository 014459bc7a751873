import { contractError, type DoneCut, type Replacement, type ReplacementView } from '../contract/index.ts';
import { recordReplacement, recordReplacementOver } from '../ledger/index.ts';
import { mulDivCeil } from '../money/index.ts';
import { wholeOf } from './answers.ts';
import type { CaseData } from './case.ts';
import type { Market } from './market.ts';
import { admitsAgain, type Refusal } from './order-admission.ts';
import type { Venue } from './venue.ts';

/** An offer that stands, with what the engine must know to settle it. */
export interface StandingOffer extends ReplacementView {
  /** Case the cut was for: inventory that the offer brings to its pool came from there. */
  readonly case: number;
}

/**
 * Offers to accounts that ADL has cut, until they are taken or over.
 *
 * A cut's value is shared over its lots; a part of them is offered at a value rounded against who takes it. Taken, an offer is a fill
 * between the account and the pool, and no case's: the pool stood ready of its own will. What the pool holds by it is inventory, worked
 * out by the first layer that works inventory out.
 */
export class Replacements {
  readonly #venue: Venue;
  #standing: StandingOffer[] = [];
  #made = 0;

  constructor(venue: Venue) {
    this.#venue = venue;
  }

  /** Offers that stand, oldest first. */
  get standing(): readonly ReplacementView[] {
    return this.#standing;
  }

  /** Keeps what a mechanism offers after a cut. */
  make(name: string, data: CaseData, cut: DoneCut, offer: Replacement): void {
    const venue = this.#venue;
    const of = `${name}: the replacement offered to account ${cut.account}`;
    if (offer === null || typeof offer !== 'object')
      throw contractError('replacement', `${of} was ${String(offer)}; it is an object with by, lots and until`);
    const { by, lots, until } = offer;
    const cutLots = Math.abs(cut.lots);
    if (wholeOf(`${of}, in lots,`, lots, 1) > cutLots)
      throw contractError('replacement', `${of} is ${lots} lots, but ${cutLots} were cut`);
    if (!(until >= venue.now))
      throw contractError('replacement', `${of} stands until ${until} s, but it is ${venue.now} s`);
    const pool = venue.findPoolFor(by, cut.market);
    const holds = pool?.use.mechanism.holds;
    if (pool === undefined || (holds !== 'fund' && holds !== 'vault'))
      throw contractError('replacement', `${of} is against "${by}", which is no fund or vault here`);
    this.#made += 1;
    const made: StandingOffer = {
      id: this.#made,
      account: cut.account,
      market: cut.market,
      lots: Math.sign(cut.lots) * lots,
      value: mulDivCeil(cut.value, lots, cutLots),
      pool: by,
      since: venue.now,
      until,
      case: data.id,
    };
    this.#standing.push(made);
    recordReplacement(venue.ledger.log, made, pool.account);
  }

  /** Takes an offer whole, or says why it cannot be; what cannot be now may be later. */
  take(id: number): Refusal | undefined {
    const venue = this.#venue;
    const at = this.#standing.findIndex((one) => one.id === id);
    const offer = this.#standing[at];
    if (offer === undefined) return 'no-offer';
    const { account, market: number, lots, value } = offer;
    const market = venue.markets[number] as Market;
    if (market.closed) return 'closed';
    if (venue.inCase(account)) return 'in-case';
    const reason = admitsAgain(venue, account, market, lots, value);
    if (reason !== undefined) return reason;
    const pool = venue.requirePool(offer.pool, number);
    // Whoever is being resolved is nobody's counterparty, also where it would win.
    if (venue.inCase(pool.account)) return 'pool';
    // The pool receives the lots that the account opens against, so it gives what the account's are worth above the value.
    const cost = market.value(lots, market.mark) - value;
    if (venue.valuation.worthUp(market.setup.settle, Math.max(0, cost)) > pool.spendable) return 'pool';
    this.#standing.splice(at, 1);
    recordReplacementOver(venue.ledger.log, offer, true);
    venue.postings.trade(market, pool.account, account, lots, value, 'trade');
    const { workingLayer } = venue;
    const works = venue.layers.findIndex(({ use }) => use !== undefined && 'work' in use.mechanism);
    venue.workingLayer = works === -1 ? workingLayer : works;
    venue.cases.addInventory(pool.account, number, venue.cases.all[offer.case - 1] as CaseData, -lots);
    venue.workingLayer = workingLayer;
    return undefined;
  }

  /** Lets go of offers that are over. */
  expire(now: number): void {
    if (this.#standing.length === 0) return;
    for (const offer of this.#standing)
      if (!(offer.until >= now)) recordReplacementOver(this.#venue.ledger.log, offer, false);
    this.#standing = this.#standing.filter(({ until }) => until >= now);
  }

  /** Plain copy for a snapshot. */
  save(): ReplacementsSnapshot {
    return { made: this.#made, standing: structuredClone(this.#standing) };
  }

  /** Continues a snapshot. */
  restore({ made, standing }: ReplacementsSnapshot): void {
    this.#made = made;
    this.#standing = structuredClone(standing) as StandingOffer[];
  }
}

/** Standing offers as plain data. */
export interface ReplacementsSnapshot {
  readonly made: number;
  readonly standing: readonly StandingOffer[];
}
