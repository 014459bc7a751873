/** Pro rata, capped or not: equal shares, what they minimise, and what splitting and caps do to them. @module */
import { type ClaimsQuestion, defineInvariant, exp, log, type ModelSubject, type RandomStream } from 'breakwater';
import { drawTable, kept, PAPER, tableText, total } from './tables.ts';

/** T10: the same share of each. */
export const equalShares = defineInvariant({
  id: 'T10/pro-rata-equal-shares',
  says: 'Pro rata takes the same share of every claim, so that a larger claim keeps more, and survivors have the proportions of the claims.',
  scope: 'universal',
  tolerance: 'less than one unit a claim, by rounding',
  source: PAPER,
  over: 'model',
  holds: ({ random, allocate }) => {
    const table = drawTable(random);
    const { capacity, need } = table;
    const gives = allocate('proportional', table);
    for (const [row, claim] of capacity.entries()) {
      const expected = (need / total(capacity)) * claim;
      const found = gives[row] as number;
      if (Math.abs(found - expected) >= 1 + 1e-6)
        return { who: `claim ${row + 1}`, expected, found, difference: found - expected, detail: tableText(table) };
    }
    return undefined;
  },
});

/** Strictly convex costs of a share h below 1 that is taken. */
const COSTS = {
  square: (h: number): number => h * h,
  'fourth power': (h: number): number => h * h * h * h,
  exponential: exp,
  'minus log of the rest': (h: number): number => -log(1 - h),
};

const costOf = (cost: (h: number) => number, claim: Float64Array, gives: Float64Array): number =>
  claim.reduce((sum, w, i) => sum + w * cost((gives[i] as number) / w), 0);

/** Claims with a cap each, at most 95 % of it, and a need within the caps. */
const drawCapped = (random: RandomStream): ClaimsQuestion & { readonly claim: Float64Array } => {
  const { capacity: claim } = drawTable(random);
  const capacity = claim.map((w) => Math.floor(w * (0.05 + 0.9 * random.unit())));
  return { claim, weight: claim, capacity, need: 1 + random.below(total(capacity)) };
};

/** Some other way to raise the need within the caps: claim after claim, in an order that is drawn, then some of it moved about. */
const competitor = (
  { capacity, need }: ClaimsQuestion,
  allocate: ModelSubject['allocate'],
  random: RandomStream,
): Float64Array => {
  const score = capacity.map(() => random.below(1000));
  const weight = capacity.map(() => 1 + random.below(1000));
  return random.below(2) === 0
    ? allocate('greedy-queue', { capacity, need, score })
    : allocate('integer-pro-rata', { capacity, need, weight });
};

/** T11 as it is true. */
export const cappedOptimal = defineInvariant({
  id: 'T11/capped-pro-rata-optimal',
  says: 'Of all ways to raise a need within caps, capped pro rata has the least sum of claim times cost of the share taken, for any strictly convex cost.',
  scope: 'universal',
  tolerance: 'a ten-millionth of the claims, by rounding',
  source: PAPER,
  over: 'model',
  holds: ({ random, allocate }) => {
    const question = drawCapped(random);
    const best = allocate('integer-pro-rata', question);
    const other = competitor(question, allocate, random);
    for (const [name, cost] of Object.entries(COSTS)) {
      const least = costOf(cost, question.claim, best);
      const found = costOf(cost, question.claim, other);
      if (found < least - 1e-7 * total(question.claim))
        return {
          who: name,
          expected: `at least ${least}`,
          found,
          difference: found - least,
          detail: tableText(question),
        };
    }
    return undefined;
  },
});

/** T11 as the main text prints it. */
export const unweightedOptimal = defineInvariant({
  id: 'T11/unweighted-as-printed',
  says: 'Of all ways to raise a need, pro rata has the least sum of squared shares taken, claims not weighed.',
  scope: 'refuted',
  tolerance: 'a ten-millionth',
  source: `${PAPER}: for claims 8, 4, 0.5 and need 3 shares of 0.299, 0.150, 0.019 have a smaller sum of squares than 0.24 each`,
  over: 'model',
  holds: ({ random, allocate }) => {
    const table = drawTable(random);
    const { capacity, need } = table;
    const squares = (gives: Float64Array): number =>
      gives.reduce((sum, give, i) => sum + COSTS.square(give / (capacity[i] as number)), 0);
    const found = squares(allocate('proportional', table));
    // Shares in proportion to the claim: the solution of the program as printed, where no claim is exceeded.
    const grid = capacity.map((w) => Math.round(COSTS.square(w / 1000)));
    const other = squares(allocate('integer-pro-rata', { capacity, need, weight: grid }));
    if (found <= other + 1e-7) return undefined;
    return { who: tableText(table), expected: `at most ${other}`, found, difference: found - other };
  },
});

