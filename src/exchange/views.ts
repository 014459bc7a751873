import type { CaseView, HeldLeg, LegView } from '../contract/index.ts';
import type { Ledger } from '../ledger/index.ts';
import { mulDivFloor } from '../money/index.ts';
import { type CaseData, inventoryLots } from './case.ts';
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
 * keeps back. Rounded down; the last piece of the last leg takes the rest, so that the account ends at exactly zero.
 *
 * @param whole - Puts all of the equity on this leg.
 */
export const bankruptcyValue = (
  source: ViewSource,
  subject: number,
  market: Market,
  lots: number,
  options: { readonly keep?: number; readonly whole?: boolean } = {},
): number => {
  const { equity, maintenance } = source.valuation.read(subject);
  const held = source.ledger.lots(subject, market.number);
  const spend = equity - (options.keep ?? 0);
  const ofLeg = source.valuation.worthUp(
    market.setup.settle,
    market.schedule.maintenance(Math.abs(market.value(held, market.mark)), held),
  );
  const onLeg =
    options.whole === true || maintenance === 0 || ofLeg === maintenance
      ? spend
      : mulDivFloor(spend, ofLeg, maintenance);
  const onPiece = lots === held ? onLeg : mulDivFloor(onLeg, Math.abs(lots), Math.abs(held));
  return market.value(lots, market.mark) - source.valuation.inAsset(market.setup.settle, onPiece);
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
  /** Latest time until which any layer waits for it. */
  #heldUntil = Number.NEGATIVE_INFINITY;
  /** Whether the subject was flat when the running walk began: every layer has seen its deficit by the walk's end. */
  flatAtWalk = false;

  constructor(source: ViewSource, data: CaseData) {
    this.#source = source;
    this.data = data;
    this.subject = new LiveAccount(source, data.subject);
    for (const until of Object.values(data.holds)) this.#heldUntil = Math.max(this.#heldUntil, until);
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
      this.#legs = this.data.kind === 'pool' ? this.#legsIn([this.data.market]) : this.#heldLegs();
      this.#legsAt = fills;
    }
    return this.#legs;
  }

  /** Signed lots still to be placed in a market: those of its leg there. */
  lotsIn(market: number): number {
    const { kind, subject } = this.data;
    if (kind === 'inventory') return market === this.data.market ? inventoryLots(this.data) : 0;
    return kind === 'pool' && market !== this.data.market ? 0 : this.#source.ledger.lots(subject, market);
  }

  #inventoryLegs(): readonly LiveLeg[] {
    const { market, subject } = this.data;
    const lots = inventoryLots(this.data);
    return lots === 0 ? [] : [new LiveLeg(this.#source, subject, this.#source.markets[market] as Market, lots)];
  }

  #heldLegs(): readonly LiveLeg[] {
    const { accounts, positions } = this.#source.ledger;
    const held: number[] = [];
    let row = accounts.head[this.data.subject] as number;
    for (; row !== -1; row = positions.nextOfAccount[row] as number) held.push(positions.market[row] as number);
    if (held.length > 1) held.sort((a, b) => a - b);
    return this.#legsIn(held);
  }

  #legsIn(held: readonly number[]): readonly LiveLeg[] {
    const { ledger, markets } = this.#source;
    const { subject } = this.data;
    const legs: LiveLeg[] = [];
    for (const number of held) {
      const lots = ledger.lots(subject, number);
      if (lots !== 0) legs.push(new LiveLeg(this.#source, subject, markets[number] as Market, lots));
    }
    // The engine keeps the list for the layers that are asked after this one.
    return Object.freeze(legs);
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
    this.data.holds = { ...this.data.holds, [layer]: until };
    this.#heldUntil = Math.max(this.#heldUntil, until);
  }

  /** Whether a layer waits for the case at a time. */
  waits(layer: number, now: number): boolean {
    return this.#heldUntil > now && (this.data.holds[layer] ?? Number.NEGATIVE_INFINITY) > now;
  }

  /** Whether one of the layers before a number waits for the case at a time. */
  waitsBefore(layer: number, now: number): boolean {
    if (this.#heldUntil <= now) return false;
    for (let before = 0; before < layer; before++) if (this.waits(before, now)) return true;
    return false;
  }
}
