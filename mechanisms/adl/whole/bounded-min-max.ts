import { unitsInOrder } from '../allocation/units-in-order.ts';

/** Lots to raise in several markets at once from holders whose burdens add up. */
export interface JointProblem {
  /** What a lot is worth in each market, integers >= 1 of one unit. */
  readonly worth: readonly number[];
  /** Lots to raise in each market, at most what its holders have. */
  readonly need: readonly number[];
  /** By market, the lots each holder has there: one column a market, all of one length. */
  readonly lots: readonly Float64Array[];
}

/** Who gives how many lots in each market, and how far that may be from the best. */
export interface BoundedMinMax {
  /** By market, whole lots of each holder. */
  readonly gives: readonly Float64Array[];
  /** The largest share of what it holds, by worth, that anyone gives. */
  readonly largest: number;
  /** No gives, not even in fractions of lots, have a smaller largest share than this. The gap is largest - bound. */
  readonly bound: number;
}

const MOST_SWEEPS = 64;
/** More than all roundings of a bound in float64 come to, so that it stays one. */
const SLACK = 2 ** -40;

/** Worth of each holder's lots in some of the markets. */
const heldIn = ({ worth, lots }: JointProblem, markets: readonly number[]): Float64Array => {
  const held = new Float64Array(lots[0]?.length ?? 0);
  for (const m of markets)
    for (let i = 0; i < held.length; i++)
      held[i] = (held[i] as number) + (worth[m] as number) * (lots[m]?.[i] as number);
  return held;
};

/** Level t with sum of min(t x held_i, most_i) = amount: what the markets alone make necessary. */
const levelOf = (amount: number, held: Float64Array, most: Float64Array): number => {
  const order = Array.from(held.keys()).filter((i) => (most[i] as number) > 0);
  const ratio = most.map((x, i) => x / (held[i] as number));
  order.sort((a, b) => (ratio[a] as number) - (ratio[b] as number));
  let left = amount;
  let open = order.reduce((sum, i) => sum + (held[i] as number), 0);
  for (const i of order) {
    if (left <= (ratio[i] as number) * open) return left / open;
    left -= most[i] as number;
    open -= held[i] as number;
  }
  return order.length === 0 ? 0 : (ratio[order.at(-1) as number] as number);
};

/**
 * Spreads cuts over several markets so that the largest share that anyone gives of all it holds is small, and says how small it could be.
 *
 * Minimise max over holders of sum over markets of worth x give / sum of worth x lots, in whole lots. NP-hard for several markets
 * (it holds the partition of numbers), so: market by market the lots go one by one to whoever then has given the least share, and the
 * markets are gone through again until none changes. Without rounding that comes down to the optimum; the bound is that of the problem in
 * fractions, of each market alone, of all, and of those in which the most burdened give: a cut of the network of lots in the sense of
 * Ford and Fulkerson.
 *
 * @param problem - Markets and holders.
 * @returns Gives that meet each need, the largest share, and its lower bound, both dimensionless, 0 to 1.
 * @source https://arxiv.org/abs/2512.01112 (the min-max program in whole contracts); the bound and the sweeps are ours
 */
export const boundedMinMax = (problem: JointProblem): BoundedMinMax => {
  const { worth, need, lots } = problem;
  const markets = [...worth.keys()];
  const held = heldIn(problem, markets);
  const gives: Float64Array[] = lots.map((column) => new Float64Array(column.length));
  const given = new Float64Array(held.length);
  for (let sweep = 0, changed = true; changed && sweep < MOST_SWEEPS; sweep++) {
    changed = false;
    for (const m of markets) {
      const step = worth[m] as number;
      const before = gives[m] as Float64Array;
      const first = given.map((sum, i) => sum - step * (before[i] as number) + step);
      const after = unitsInOrder(need[m] as number, { first, step, per: held, limit: lots[m] as Float64Array });
      for (let i = 0; i < given.length; i++) {
        if (after[i] === before[i]) continue;
        given[i] = (given[i] as number) + step * ((after[i] as number) - (before[i] as number));
        changed = true;
      }
      gives[m] = after;
    }
  }
  const share = given.map((sum, i) => (sum === 0 ? 0 : sum / (held[i] as number)));
  const largest = share.reduce((most, x) => Math.max(most, x), 0);
  const burdened = markets.filter((m) => gives[m]?.some((lot, i) => lot > 0 && (share[i] as number) > largest * 0.98));
  let bound = 0;
  for (const some of [markets, burdened, ...markets.map((m) => [m])]) {
    const amount = some.reduce((sum, m) => sum + (worth[m] as number) * (need[m] as number), 0);
    bound = Math.max(bound, levelOf(amount, held, heldIn(problem, some)) * (1 - SLACK));
  }
  return { gives, largest, bound };
};
