import type { CaseView, HeldLeg, LegView } from '../contract/index.ts';
import type { Ledger } from '../ledger/index.ts';
import { mulDivFloor } from '../money/index.ts';
import type { CaseData } from './case.ts';
import type { LastCut } from './last-cut.ts';
import { LiveAccount } from './live-account.ts';
import type { Market } from './market.ts';
import type { Valuation } from './valuation.ts';

/** What the views of accounts and cases read from. */
export interface ViewSource {
  readonly ledger: Ledger;
  readonly markets: readonly Market[];
  readonly valuation: Valuation;
  /** When ADL last took lots from an account, by account. */
  readonly deleveragedAt: Pick<LastCut, 'get'>;
  /** Whether a case about the account is open. */
  inCase(account: number): boolean;
  /** Accounts of an owner, ascending. */
  accountsOfOwner(owner: number): readonly number[];
  /** Equity since the period began, net of deposits, units. */
  gainSincePeriod(account: number, equity: number): number;
}

/**
 * Value at which a piece of a leg leaves so that the subject's equity is used up exactly.
 *
 * `value at mark - equity x (maintenance of the leg / maintenance of all legs) x (piece / leg)`, the equity first less what the subject
 * keeps back. Rounded down along the running sum over the legs, so that all legs at once use it up exactly too; the last piece of the
 * last leg takes the rest.
 *
 * @param keep - Units of its equity the subject keeps back. @param whole - Puts all of the equity on this leg.
 */
export const bankruptcyValue = (
  source: ViewSource,
  subject: number,
  market: Market,
  lots: number,
  keep = 0,
  whole = false,
): number => {
  const { equity, maintenance } = source.valuation.read(subject);
  const held = source.ledger.lots(subject, market.number);
  const spend = equity - keep;
  const onLeg = whole || maintenance === 0 ? spend : shareOfLeg(source, subject, market, spend, maintenance);
  const onPiece = lots === held ? onLeg : mulDivFloor(onLeg, Math.abs(lots), Math.abs(held));
  return market.value(lots, market.mark) - source.valuation.inAsset(market.setup.settle, onPiece);
};

/** What of an amount is a leg's, in proportion to maintenance margin, units. */
const shareOfLeg = (
  { ledger, valuation, markets }: ViewSource,
  subject: number,
  { number }: Market,
  spend: number,
  maintenance: number,
): number => {
  const { accounts, positions } = ledger;
  let before = 0;
  for (let row = accounts.head[subject] as number; row !== -1; row = positions.nextOfAccount[row] as number) {
    const market = markets[positions.market[row] as number] as Market;
    const lots = positions.lots[row] as number;
    const margin = market.schedule.maintenance(Math.abs(market.value(lots, market.mark)), lots);
    const ofLeg = valuation.worthUp(market.setup.settle, margin);
    if (market.number !== number) before += ofLeg;
    else if (ofLeg === maintenance) return spend;
    else return mulDivFloor(spend, before + ofLeg, maintenance) - mulDivFloor(spend, before, maintenance);
  }
  return 0;
};

class LiveLeg implements LegView {
  readonly market: Market;
  readonly lots: number;
  readonly #source: ViewSource;
  readonly #subject: number;

  constructor(source: ViewSource, subject: number, market: Market, lots: number) {
    this.#source = source;
    this.#subject = subject;
    this.market = market;
    this.lots = lots;
  }

