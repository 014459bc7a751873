/** Rules that look at leverage, and the risk they remove. @module */
import { type ClaimsQuestion, defineInvariant, type RandomStream, same } from 'breakwater';
import { drawTable, PAPER, tableText, total } from './tables.ts';

/** A table with equity and exposure: leverage from 1 to 10. */
type Levered = ClaimsQuestion & { readonly equity: Float64Array; readonly exposure: Float64Array };

const UNIT = 1_000_000;

const drawLevered = (random: RandomStream): Levered => {
  const { capacity, need } = drawTable(random);
  const equity = capacity.map(() => UNIT + random.below(20 * UNIT));
  const exposure = equity.map((units) => Math.floor(units * (1 + 9 * random.unit())));
  return { capacity, need, equity, exposure };
};

const leverage = ({ equity, exposure }: Levered, row: number): number =>
  (exposure[row] as number) / (equity[row] as number);

const squared = (question: Levered, row: number): number => leverage(question, row) * leverage(question, row);

/** What a unit of a claim that is given removes of the risk leverage x g(leverage) x equity, with g the leverage itself. */
const removedBy = (question: Levered, row: number): number =>
  ((question.exposure[row] as number) * leverage(question, row)) / (question.capacity[row] as number);

const riskRemoved = (question: Levered, gives: Float64Array): number =>
  gives.reduce((sum, give, row) => (give === 0 ? sum : sum + give * removedBy(question, row)), 0);

const mostRemoved = (question: Levered): number =>
  question.capacity.reduce((most, _, row) => Math.max(most, removedBy(question, row)), 0);

/** T13 as published. */
export const rapOptimal = defineInvariant({
  id: 'T13/rap-optimal',
  says: 'Of all gives that raise a need, those of risk-aware pro rata remove the most risk.',
  scope: 'refuted',
  tolerance: 'what one unit of each claim removes',
  source: `${PAPER}: with risks of 2 and 1 on claims of 1 and a need of 1 it removes 5/3, a queue by risk 2`,
  over: 'model',
  holds: ({ random, allocate }) => {
    const question = drawLevered(random);
    const found = riskRemoved(question, allocate('risk-aware-pro-rata', question));
    const most = riskRemoved(question, allocate('greedy-risk', question));
    if (found >= most - question.capacity.length * mostRemoved(question)) return undefined;
    return { who: tableText(question), expected: `at least ${most}`, found, difference: found - most };
  },
});

/** T13 as it is true: the level. */
export const rapLevel = defineInvariant({
  id: 'T13/rap-water-level',
  says: 'Risk-aware pro rata takes the same multiple of leverage squared from every claim, or all of it.',
  scope: 'universal',
  tolerance: 'two units a claim: one by rounding, one by the grid of the weights',
  source: PAPER,
  over: 'model',
  holds: ({ random, allocate }) => {
    const question = drawLevered(random);
    const { capacity } = question;
    const gives = allocate('risk-aware-pro-rata', question);
    const weight = (row: number): number => squared(question, row) * (capacity[row] as number);
    // A claim that is not used up says where the level is; the largest says it best.
    let level: number | undefined;
    let finest = 0;
    for (const [row, give] of gives.entries())
      if (give < (capacity[row] as number) && weight(row) > finest) [level, finest] = [give / weight(row), weight(row)];
    if (level === undefined) return undefined;
    for (const [row, found] of gives.entries()) {
      const expected = Math.min(capacity[row] as number, level * weight(row));
      if (Math.abs(found - expected) > 2 + (2 * weight(row)) / finest)
        return { who: `claim ${row + 1}`, expected, found, difference: found - expected, detail: tableText(question) };
    }
    return undefined;
  },
});

/** T13 as it is true: the order of the three rules. */
export const riskOrder = defineInvariant({
  id: 'T13/greedy-rap-pro-rata',
  says: 'A queue by risk per unit of claim removes at least as much risk as risk-aware pro rata, and that at least as much as pro rata, where each claim is its equity.',
  scope: 'universal',
  tolerance: 'what one unit of each claim removes',
  source: `ours, in the place of the optimality that ${PAPER} states`,
  over: 'model',
  holds: ({ random, allocate }) => {
    const { capacity, need } = drawTable(random);
    const exposure = capacity.map((units) => Math.floor(units * (1 + 9 * random.unit())));
    const question: Levered = { capacity, need, equity: capacity, exposure };
    const removed = ['greedy-risk', 'risk-aware-pro-rata', 'proportional'].map((rule) =>
      riskRemoved(question, allocate(rule, question)),
    );
    const slack = capacity.length * mostRemoved(question);
    const [greedy = 0, rap = 0, proRata = 0] = removed;
    if (greedy >= rap - slack && rap >= proRata - slack) return undefined;
    return { who: tableText(question), expected: 'falling from the queue to pro rata', found: removed.join(', ') };
  },
});

