import { defineInvariant } from 'breakwater';

/** Whether a case that is closed has left its subject owing anything. */
export const noneLeftOwing = defineInvariant({
  id: 'CS5/none-left-owing',
  says: 'A default case is closed only once its subject owes nothing: what it leaves to it is not negative.',
  scope: 'universal',
  tolerance: 0,
  source: 'design.md, section 4: left is the equity of the subject when its case closes; catalogue CS5',
  over: 'step',
  reaches: ({ cases }) => {
    let closed = 0;
    for (const { kind, isOpen } of cases()) if (kind === 'default' && !isOpen) closed += 1;
    return closed;
  },
  holds: ({ cases, books }) => {
    for (const { id, kind, isOpen, subject, record } of cases()) {
      if (kind !== 'default' || isOpen) continue;
      const [first, ...others] = record;
      // What is owed in one asset may be held in another, at a price that the record does not tell.
      if (first === undefined || first.left >= 0 || others.some(({ left }) => left > 0)) continue;
      return {
        who: `account ${subject}, case ${id}`,
        expected: `left >= 0 ${books.assets[0]?.name}`,
        found: first.left,
      };
    }
    return undefined;
  },
});
