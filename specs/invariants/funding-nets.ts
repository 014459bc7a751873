import { defineInvariant, type StepRow } from 'breakwater';
import { countRows } from './count-rows.ts';

const isFunding = ({ cause }: StepRow): boolean => cause === 'funding';

/** Whether one side of a market receives what the other pays in funding. */
export const fundingNets = defineInvariant({
  id: 'CS2/funding-nets',
  says: 'Funding shifts the index of longs and of shorts by the same amount a signed lot, so that what one side pays the other receives.',
  scope: 'universal',
  tolerance: 0,
  source: 'design.md, section 3; catalogue CS2 for charges',
  over: 'step',
  reaches: ({ walk }) => countRows(walk('shift-index'), isFunding),
  holds: ({ walk, books }) => {
    if (countRows(walk('shift-index'), isFunding) === 0) return undefined;
    const [long, short] = [books.markets.map(() => 0), books.markets.map(() => 0)];
    for (const row of walk('shift-index')) {
      if (!isFunding(row)) continue;
      const side = row.lots === 1 ? long : short;
      side[row.market] = (side[row.market] as number) + row.value;
    }
    for (const { number, id } of books.markets) {
      const [ofLongs, ofShorts] = [long[number] as number, short[number] as number];
      if (ofLongs !== ofShorts)
        return { who: `market ${id}`, expected: ofLongs, found: ofShorts, detail: 'shift of longs, shift of shorts' };
    }
    return undefined;
  },
});
