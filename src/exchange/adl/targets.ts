import type { AdlNeed, Side } from '../../contract/index.ts';
import type { Venue } from '../venue.ts';
import type { LiveCase } from '../views.ts';

/** Lots or units of one case that a need is to be raised for. */
export interface Target {
  readonly subject: LiveCase;
  /** Lots (unsigned) or units. */
  readonly amount: number;
}

/** Numbers of the markets in which a case may have lots. */
const marketsOf = (venue: Venue, { data }: LiveCase): readonly number[] => {
  if (data.kind === 'inventory' || data.kind === 'pool') return [data.market];
  const { accounts, positions } = venue.ledger;
  const held: number[] = [];
  for (let row = accounts.head[data.subject] as number; row !== -1; row = positions.nextOfAccount[row] as number)
    held.push(positions.market[row] as number);
  return held;
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
      for (const one of this.#cases) {
        for (const number of marketsOf(this.#venue, one)) {
          const present = this.#byMarket.get(number);
          if (present === undefined) this.#byMarket.set(number, [one]);
          else present.push(one);
        }
      }
    }
    return this.#byMarket.get(market) ?? [];
  }

  /** Cases whose lots in the market a need is for, until it is used up: those that are long, and those that are short; both share one need. */
  ofLots(need: AdlNeed, raise: number): { readonly long: readonly Target[]; readonly short: readonly Target[] } {
    const long: Target[] = [];
    const short: Target[] = [];
    let left = raise;
    for (const subject of this.#meant(need)) {
      if (left === 0) break;
      if (need.pool === undefined ? subject.kind === 'pool' : subject.kind !== 'pool') continue;
      const lots = subject.lotsIn(need.market);
      if (lots === 0) continue;
      const amount = Math.min(left, Math.abs(lots));
      (lots > 0 ? long : short).push({ subject, amount });
      left -= amount;
    }
    return { long, short };
  }

  /** Targets as they stand now: closing the other side may have closed part of them, where those in default may be cut. */
  stillHeld(targets: readonly Target[], market: number, side: Side): Target[] {
    const held: Target[] = [];
    for (const { subject, amount } of targets) {
      const left = Math.min(amount, Math.max(0, side * subject.lotsIn(market)));
      if (left > 0) held.push({ subject, amount: left });
    }
    return held;
  }

  /** Cases with a deficit that a need is for, until it is used up. */
  ofDeficits(need: AdlNeed, raise: number): Target[] {
    const targets: Target[] = [];
    let left = raise;
    for (const subject of this.#meant(need)) {
      if (left === 0) break;
      const amount = Math.min(left, subject.deficit);
      if (amount === 0) continue;
      targets.push({ subject, amount });
      left -= amount;
    }
    return targets;
  }
}
