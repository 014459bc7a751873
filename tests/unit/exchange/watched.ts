import { collateralPhase, type Use, type Venue } from '../../../src/exchange/index.ts';
import { Triggers } from '../../../src/exchange/margin/triggers.ts';
import { defineMargin, type Margin, type MarginSchedule, z } from '../../../src/index.ts';
import { design, type TestMarket, use, venueOf } from '../../fixtures/exchange.ts';

export const TWO = [
  { name: 'USD', decimals: 0 },
  { name: 'COIN', decimals: 0 },
];
export const THREE = [...TWO, { name: 'GOLD', decimals: 0 }];

export const ruled = (schedule: Partial<MarginSchedule>): Use<Margin> =>
  use(
    defineMargin({
      name: 'ruled',
      summary: 'Asks for nothing; its slopes are what a test says.',
      source: 'tests',
      params: z.strictObject({}),
      schedule: () => ({ initial: () => 0, maintenance: () => 0, ...schedule }),
    }),
  ) as Use<Margin>;
export const sloped = (slopePerMillion: number): Use<Margin> => ruled({ slopePerMillion });

/** Triggers over a venue, with a grid so fine that a move of one tick tells, and whom they told since they were last asked. */
export const watching = (venue: Venue) => {
  venue.ledger.positions.reserve(4096);
  venue.ledger.accounts.reserve(4096);
  const told = new Set<number>();
  const triggers = new Triggers(venue, (account) => told.add(account));
  triggers.move();
  const after = (change: () => void): number[] => {
    change();
    triggers.move();
    const list = [...told].sort((a, b) => a - b);
    told.clear();
    return list;
  };
  return {
    triggers,
    settle: (account: number, spare: number) => triggers.settle(account, spare),
    marked: (market: number, ticks: number) => after(() => venue.ledger.setPrice(market, ticks, ticks)),
    charged: (market: number, side: 1 | -1, units: number) =>
      after(() => venue.ledger.shiftIndex(market, side, units * 1_000_000, 'funding')),
    priced: (asset: number, units: number, value: number) =>
      after(() => collateralPhase(venue, new Map([[asset, { units, value }]]))),
  };
};

export const world = (
  margin: Use<Margin>,
  markets: readonly TestMarket[] = [{}],
  assets = TWO.slice(0, 1),
  over = {},
) => venueOf(design([], { margin, ...over }), markets, assets);
