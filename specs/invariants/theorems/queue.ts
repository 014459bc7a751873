/** What a queue by size does to the largest claim, and what it does not. @module */
import { type ClaimsQuestion, defineInvariant, type ModelSubject } from 'breakwater';
import { drawTable, kept, largest, PAPER, tableText, total } from './tables.ts';

/** A queue in which the largest claim is first. */
const queueOf = ({ allocate }: Pick<ModelSubject, 'allocate'>, { capacity, need }: ClaimsQuestion): Float64Array =>
  allocate('greedy-queue', { capacity, need });

const rowOfLargest = (capacity: Float64Array): number => capacity.indexOf(largest(capacity));

/** T8 as published. */
export const queueMinimisesTop = defineInvariant({
  id: 'T8/queue-minimises-top',
  says: 'A queue from the largest claim down leaves the largest survivor no larger than any other rule does, pro rata among them.',
  scope: 'refuted',
  tolerance: 0,
  source: `${PAPER}; refuted by its own example: claims 8, 4, 0.5 and need 7.5 leave 4 by the queue, 3.2 pro rata`,
  over: 'claims',
  reaches: ({ question }) => (question.need > 0 && question.capacity.length > 1 ? 1 : 0),
  holds: (subject) => {
    const { question, gives, rule } = subject;
    const queue = largest(kept(question, queueOf(subject, question)));
    const others = [
      [rule, gives],
      ['proportional', subject.allocate('proportional', question)],
    ] as const;
    for (const [name, other] of others) {
      const least = largest(kept(question, other));
      if (queue > least)
        return {
          who: `a queue and ${name}`,
          expected: `at most ${least} left to the largest by the queue`,
          found: queue,
          difference: queue - least,
          detail: tableText(question),
        };
    }
    return undefined;
  },
});

/** T8 as it is true: the claim that was largest before. */
export const queueDrainsTop = defineInvariant({
  id: 'T8/queue-drains-the-first',
  says: 'A queue from the largest claim down leaves the claim that was the largest max(w - B, 0) of it, and no other rule leaves that claim less.',
  scope: 'universal',
  tolerance: 0,
  source: `${PAPER}, of one account that is followed, not of whoever is the largest afterwards`,
  over: 'claims',
  reaches: ({ question }) => (question.need > 0 && question.capacity.length > 1 ? 1 : 0),
  holds: (subject) => {
    const { question, gives, rule } = subject;
    const row = rowOfLargest(question.capacity);
    const least = Math.max(0, (question.capacity[row] as number) - question.need);
    const queue = kept(question, queueOf(subject, question))[row] as number;
    const other = kept(question, gives)[row] as number;
    if (queue === least && other >= least) return undefined;
    return {
      who: `claim ${row + 1}`,
      expected: `${least} left by the queue, and at least that by ${rule}`,
      found: `${queue} and ${other}`,
      detail: tableText(question),
    };
  },
});

/** T8 as a bound that holds for all. */
export const topSurvivorBound = defineInvariant({
  id: 'T8/top-survivor-bound',
  says: 'Whatever the rule, the largest survivor is at least the largest claim less the need.',
  scope: 'universal',
  tolerance: 0,
  source: `${PAPER}, its lower bound put right`,
  over: 'claims',
  reaches: ({ question }) => (question.need < largest(question.capacity) ? 1 : 0),
  holds: ({ question, gives, rule }) => {
    const least = Math.max(0, largest(question.capacity) - question.need);
    const found = largest(kept(question, gives));
    return found >= least
      ? undefined
      : { who: rule, expected: `at least ${least}`, found, detail: tableText(question) };
  },
});

/** What pro rata leaves the largest claim, less what the queue leaves it. */
const gapOf = (subject: ModelSubject, table: { readonly capacity: Float64Array; readonly need: number }): number => {
  const row = rowOfLargest(table.capacity);
  const proRata = kept(table, subject.allocate('proportional', table))[row] as number;
  return proRata - (kept(table, queueOf(subject, table))[row] as number);
};

