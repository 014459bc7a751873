import { defineInvariant, type LayerFacts, type StepRow, type StepSubject } from 'breakwater';
import { compositesOf } from './cuts.ts';
import { decisionsOf } from './decisions.ts';

/** Whether a layer cuts positions of winners only, by what it says of itself. */
const cutsWinners = ({ settle, mechanisms }: LayerFacts): boolean =>
  settle === 'close' && mechanisms.some(({ capabilities }) => capabilities.winnersOnly === true);

/** The first cut of each account in each decision: the next ones find a position that has given part of its profit, by whole units. */
const firstCuts = (subject: StepSubject): readonly StepRow[] =>
  decisionsOf(subject).flatMap(({ layer, fills }) => {
    const facts = subject.design.waterfall[layer];
    if (facts === undefined || !cutsWinners(facts)) return [];
    const met = new Set<number>();
    return fills.filter(({ b, ofB }) => ofB !== undefined && !met.has(b) && met.add(b));
  });

/** AF2: where only winners may be cut, nobody else is. */
export const winnersOnly = defineInvariant({
  id: 'AF2/winners-only',
  says: 'Every position that is cut by a decision of a layer that cuts winners only had an unrealised profit when it was first cut.',
  scope: 'universal',
  given: (design) =>
    compositesOf(design).some(cutsWinners) || 'no layer of it says that it closes positions with a profit only',
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