const splitAt = (column: Float64Array, row: number, parts: number): Float64Array =>
  Float64Array.from([
    ...column.subarray(0, row),
    ...Array.from({ length: parts }, () => (column[row] as number) / parts),
    ...column.subarray(row + 1),
  ]);

/** T12: names and units do not count. */
export const cappedNeutral = defineInvariant({
  id: 'T12/capped-pro-rata-neutral',
  says: 'Under capped pro rata a claim that is split into 2 to 10 equal parts, each with its share of the cap, gives as much in sum; and when all numbers are multiplied, so is what each gives.',
  scope: 'universal',
  tolerance: 'one unit for each part; for each claim, one unit times the factor',
  source: PAPER,
  over: 'model',
  holds: ({ random, allocate }) => {
    const parts = 2 + random.below(9);
    const factor = 1 + random.below(1000);
    const drawn = drawCapped(random);
    const claim = drawn.claim.map((w) => w * parts);
    const capacity = drawn.capacity.map((w) => w * parts);
    const question = { claim, weight: claim, capacity, need: drawn.need };
    const row = random.below(claim.length);
    const gives = allocate('integer-pro-rata', question);
    const inParts = allocate('integer-pro-rata', {
      claim: splitAt(claim, row, parts),
      weight: splitAt(claim, row, parts),
      capacity: splitAt(capacity, row, parts),
      need: drawn.need,
    });
    const whole = gives[row] as number;
    const sum = total(inParts.subarray(row, row + parts));
    if (Math.abs(sum - whole) > parts)
      return { who: `claim ${row + 1} in ${parts} parts`, expected: whole, found: sum, difference: sum - whole };
    const larger = (column: Float64Array): Float64Array => column.map((w) => w * factor);
    const scaled = allocate('integer-pro-rata', {
      claim: larger(claim),
      weight: larger(claim),
      capacity: larger(capacity),
      need: drawn.need * factor,
    });
    for (const [i, give] of gives.entries()) {
      const found = scaled[i] as number;
      if (Math.abs(found - factor * give) > factor)
        return {
          who: `claim ${i + 1}, all times ${factor}`,
          expected: factor * give,
          found,
          difference: found - factor * give,
        };
    }
    return undefined;
  },
});

/** The first claim that keeps less than one that was smaller; beyond what rounding does. */
const outOfOrder = (
  { claim, capacity, need }: ClaimsQuestion & { readonly claim: Float64Array },
  gives: Float64Array,
) => {
  const left = kept({ capacity: claim, need }, gives);
  for (const [i, w] of claim.entries())
    for (const [j, other] of claim.entries())
      if (w > other && (left[i] as number) < (left[j] as number) - 2)
        return {
          who: `claims of ${w} and ${other}, caps ${capacity[i]} and ${capacity[j]}`,
          expected: `at least ${left[j]} left to the larger`,
          found: left[i] as number,
          difference: (left[i] as number) - (left[j] as number),
        };
  return undefined;
};

/** T12 as published. */
export const monotoneAnyCaps = defineInvariant({
  id: 'T12/monotone-with-any-caps',
  says: 'Under capped pro rata, whatever the caps, a larger claim keeps at least as much as a smaller one.',
  scope: 'refuted',
  tolerance: 'two units',
  source: `${PAPER}: of claims 10 and 9, of which only the first may be taken from, a need of 5 leaves 5 and 9`,
  over: 'model',
  holds: ({ random, allocate }) => {
    const question = drawCapped(random);
    return outOfOrder(question, allocate('integer-pro-rata', question));
  },
});

/** T12 as it is true. */
export const monotoneOrderedCaps = defineInvariant({
  id: 'T12/monotone-with-ordered-caps',
  says: 'Under capped pro rata a larger claim keeps at least as much as a smaller one where no larger claim has the larger cap as a share of it.',
  scope: 'universal',
  tolerance: 'two units, by rounding',
  source: `${PAPER}, with the hypothesis it lacks`,
  over: 'model',
  holds: ({ random, allocate }) => {
    const { claim } = drawCapped(random);
    const shares = Array.from(claim, () => 0.05 + 0.9 * random.unit()).sort((a, b) => b - a);
    const rank = Array.from(claim.keys()).sort((i, j) => (claim[i] as number) - (claim[j] as number));
    const capacity = claim.slice();
    for (const [k, row] of rank.entries()) capacity[row] = Math.floor((claim[row] as number) * (shares[k] as number));
    const question = { claim, weight: claim, capacity, need: 1 + random.below(total(capacity)) };
    return outOfOrder(question, allocate('integer-pro-rata', question));
  },
});
