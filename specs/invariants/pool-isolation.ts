import { defineInvariant, defineRowInvariant, same } from 'breakwater';

/** CS11, within one venue: markets that do not share a pool do not touch each other's. */
export const poolIsolation = defineRowInvariant({
  id: 'CS11/pool-isolation',
  says: 'A fill in a market, and the trading fees on it, touch no pool that does not serve the market.',
  scope: 'universal',
  tolerance: 0,
  source: 'catalogue CS11, of the markets of one venue',
  rows: {
    kinds: ['fill', 'transfer'],
    // A trading fee goes with the fill before it.
    begin: () => ({ market: -1 }),
    ask: (row, { books }, last) => {
      if (row.kind === 'fill') last.market = row.market;
      else if (row.cause !== 'trading-fee') return false;
      const { market } = last;
      if (market === -1) return false;
      const [ofA, ofB] = [books.poolOf(row.a), books.poolOf(row.b)];
      const stranger = [ofA, ofB].find((pool) => pool?.servesMarket(market) === false);
      if (stranger === undefined) return ofA !== undefined || ofB !== undefined;
      return {
        who: `pool ${stranger.name}`,
        expected: `nothing of market ${books.markets[market]?.id}`,
        found: `${row.kind} by ${row.cause} of ${row.value} in step ${row.step}`,
      };
    },
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
export const ownDomain = defineRowInvariant({
  id: 'WF7/own-domain',
  says: 'A pool that pays in a default serves a market in which the subject has held lots since the case opened; and a pool that takes lots over serves their market.',
  scope: 'universal',
  tolerance: 0,
  source: 'catalogue WF7; a subject that was flat already has no market of its own, and is not asked about',
  rows: {
    kinds: ['fill', 'transfer'],
    ask: (row, { books }) => {
      if (row.case === 0) return false;
      const pays = row.kind === 'transfer' && books.poolOf(row.a) !== undefined;
      const one = books.case(row.case);
      if (one?.kind !== 'default') return pays;
      const who = (): string => `case ${row.case} (default of account ${one.subject})`;
      if (row.kind === 'fill' && row.cause === 'take-over') {
        const pool = books.poolOf(row.b);
        if (pool !== undefined && !pool.servesMarket(row.market))
          return {
            who: who(),
            expected: `a pool of market ${books.markets[row.market]?.id}`,
            found: `pool ${pool.name}`,
          };
      }
      const payer = row.kind === 'transfer' && row.b === one.subject ? books.poolOf(row.a) : undefined;
      if (payer === undefined || one.markets.length === 0 || one.markets.some((market) => payer.servesMarket(market)))
        return pays;
      const of = one.markets.map((market) => books.markets[market]?.id).join(', ');
      return { who: who(), expected: `a pool of ${of}`, found: `${row.cause} of ${row.value} by pool ${payer.name}` };
    },
  },
});
