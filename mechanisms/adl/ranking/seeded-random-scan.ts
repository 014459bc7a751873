import { defineAdlRanking, z } from 'breakwater';

// Above any account id, and exact beside one.
const LAP = 2 ** 40;

/**
 * Scans accounts in the order of their ids, round and round, from a random place.
 *
 * The place is an account drawn with equal chance among all traders and makers of the venue; those before it come after the
 * last. The chain draws among the holders of the side instead, which this meets where holders lie evenly among the ids: after
 * a gap in them a holder comes first more often.
 *
 * @source https://github.com/dydxprotocol/v4-chain: x/clob/keeper/deleveraging.go (OffsetSubaccountPerpetualPosition)
 */
export const seededRandomScan = defineAdlRanking({
  name: 'seeded-random-scan',
  summary: 'In the order of the accounts, from a random one.',
  formula:
    'ids from first up, then those below it; first = an account drawn among all traders and makers\n' +
    'score = -id, less 2^40 where id < first',
  source: 'https://github.com/dydxprotocol/v4-chain/blob/main/protocol/x/clob/keeper/deleveraging.go',
  exempt: {
    'ranking/more-profit-first': 'drawn, not ranked',
    'ranking/more-leverage-first': 'drawn, not ranked',
    'ranking/winners-before-losers': 'drawn, not ranked',
  },
  params: z.strictObject({}),
  prepare: (market, view) => {
    const traders = view.accountsOf('trader');
    const makers = view.accountsOf('maker');
    const count = traders.length + makers.length;
    if (count === 0) return 0;
    const drawn = view.random('scan', market.number).below(count);
    return traders[drawn] ?? makers[drawn - traders.length] ?? 0;
  },
  score: (candidate, _params, first) => (candidate.account < first ? -LAP : 0) - candidate.account,
});
