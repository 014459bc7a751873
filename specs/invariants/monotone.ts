import { defineInvariant, type RunSubject } from 'breakwater';
import { adlLotsOf, haircutOf } from './haircuts.ts';

/** What others had to bear of all default cases, units of the settlement asset; what was left to their subjects taken off. */
export const shortfallOf = (run: RunSubject): number => {
  let all = 0;
  for (const { kind, record } of run.cases()) {
    const account = record[0];
    if (kind !== 'default' || account === undefined) continue;
    const { backstop, fund, adl, socialised, uncovered, left } = account;
    all += Math.max(0, backstop + fund + adl + socialised + uncovered - left);
  }
  return all;
};

/** What all lost to ADL and charges, units. */
const allHaircuts = (run: RunSubject): number => haircutOf(run, run.people);

/** MO1: who posts more is never worse off. */
export const moreCollateralHelps = defineInvariant({
  id: 'MO1/more-collateral',
  says: 'An account that starts with more money falls into default no more often, and loses no more to ADL and charges.',
  scope: 'design',
  tolerance: 0,
  source: 'catalogue MO1',
  over: 'pair',
  change: 'more-collateral',
  reaches: ({ first, changed }) =>
    changed.filter((account) => first.tally(account).defaults > 0 || haircutOf(first, [account]) > 0).length,
  holds: ({ first, second, changed, twins, factor }) => {
    for (const account of changed) {
      const [before, after] = [first.tally(account), twins(account).map((twin) => second.tally(twin))];
      const defaults = after.reduce((sum, one) => sum + one.defaults, 0);
      const who = `account ${account}, with ${factor} more`;
      if (defaults > before.defaults)
        return {
          who,
          expected: `${before.defaults} defaults at most`,
          found: defaults,
          difference: defaults - before.defaults,
        };
      const [lost, loses] = [Math.max(0, haircutOf(first, [account])), haircutOf(second, twins(account))];
      if (loses > lost) return { who, expected: `a loss of at most ${lost}`, found: loses, difference: loses - lost };
    }
    return undefined;
  },
});

/** MO2: a larger fund spares winners. */
export const moreFundLessAdl = defineInvariant({
  id: 'MO2/more-fund',
  says: 'With a larger fund ADL closes no more lots, and takes no more in all.',
  scope: 'design',
  given: ({ layers, waterfall }) =>
    layers.includes('adl') &&
    waterfall.some(({ pool, mechanisms }) => pool !== undefined || mechanisms.some(({ params }) => 'pool' in params))
      ? true
      : 'it has no fund that stands before ADL',
  tolerance: 'one unit a case',
  source: 'catalogue MO2; modelling.md 8.2: sure for whether ADL begins, expected for how much it takes',
  over: 'pair',
  change: 'more-fund',
  reaches: ({ first }) => adlLotsOf(first),
  holds: ({ first, second, factor }) => {
    const who = `all, with ${factor} more in the funds`;
    const [before, after] = [adlLotsOf(first), adlLotsOf(second)];
    if (after > before) return { who, expected: `${before} lots at most`, found: after, difference: after - before };
    const [took, takes] = [Math.max(0, allHaircuts(first)), allHaircuts(second)];
    const most = took + [...first.cases()].length;
    return takes > most
      ? { who, expected: `a loss of at most ${most}`, found: takes, difference: takes - took }
      : undefined;
  },
});

/** The trigger half of it alone. */
export const moreFundNoNewAdl = defineInvariant({
  id: 'statics/larger-fund-no-new-adl',
  says: 'A run in which nobody is deleveraged or charged has none who is with a larger fund.',
  scope: 'design',
  given: ({ layers }) => (layers.includes('adl') ? true : 'it does not deleverage'),
  tolerance: 0,
  source:
    'modelling.md 8.2, larger fund: provable for the trigger; designs whose vaults take more over with more capital fail it',
  over: 'pair',
  change: 'more-fund',
  reaches: ({ first }) => (adlLotsOf(first) === 0 && allHaircuts(first) === 0 && shortfallOf(first) > 0 ? 1 : 0),
  holds: ({ first, second, factor }) => {
    if (adlLotsOf(first) > 0 || allHaircuts(first) !== 0) return undefined;
    const lots = adlLotsOf(second);
    return lots === 0
      ? undefined
      : {
          who: `all, with ${factor} more in the funds`,
          expected: 0,
          found: lots,
          difference: lots,
          detail: 'lots closed by ADL',
        };
  },
});

/** MO3: a larger move makes no smaller hole. */
export const biggerMoveMoreDeficit = defineInvariant({
  id: 'MO3/bigger-move',
  says: 'When every price moves half as far again from where it began, what others must bear of defaults is no less.',
  scope: 'design',
  tolerance: 0,
  source:
    'catalogue MO3, without price impact; liquidations on the way make it a property that honest designs may lack',
  over: 'pair',
  change: 'bigger-move',
  reaches: ({ first }) => (shortfallOf(first) > 0 ? 1 : 0),
  holds: ({ first, second, factor }) => {
    const [before, after] = [shortfallOf(first), shortfallOf(second)];
    return after >= before
      ? undefined
      : {
          who: `all, at ${factor} times the move`,
          expected: `at least ${before}`,
          found: after,
          difference: after - before,
        };
  },
});

/** MO5: what many small steps save. */
export const pathRefinement = defineInvariant({
  id: 'MO5/path-refinement',
  says: 'What others must bear of defaults when every step is four, over what they must when it is one; 1 or less where a venue that always watches does no worse.',
  scope: 'metric',
  tolerance: 0,
  source: 'catalogue MO5',
  over: 'pair',
  change: 'refine',
  metric: {
    unit: 'of the loss in whole steps',
    measure: ({ first, second }) => {
      const coarse = shortfallOf(first);
      return coarse > 0 ? shortfallOf(second) / coarse : undefined;
    },
  },
  reaches: ({ first }) => (shortfallOf(first) > 0 ? 1 : 0),
  holds: () => undefined,
});

/** The others of a run when one of them cannot fall. */
export const fewerDefaulters = defineInvariant({
  id: 'statics/fewer-defaulters',
  says: 'When one who fell into default has more money than it can lose, the others together lose no more to ADL and charges.',
  scope: 'design',
  tolerance: 'one unit a case',
  source: 'catalogue MO1 and LQ9, from the side of the others',
  over: 'pair',
  change: 'without-defaulter',
  reaches: ({ first, changed }) =>
    changed.some((account) => first.tally(account).defaults > 0) && allHaircuts(first) > 0 ? 1 : 0,
  holds: ({ first, second, changed, twins }) => {
    const [saved] = changed;
    if (saved === undefined || first.tally(saved).defaults === 0) return undefined;
    const others = first.people.filter((account) => account !== saved);
    const before = Math.max(0, haircutOf(first, others)) + [...first.cases()].length;
    const after = haircutOf(second, others.flatMap(twins));
    return after <= before
      ? undefined
      : {
          who: `all but account ${saved}`,
          expected: `a loss of at most ${before}`,
          found: after,
          difference: after - before,
        };
  },
});