/** T9 as it is true. */
export const queueGap = defineInvariant({
  id: 'T9/queue-gap',
  says: 'Pro rata leaves the largest claim B x (1 - w / U) more than a queue does, for a need B up to that claim w of all claims U.',
  scope: 'universal',
  tolerance: 'one unit, by rounding',
  source: PAPER,
  over: 'model',
  holds: (subject) => {
    const { capacity, need } = drawTable(subject.random);
    const top = largest(capacity);
    const table = { capacity, need: Math.min(need, top) };
    const expected = table.need * (1 - top / total(capacity));
    const found = gapOf(subject, table);
    return Math.abs(found - expected) <= 1
      ? undefined
      : { who: tableText(table), expected, found, difference: found - expected };
  },
});

/** T9 as printed. */
export const queueGapAsPrinted = defineInvariant({
  id: 'T9/queue-gap-as-printed',
  says: 'With a share theta of a deficit raised, the top survivor by what is raised (PTSR) is theta x (1 - w / U) larger pro rata than by a queue, for the claim that was largest.',
  scope: 'refuted',
  tolerance: 'a millionth',
  source: `${PAPER}: as it defines PTSR, by the covered deficit, the factor theta is too many`,
  over: 'model',
  reaches: () => 1,
  holds: (subject) => {
    const { capacity, need } = drawTable(subject.random);
    const top = largest(capacity);
    const table = { capacity, need: Math.min(need, top) };
    const theta = 0.5;
    const expected = theta * (1 - top / total(capacity));
    const found = gapOf(subject, table) / table.need;
    if (Math.abs(found - expected) <= 1e-6 + 1 / table.need) return undefined;
    return { who: `${tableText(table)}, theta ${theta}`, expected, found, difference: found - expected };
  },
});

/** T31: more names behind everybody. */
export const queueSplits = defineInvariant({
  id: 'T31/queue-splits',
  says: 'In a queue by the claim itself, an owner that splits into parts smaller than any other claim gives only what the others cannot give.',
  scope: 'universal',
  tolerance: 0,
  source: `${PAPER}: a queue by an absolute score is open to splitting`,
  over: 'model',
  holds: ({ random, allocate }) => {
    const { capacity, need } = drawTable(random);
    const row = random.below(capacity.length);
    const others = capacity.filter((_, i) => i !== row);
    const size = Math.min(...others) - 1;
    const whole = capacity[row] as number;
    const parts = Float64Array.from({ length: Math.ceil(whole / size) }, (_, i) => Math.min(size, whole - i * size));
    const split = Float64Array.from([...others, ...parts]);
    const found = total(allocate('greedy-queue', { capacity: split, need }).subarray(others.length));
    const expected = Math.max(0, need - total(others));
    if (found === expected) return undefined;
    return { who: `claim ${row + 1} in ${parts.length} parts`, expected, found, difference: found - expected };
  },
});

/** T31, ratios: the parts of a whole rank as the whole did. */
export const ratioSplits = defineInvariant({
  id: 'T31/ratio-queue-splits',
  says: 'In a queue by a ratio, which the parts of a split share, an owner gives as much in parts as whole where no other claim has its ratio.',
  scope: 'universal',
  tolerance: 0,
  source: 'ours: real venues rank by profit in per cent times leverage',
  over: 'model',
  holds: ({ random, allocate }) => {
    const { capacity, need } = drawTable(random);
    const score = capacity.map((_, i) => i * 1000 + random.below(1000));
    const row = random.below(capacity.length);
    const whole = allocate('greedy-queue', { capacity, need, score })[row] as number;
    const half = Math.floor((capacity[row] as number) / 2);
    const inParts = (column: Float64Array, first: number, second: number): Float64Array =>
      Float64Array.from([...column.subarray(0, row), first, second, ...column.subarray(row + 1)]);
    const own = score[row] as number;
    const gives = allocate('greedy-queue', {
      capacity: inParts(capacity, half, (capacity[row] as number) - half),
      score: inParts(score, own, own),
      need,
    });
    const found = (gives[row] as number) + (gives[row + 1] as number);
    return found === whole ? undefined : { who: `claim ${row + 1}`, expected: whole, found, difference: found - whole };
  },
});
