/** How unequal shares are under any rule, compared with pro rata. @module */
import { defineInvariant } from 'breakwater';
import { PAPER, tableText, total } from './tables.ts';

/** T15 as it is true. */
export const weightedMajorisation = defineInvariant({
  id: 'T15/weighted-majorisation',
  says: 'For every share t, what a rule takes beyond t of each claim is in sum no less than what pro rata would take beyond it.',
  scope: 'universal',
  tolerance: 'a millionth of a unit, of numbers that are not rounded',
  source: `${PAPER}: weak submajorisation of shares, weighed by the claims`,
  over: 'claims',
  reaches: ({ question }) => (question.need > 0 && question.capacity.length > 1 ? 1 : 0),
  holds: ({ question, gives, rule }) => {
    const { capacity, need } = question;
    const all = total(capacity);
    for (const [row, give] of gives.entries()) {
      const t = (capacity[row] as number) === 0 ? 0 : give / (capacity[row] as number);
      const least = Math.max(0, need - t * all);
      const found = gives.reduce((sum, x, i) => sum + Math.max(0, x - t * (capacity[i] as number)), 0);
      if (found < least - 1e-6)
        return {
          who: `${rule}, beyond ${t}`,
          expected: `at least ${least}`,
          found,
          difference: found - least,
          detail: tableText(question),
        };
    }
    return undefined;
  },
});

/** T15 without weights. */
export const unweightedMajorisation = defineInvariant({
  id: 'T15/unweighted-majorisation',
  says: 'The k largest shares that a rule takes of single claims are in sum no less than k times the share of pro rata, for every k, claims not weighed.',
  scope: 'refuted',
  tolerance: 'a millionth',
  source: `${PAPER}: true of equal claims only; of 8, 4 and 0.5 a need of 3 may come from the first alone, in shares of 0.375 in sum, against 0.72`,
  over: 'claims',
  reaches: ({ question }) => (question.need > 0 && question.capacity.length > 1 ? 1 : 0),
  holds: ({ question, gives, rule }) => {
    const { capacity, need } = question;
    const rows = Array.from(capacity.keys()).filter((row) => (capacity[row] as number) > 0);
    const shares = rows.map((row) => (gives[row] as number) / (capacity[row] as number)).sort((a, b) => b - a);
    let sum = 0;
    for (const [k, share] of shares.entries()) {
      sum += share;
      const least = ((k + 1) * need) / total(capacity);
      if (sum < least - 1e-6)
        return {
          who: `${rule}, the ${k + 1} largest shares`,
          expected: `at least ${least}`,
          found: sum,
          difference: sum - least,
          detail: tableText(question),
        };
    }
    return undefined;
  },
});

/** T16: pro rata is cheapest for convex costs. */
export const convexCost = defineInvariant({
  id: 'T16/convex-cost',
  says: 'Claim times the square of the share taken is in sum no less under any rule than pro rata: need squared over the sum of claims.',
  scope: 'universal',
  tolerance: 'a millionth of it',
  source: `${PAPER} (Jensen)`,
  over: 'claims',
  reaches: ({ question }) => (question.need > 0 && question.capacity.length > 1 ? 1 : 0),
  holds: ({ question, gives, rule }) => {
    const { capacity, need } = question;
    if (need === 0) return undefined;
    const least = (need / total(capacity)) * need;
    const found = gives.reduce((sum, give, i) => (give === 0 ? sum : sum + (give / (capacity[i] as number)) * give), 0);
    if (found >= least * (1 - 1e-6)) return undefined;
    return { who: rule, expected: `at least ${least}`, found, difference: found - least, detail: tableText(question) };
  },
});
