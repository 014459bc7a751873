import { CASE_KINDS, type CaseKind, grown } from '../ledger/index.ts';
import { CaseLegs } from './case-legs.ts';
import { type CaseLine, FIELD, LINE_FIELDS } from './case-record.ts';

const FIRST_CAPACITY = 8;

/** Lots of inventory and the case they came from. */
export interface Origin {
  readonly case: number;
  /** Signed lots still held. */
  lots: number;
}

/** What few cases have: inventory and its chain, layers that wait, margin received. */
export interface Rare {
  readonly origins: Origin[];
  readonly chain: number[];
  readonly holds: Map<number, number>;
  forfeitedReceived: number;
}

/** What is known of a case when it is opened. */
export interface CaseHead {
  readonly kind: CaseKind;
  readonly subject: number;
  readonly opened: number;
  readonly openedStep: number;
  readonly openedNotional: number;
  readonly market: number;
  readonly workedBy: number;
}

/**
 * The records of all cases side by side, by id less one: a crash leaves tens of thousands of them, which as objects would be most of what
 * a run keeps on the heap.
 */
export class CaseColumns {
  readonly #assets: number;
  #count = 0;
  #kind = new Uint8Array(FIRST_CAPACITY);
  #subject = new Int32Array(FIRST_CAPACITY);
  #opened = new Float64Array(FIRST_CAPACITY);
  #openedStep = new Int32Array(FIRST_CAPACITY);
  #openedNotional = new Float64Array(FIRST_CAPACITY);
  #market = new Int32Array(FIRST_CAPACITY);
  #workedBy = new Int32Array(FIRST_CAPACITY);
  /** NaN while the case is open. */
  #closed = new Float64Array(FIRST_CAPACITY);
  /** Markets that subjects held lots in. */
  readonly legs = new CaseLegs();
  /** Lines asset by asset, each with its fields in the order of {@link LINE_FIELDS}. */
  #lines: Float64Array;
  readonly #rare = new Map<number, Rare>();

  /** @param assets - Number of assets. */
  constructor(assets: number) {
    this.#assets = assets;
    this.#lines = new Float64Array(FIRST_CAPACITY * this.#width);
  }

  get #width(): number {
    return this.#assets * LINE_FIELDS.length;
  }

  /** Number of cases. */
  get count(): number {
    return this.#count;
  }

  /** Opens a row and returns its number. */
  add(head: CaseHead): number {
    const row = this.#count++;
    if (row === this.#kind.length) this.#grow(2 * row);
    this.#kind[row] = CASE_KINDS.indexOf(head.kind);
    this.#subject[row] = head.subject;
    this.#opened[row] = head.opened;
    this.#openedStep[row] = head.openedStep;
    this.#openedNotional[row] = head.openedNotional;
    this.#market[row] = head.market;
    this.#workedBy[row] = head.workedBy;
    this.#closed[row] = Number.NaN;
    this.legs.open(row);
    return row;
  }

  #grow(capacity: number): void {
    this.#kind = grown(this.#kind, capacity);
    this.#subject = grown(this.#subject, capacity);
    this.#opened = grown(this.#opened, capacity);
    this.#openedStep = grown(this.#openedStep, capacity);
    this.#openedNotional = grown(this.#openedNotional, capacity);
    this.#market = grown(this.#market, capacity);
    this.#workedBy = grown(this.#workedBy, capacity);
    this.#closed = grown(this.#closed, capacity);
    this.#lines = grown(this.#lines, capacity * this.#width);
  }

  /** Kind of the case in a row. */
  kind(row: number): CaseKind {
    return CASE_KINDS[this.#kind[row] as number] as CaseKind;
  }

  /** Account the case is about. */
  subject(row: number): number {
    return this.#subject[row] as number;
  }

  /** Second at which it was opened. */
  opened(row: number): number {
    return this.#opened[row] as number;
  }

  /** Step in which it was opened. */
  openedStep(row: number): number {
    return this.#openedStep[row] as number;
  }

  /** Notional at mark when it was opened, units. */
  openedNotional(row: number): number {
    return this.#openedNotional[row] as number;
  }

  /** Market of an inventory or pool case; -1 for the whole account. */
  market(row: number): number {
    return this.#market[row] as number;
  }

  /** Layer that works the inventory out; -1 for other kinds. */
  workedBy(row: number): number {
    return this.#workedBy[row] as number;
  }

  /** Second at which it was closed; undefined while it is open. */
  closed(row: number): number | undefined {
    const at = this.#closed[row] as number;
    return Number.isNaN(at) ? undefined : at;
  }

  /** Whether it is still open. */
  isOpen(row: number): boolean {
    return Number.isNaN(this.#closed[row] as number);
  }

  /** Notes that it was closed, second of the run. */
  close(row: number, at: number): void {
    this.#closed[row] = at;
  }

  /** What few cases have, if this one has any of it. */
  findRare(row: number): Rare | undefined {
    return this.#rare.size === 0 ? undefined : this.#rare.get(row);
  }

  /** The same, made when there is none. */
  rare(row: number): Rare {
    const present = this.#rare.get(row);
    if (present !== undefined) return present;
    const made: Rare = { origins: [], chain: [], holds: new Map(), forfeitedReceived: 0 };
    this.#rare.set(row, made);
    return made;
  }

  /** Adds units to a field of the line of an asset. */
  post(row: number, asset: number, field: number, units: number): void {
    const place = row * this.#width + asset * LINE_FIELDS.length + field;
    this.#lines[place] = (this.#lines[place] as number) + units;
  }

  /** Line of an asset: a copy. */
  line(row: number, asset: number): CaseLine {
    const from = row * this.#width + asset * LINE_FIELDS.length;
    const all = this.#lines;
    // Written out: lines are read at every check of a case, and a loop over names is several times slower.
    return {
      markLoss: all[from + FIELD.markLoss] as number,
      slippage: all[from + FIELD.slippage] as number,
      fees: all[from + FIELD.fees] as number,
      forfeited: all[from + FIELD.forfeited] as number,
      ownCollateral: all[from + FIELD.ownCollateral] as number,
      book: all[from + FIELD.book] as number,
      backstop: all[from + FIELD.backstop] as number,
      fund: all[from + FIELD.fund] as number,
      adl: all[from + FIELD.adl] as number,
      socialised: all[from + FIELD.socialised] as number,
      uncovered: all[from + FIELD.uncovered] as number,
      left: all[from + FIELD.left] as number,
    };
  }

  /** Lines of all assets: copies. */
  lines(row: number): CaseLine[] {
    return Array.from({ length: this.#assets }, (_, asset) => this.line(row, asset));
  }
}
