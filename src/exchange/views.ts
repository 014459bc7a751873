import type { AccountKind, AccountView, CaseView, HeldLeg, LegView, PositionView } from '../contract/index.ts';
import type { Ledger } from '../ledger/index.ts';
import { mulDivFloor } from '../money/index.ts';
import { type CaseData, inventoryLots } from './case.ts';
import type { Market } from './market.ts';
import type { Valuation } from './valuation.ts';

/** What the views of accounts and cases read from. */
export interface ViewSource {
  readonly ledger: Ledger;
  readonly markets: readonly Market[];
  readonly valuation: Valuation;
  /** When ADL last took lots from an account, by account. */
  readonly deleveragedAt: ReadonlyMap<number, number>;
  /** Whether a case about the account is open. */
  inCase(account: number): boolean;
  /** Accounts of an owner, ascending. */
  accountsOfOwner(owner: number): readonly number[];
  /** Equity since the period began, net of deposits, units. */
  gainSincePeriod(account: number, equity: number): number;
}

class LivePosition implements PositionView {
  readonly market: Market;
  readonly #source: ViewSource;
  readonly #row: number;

  constructor(source: ViewSource, row: number) {
    this.#source = source;
    this.#row = row;
    this.market = source.markets[source.ledger.positions.market[row] as number] as Market;
  }

  get lots(): number {
    return this.#source.ledger.positions.lots[this.#row] as number;
  }

  get cost(): number {
    return this.#source.ledger.positions.cost[this.#row] as number;
  }

  get value(): number {
    return this.market.value(this.lots, this.market.mark) - this.#source.ledger.accrued(this.#row);
  }

  get maintenance(): number {
    return this.market.schedule.maintenance(Math.abs(this.market.value(this.lots, this.market.mark)), this.lots);
  }
}

/** An account as mechanisms see it: reads the columns when asked. */
export class LiveAccount implements AccountView {
  readonly id: number;
  readonly #source: ViewSource;

  constructor(source: ViewSource, id: number) {
    this.#source = source;
    this.id = id;
  }

  get owner(): number {
    return this.#source.ledger.accounts.owner[this.id] as number;
  }

  get kind(): AccountKind {
    return this.#source.ledger.accounts.kindOf(this.id);
  }

  get equity(): number {
    return this.#source.valuation.equityOf(this.id);
  }

  get wallet(): number {
    const { equity, unrealised } = this.#source.valuation.read(this.id);
    return equity - unrealised;
  }

  get maintenance(): number {
    return this.#source.valuation.read(this.id).maintenance;
  }

  get initial(): number {
    return this.#source.valuation.initial(this.id);
  }

  get notional(): number {
    return this.#source.valuation.read(this.id).notional;
  }

  get inCase(): boolean {
    return this.#source.inCase(this.id);
  }

  get gainSincePeriod(): number {
    return this.#source.gainSincePeriod(this.id, this.equity);
  }

  get deleveragedAt(): number | undefined {
    return this.#source.deleveragedAt.get(this.id);
  }

  get commitment(): number {
    return this.#source.ledger.accounts.commitment.get(this.id) ?? 0;
  }

  positions(): readonly PositionView[] {
    const { accounts, positions } = this.#source.ledger;
    const list: LivePosition[] = [];
    for (let row = accounts.head[this.id] as number; row !== -1; row = positions.nextOfAccount[row] as number) {
      list.push(new LivePosition(this.#source, row));
    }
    return list.sort((a, b) => a.market.number - b.market.number);
  }
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

/** A case as mechanisms see it. */
export class LiveCase implements CaseView {
  readonly data: CaseData;
  readonly subject: LiveAccount;
  readonly #source: ViewSource;

  constructor(source: ViewSource, data: CaseData) {
    this.#source = source;
    this.data = data;
    this.subject = new LiveAccount(source, data.subject);
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
    const { ledger, markets } = this.#source;
    const { market, subject, kind } = this.data;
    if (kind === 'inventory') {
      const lots = inventoryLots(this.data);
      return lots === 0 ? [] : [new LiveLeg(this.#source, subject, markets[market] as Market, lots)];
    }
    const held = kind === 'pool' ? [market] : heldMarkets(ledger, subject);
    return held
      .map((number) => new LiveLeg(this.#source, subject, markets[number] as Market, ledger.lots(subject, number)))
      .filter((leg) => leg.lots !== 0);
  }

  get held(): readonly HeldLeg[] {
    return this.data.legs.map((leg) => ({ ...leg, market: this.#source.markets[leg.market] as Market }));
  }

  get deficit(): number {
    const { ledger, valuation } = this.#source;
    if ((ledger.accounts.head[this.data.subject] as number) !== -1) return 0;
    return Math.max(0, -valuation.equityOf(this.data.subject));
  }
}

/** Numbers of the markets an account holds lots in, ascending. */
const heldMarkets = (ledger: Ledger, account: number): number[] => {
  const { accounts, positions } = ledger;
  const held: number[] = [];
  for (let row = accounts.head[account] as number; row !== -1; row = positions.nextOfAccount[row] as number) {
    held.push(positions.market[row] as number);
  }
  return held.sort((a, b) => a - b);
};
