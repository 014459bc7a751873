/**
 * What a coalition of accounts has taken out of a venue, and who has borne it.
 *
 * One formula for all who ask: the bound on it is an invariant, and whoever searches for attacks searches for the most of it.
 *
 * @module
 */
import { mulDivFloor } from '../money/index.ts';
import type { Books } from './books.ts';
import type { RunSubject } from './subjects.ts';

/**
 * The gain of a coalition in one asset, and where it came from, units of that asset. Each field but `gain` is a sum over others than the
 * coalition, and none is a remainder:
 *
 * `gain = othersLost - othersWon + poolsLost - poolsWon + uncovered - venueWon`.
 */
export interface Extraction {
  /** Withdrawn, and held at mark, less what was put in. */
  readonly gain: bigint;
  /** What everybody else lost in sum over those who lost, and won over those who won: people, and the rest of the world in what it traded. */
  readonly othersLost: bigint;
  readonly othersWon: bigint;
  /** The same of pools. */
  readonly poolsLost: bigint;
  readonly poolsWon: bigint;
  /** What the hole has paid for deficits that nobody covered. */
  readonly uncovered: bigint;
  /** Fees, roundings and index charges on their way, less what the latter two have advanced. */
  readonly venueWon: bigint;
}

type Sums = { -readonly [F in keyof Extraction]: bigint };
type Bearer = 'others' | 'pools' | 'uncovered' | 'venue';

const BEARERS: Readonly<Record<string, Bearer>> = {
  fund: 'pools',
  vault: 'pools',
  pool: 'pools',
  hole: 'uncovered',
  fees: 'venue',
  rounding: 'venue',
  index: 'venue',
  transit: 'venue',
};

const NOTHING: Extraction = {
  gain: 0n,
  othersLost: 0n,
  othersWon: 0n,
  poolsLost: 0n,
  poolsWon: 0n,
  uncovered: 0n,
  venueWon: 0n,
};

/** Counts what an account has won among those who are not of the coalition, or takes it out again. */
const add = (sum: Sums, bearer: Bearer, units: bigint, sign: 1n | -1n): void => {
  if (bearer === 'uncovered') sum.uncovered -= sign * units;
  else if (bearer === 'venue') sum.venueWon += sign * units;
  else if (units < 0n) sum[`${bearer}Lost`] -= sign * units;
  else sum[`${bearer}Won`] += sign * units;
};

/** What one account has won in each asset: what it has at mark less what was put in, units. */
interface Won {
  readonly bearer: Bearer;
  readonly units: readonly bigint[];
}

/** Balances at mark by asset, units; `charges` receives what its positions owe to the index. */
const balancesOf = (books: Books, account: number, charges: bigint[]): bigint[] => {
  const units = books.account(account).quote.slice();
  for (const { market, value, accrued } of books.walk(account)) {
    const asset = books.markets[market]?.settle ?? 0;
    units[asset] = (units[asset] ?? 0n) + BigInt(value - accrued);
    charges[asset] = (charges[asset] ?? 0n) + BigInt(accrued);
  }
  return units;
};

/** Gains of all accounts of a run, from which those of any coalition follow. */
export class Extractions {
  /** By account. */
  readonly #won: readonly Won[];
  /** With everybody among the others. */
  readonly #totals: readonly Sums[];
  readonly #books: Books;

  constructor(run: RunSubject) {
    const { books } = run;
    this.#books = books;
    const charges = books.assets.map(() => 0n);
    const putIn = books.assets.map(() => 0n);
    const won: Won[] = [];
    for (let account = 0; account < books.count; account++) {
      const units = balancesOf(books, account, charges);
      for (const [asset, paid] of run.tally(account).putIn.entries()) {
        units[asset] = (units[asset] ?? 0n) - BigInt(paid);
        putIn[asset] = (putIn[asset] ?? 0n) + BigInt(paid);
      }
      won.push({ bearer: BEARERS[books.kindOf(account)] ?? 'others', units });
    }
    // What others put in came from the rest of the world: it won nothing and lost nothing by that.
    const outside = won.findIndex((_, account) => books.kindOf(account) === 'outside');
    const traded = won[outside]?.units.map((of, asset) => of + (putIn[asset] ?? 0n)) ?? [];
    if (outside !== -1) won[outside] = { bearer: 'others', units: traded };
    this.#won = won;
    this.#totals = charges.map((venueWon) => ({ ...NOTHING, venueWon }));
    for (const { bearer, units } of won)
      for (const [asset, of] of units.entries()) add(this.#totals[asset] as Sums, bearer, of, 1n);
  }

  /** What a coalition has gained, by asset number. */
  of(coalition: readonly number[]): readonly Extraction[] {
    const sums = this.#totals.map((total) => ({ ...total }));
    for (const account of new Set(coalition)) {
      const won = this.#won[account];
      if (won === undefined) continue;
      for (const [asset, units] of won.units.entries()) {
        const sum = sums[asset] as Sums;
        add(sum, won.bearer, units, -1n);
        sum.gain += units;
      }
    }
    return sums;
  }

  /** What a coalition has gained, all assets at their price now, units of the settlement asset, rounded down asset by asset. */
  gainOf(coalition: readonly number[]): number {
    return this.of(coalition).reduce((sum, { gain }, asset) => {
      const { units, value } = this.#books.assets[asset]?.price ?? { units: 1, value: 1 };
      return sum + mulDivFloor(Number(gain), value, units);
    }, 0);
  }
}

/** Most that a coalition can have gained in an asset, units: what others and pools have lost, and what nobody covered. */
export const extractionBound = ({ othersLost, poolsLost, uncovered, venueWon }: Extraction): bigint =>
  othersLost + poolsLost + uncovered + (venueWon < 0n ? -venueWon : 0n);
