import { contractError } from '../contract/index.ts';
import { type CaseKind, recordCaseClosed, recordCaseOpened } from '../ledger/index.ts';
import { AccountSet } from './account-set.ts';
import { type CaseData, inventoryLots, noteLeg, openCaseData } from './case.ts';
import type { CaseLine } from './case-record.ts';
import type { Market } from './market.ts';
import type { Venue } from './venue.ts';
import { LiveCase } from './views.ts';

/** All cases of a run, open and closed, and who is in one. */
export class CaseBook {
  readonly #venue: Venue;
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
  }

  /** Open cases by id. */
  open(): LiveCase[] {
    this.#open = this.#open.filter((live) => live.data.closed === undefined);
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
    data.origins.push({ case: from.id, lots: fresh });
    noteLeg(data, this.#venue.markets[market] as Market, fresh);
    this.#chain(data, from.id);
    return data;
  }

  /** Notes that lots of a case are, or were, in an inventory. */
  #chain(data: CaseData, from: number): void {
    const known = this.#chained.get(data.id) ?? new Set(data.chain);
    this.#chained.set(data.id, known);
    if (known.has(from)) return;
    known.add(from);
    data.chain.push(from);
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
    const found = this.#venue.findPoolFor(pool, market);
    if (found === undefined)
      throw contractError('trigger', `there is no pool called "${pool}" for ${this.#venue.markets[market]?.id}`);
    const present = this.#standing.pool.get(this.#place(found.account, market));
    return present ?? this.#openStanding('pool', found.account, market);
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
    const data = openCaseData(
      {
        id: this.all.length + 1,
        kind,
        subject,
        opened: venue.now,
        openedStep: venue.step,
        openedNotional: venue.valuation.read(subject).notional,
        market,
        workedBy: kind === 'inventory' ? workedBy : -1,
      },
      venue.assets.length,
    );
    const live = new LiveCase(venue, data);
    recordCaseOpened(venue.ledger.log, data.id, kind, subject);
    for (const leg of live.legs) noteLeg(data, venue.markets[leg.market.number] as Market, leg.lots);
    this.all.push(data);
    this.#open.push(live);
    return live;
  }

  /** Closes a case with what is left to its subject in each asset. */
  close(live: LiveCase, left: readonly number[]): void {
    const { data } = live;
    data.closed = this.#venue.now;
    for (let asset = 0; asset < data.lines.length; asset++)
      (data.lines[asset] as CaseLine).left = left[asset] ?? (data.lines[asset] as CaseLine).left;
    recordCaseClosed(this.#venue.ledger.log, data.id, data.subject, left);
    if (this.#resting.delete(data.id)) for (const market of this.#venue.markets) market.book.cancelCase(data.id);
    if (data.kind === 'default') this.#inDefault.delete(data.subject);
    else if (data.kind !== 'market-close') this.#standing[data.kind].delete(this.#place(data.subject, data.market));
  }

  /** Whether an inventory case has nothing left to work out. */
  static spent(data: CaseData): boolean {
    return inventoryLots(data) === 0;
  }

  /** Plain copy for a snapshot. */
  save(): CaseData[] {
    return structuredClone(this.all);
  }

  /** Continues a snapshot. */
  restore(saved: readonly CaseData[]): void {
    for (const data of structuredClone(saved) as CaseData[]) {
      this.all.push(data);
      if (data.closed !== undefined) continue;
      const live = new LiveCase(this.#venue, data);
      this.#open.push(live);
      this.#resting.add(data.id);
      if (data.kind === 'default') this.#inDefault.add(data.subject);
      else if (data.kind !== 'market-close')
        this.#standing[data.kind].set(this.#place(data.subject, data.market), live);
    }
  }
}
