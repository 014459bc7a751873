import type { ExchangeDesign } from '../exchange/index.ts';
import type { AccountSpec } from '../world/index.ts';
import { handWritten } from './trials/hand-written.ts';
import type { Trial } from './trials/trial.ts';

/** Bounds of a small scope. All numbers within them are whole. */
export interface SmallScopeSize {
  /** Accounts: from two to so many. */
  readonly accounts: number;
  /** Lots of an account, either side: from 1 to so many. */
  readonly lots: number;
  /** Deposit of an account: from 1 to so many. */
  readonly deposit: number;
  /** Opening price, and how far the one move goes at most, up or down. */
  readonly open: number;
  readonly move: number;
  /** What the fund holds: one of these. */
  readonly fund: readonly number[];
}

/** The usual bounds for so many accounts. */
export const smallScopeSize = (accounts: number): SmallScopeSize => ({
  accounts,
  lots: 2,
  deposit: 4,
  open: 10,
  move: 4,
  fund: [0, 2],
});

/** What an account is in a small scope. */
interface Holder {
  readonly lots: number;
  readonly deposit: number;
}

const STEP = 10;
/** No venue lists it in a way of its own. */
const MARKET = 'X';
const upTo = (most: number): readonly number[] => Array.from({ length: most }, (_, i) => i + 1);

/** Every way to fill places with holders whose lots sum to zero; of those that differ in their order only, one. */
const groupsOf = (holders: readonly Holder[], places: number): readonly (readonly Holder[])[] => {
  const groups: (readonly Holder[])[] = [];
  const fill = (group: readonly Holder[], from: number, sum: number): void => {
    if (group.length === places) {
      if (sum === 0) groups.push(group);
      return;
    }
    for (let i = from; i < holders.length; i++) {
      const holder = holders[i] as Holder;
      fill([...group, holder], i, sum + holder.lots);
    }
  };
  fill([], 0, 0);
  return groups;
};

/** All exchanges up to a stated size: one linear market, one step with one move, accounts that hold whole lots and whole deposits. */
export class SmallScope {
  readonly #size: SmallScopeSize;
  readonly #groups: readonly (readonly Holder[])[];
  readonly #prices: readonly number[];

  constructor(size: SmallScopeSize) {
    this.#size = size;
    const { accounts, lots, deposit, open, move } = size;
    const sides = [...upTo(lots).map((count) => -count), ...upTo(lots)];
    const holders = sides.flatMap((side) => upTo(deposit).map((money) => ({ lots: side, deposit: money })));
    this.#groups = upTo(accounts)
      .filter((places) => places >= 2)
      .flatMap((places) => groupsOf(holders, places));
    this.#prices = upTo(move).flatMap((far) => [open - far, open + far]);
  }

  /** How many there are. */
  get count(): number {
    return this.#groups.length * this.#prices.length * this.#size.fund.length;
  }

  /** Which they are, as words that follow "all N". */
  get words(): string {
    const { accounts, lots, deposit, open, move, fund } = this.#size;
    return (
      `exchanges with ${accounts === 2 ? '2' : `2 to ${accounts}`} accounts (in one order each), every one with 1 to ${lots} lots long or short and a deposit of 1 to ${deposit}, ` +
      `in one linear market that opens at ${open} and moves in one step by 1 to ${move} up or down, and with pools that hold ${fund.join(' or ')} together`
    );
  }

  /** Number `i` of them, from 0. */
  trial(design: ExchangeDesign, i: number): Trial {
    const { open, move, fund } = this.#size;
    const perGroup = this.#prices.length * fund.length;
    const group = this.#groups[Math.floor(i / perGroup)] as readonly Holder[];
    const price = this.#prices[Math.floor((i % perGroup) / fund.length)] as number;
    const accounts = group.map(
      ({ lots, deposit }, at): AccountSpec => ({
        name: `p${at + 1}`,
        kind: 'trader',
        deposit: { USD: String(deposit) },
        positions: [{ market: MARKET, lots, entry: String(open) }],
      }),
    );
    const scenario = handWritten({
      name: 'small',
      summary: 'One of all exchanges up to a stated size.',
      step: STEP,
      prices: [[open, price]],
      assets: [{ name: 'USD', decimals: 0 }],
      markets: [
        {
          id: MARKET,
          class: 'major',
          kind: 'linear',
          lot: '1',
          tick: '1',
          band: { floor: '1', cap: String(open + 2 * move) },
          open,
          beta: 1,
          openInterest: 0,
          depthAtOnePercent: 0,
        },
      ],
      accounts,
      events: [],
    });
    return { design, scenario, seed: 1, fundTotal: fund[i % fund.length] as number };
  }
}
