/** What a fund pays, how large it should be, and what a liquidation restores. @module */
import { defineInvariant, log, type RandomStream } from 'breakwater';
import { borneByOthers } from '../owner-result.ts';
import { PAPER, pareto } from './tables.ts';

/** T22: a loss stays uncovered only when the fund that paid for it has nothing more to pay. */
export const fundPaysAll = defineInvariant({
  id: 'T22/fund-pays-all',
  says: 'Where a case is written off in a step in which a pool has paid for it, that pool has nothing left above its floor after the payment.',
  scope: 'design',
  tolerance: 0,
  source: `${PAPER}: a fund pays the lesser of what it has and the deficit; pools with caps for a case or a market pay less`,
  over: 'step',
  reaches: ({ walk }) => {
    const paid = new Set<number>();
    let reached = 0;
    for (const row of walk('transfer')) {
      if (row.cause === 'pay' && row.freeAfter !== undefined) paid.add(row.case);
      else if (row.cause === 'write-off' && paid.has(row.case)) reached += 1;
    }
    return reached;
  },
  holds: ({ walk, books }) => {
    const left = new Map<number, { pool: string; above: number }>();
    for (const row of walk('transfer')) {
      if (row.cause === 'pay' && row.freeAfter !== undefined) {
        const pool = books.poolOf(row.a);
        if (pool !== undefined) left.set(row.case, { pool: pool.name, above: row.freeAfter - pool.floor });
      } else if (row.cause === 'write-off') {
        const last = left.get(row.case);
        if (last !== undefined && last.above > 0)
          return {
            who: `pool ${last.pool}, case ${row.case}`,
            expected: 'nothing above its floor',
            found: last.above,
            detail: `${row.value} written off`,
          };
      }
    }
    return undefined;
  },
});

/** T22: more money, less left to others. */
export const largerFund = defineInvariant({
  id: 'T22/larger-fund',
  says: 'With more money in the pools, what cases take from ADL, charges and creditors together is no more than with less.',
  scope: 'design',
  tolerance: 0,
  source: `${PAPER}: the residual falls as the fund grows; where a larger fund takes positions over it may lose more on them`,
  over: 'pair',
  change: 'more-fund',
  reaches: ({ first }) => (borneByOthers(first) > 0 ? 1 : 0),
  holds: ({ first, second }) => {
    const left = (run: typeof first): number => {
      let sum = 0;
      for (const { record } of run.cases()) {
        const [settled] = record;
        if (settled !== undefined) sum += settled.adl + settled.socialised + settled.uncovered;
      }
      return sum;
    };
    const before = left(first);
    const after = left(second);
    return after <= before
      ? undefined
      : { who: 'all cases', expected: `at most ${before}`, found: after, difference: after - before };
  },
});

/** A loss with a thin or a fat tail. */
const drawLoss = (random: RandomStream, fat: boolean): number =>
  fat ? pareto(random, 1.5) - 1 : -log(1 - random.unit());

/** T23: how much capital to hold. */
export const newsvendor = defineInvariant({
  id: 'T23/newsvendor-size',
  says: 'Of all sizes K of a fund, the quantile 1 - r / k of the losses has the least cost r x K + k x mean of what exceeds K, for capital at r and a price k > r of a unit uncovered.',
  scope: 'universal',
  tolerance: 'a billionth, by floating point',
  source: PAPER,
  over: 'model',
  holds: ({ random }) => {
    const fat = random.below(2) === 0;
    const losses = Array.from({ length: 20 + random.below(200) }, () => drawLoss(random, fat)).sort((a, b) => a - b);
    const k = 1 + random.unit();
    const r = k * random.unit();
    const cost = (size: number): number =>
      r * size + (k * losses.reduce((sum, loss) => sum + Math.max(0, loss - size), 0)) / losses.length;
    const rank = Math.min(losses.length, Math.max(1, Math.ceil((1 - r / k) * losses.length)));
    const best = losses[rank - 1] as number;
    for (const size of [0, ...losses, ...losses.map((loss) => loss * (0.5 + random.unit()))])
      if (cost(size) < cost(best) - 1e-9 * (1 + cost(best)))
        return { who: `r ${r}, k ${k}, size ${size}`, expected: `at least ${cost(best)}`, found: cost(size) };
    return undefined;
  },
});

/** T24: the least that restores margin. */
export const restoringSize = defineInvariant({
  id: 'T24/restoring-size',
  says: 'On a price that falls by a per unit sold, the smaller root of e + (m - f) p x - a x^2 / 2 = m p q, where it lies within the position, is the least quantity whose sale brings equity to maintenance; otherwise all is sold.',
  scope: 'universal',
  tolerance: 'a millionth of the maintenance margin',
  source: `${PAPER}: the greedy size of a liquidation`,
  over: 'model',
  holds: ({ random }) => {
    const [p, q] = [1 + 99 * random.unit(), 1 + 99 * random.unit()];
    const m = 0.01 + 0.09 * random.unit();
    const f = m * 0.5 * random.unit();
    const a = (p / q) * m * random.unit();
    const needed = m * p * q;
    const e = needed * (1 - 0.5 * random.unit());
    // Equity after a sale of x, less the maintenance margin of what is left.
    const excess = (x: number): number => e - (a / 2) * x * x - f * p * x - m * p * (q - x);
    const slope = (m - f) * p;
    const root = slope * slope - 2 * a * (needed - e);
    const size = root < 0 ? q : Math.min(q, (2 * (needed - e)) / (slope + Math.sqrt(root)));
    const restores = size >= q || Math.abs(excess(size)) <= 1e-6 * needed;
    const isLeast = [0.25, 0.5, 0.75, 0.999].every((share) => excess(share * size) <= 1e-6 * needed);
    if (restores && isLeast) return undefined;
    return {
      who: `p ${p}, q ${q}, m ${m}, f ${f}, a ${a}, e ${e}`,
      expected: 'margin restored, by no less',
      found: excess(size),
    };
  },
});

/** T24 on a venue: a case ends well, or flat. */
export const caseEndsWhole = defineInvariant({
  id: 'T24/case-ends-restored',
  says: 'When a default case ends, its subject is at or above maintenance, or holds nothing, unless it traded or withdrew since.',
  scope: 'design',
  tolerance: 0,
  source: `${PAPER}: a liquidation restores maintenance exactly or closes all`,
  over: 'step',
  reaches: ({ walk }) => {
    let closed = 0;
    for (const { value } of walk('close-case')) if (value > 0) closed += 1;
    return closed;
  },
  holds: ({ walk, books, acted }) => {
    for (const row of walk('close-case')) {
      if (acted.has(row.a) || books.case(row.case)?.kind !== 'default') continue;
      const { positions, equity, maintenance } = books.account(row.a);
      if (positions.length > 0 && equity < maintenance)
        return {
          who: `account ${row.a}, case ${row.case}`,
          expected: `equity of at least ${maintenance}`,
          found: equity,
        };
    }
    return undefined;
  },
});
