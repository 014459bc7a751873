import { defineBackstop, pass, ratio, z } from 'breakwater';
import { poolOf } from '../fund/pool-of.ts';
import { worthOf } from '../leg-worth.ts';
import { isLiquidated } from '../liquidation/liquidated.ts';
import { belowCloseOut, levelOf } from './level.ts';
import { emptyInventory, workOut, workOutParams } from './work-out.ts';

/**
 * A vault takes all positions of an account that has fallen far below maintenance, and sells them over time.
 *
 * Rule: when equity < belowMaintenance x maintenance, or below close-out margin with `belowCloseOut`, all legs go to the vault at mark; what margin remains is
 * `forfeited` to it, or `kept`. It takes over although an earlier layer waits. It refuses while it has nothing left to
 * spend, its loss cap included. An account below zero is left to the next layer (ADL) or, with `whenNegative: take`,
 * taken at its bankruptcy value, so that the vault bears what is missing, if it can. Units of the settlement asset.
 *
 * How the vault works positions out is not published; ours is an even pace over workOver.
 *
 * @source https://hyperliquid.gitbook.io/hyperliquid-docs/trading/liquidations (two thirds, all cross positions and
 * margin); https://hyperliquid.gitbook.io/hyperliquid-docs/trading/auto-deleveraging (accounts below zero)
 */
export const vaultTakeover = defineBackstop({
  name: 'vault-takeover',
  summary: 'A vault takes all positions at mark, with the margin that remains.',
  formula:
    'when E < ceil(MM x belowMaintenance) and spendable > 0: all lots at mark\n' +
    'E < 0: left; with whenNegative: take at bankruptcy value, where spendable covers what is missing\n' +
    'then each step ceil(most held x step / workOver) lots, IOC at mark -/+ floor(mark x slippage)',
  source: [
    'https://hyperliquid.gitbook.io/hyperliquid-docs/trading/liquidations',
    'https://hyperliquid.gitbook.io/hyperliquid-docs/trading/auto-deleveraging',
  ],
  params: z.strictObject({
    pool: z.string().default('vault').describe('Pool that takes over; a market looks up its own share of it.'),
    belowMaintenance: ratio({ max: '1' })
      .prefault('2/3')
      .describe('Share of maintenance below which equity must lie, 0 to 1.'),
    belowCloseOut,
    margin: z.enum(['forfeited', 'kept']).default('forfeited').describe('What becomes of the margin that remains.'),
    whenNegative: z
      .enum(['leave', 'take'])
      .default('leave')
      .describe('Accounts below zero: left to the next layer, or taken at bankruptcy value.'),
    ...workOutParams,
  }),
  capabilities: { moves: 'both', poolMayBeNegative: true },
  takesLots: true,
  overtakes: true,
  stateOf: 'case',
  initial: emptyInventory,
  needs: ({ belowCloseOut }) => (belowCloseOut ? ['close-out'] : []),
  next: (subject, view, params, _state, outcome) => {
    if (!isLiquidated(subject) || outcome !== undefined) return pass;
    const { equity } = subject.subject;
    if (equity >= levelOf(subject.subject, params)) return pass;
    if (equity < 0 && params.whenNegative === 'leave') return pass;
    const pools = subject.legs.map((leg) => poolOf(view, params.pool, leg.market.number, 'vault-takeover'));
    const missing = subject.legs.reduce(
      (sum, leg) => sum + worthOf(leg, Math.max(0, leg.bankruptcyValue - leg.value)),
      0,
    );
    if (pools.some((pool) => pool.spendable <= 0 || pool.spendable < (equity < 0 ? missing : 0))) return pass;
    return subject.legs.map((leg, i) => ({
      do: 'takeOver' as const,
      by: pools[i]?.name ?? params.pool,
      market: leg.market.number,
      lots: leg.lots,
      value: equity < 0 ? leg.bankruptcyValue : leg.value,
      margin: params.margin,
    }));
  },
  work: workOut,
});