/** T14: who pays less than pro rata. */
export const rapBurden = defineInvariant({
  id: 'T14/rap-burden',
  says: 'Where no claim is used up, risk-aware pro rata takes less of a claim than pro rata just when its leverage squared is below the mean of all, weighed by claim.',
  scope: 'universal',
  tolerance: 'two units a claim, by rounding and the grid of the weights',
  source: PAPER,
  over: 'model',
  reaches: () => 1,
  holds: ({ random, allocate }) => {
    const drawn = drawLevered(random);
    // A hundredth of the claims, against weights between 1 and 100 of each: nothing is used up.
    const question = { ...drawn, need: Math.floor(total(drawn.capacity) / 100) };
    const { capacity } = question;
    const all = total(capacity);
    const mean = capacity.reduce((sum, w, row) => sum + (w / all) * squared(question, row), 0);
    const rap = allocate('risk-aware-pro-rata', question);
    const proRata = allocate('proportional', question);
    for (const [row, give] of rap.entries()) {
      if (give >= (capacity[row] as number)) return undefined;
      const difference = give - (proRata[row] as number);
      const isBelow = squared(question, row) < mean;
      if (isBelow ? difference > 2 : difference < -2)
        return {
          who: `claim ${row + 1}, leverage ${leverage(question, row)}`,
          expected: `${isBelow ? 'at most' : 'at least'} ${proRata[row]}`,
          found: give,
          difference,
        };
    }
    return undefined;
  },
});

/** T26: more money removes more risk, and each unit less than the one before. */
export const riskConvex = defineInvariant({
  id: 'T26/risk-left-convex',
  says: 'The risk that is left when a need is raised where it removes the most falls as the need rises, and falls ever more slowly.',
  scope: 'universal',
  tolerance: 'a billionth of all risk, by floating point',
  source: `${PAPER}: the residual value function; its optimiser is a queue, not the water level that the proof names`,
  over: 'model',
  holds: ({ random, allocate }) => {
    const question = drawLevered(random);
    const by = Math.max(1, Math.floor((total(question.capacity) - question.need) / (2 + random.below(10))));
    const all = riskRemoved(question, question.capacity);
    const left = [0, 1, 2].map((k) => {
      const need = Math.min(total(question.capacity), question.need + k * by);
      return all - riskRemoved(question, allocate('greedy-risk', { ...question, need }));
    });
    const [first = 0, second = 0, third = 0] = left;
    const slack = 1e-9 * all;
    if (first >= second - slack && second >= third - slack && first - second >= second - third - slack)
      return undefined;
    return {
      who: `${tableText(question)}, then ${by} more twice`,
      expected: 'falling, ever more slowly',
      found: left.join(', '),
    };
  },
});

/** T29: the death spiral of the paper, in its own numbers. */
export const deathSpiral = defineInvariant({
  id: 'T29/death-spiral',
  says: 'Of claims of 60 and 40 with leverage 2 and 6, a need of 40 takes 24 and 16 pro rata, 5.714 and 34.286 by leverage squared.',
  scope: 'universal',
  tolerance: 'a millionth',
  source: `${PAPER}, its example`,
  over: 'model',
  holds: ({ allocate }) => {
    const capacity = Float64Array.from([60 * UNIT, 40 * UNIT]);
    const question = {
      capacity,
      need: 40 * UNIT,
      equity: capacity,
      exposure: Float64Array.from([120 * UNIT, 240 * UNIT]),
    };
    const [first] = allocate('proportional', question);
    const [risky] = allocate('risk-aware-pro-rata', question);
    return same(24 * UNIT, first as number, 'pro rata') ?? same(5_714_286, risky as number, 'by leverage squared');
  },
});

/** T30 as printed. */
export const leveredAsPrinted = defineInvariant({
  id: 'T30/levered-pro-rata-as-printed',
  says: 'Levered pro rata with shares B x l / (sum of l x w)^2 times l-weighted claims, as printed, raises the budget B.',
  scope: 'refuted',
  tolerance: 'a thousandth of the budget',
  source: `${PAPER}: of claims 60 and 40 with leverage 2 and 6 a budget of 40 raises 5.185`,
  over: 'model',
  holds: ({ random }) => {
    const question = drawLevered(random);
    const { capacity, need } = question;
    const weight = capacity.reduce((sum, w, row) => sum + w * leverage(question, row), 0);
    const found = capacity.reduce(
      (sum, w, row) => sum + (need * leverage(question, row) * w * w) / (weight * weight),
      0,
    );
    if (Math.abs(found - need) <= need / 1000) return undefined;
    return { who: tableText(question), expected: need, found, difference: found - need };
  },
});

/** T30 as it is true. */
export const leveredRaises = defineInvariant({
  id: 'T30/levered-pro-rata',
  says: 'Levered pro rata, B x l x w over the sum of l x w, raises the budget, and takes from two claims that keep something in proportion to leverage times claim.',
  scope: 'universal',
  tolerance: 'two units a claim, by rounding and the grid of the weights',
  source: `${PAPER}, put right`,
  over: 'model',
  holds: ({ random, allocate }) => {
    const question = drawLevered(random);
    const { capacity, need } = question;
    const gives = allocate('levered-pro-rata', question);
    const short = same(need, total(gives), tableText(question));
    if (short !== undefined) return short;
    const weight = (row: number): number => (capacity[row] as number) * leverage(question, row);
    const open = Array.from(capacity.keys()).filter((row) => (gives[row] as number) < (capacity[row] as number));
    const [first, ...rest] = open.sort((a, b) => weight(b) - weight(a));
    for (const row of first === undefined ? [] : rest) {
      const expected = ((gives[first as number] as number) * weight(row)) / weight(first as number);
      const found = gives[row] as number;
      if (Math.abs(found - expected) > 2)
        return { who: `claim ${row + 1}`, expected, found, difference: found - expected, detail: tableText(question) };
    }
    return undefined;
  },
});
