import type { AccountKind } from '../contract/index.ts';
import { type Cause, type Ledger, recordNetted } from '../ledger/index.ts';
import { mulDivFloor } from '../money/index.ts';
import { attribute, type CaseData, noteLeg } from './case.ts';
import type { Bearer, CaseLine } from './case-record.ts';
import type { Market } from './market.ts';
import type { Valuation } from './valuation.ts';

/** Who bears a loss that a fill or payment puts on an account of that kind. */
export const bearerOf = (cause: Cause, kind: AccountKind): Bearer => {
  if (cause === 'adl') return 'adl';
  if (cause === 'charge' || cause === 'index-shift') return 'socialised';
  if (cause === 'write-off') return 'uncovered';
  if (kind === 'fund') return 'fund';
  if (kind === 'vault' || kind === 'pool' || kind === 'member') return 'backstop';
  return 'book';
};

/** Market a payment of a case is counted under: its own, or the first its subject held. */
export const marketOf = (data: CaseData): number => (data.market !== -1 ? data.market : (data.legs[0]?.market ?? 0));

/** Causes of money that leaves the subject, and what they are called in the account of the case. */
const OUTFLOWS = {
  'liquidation-fee': 'fees',
  forfeit: 'forfeited',
  'take-over-difference': 'slippage',
  'adl-difference': 'slippage',
} as const;

/**
 * Moves lots and money on behalf of a case, and keeps the account of the case beside the ledger's events.
 *
 * `ownCollateral` is read from the columns before and after; every other field is the sum of its own events.
 */
export class Postings {
  readonly #ledger: Ledger;
  readonly #markets: readonly Market[];
  readonly #valuation: Valuation;
  readonly #inventory: (holder: number, market: number) => CaseData | undefined;
  readonly #flow: (account: number, market: number, units: number) => void;
  readonly #cut: (account: number) => void;

  /**
   * @param inventory - Open inventory case of a holder in a market.
   * @param flow - Told what an account received (positive) or paid in a case of a market besides its lots, units of the settlement asset.
   * @param cut - Told which account ADL took lots from.
   */
  constructor(
    ledger: Ledger,
    markets: readonly Market[],
    valuation: Valuation,
    inventory: (holder: number, market: number) => CaseData | undefined,
    flow: (account: number, market: number, units: number) => void,
    cut: (account: number) => void,
  ) {
    this.#ledger = ledger;
    this.#markets = markets;
    this.#valuation = valuation;
    this.#inventory = inventory;
    this.#flow = flow;
    this.#cut = cut;
  }

