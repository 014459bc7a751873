import { defineInvariant } from 'breakwater';
import { countRows } from './count-rows.ts';
import { compositesOf } from './cuts.ts';

/** AF2: where only winners may be cut, nobody else is. */
export const winnersOnly = defineInvariant({
  id: 'AF2/winners-only',
  says: 'Every position that is cut had an unrealised profit when it was.',
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
  reaches: ({ walk }) => countRows(walk('fill'), ({ cause, ofB }) => cause === 'adl' && ofB !== undefined),
  holds: ({ walk, books }) => {
    for (const row of walk('fill'))
      if (row.cause === 'adl' && row.ofB !== undefined && row.ofB.before.profit <= 0)
        return {
          who: `account ${row.b}, market ${books.markets[row.market]?.id}`,
          expected: 'a profit above 0',
          found: row.ofB.before.profit,
          detail: `cut for case ${row.case} in step ${row.step}`,
        };
    return undefined;
  },
});
