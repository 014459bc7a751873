import { defineInvariant, type PoolBooks, type StepRow, type StepSubject, same, type Witness } from 'breakwater';
import { countRows } from './count-rows.ts';
import { poolOf } from './pool-of.ts';

type Seen = (pool: PoolBooks, market: number, row: StepRow) => void;

/** Shows each row that touches a pool, with the market it is about: a trading fee goes with the fill before it. */
const showTouched = ({ walk, books }: StepSubject, see: Seen): void => {
  let market = -1;
  for (const row of walk()) {
    if (row.kind === 'fill') market = row.market;
    else if (row.kind !== 'transfer' || row.cause !== 'trading-fee') continue;
    if (market === -1) continue;
    const [ofA, ofB] = [poolOf(books, row.a), poolOf(books, row.b)];
    if (ofA !== undefined) see(ofA, market, row);
    if (ofB !== undefined) see(ofB, market, row);
  }
};

/** CS11, within one venue: markets that do not share a pool do not touch each other's. */
export const poolIsolation = defineInvariant({
  id: 'CS11/pool-isolation',
  says: 'A fill in a market, and the trading fees on it, touch no pool that does not serve the market.',
  scope: 'universal',
  tolerance: 0,
  source: 'catalogue CS11, of the markets of one venue',
  over: 'step',
  reaches: (subject) => {
    let count = 0;
    showTouched(subject, () => {
      count += 1;
    });
    return count;
  },
  holds: (subject) => {
    let witness: Witness | undefined;
    showTouched(subject, (pool, market, row) => {
      if (pool.servesMarket(market)) return;
      witness ??= {
        who: `pool ${pool.name}`,
        expected: `nothing of market ${subject.books.markets[market]?.id}`,
        found: `${row.kind} by ${row.cause} of ${row.value} in step ${row.step}`,
      };
    });
    return witness;
  },
});

/** CS11: what happens on one venue moves nothing on another. */
export const venueIsolation = defineInvariant({
  id: 'CS11/venue-isolation',
  says: 'Of several venues each is closed by itself: on each, per asset, the quotes of all accounts sum to what the rest of the world has put in, so that nothing passes from one to another but by way of the rest of the world.',
  scope: 'universal',
  tolerance: 0,
  source: 'catalogue CS11',
  over: 'venues',
  reaches: ({ venues }) => Math.max(0, venues.length - 1),
  holds: ({ venues }) => {
    for (const { books, design } of venues) {
      for (const [asset, { name, total }] of books.assets.entries()) {
        let sum = 0n;
        for (let id = 0; id < books.count; id++) sum += books.account(id).quote[asset] ?? 0n;
        const witness = same(total, sum, `${design.name}, ${name}`, 'sum of all quotes');
        if (witness !== undefined) return witness;
      }
    }
    return undefined;
  },
});

/** WF7: a loss draws on the pools of its own markets. */
export const ownDomain = defineInvariant({
  id: 'WF7/own-domain',
  says: 'A pool that pays in a default serves a market in which the subject has held lots since the case opened; and a pool that takes lots over serves their market.',
  scope: 'universal',
  tolerance: 0,
  source: 'catalogue WF7; a subject that was flat already has no market of its own, and is not asked about',
  over: 'step',
  reaches: ({ walk, books }) =>
    countRows(walk('transfer'), (row) => row.case > 0 && poolOf(books, row.a) !== undefined),
  holds: ({ walk, books }) => {
    for (const row of walk()) {
      if (row.case === 0) continue;
      const one = books.case(row.case);
      if (one?.kind !== 'default') continue;
      const who = `case ${row.case} (default of account ${one.subject})`;
      if (row.kind === 'fill' && row.cause === 'take-over') {
        const pool = poolOf(books, row.b);
        if (pool !== undefined && !pool.servesMarket(row.market))
          return { who, expected: `a pool of market ${books.markets[row.market]?.id}`, found: `pool ${pool.name}` };
      }
      const payer = row.kind === 'transfer' && row.b === one.subject ? poolOf(books, row.a) : undefined;
      if (payer === undefined || one.markets.length === 0 || one.markets.some((market) => payer.servesMarket(market)))
        continue;
      const of = one.markets.map((market) => books.markets[market]?.id).join(', ');
      return { who, expected: `a pool of ${of}`, found: `${row.cause} of ${row.value} by pool ${payer.name}` };
    }
    return undefined;
  },
});
