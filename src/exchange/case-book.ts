import type { LegView } from '../contract/index.ts';
import { type CaseKind, recordCaseClosed, recordCaseOpened } from '../ledger/index.ts';
import { AccountSet } from './account-set.ts';
import { CaseData, type SavedCase } from './case.ts';
import { CaseColumns } from './case-columns.ts';
import type { Market } from './market.ts';
import type { Venue } from './venue.ts';
import { LiveCase } from './views.ts';

/** All cases of a run, open and closed, and who is in one. */
export class CaseBook {
  readonly #venue: Venue;
  readonly #columns: CaseColumns;
  /** Every case by id less one. */
  readonly all: CaseData[] = [];
  /** Cases by id that were open when last looked at; those closed since are still among them. */
  #open: LiveCase[] = [];
  /** Accounts with an open default case. */
  readonly #inDefault = new AccountSet();
  /** Cases in the chain of each inventory, which may be thousands. */
  readonly #chained = new Map<number, Set<number>>();
  /** Open inventory cases and pool cases, by holder and market as one number. */
  readonly #standing = { inventory: new Map<number, LiveCase>(), pool: new Map<number, LiveCase>() };
  /** Cases on whose behalf an order may rest in a book. */
  readonly #resting = new Set<number>();

  constructor(venue: Venue) {
    this.#venue = venue;
    this.#columns = new CaseColumns(venue.assets.length);
  }

  /** Open cases by id. */
  open(): LiveCase[] {
    this.#open = this.#open.filter((live) => live.data.isOpen);
    return [...this.#open];
  }

  /** Whether a default case about the account is open. */
  inDefault(account: number): boolean {
    return this.#inDefault.has(account);
  }

  /** Open default cases by the account they are about. */
  defaults(): ReadonlyMap<number, LiveCase> {
    const defaults = this.open().filter((live) => live.kind === 'default');
    return new Map(defaults.map((live) => [live.data.subject, live]));
  }

  /** Opens a default case about an account. */
  openDefault(account: number): LiveCase {
    const live = this.#add('default', account, -1, -1);
    this.#inDefault.add(account);
    return live;
  }

  /** Adds lots taken over to the holder's inventory case in a market; undefined when they only closed lots held before. */
  addInventory(holder: number, market: number, from: CaseData, lots: number): CaseData | undefined {
    const { ledger } = this.#venue;
    const held = ledger.lots(holder, market);
    const present = this.inventory(holder, market);
    // Taken over against inventory of the other side, lots net out; only what stands beyond is new inventory.
    const fresh = Math.sign(held) === Math.sign(lots) ? Math.sign(lots) * Math.min(Math.abs(lots), Math.abs(held)) : 0;
    if (fresh === 0) return present;
    const data = present ?? this.#openStanding('inventory', holder, market).data;
    data.addOrigin(from.id, fresh);
    data.noteLeg(this.#venue.markets[market] as Market, fresh);
    this.#chain(data, from.id);
    return data;
  }

  /** Notes that lots of a case are, or were, in an inventory. */
  #chain(data: CaseData, from: number): void {
    const known = this.#chained.get(data.id) ?? new Set(data.chain);
    this.#chained.set(data.id, known);
    if (known.has(from)) return;
    known.add(from);
    data.extendChain(from);
  }

  /** Open inventory case of a holder in a market. */
  inventory(holder: number, market: number): CaseData | undefined {
    const { inventory } = this.#standing;
    return inventory.size === 0 ? undefined : inventory.get(this.#place(holder, market))?.data;
  }

  /** Notes that an order rests on behalf of a case. */
  rests(data: CaseData): void {
    this.#resting.add(data.id);
  }

  #place(holder: number, market: number): number {
    return holder * this.#venue.markets.length + market;
  }

  /** The pool case of a pool in a market, opened when there is none. */
  openPoolCase(pool: string, market: number): LiveCase {
    const { account } = this.#venue.requirePool(pool, market);
    return this.#standing.pool.get(this.#place(account, market)) ?? this.#openStanding('pool', account, market);
  }

  /** Opens the case of a market's closure; its subject is the clearing account. */
  openMarketClose(clearing: number, market: number): LiveCase {
    return this.#add('market-close', clearing, market, -1);
  }

  #openStanding(kind: 'inventory' | 'pool', holder: number, market: number): LiveCase {
    const live = this.#add(kind, holder, market, this.#venue.workingLayer);
    this.#standing[kind].set(this.#place(holder, market), live);
    return live;
  }

  #add(kind: CaseKind, subject: number, market: number, workedBy: number): LiveCase {
    const venue = this.#venue;
    const row = this.#columns.add({
      kind,
      subject,
      opened: venue.now,
      openedStep: venue.step,
      openedNotional: venue.valuation.readWorth(subject).notional,
      market,
      workedBy: kind === 'inventory' ? workedBy : -1,
    });
    const data = new CaseData(this.#columns, row + 1);
    const live = new LiveCase(venue, data);
    recordCaseOpened(venue.ledger.log, data.id, kind, subject);
    const { legs } = live;
    for (let i = 0; i < legs.length; i++) {
      const { market: of, lots } = legs[i] as LegView;
      data.noteLeg(venue.markets[of.number] as Market, lots);
    }
    this.all.push(data);
    this.#open.push(live);
    return live;
  }

  /** Closes a case with what is left to its subject in each asset. */
  close(live: LiveCase, left: readonly number[]): void {
    const { data } = live;
    data.close(this.#venue.now, left);
    recordCaseClosed(this.#venue.ledger.log, data.id, data.subject, left);
    if (this.#resting.delete(data.id)) for (const market of this.#venue.markets) market.book.cancelCase(data.id);
    if (data.kind === 'default') this.#inDefault.delete(data.subject);
    else if (data.kind !== 'market-close') this.#standing[data.kind].delete(this.#place(data.subject, data.market));
  }

  /** Whether an inventory case has nothing left to work out. */
  static spent(data: CaseData): boolean {
    return data.inventoryLots === 0;
  }

  /** Plain copy for a snapshot. */
  save(): SavedCase[] {
    return this.all.map((data) => data.save());
  }

  /** Continues a snapshot. */
  restore(saved: readonly SavedCase[]): void {
    for (const one of saved) {
      const data = CaseData.restore(this.#columns, one);
      this.all.push(data);
      if (!data.isOpen) continue;
      const live = new LiveCase(this.#venue, data);
      this.#open.push(live);
      this.#resting.add(data.id);
      if (data.kind === 'default') this.#inDefault.add(data.subject);
      else if (data.kind !== 'market-close')
        this.#standing[data.kind].set(this.#place(data.subject, data.market), live);
    }
  }
}
