import { apportion, type CaseView, type defineAdl } from 'breakwater';

type View = Parameters<Parameters<typeof defineAdl>[0]['plan']>[0];

/** Those who face the longs or the shorts of a market, with the lots they have left. */
interface Side {
  readonly accounts: readonly number[];
  /** Lots of each, >= 0. */
  readonly lots: Float64Array;
}

/**
 * Those who face lots of a market, without the subjects of the cases: where a venue lets those in default be counterparties, they are
 * closed already, and lots that are closed cannot be cut too.
 */
export const facingOf = (view: View, cases: readonly CaseView[], market: number, held: number) =>
  view
    .candidates(market, held > 0 ? -1 : 1)
    .filter(({ account }) => !cases.some(({ subject }) => subject.id === account));

/** Cuts of accounts, each with its lots. */
type Cuts = { readonly account: number; readonly lots: number }[];

/** Cuts everybody who faces a position by the same share of what they have left, whole lots by largest remainder. */
export class Facing {
  readonly #view: View;
  readonly #sides = new Map<string, Side>();
  readonly #cases: readonly CaseView[];

  constructor(view: View, cases: readonly CaseView[]) {
    this.#view = view;
    this.#cases = cases;
  }

  #facing(market: number, held: number): Side {
    const key = `${market}${held > 0 ? 'L' : 'S'}`;
    const present = this.#sides.get(key);
    if (present !== undefined) return present;
    const candidates = facingOf(this.#view, this.#cases, market, held);
    const side = {
      accounts: candidates.map(({ account }) => account),
      lots: Float64Array.from(candidates, ({ lots }) => Math.abs(lots)),
    };
    this.#sides.set(key, side);
    return side;
  }

  /** Takes lots for a position, as far as those who face it have any. @param held - Lots of the position, signed. */
  take(market: number, held: number, wanted: number): { readonly cuts: Cuts; readonly closed: number } {
    const { accounts, lots } = this.#facing(market, held);
    const gives = apportion(wanted, lots, lots);
    const cuts: Cuts = [];
    let closed = 0;
    gives.forEach((give, i) => {
      if (give === 0) return;
      lots[i] = (lots[i] as number) - give;
      cuts.push({ account: accounts[i] as number, lots: give });
      closed += give;
    });
    return { cuts, closed };
  }
}
