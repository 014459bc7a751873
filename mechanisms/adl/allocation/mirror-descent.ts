import { type ClaimsProblem, defineAdlAllocation, gridWeights, log, z } from 'breakwater';
import { constrainedEqualAwards } from './constrained-equal-awards.ts';
import { constrainedEqualLosses } from './constrained-equal-losses.ts';
import { descentShares } from './descent-shares.ts';
import { greedyQueue } from './greedy-queue.ts';
import { leverageWaterFilling } from './leverage-water-filling.ts';
import { proportional } from './proportional.ts';
import { proportionalGives } from './proportional-gives.ts';
import { raisable } from './raisable.ts';
import { talmud } from './talmud.ts';

const rules = {
  proportional: (problem) => proportional.allocate(problem, {}, null),
  'constrained-equal-awards': (problem) => constrainedEqualAwards.allocate(problem, {}, null),
  'constrained-equal-losses': (problem) => constrainedEqualLosses.allocate(problem, {}, null),
  talmud: (problem) => talmud.allocate(problem, {}, null),
  'greedy-queue': (problem) => greedyQueue.allocate(problem, {}, null),
  'leverage-water-filling': (problem) => leverageWaterFilling.allocate(problem, { behind: 'equity' }, null),
} satisfies Readonly<Record<string, (problem: ClaimsProblem) => Float64Array>>;

type RuleName = keyof typeof rules;

/** What a wave costs, between 0 and 1, convex in what is given. */
const losses = {
  'largest-haircut': (gives, limit) =>
    gives.reduce((most, give, i) => (give > 0 ? Math.max(most, give / (limit[i] as number)) : most), 0),
  'squared-haircut': (gives, limit) => {
    const total = limit.reduce((sum, most) => sum + most, 0);
    return gives.reduce((sum, give, i) => (give > 0 ? sum + (give / (limit[i] as number)) * (give / total) : sum), 0);
  },
  'largest-payer': (gives) =>
    gives.reduce((most, give) => Math.max(most, give), 0) / gives.reduce((sum, give) => sum + give, 0),
} satisfies Readonly<Record<string, (gives: Float64Array, limit: Float64Array) => number>>;

/** The same problem in parts of a lot or unit, a thousand where numbers leave room, so that what each rule rounds is small. */
const inParts = (problem: ClaimsProblem, amount: number): ClaimsProblem => {
  const { n, claim, limit, rank } = problem;
  const total = claim.reduce((sum, most) => sum + most, amount);
  let parts = 1024;
  while (parts > 1 && total * parts > 2 ** 52) parts /= 2;
  return {
    n,
    need: amount * parts,
    claim: claim.map((most) => most * parts),
    limit: limit.map((most) => most * parts),
    get exposure() {
      return problem.exposure;
    },
    get equity() {
      return problem.equity;
    },
    get weight() {
      return problem.weight;
    },
    rank: { order: () => rank.order(), prefix: (wanted) => rank.prefix(Math.ceil(wanted / parts)) },
    get random() {
      return problem.random;
    },
  };
};

/**
 * Mixes rules, and from wave to wave moves towards those that would have cost less: a sequential controller.
 *
 * give = sum of share_k x what rule k would take, in parts of a lot or unit, rounded by largest remainder: each less than one lot or unit
 * from the mixture, which meets need and limits because all rules do. After each wave every rule's loss is added up, and the shares of the next are those of
 * `descentShares`. A mixture loses at most the mixture of the losses, so over T waves it loses at most 2 sqrt(T ln K) more than the best of
 * K rules in hindsight. The state is of the market; a need of 0 is no wave.
 *
 * `loss`: the largest share that anyone gives; the mean of squared shares, weighed by limit; or the largest part of the need that one
 * pays. What the paper's code calls mirror descent is one projection a wave without memory, by which a claim gives in proportion to its
 * square; and its haircuts of accounts cannot be learnt from wave to wave here, as a rule is not told who the claims belong to.
 *
 * @source https://arxiv.org/abs/2602.15182 (ADL as online learning); https://arxiv.org/abs/2512.01112 (step and bound); the mixture of
 * rules is ours
 */
export const mirrorDescent = defineAdlAllocation({
  name: 'mirror-descent',
  summary: 'A mixture of rules that moves, wave by wave, towards those that would have cost less.',
  formula:
    'give_i = sum over rules of p x what the rule takes of i, by largest remainder\n' +
    'p = exp(-eta x L) / sum of all, L = losses of the rule in the waves before, eta = sqrt(ln(rules) / wave)',
  source: ['https://arxiv.org/abs/2602.15182', 'https://arxiv.org/abs/2512.01112'],
  params: z.strictObject({
    rules: z
      .array(z.enum(Object.keys(rules) as [RuleName, ...RuleName[]]))
      .min(2)
      .refine((names) => new Set(names).size === names.length, 'each rule is named once')
      .default(['proportional', 'constrained-equal-awards', 'constrained-equal-losses'])
      .describe('Rules that are mixed, at even shares at first.'),
    loss: z
      .enum(Object.keys(losses) as [keyof typeof losses, ...(keyof typeof losses)[]])
      .default('squared-haircut')
      .describe('What a wave costs, between 0 and 1.'),
  }),
  exempt: {
    'allocation/no-gain-by-splitting':
      'constrained equal awards, one of the rules mixed, lets each part keep what the whole did',
  },
  initial: (params): { wave: number; losses: number[]; paid: number } => ({
    wave: 1,
    losses: params.rules.map(() => 0),
    paid: 0,
  }),
  figures: {
    waves: { unit: 'waves', says: 'Waves so far in this market.', of: ({ wave }) => wave - 1 },
    regret: {
      unit: 'loss',
      says: 'What the mixture has lost in these waves beyond the best of its rules in hindsight.',
      of: ({ losses, paid }) => paid - Math.min(...losses),
    },
    'regret-bound': {
      unit: 'loss',
      says: 'Most that can be, but for the rounding to whole lots or units: 2 sqrt(waves x ln(rules)).',
      of: ({ wave }, { rules: mixed }) => 2 * Math.sqrt((wave - 1) * log(mixed.length)),
    },
  },
  allocate: (problem, params, state) => {
    const { n, need, limit } = problem;
    const amount = raisable(need, limit);
    if (amount === 0) return new Float64Array(n);
    const shares = descentShares(state.losses, state.wave);
    const mixture = new Float64Array(n);
    const fine = inParts(problem, amount);
    for (const [k, name] of params.rules.entries()) {
      const gives = rules[name](fine);
      const share = shares[k] as number;
      for (let i = 0; i < n; i++) mixture[i] = (mixture[i] as number) + share * (gives[i] as number);
      state.losses[k] = (state.losses[k] as number) + losses[params.loss](gives, fine.limit);
    }
    state.wave += 1;
    const gives = proportionalGives(amount, gridWeights(mixture), limit);
    state.paid += losses[params.loss](gives, limit);
    return gives;
  },
});
