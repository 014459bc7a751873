import { defineInvariant, type PairSubject, same, type Witness } from 'breakwater';

/** Whether two runs ended in the same log and the same books. */
const alike = ({ first, second }: PairSubject, other: string): Witness | undefined =>
  same(first.digest.log, second.digest.log, 'log', `of the run, of ${other}`) ??
  same(first.digest.columns, second.digest.columns, 'columns of the books', `of the run, of ${other}`);

const head = { scope: 'universal', tolerance: 0, over: 'pair' } as const;

/** DT1: a run is what its seed and its input make it. */
export const sameAgain = defineInvariant({
  ...head,
  id: 'DT1/same-again',
  says: 'The same design, scenario and seed give the same event log and the same books, to the last byte.',
  source: 'design.md, law 6; catalogue DT1',
  change: 'again',
  holds: (pair) => alike(pair, 'the same once more'),
});

/** DT3: stopping and going on is not seen. */
export const sameResumed = defineInvariant({
  ...head,
  id: 'DT3/same-resumed',
  says: 'A run that is saved after some step and resumed from what was saved ends in the same event log and the same books as one that went through.',
  source: 'catalogue DT3',
  change: 'snapshot',
  holds: (pair) => alike(pair, 'the one that was resumed'),
});

/** DT4: what a record lists first does not matter. */
export const sameReordered = defineInvariant({
  ...head,
  id: 'DT4/same-reordered',
  says: 'A design whose records, and those of all parameters, list their keys in the other order gives the same event log and the same books; only the order of its funds and of the markets it lists in its own way means something, since accounts and assets are numbered by it.',
  source:
    'catalogue DT4, as far as one process can say; that mechanisms may be registered in any order, and that any number of workers gives the same results, is tested of the registry and of the pool of workers',
  change: 'reorder-keys',
  holds: (pair) => alike(pair, 'the reordered design'),
});

/** DT6: the fast engine is the plain one. */
export const samePlain = defineInvariant({
  ...head,
  id: 'DT6/same-plain',
  says: 'The margin check that looks only at accounts whose prices have moved far enough finds what one that reads every account finds: the same event log, the same books.',
  source: 'design.md, law 7; catalogue DT6',
  change: 'plain-engine',
  reaches: ({ first }) => {
    let defaults = 0;
    for (const { kind } of first.cases()) if (kind === 'default') defaults += 1;
    return defaults;
  },
  holds: (pair) => alike(pair, 'the plain engine'),
});
