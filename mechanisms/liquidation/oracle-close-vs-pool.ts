import { defineLiquidation, pass, rate, rateCeil, z } from 'breakwater';
import { poolOf } from '../fund/pool-of.ts';

/**
 * The pool that is the counterparty takes positions back at the oracle price.
 *
 * Value of a piece = value at oracle - impact x |value at oracle|. Where that would leave the account below zero, the piece
 * leaves at its bankruptcy value instead: the account ends at zero, and the pool, which owes it nothing, bears the rest. What
 * remains is `kept` by the account (GMX) or `forfeited` to the pool (Jupiter). Units of the settlement asset.
 *
 * @source https://github.com/gmx-io/gmx-synthetics: contracts/exchange/LiquidationHandler.sol; https://docs.jup.ag (all
 * remaining collateral is forfeited)
 */
export const oracleCloseVsPool = defineLiquidation({
  name: 'oracle-close-vs-pool',
  summary: 'The pool takes positions back at the oracle price.',
  source: ['https://github.com/gmx-io/gmx-synthetics', 'https://docs.jup.ag'],
  params: z.strictObject({
    pool: z.string().default('pool').describe('Pool that is the counterparty; a market looks up its own share of it.'),
    margin: z.enum(['kept', 'forfeited']).default('kept').describe('What becomes of the margin that remains.'),
    impact: rate({ max: '1' })
      .prefault('0')
      .describe('Fee and price impact the pool keeps, share of the value at oracle, 0 to 1.'),
  }),
  capabilities: { moves: 'both', poolMayBeNegative: true },
  takesLots: true,
  next: (subject, view, params, _state, outcome) => {
    if (subject.kind !== 'default' || subject.legs.length === 0 || outcome !== undefined) return pass;
    const atOracle = subject.legs.map(({ market, lots }) => {
      const value = market.value(lots, market.oracle);
      return value - rateCeil(Math.abs(value), params.impact);
    });
    const left = subject.legs.reduce(
      (equity, leg, i) => equity + (atOracle[i] as number) - leg.value,
      subject.subject.equity,
    );
    return subject.legs.map((leg, i) => ({
      do: 'takeOver' as const,
      by: poolOf(view, params.pool, leg.market.number, 'oracle-close-vs-pool').name,
      market: leg.market.number,
      lots: leg.lots,
      value: left < 0 ? leg.bankruptcyValue : (atOracle[i] as number),
      margin: params.margin,
    }));
  },
});
