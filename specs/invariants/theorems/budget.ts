/** What every allocation rule owes: the need, no more than anyone has, and everything where that is not enough. @module */
import { defineInvariant, same } from 'breakwater';
import { PAPER, tableText, total } from './tables.ts';

/** T1: what is needed is raised. */
export const budgetBalance = defineInvariant({
  id: 'T1/budget-balance',
  says: 'What the claims give sums to the need, to the last unit.',
  scope: 'universal',
  tolerance: 0,
  source: PAPER,
  over: 'claims',
  reaches: ({ question }) => (question.need > 0 ? 1 : 0),
  holds: ({ question, gives, rule }) => same(question.need, total(gives), rule, tableText(question)),
});

/** T2: nobody gives what it has not. */
export const bounds = defineInvariant({
  id: 'T2/bounds',
  says: 'Each claim gives a whole number between nothing and its capacity; who has no capacity gives nothing.',
  scope: 'universal',
  tolerance: 0,
  source: PAPER,
  over: 'claims',
  reaches: ({ gives }) => gives.filter((give) => give > 0).length,
  holds: ({ question, gives, rule }) => {
    for (const [row, give] of gives.entries()) {
      const most = question.capacity[row] as number;
      if (!Number.isSafeInteger(give) || give < 0 || give > most)
        return { who: `claim ${row + 1}, ${rule}`, expected: `a whole number from 0 to ${most}`, found: give };
    }
    return undefined;
  },
});

/** T3: a need that cannot be met takes all there is, and the rest shows. */
export const neverUnderRaises = defineInvariant({
  id: 'T3/never-under-raises',
  says: 'Asked for more than all can give, a rule takes everything: what is short is the need less the capacity, and nobody hides a part of it.',
  scope: 'universal',
  tolerance: 0,
  source: `${PAPER}; its code caps the budget at the capacity without a word`,
  over: 'claims',
  holds: ({ question, ask, rule, random }) => {
    const { capacity } = question;
    const able = total(capacity);
    const gives = ask({ ...question, need: able + 1 + random.below(1000) });
    return same(able, total(gives), rule, `all can give ${able}, and more was asked for`);
  },
});

/** T4: who pays is one question, what is left another. */
export const separation = defineInvariant({
  id: 'T4/separation',
  says: 'What is left of the need is the same by any two rules, since each raises as much of it.',
  scope: 'universal',
  tolerance: 0,
  source: PAPER,
  over: 'claims',
  reaches: ({ question }) => (question.need > 0 ? 1 : 0),
  holds: ({ question, gives, rule, allocate }) =>
    same(
      question.need - total(allocate('greedy-queue', question)),
      question.need - total(gives),
      `${rule} and a queue`,
      tableText(question),
    ),
});

/** T5: money that nobody may take changes nothing. */
export const cashInvariance = defineInvariant({
  id: 'T5/cash-invariance',
  says: 'Equity that is added to some accounts, and that no rule may take, changes nothing of what each gives.',
  scope: 'design',
  tolerance: 0,
  source: `${PAPER}; it fails for rules that look at equity or leverage, by construction`,
  over: 'claims',
  reaches: ({ question }) => (question.need > 0 && question.capacity.length > 1 ? 1 : 0),
  holds: ({ question, gives, ask, rule, random }) => {
    const before = question.equity ?? question.capacity;
    const equity = before.map((units) => units + random.below(1 + 2 * Math.max(1, units)));
    const after = ask({ ...question, equity });
    for (const [row, give] of gives.entries())
      if (after[row] !== give)
        return {
          who: `claim ${row + 1}, ${rule}`,
          expected: give,
          found: after[row] as number,
          difference: (after[row] as number) - give,
          detail: `equity ${before.join(', ')}, then ${equity.join(', ')}; ${tableText(question)}`,
        };
    return undefined;
  },
});
