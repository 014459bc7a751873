import { contractError } from '../contract/index.ts';
import { type CaseKind, recordCaseClosed, recordCaseOpened } from '../ledger/index.ts';
import { type CaseData, inventoryLots, noteLeg, openCaseData } from './case.ts';
import type { Market } from './market.ts';
import type { Venue } from './venue.ts';
import { LiveCase } from './views.ts';

/** All cases of a run, open and closed, and who is in one. */
export class CaseBook {
  readonly #venue: Venue;
  /** Every case by id less one. */
  readonly all: CaseData[] = [];
  readonly #open = new Map<number, LiveCase>();
  /** Open default case of an account. */
  readonly #defaults = new Map<number, LiveCase>();
  /** Open inventory cases and pool cases, by holder and market as one number. */
  readonly #standing = { inventory: new Map<number, LiveCase>(), pool: new Map<number, LiveCase>() };

  constructor(venue: Venue) {
    this.#venue = venue;
  }

  /** Open cases by id. */
  open(): LiveCase[] {
    return [...this.#open.values()];
  }

  /** Whether a default case about the account is open. */
  inDefault(account: number): boolean {
    return this.#defaults.has(account);
  }

  /** The open default case about an account. */
  defaultOf(account: number): LiveCase | undefined {
    return this.#defaults.get(account);
  }

  /** Opens a default case about an account. */
  openDefault(account: number): LiveCase {
    const live = this.#add('default', account, -1, -1);
    this.#defaults.set(account, live);
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
    if (!data.chain.includes(from.id)) data.chain.push(from.id);
    return data;
  }

  /** Open inventory case of a holder in a market. */
  inventory(holder: number, market: number): CaseData | undefined {
    return this.#standing.inventory.get(this.#place(holder, market))?.data;
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
    for (const leg of live.legs) noteLeg(data, venue.markets[leg.market.number] as Market, leg.lots);
    this.all.push(data);
    this.#open.set(data.id, live);
    recordCaseOpened(venue.ledger.log, data.id, kind, subject);
    return live;
  }

  /** Closes a case with what is left to its subject in each asset. */
  close(live: LiveCase, left: readonly number[]): void {
    const { data } = live;
    data.closed = this.#venue.now;
    left.forEach((units, asset) => {
      const line = data.lines[asset];
      if (line !== undefined) line.left = units;
    });
    recordCaseClosed(this.#venue.ledger.log, data.id, data.subject, left);
    for (const market of this.#venue.markets) market.book.cancelCase(data.id);
    this.#open.delete(data.id);
    if (data.kind === 'default') this.#defaults.delete(data.subject);
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
      this.#open.set(data.id, live);
      if (data.kind === 'default') this.#defaults.set(data.subject, live);
      else if (data.kind !== 'market-close')
        this.#standing[data.kind].set(this.#place(data.subject, data.market), live);
    }
  }
}
