import { defineInvariant, type StepRow, type StepSubject } from 'breakwater';
import { compositesOf } from './cuts.ts';
import { decisionsOf } from './decisions.ts';

/** The first cut of each account in each decision: the next ones find a position that has given part of its profit, by whole units. */
const firstCuts = (subject: StepSubject): readonly StepRow[] =>
  decisionsOf(subject).flatMap(({ fills }) => {
    const met = new Set<number>();
    return fills.filter(({ b, ofB }) => ofB !== undefined && !met.has(b) && met.add(b));
  });

/** AF2: where only winners may be cut, nobody else is. */
export const winnersOnly = defineInvariant({
  id: 'AF2/winners-only',
  says: 'Every position that a decision cuts had an unrealised profit when it was first cut.',
  scope: 'universal',
  given: (design) => {
    const cutting = design.waterfall.filter(({ kind, settle }) => kind === 'adl' && settle !== 'gains');
    if (cutting.length === 0) return 'it does not close positions by deleveraging';
    const winning = compositesOf(design).filter(({ mechanisms }) =>
      mechanisms.some(({ capabilities }) => capabilities.winnersOnly === true),
    );
    return cutting.every((layer) => winning.includes(layer)) ? true : 'it may cut positions without a profit by design';
  },
  tolerance: 0,
  source: 'catalogue AF2; https://www.binance.com/en/support/faq/360033525471',
  over: 'step',
  reaches: (subject) => firstCuts(subject).length,
  holds: (subject) => {
    for (const row of firstCuts(subject))
      if (row.ofB !== undefined && row.ofB.before.profit <= 0)
        return {
          who: `account ${row.b}, market ${subject.books.markets[row.market]?.id}`,
          expected: 'a profit above 0',
          found: row.ofB.before.profit,
          detail: `cut for case ${row.case} in step ${row.step}`,
        };
    return undefined;
  },
});
