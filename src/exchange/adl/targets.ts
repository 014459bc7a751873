import type { AdlNeed, Side } from '../../contract/index.ts';
import type { Venue } from '../venue.ts';
import type { LiveCase } from '../views.ts';

/** Cases that a need is to be raised for, in due order, and how much for each: lots (unsigned) or units. */
export class TargetList {
  readonly subjects: LiveCase[] = [];
  readonly amounts: number[] = [];

  /** Adds a case. */
  add(subject: LiveCase, amount: number): void {
    this.subjects.push(subject);
    this.amounts.push(amount);
  }

  /** Number of cases. */
  get length(): number {
    return this.subjects.length;
  }

  /** Sum of the amounts. */
  get need(): number {
    let need = 0;
    for (let i = 0; i < this.amounts.length; i++) need += this.amounts[i] as number;
    return need;
  }

  /** Each case as a list of its own. */
  apart(): TargetList[] {
    return this.subjects.map((subject, i) => {
      const list = new TargetList();
      list.add(subject, this.amounts[i] as number);
      return list;
    });
  }

  /** Brings the lots of a market side to what the cases still hold there; those that hold nothing any more go. */
  bringTo(market: number, side: Side): this {
    const { subjects, amounts } = this;
    let kept = 0;
    for (let i = 0; i < subjects.length; i++) {
      const subject = subjects[i] as LiveCase;
      const left = Math.min(amounts[i] as number, Math.max(0, side * subject.lotsIn(market)));
      if (left === 0) continue;
      subjects[kept] = subject;
      amounts[kept] = left;
      kept += 1;
    }
    subjects.length = kept;
    amounts.length = kept;
    return this;
  }
}

const put = (byMarket: Map<number, LiveCase[]>, market: number, one: LiveCase): void => {
  const present = byMarket.get(market);
  if (present === undefined) byMarket.set(market, [one]);
  else present.push(one);
};

/**
 * The cases that have reached a layer, found by id and by market, so that a need of one case or market costs no look at the others.
 *
 * While the layer runs the legs of these cases only shrink, so a market's cases are all among those that held lots there at first.
 */
export class Targets {
  readonly #venue: Venue;
  readonly #cases: readonly LiveCase[];
  #byId: ReadonlyMap<number, LiveCase> | undefined;
  #byMarket: Map<number, LiveCase[]> | undefined;

  /** @param cases - The cases, in due order. */
  constructor(venue: Venue, cases: readonly LiveCase[]) {
    this.#venue = venue;
    this.#cases = cases;
  }

  /** Cases a need may be for, in due order; a pool's case, where the need names a pool, is among them. */
  #meant(need: AdlNeed): readonly LiveCase[] {
    const pool = need.pool === undefined ? undefined : this.#venue.cases.openPoolCase(need.pool, need.market);
    if (need.case !== undefined) {
      this.#byId ??= new Map(this.#cases.map((one) => [one.id, one]));
      const meant = pool?.id === need.case ? pool : this.#byId.get(need.case);
      return meant === undefined ? [] : [meant];
    }
    const cases = need.in === 'lots' ? this.#inMarket(need.market) : this.#cases;
    return pool === undefined || cases.some((one) => one.id === pool.id) ? cases : [...cases, pool];
  }

  #inMarket(market: number): readonly LiveCase[] {
    if (this.#byMarket === undefined) {
      this.#byMarket = new Map();
      for (let i = 0; i < this.#cases.length; i++) this.#list(this.#cases[i] as LiveCase, this.#byMarket);
    }
    return this.#byMarket.get(market) ?? [];
  }

  /** Puts a case under each market in which it may have lots. */
  #list(one: LiveCase, byMarket: Map<number, LiveCase[]>): void {
    const { kind, market, subject } = one.data;
    if (kind === 'inventory' || kind === 'pool') return put(byMarket, market, one);
    const { accounts, positions } = this.#venue.ledger;
    for (let row = accounts.head[subject] as number; row !== -1; row = positions.nextOfAccount[row] as number)
      put(byMarket, positions.market[row] as number, one);
  }

  /** Cases whose lots in the market a need is for, until it is used up: those that are long, and those that are short; both share one need. */
  ofLots(need: AdlNeed, raise: number): { readonly long: TargetList; readonly short: TargetList } {
    const long = new TargetList();
    const short = new TargetList();
    let left = raise;
    for (const subject of this.#meant(need)) {
      if (left === 0) break;
      if (need.pool === undefined ? subject.kind === 'pool' : subject.kind !== 'pool') continue;
      const lots = subject.lotsIn(need.market);
      if (lots === 0) continue;
      const amount = Math.min(left, Math.abs(lots));
      (lots > 0 ? long : short).add(subject, amount);
      left -= amount;
    }
    return { long, short };
  }

  /** Cases with a deficit that a need is for, until it is used up. */
  ofDeficits(need: AdlNeed, raise: number): TargetList {
    const targets = new TargetList();
    let left = raise;
    for (const subject of this.#meant(need)) {
      if (left === 0) break;
      const amount = Math.min(left, subject.deficit);
      if (amount === 0) continue;
      targets.add(subject, amount);
      left -= amount;
    }
    return targets;
  }
}
