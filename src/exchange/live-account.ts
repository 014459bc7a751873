import type { AccountKind, AccountView, PositionView } from '../contract/index.ts';
import type { Market } from './market.ts';
import type { ViewSource } from './views.ts';

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
    return this.market.value(this.lots, this.market.mark);
  }

  get maintenance(): number {
    return this.market.schedule.maintenance(Math.abs(this.value), this.lots);
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
    return this.#source.valuation.walletOf(this.id);
  }

  get maintenance(): number {
    return this.#source.valuation.read(this.id).maintenance;
  }

  get initial(): number {
    return this.#source.valuation.initial(this.id);
  }

  get closeOut(): number {
    return this.#source.valuation.closeOut(this.id);
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
