/** What is claimed of many traders: tried on samples, so that it may fail by chance. @module */
import { defineInvariant, exp, log, type ModelSubject, type RandomStream } from 'breakwater';
import { kept, largest, PAPER, pareto, total } from './tables.ts';

/** Numbers of traders, and samples of each. */
const SIZES = [
  [100, 80],
  [1000, 60],
  [4000, 40],
] as const;
const UNIT = 10_000;
const THETA = 0.5;

const winners = (random: RandomStream, n: number, alpha: number): Float64Array =>
  Float64Array.from({ length: n }, () => Math.floor(UNIT * pareto(random, alpha)));

/** Slope of the mean of a logarithm over the logarithm of n, by least squares. */
const slopeOf = (of: (n: number) => number): number => {
  const points = SIZES.map(([n, samples]) => {
    let sum = 0;
    for (let sample = 0; sample < samples; sample++) sum += log(of(n));
    return [log(n), sum / samples] as const;
  });
  const mean = (at: 0 | 1): number => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const rise = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return rise / points.reduce((sum, point) => sum + (point[0] - x) * (point[0] - x), 0);
};

/** What the largest of some winners keeps when a share of a deficit is raised pro rata. */
const survivor = ({ allocate }: Pick<ModelSubject, 'allocate'>, capacity: Float64Array, deficit: number): number => {
  const table = { capacity, need: Math.floor(Math.min(THETA * deficit, total(capacity))) };
  return Math.max(1, largest(kept(table, allocate('proportional', table))));
};

/** T18: the top survivor by what is raised. */
export const ptsrScaling = defineInvariant({
  id: 'T18/ptsr-scaling',
  says: 'The top survivor by what is raised of all (PTSR), pro rata and with winners from a Pareto distribution of index a, scales as n^(1/a - 1) in the number n of traders.',
  scope: 'statistical',
  tolerance: '0.1 on the slope, n from 100 to 4,000, 40 to 80 samples of each',
  source: PAPER,
  over: 'model',
  holds: (subject) => {
    const alpha = 2 + 2 * subject.random.unit();
    const found = slopeOf((n) => {
      const deficit = 0.8 * n * UNIT;
      return survivor(subject, winners(subject.random, n, alpha), deficit) / (THETA * deficit);
    });
    const expected = 1 / alpha - 1;
    return Math.abs(found - expected) <= 0.1
      ? undefined
      : { who: `index ${alpha}`, expected, found, difference: found - expected };
  },
});

/** T19: the top survivor by the largest loss. */
export const pmrScaling = defineInvariant({
  id: 'T19/pmr-scaling',
  says: 'The top survivor by the largest loss covered (PMR), pro rata and with winners and losers from Pareto distributions of indices a and b, scales as n^(1/a - 1/b).',
  scope: 'statistical',
  tolerance: '0.1 on the slope, n from 100 to 4,000, 40 to 80 samples of each',
  source: PAPER,
  over: 'model',
  holds: (subject) => {
    const { random } = subject;
    const [a, b] = [2 + 2 * random.unit(), 2 + 2 * random.unit()];
    const found = slopeOf((n) => {
      const losses = winners(random, n, b);
      return survivor(subject, winners(random, n, a), 0.3 * total(losses)) / (THETA * 0.3 * largest(losses));
    });
    const expected = 1 / a - 1 / b;
    return Math.abs(found - expected) <= 0.1
      ? undefined
      : { who: `indices ${a} and ${b}`, expected, found, difference: found - expected };
  },
});

/** A way to deleverage through all waves. */
interface Policy {
  readonly rule: string;
  readonly severity: number;
}

/** What a policy leaves uncovered in each wave, what it has taken from each by then, and what it earns. */
const played = (
  { allocate }: Pick<ModelSubject, 'allocate'>,
  start: Float64Array,
  deficits: readonly number[],
  { rule, severity }: Policy,
) => {
  const taken = new Float64Array(start.length);
  let earned = 0;
  const waves = deficits.map((deficit) => {
    const capacity = start.map((claim, i) => claim - (taken[i] as number));
    const need = Math.min(total(capacity), Math.floor(severity * deficit));
    const gives = allocate(rule, { capacity, need });
    for (const [i, give] of gives.entries()) taken[i] = (taken[i] as number) + give;
    // Who has been cut comes back the less: the share of participation falls with what was taken.
    earned += start.reduce((sum, claim, i) => sum + claim * exp((-2 * (taken[i] as number)) / Math.max(1, claim)), 0);
    return { residual: deficit - need, taken: taken.slice() };
  });
  return { waves, earned };
};

