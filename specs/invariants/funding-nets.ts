import { defineRowInvariant } from 'breakwater';

/** Whether one side of a market receives what the other pays in funding. */
export const fundingNets = defineRowInvariant({
  id: 'CS2/funding-nets',
  says: 'Funding shifts the index of longs and of shorts by the same amount a signed lot, so that what one side pays the other receives.',
  scope: 'universal',
  tolerance: 0,
  source: 'design.md, section 3; catalogue CS2 for charges',
  rows: {
    kinds: ['shift-index'],
    begin: ({ books }) => ({ long: books.markets.map(() => 0), short: books.markets.map(() => 0) }),
    ask: ({ cause, lots, market, value }, _, { long, short }) => {
      if (cause !== 'funding') return false;
      const side = lots === 1 ? long : short;
      side[market] = (side[market] as number) + value;
      return true;
    },
    rest: ({ books }, { long, short }) => {
      for (const { number, id } of books.markets) {
        const [ofLongs, ofShorts] = [long[number] as number, short[number] as number];
        if (ofLongs !== ofShorts)
          return { who: `market ${id}`, expected: ofLongs, found: ofShorts, detail: 'shift of longs, shift of shorts' };
      }
      return undefined;
    },
  },
});