  /** Quote plus cost of the positions that settle in an asset, units: an account's money in it. */
  money(account: number, asset: number): number {
    const { accounts, positions } = this.#ledger;
    let money = accounts.balance(asset, account);
    for (let row = accounts.head[account] as number; row !== -1; row = positions.nextOfAccount[row] as number) {
      if ((this.#markets[positions.market[row] as number] as Market).setup.settle === asset)
        money += positions.cost[row] as number;
    }
    return money;
  }

  /** Runs moves of one asset and adds what they took from the subject's money to the case. */
  #own(data: CaseData, asset: number, moves: () => void): CaseLine {
    const before = this.money(data.subject, asset);
    moves();
    const line = data.lines[asset] as CaseLine;
    line.ownCollateral += before - this.money(data.subject, asset);
    return line;
  }

  /** Lets a piece of the subject go to a counterparty at an executed value. */
  fill(data: CaseData, market: Market, counterparty: number, lots: number, executed: number, cause: Cause): void {
    const atMark = market.value(lots, market.mark);
    // Charges accrued before this piece left are the subject's own affair, not the case's.
    this.#ledger.settle(data.subject, market.number);
    const held = this.#ledger.lots(counterparty, market.number);
    noteLeg(data, market, this.#ledger.lots(data.subject, market.number));
    let released = 0;
    const line = this.#own(data, market.setup.settle, () => {
      released = this.#ledger.fill(market.number, data.subject, counterparty, lots, executed, cause, data.id);
    });
    if (cause === 'adl') this.#cut(counterparty);
    line.markLoss += released - atMark;
    if (executed < atMark) line.slippage += atMark - executed;
    else line[bearerOf(cause, this.#ledger.accounts.kindOf(counterparty))] += executed - atMark;
    this.#net(counterparty, market, held, lots, executed);
    const holding = data.kind === 'inventory' ? data : this.#inventory(data.subject, market.number);
    if (holding !== undefined) attribute(holding, lots);
  }

  /** A counterparty that held inventory of the other side has closed part of it by this fill: its inventory case learns of it. */
  #net(holder: number, market: Market, held: number, lots: number, executed: number): void {
    if (held === 0 || held > 0 === lots > 0) return;
    const size = Math.min(Math.abs(held), Math.abs(lots));
    const worth = -mulDivFloor(executed, size, Math.abs(lots));
    this.netted(holder, market, Math.sign(held) * size, worth, this.#ledger.releasedTo);
  }

  /** Tells a holder's inventory case that lots of it were closed by a fill that is not its own. */
  netted(holder: number, market: Market, lots: number, worth: number, released: number): void {
    const inventory = this.#inventory(holder, market.number);
    if (inventory !== undefined) this.metBy(inventory, market, lots, worth, released);
  }

  /** Tells a case that lots of its subject were closed by a fill that belongs to another case. */
  metBy(data: CaseData, market: Market, lots: number, worth: number, released: number): void {
    const holder = data.subject;
    const atMark = market.value(lots, market.mark);
    recordNetted(this.#ledger.log, {
      case: data.id,
      market: market.number,
      holder,
      lots,
      worth,
      released,
      atMark,
    });
    const line = data.lines[market.setup.settle] as CaseLine;
    line.markLoss += released - atMark;
    line.ownCollateral += released - worth;
    if (worth < atMark) line.slippage += atMark - worth;
    else line.book += worth - atMark;
    if (data.kind === 'inventory') attribute(data, lots);
  }

  /** A fill between two accounts that belongs to no case; whoever closes inventory by it has its inventory case told. */
  trade(market: Market, from: number, to: number, lots: number, executed: number, cause: Cause, caseId = 0): void {
    const heldFrom = this.#ledger.lots(from, market.number);
    const heldTo = this.#ledger.lots(to, market.number);
    const released = this.#ledger.fill(market.number, from, to, lots, executed, cause, caseId);
    this.#net(to, market, heldTo, lots, executed);
    if (heldFrom === 0 || heldFrom > 0 !== lots > 0) return;
    const size = Math.min(Math.abs(heldFrom), Math.abs(lots));
    this.netted(from, market, Math.sign(heldFrom) * size, -mulDivFloor(-executed, size, Math.abs(lots)), released);
  }

  /** Pays the subject. */
  receive(data: CaseData, asset: number, from: number, units: number, cause: Cause): void {
    if (units === 0 || from === data.subject) return;
    const line = this.#own(data, asset, () => this.#ledger.transfer(asset, from, data.subject, units, cause, data.id));
    line[bearerOf(cause, this.#ledger.accounts.kindOf(from))] += units;
    this.#flow(from, marketOf(data), -this.#valuation.worth(asset, units));
  }

  /** Credits the subject from a market's index, to be collected from its holders. */
  advance(data: CaseData, market: Market, units: number): void {
    const line = this.#own(data, market.setup.settle, () =>
      this.#ledger.advanceIndex(market.number, data.subject, units, data.id),
    );
    line.socialised += units;
  }

  /** Takes money from the subject: a fee, forfeited margin, or the worse side of a take-over. */
  pay(data: CaseData, asset: number, to: number, units: number, cause: keyof typeof OUTFLOWS): void {
    if (units === 0 || to === data.subject) return;
    const line = this.#own(data, asset, () => this.#ledger.transfer(asset, data.subject, to, units, cause, data.id));
    line[OUTFLOWS[cause]] += units;
    this.#flow(to, marketOf(data), this.#valuation.worth(asset, units));
  }

  /** Sells collateral of the subject to the rest of the world, or buys what it owes (both signs negative); kept in the settlement asset. */
  sell(data: CaseData, asset: number, units: number, proceeds: number): void {
    const atIndex = this.#valuation.worth(asset, units);
    const line = data.lines[0] as CaseLine;
    const before = this.money(data.subject, 0) + atIndex;
    this.#ledger.sellCollateral(asset, data.subject, this.#ledger.outsideAccount, units, proceeds, atIndex, data.id);
    line.ownCollateral += before - this.money(data.subject, 0);
    if (proceeds < atIndex) line.slippage += atIndex - proceeds;
    else line.book += proceeds - atIndex;
  }
}
