import type { CaseKind } from '../ledger/index.ts';
import type { CaseColumns, CaseHead, Origin } from './case-columns.ts';
import type { HeldData } from './case-legs.ts';
import { type CaseLine, FIELD } from './case-record.ts';
import type { Market } from './market.ts';

const NOTHING: readonly never[] = Object.freeze([]);

/** A case as plain data: what a snapshot holds. */
export interface SavedCase extends CaseHead {
  readonly closed: number | undefined;
  readonly lines: readonly CaseLine[];
  readonly legs: readonly HeldData[];
  readonly origins: readonly Origin[];
  readonly chain: readonly number[];
  readonly holds: Readonly<Record<number, number>>;
  readonly forfeitedReceived: number;
}

/** The record of a case: a handle on its row of the columns. */
export class CaseData {
  readonly id: number;
  readonly #columns: CaseColumns;

  /** @param id - Case id; its row is the one before. */
  constructor(columns: CaseColumns, id: number) {
    this.#columns = columns;
    this.id = id;
  }

  get kind(): CaseKind {
    return this.#columns.kind(this.id - 1);
  }

  /** Account the case is about. */
  get subject(): number {
    return this.#columns.subject(this.id - 1);
  }

  /** Second at which it was opened. */
  get opened(): number {
    return this.#columns.opened(this.id - 1);
  }

  /** Step in which it was opened. */
  get openedStep(): number {
    return this.#columns.openedStep(this.id - 1);
  }

  /** Notional at mark when it was opened, units. */
  get openedNotional(): number {
    return this.#columns.openedNotional(this.id - 1);
  }

  /** Market of an inventory or pool case; -1 for the whole account. */
  get market(): number {
    return this.#columns.market(this.id - 1);
  }

  /** Layer that works the inventory out; -1 for other kinds. */
  get workedBy(): number {
    return this.#columns.workedBy(this.id - 1);
  }

  /** Second at which it was closed; undefined while it is open. */
  get closed(): number | undefined {
    return this.#columns.closed(this.id - 1);
  }

  /** Whether it is still open. */
  get isOpen(): boolean {
    return this.#columns.isOpen(this.id - 1);
  }

  /** Accounts by asset number: copies. */
  get lines(): readonly CaseLine[] {
    return this.#columns.lines(this.id - 1);
  }

  /** Markets in which the subject held lots at some time while the case was open. */
  get legs(): readonly HeldData[] {
    return this.#columns.legs.of(this.id - 1);
  }

  /** The first of them; -1 when there is none. */
  get firstMarket(): number {
    return this.#columns.legs.firstMarket(this.id - 1);
  }

  /** Inventory, oldest first. */
  get origins(): readonly Origin[] {
    return this.#columns.findRare(this.id - 1)?.origins ?? NOTHING;
  }

  /** Cases whose lots this one ever held. */
  get chain(): readonly number[] {
    return this.#columns.findRare(this.id - 1)?.chain ?? NOTHING;
  }

  /** Time until which each layer waits, by layer number. */
  get holds(): ReadonlyMap<number, number> | undefined {
    return this.#columns.findRare(this.id - 1)?.holds;
  }

  /** Margin received from subjects of other cases, units: for inventory cases. */
  get forfeitedReceived(): number {
    return this.#columns.findRare(this.id - 1)?.forfeitedReceived ?? 0;
  }

  /** Adds units to a field of the account in an asset. @param field - One of {@link FIELD}. */
  post(asset: number, field: number, units: number): void {
    this.#columns.post(this.id - 1, asset, field, units);
  }

  /** Closes the case with what is left to its subject in each asset, units; zero where the list ends. */
  close(at: number, left: readonly number[]): void {
    this.#columns.close(this.id - 1, at);
    for (let asset = 0; asset < left.length; asset++) this.post(asset, FIELD.left, left[asset] as number);
  }

  /** Whether it was noted that the subject held lots in a market. */
  hasLeg(market: number): boolean {
    return this.#columns.legs.has(this.id - 1, market);
  }

  /** Notes that the subject holds lots in a market, the first time it is seen. */
  noteLeg(market: Market, lots: number): void {
    if (lots === 0 || this.hasLeg(market.number)) return;
    const maintenance = market.schedule.maintenance(Math.abs(market.value(lots, market.mark)), lots);
    this.#columns.legs.add(this.id - 1, { market: market.number, side: lots > 0 ? 1 : -1, maintenance });
  }

  /** Holds a layer until a second of the run. */
  hold(layer: number, until: number): void {
    this.#columns.rare(this.id - 1).holds.set(layer, until);
  }

  /** Adds margin received from the subject of another case, units. */
  receiveForfeited(units: number): void {
    this.#columns.rare(this.id - 1).forfeitedReceived += units;
  }

  /** Adds signed lots of inventory that came from a case. */
  addOrigin(from: number, lots: number): void {
    this.#columns.rare(this.id - 1).origins.push({ case: from, lots });
  }

  /** Notes that lots of a case are, or were, in this inventory; once for each case. */
  extendChain(from: number): void {
    this.#columns.rare(this.id - 1).chain.push(from);
  }

  /** Signed lots of inventory. */
  get inventoryLots(): number {
    return this.origins.reduce((sum, origin) => sum + origin.lots, 0);
  }

  /** Takes closed lots off the inventory, first in, first out; returns how many lots were attributed. */
  attribute(lots: number): number {
    const origins = this.#columns.findRare(this.id - 1)?.origins ?? [];
    let left = Math.abs(lots);
    while (left > 0 && origins.length > 0) {
      const oldest = origins[0] as Origin;
      const taken = Math.min(left, Math.abs(oldest.lots));
      oldest.lots -= Math.sign(oldest.lots) * taken;
      left -= taken;
      if (oldest.lots === 0) origins.shift();
    }
    return Math.abs(lots) - left;
  }

  /** Plain copy for a snapshot. */
  save(): SavedCase {
    const { kind, subject, opened, openedStep, openedNotional, market, workedBy, closed, lines, legs } = this;
    return {
      ...{ kind, subject, opened, openedStep, openedNotional, market, workedBy, closed, lines, legs },
      origins: structuredClone(this.origins),
      chain: [...this.chain],
      holds: Object.fromEntries(this.holds ?? []),
      forfeitedReceived: this.forfeitedReceived,
    };
  }

  /** A case that continues a saved one, in the next row of the columns. */
  static restore(columns: CaseColumns, saved: SavedCase): CaseData {
    const row = columns.add(saved);
    const data = new CaseData(columns, row + 1);
    if (saved.closed !== undefined) columns.close(row, saved.closed);
    for (const [asset, line] of saved.lines.entries())
      for (const [field, units] of Object.entries(line)) data.post(asset, FIELD[field as keyof CaseLine], units);
    for (const leg of saved.legs) columns.legs.add(row, leg);
    for (const origin of saved.origins) data.addOrigin(origin.case, origin.lots);
    for (const from of saved.chain) data.extendChain(from);
    for (const [layer, until] of Object.entries(saved.holds)) data.hold(Number(layer), until);
    if (saved.forfeitedReceived !== 0) data.receiveForfeited(saved.forfeitedReceived);
    return data;
  }
}