  get cost(): number {
    const row = this.#source.ledger.row(this.#subject, this.market.number);
    return row === -1 ? 0 : (this.#source.ledger.positions.cost[row] as number);
  }

  get value(): number {
    return this.market.value(this.lots, this.market.mark);
  }

  get bankruptcyValue(): number {
    return bankruptcyValue(this.#source, this.#subject, this.market, this.lots);
  }

  get maintenance(): number {
    return this.market.schedule.maintenance(Math.abs(this.value), this.lots);
  }
}

/** No event has been seen yet. */
const NEVER = -1;

/**
 * A case as mechanisms see it, and what the engine keeps beside its data while it is open.
 *
 * All that moves lots is a fill, and all that moves money an event, so what was read of the subject stands until there is another.
 */
export class LiveCase implements CaseView {
  readonly data: CaseData;
  readonly subject: LiveAccount;
  readonly #source: ViewSource;
  #legs: readonly LiveLeg[] = [];
  /** Number of fills after which the legs were read. */
  #legsAt = NEVER;
  #resolved = false;
  /** Length of the log at which it was last asked whether it is resolved. */
  #resolvedAt = NEVER;
  /** Latest second until which any layer waits for it; 0 for none. */
  #heldUntil = 0;
  /** Whether the subject was flat when the running walk began: every layer has seen its deficit by the walk's end. */
  flatAtWalk = false;

  constructor(source: ViewSource, data: CaseData) {
    this.#source = source;
    this.data = data;
    this.subject = new LiveAccount(source, data.subject);
    if (data.holds !== undefined)
      for (const until of data.holds.values()) this.#heldUntil = Math.max(this.#heldUntil, until);
  }

  get id(): number {
    return this.data.id;
  }

  get kind(): CaseData['kind'] {
    return this.data.kind;
  }

  get opened(): number {
    return this.data.opened;
  }

  get openedNotional(): number {
    return this.data.openedNotional;
  }

  get legs(): readonly LegView[] {
    if (this.data.kind === 'inventory') return this.#inventoryLegs();
    const { fills } = this.#source.ledger;
    if (this.#legsAt !== fills) {
      // The engine keeps the list for the layers that are asked after this one.
      this.#legs = Object.freeze(this.data.kind === 'pool' ? this.#legsIn(this.data.market) : this.#heldLegs());
      this.#legsAt = fills;
    }
    return this.#legs;
  }

  /** Signed lots still to be placed in a market: those of its leg there. */
  lotsIn(market: number): number {
    const { kind, subject } = this.data;
    if (kind === 'inventory') return market === this.data.market ? this.data.inventoryLots : 0;
    return kind === 'pool' && market !== this.data.market ? 0 : this.#source.ledger.lots(subject, market);
  }

  #inventoryLegs(): readonly LiveLeg[] {
    const { market, subject } = this.data;
    const lots = this.data.inventoryLots;
    return lots === 0 ? [] : [new LiveLeg(this.#source, subject, this.#source.markets[market] as Market, lots)];
  }

  #heldLegs(): LiveLeg[] {
    const { accounts, positions } = this.#source.ledger;
    const first = accounts.head[this.data.subject] as number;
    if (first === -1) return [];
    // Most hold one position: a list of one is made at once, where one that grows reserves room for many.
    const legs = [this.#legOf(first)];
    for (let row = positions.nextOfAccount[first] as number; row !== -1; row = positions.nextOfAccount[row] as number)
      legs.push(this.#legOf(row));
    return legs.sort((a, b) => a.market.number - b.market.number);
  }

  #legOf(row: number): LiveLeg {
    const { market, lots } = this.#source.ledger.positions;
    const of = this.#source.markets[market[row] as number] as Market;
    return new LiveLeg(this.#source, this.data.subject, of, lots[row] as number);
  }

  #legsIn(market: number): LiveLeg[] {
    const row = this.#source.ledger.row(this.data.subject, market);
    return row === -1 ? [] : [this.#legOf(row)];
  }

  get held(): readonly HeldLeg[] {
    return this.data.legs.map((leg) => ({ ...leg, market: this.#source.markets[leg.market] as Market }));
  }

  get deficit(): number {
    const { ledger, valuation } = this.#source;
    if ((ledger.accounts.head[this.data.subject] as number) !== -1) return 0;
    return Math.max(0, -valuation.equityOf(this.data.subject));
  }

  /** Answers whether the case is resolved; asks only when something has happened since it last did. */
  resolved(ask: (live: LiveCase) => boolean): boolean {
    const { length } = this.#source.ledger.log;
    if (this.#resolvedAt !== length) {
      this.#resolved = ask(this);
      this.#resolvedAt = length;
    }
    return this.#resolved;
  }

  /** Holds a layer until a time, seconds since the run began. */
  hold(layer: number, until: number): void {
    this.data.hold(layer, until);
    this.#heldUntil = Math.max(this.#heldUntil, until);
  }

  /** Whether a layer waits for the case at a time. */
  waits(layer: number, now: number): boolean {
    return this.#heldUntil > now && (this.data.holds?.get(layer) ?? 0) > now;
  }

  /** Whether one of the layers before a number waits for the case at a time. */
  waitsBefore(layer: number, now: number): boolean {
    for (let before = 0; before < layer; before++) if (this.waits(before, now)) return true;
    return false;
  }
}