/** T17: faster and poorer, where the two can be compared at all. */
export const opposingOrders = defineInvariant({
  id: 'T17/opposing-orders',
  says: 'Of two ways to deleverage, one that leaves no more uncovered in any wave and has by then taken no less from anybody is solvent no later, and earns no more; a queue and pro rata at one severity are never two such.',
  scope: 'statistical',
  tolerance: 'a billionth of what is earned, by floating point',
  source: `${PAPER}, with the hypotheses on both vectors that its main text leaves out`,
  over: 'model',
  reaches: () => 1,
  holds: (subject) => {
    const { random } = subject;
    for (let draw = 0; draw < 60; draw++) {
      const start = winners(random, 3 + random.below(20), 1.5);
      const deficits = Array.from({ length: 2 + random.below(6) }, () =>
        Math.floor((total(start) * random.unit()) / 6),
      );
      const policies = [0, 1].map(
        (): Policy => ({
          rule: random.below(2) === 0 ? 'proportional' : 'greedy-queue',
          severity: random.below(5) / 4,
        }),
      );
      const [one, two] = policies.map((policy) => played(subject, start, deficits, policy)) as [
        ReturnType<typeof played>,
        ReturnType<typeof played>,
      ];
      const isComparable = one.waves.every((wave, k) => {
        const other = two.waves[k] as typeof wave;
        return wave.residual <= other.residual && wave.taken.every((units, i) => units >= (other.taken[i] as number));
      });
      if (!isComparable) continue;
      const solventAfter = ({ waves }: typeof one): number => waves.findLastIndex(({ residual }) => residual > 0);
      if (solventAfter(one) > solventAfter(two) || one.earned > two.earned * (1 + 1e-9))
        return {
          who: policies.map(({ rule, severity }) => `${rule} at ${severity}`).join(' and '),
          expected: 'the first no later solvent, and no richer',
          found: `${one.earned} and ${two.earned}`,
        };
    }
    return undefined;
  },
});

/** Thresholds of the trilemma, and the numbers it is tried at. */
const TRILEMMA = {
  traders: 10_000,
  rounds: 4,
  index: 1.5,
  feesByDeficit: 0.5,
  uncovered: 0.1,
  fairness: 0.5,
  revenue: 0.5,
} as const;

/** T20: solvency, fairness, revenue: two of them. */
export const trilemma = defineInvariant({
  id: 'T20/trilemma',
  says: 'Where deficits exceed fees, no share theta of the deficit that is raised pro rata and no share of fees that is diverted leaves at most a tenth of all deficits uncovered, the top survivor at least half of what is raised, and at least half of the fees; solvency or fairness can each be had with revenue.',
  scope: 'statistical',
  tolerance:
    '10,000 winners of Pareto index 1.5, 4 rounds, deficits of twice the fees, theta in 21 steps down to a thousandth, diversion in 11',
  source: PAPER,
  over: 'model',
  holds: (subject) => {
    const { traders, rounds, index, feesByDeficit, uncovered, fairness, revenue } = TRILEMMA;
    const claims = Array.from({ length: rounds }, () => {
      const capacity = winners(subject.random, traders, index);
      return { top: largest(capacity), able: total(capacity) };
    });
    const found = new Set<string>();
    for (const theta of [...Array.from({ length: 20 }, (_, i) => (i + 1) / 20), 0.001])
      for (let step = 0; step <= 10; step++) {
        const diverted = step / 10;
        let [left, all, ratio] = [0, 0, 0];
        for (const { top, able } of claims) {
          const deficit = Math.floor(0.8 * traders * UNIT);
          const owed = deficit * (1 - diverted * feesByDeficit);
          const need = Math.floor(Math.min(theta * owed, able));
          left += owed - need;
          all += deficit;
          // Pro rata each keeps the same share, but for a unit.
          ratio += (top * (1 - need / able)) / need / rounds;
        }
        const kept = [left <= uncovered * all && 'S', ratio >= fairness && 'F', 1 - diverted >= revenue && 'R'].filter(
          Boolean,
        );
        found.add(kept.join(''));
        if (kept.length === 3)
          return {
            who: `theta ${theta}, ${diverted} of fees diverted`,
            expected: 'one of the three missed',
            found: `${left / all} uncovered, top survivor ${ratio}`,
          };
      }
    const both = ['SR', 'FR'].filter((pair) => !found.has(pair));
    return both.length === 0
      ? undefined
      : { who: 'the grid', expected: 'solvency with revenue, fairness with revenue', found: [...found].join(', ') };
  },
});
