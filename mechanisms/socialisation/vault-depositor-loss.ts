import { defineSocialisation, pass, ratio, ratioFloor, z } from 'breakwater';
import { poolOf } from '../fund/pool-of.ts';

/**
 * Depositors of a vault bear what is left, in proportion to their shares of it.
 *
 * charged = min(deficit, most x what the vault could spend when first asked), in one case, however often; taken from the vault as a
 * whole, so each share is worth the same part less. No trader pays. What the vault cannot bear stays. Units of the settlement asset.
 *
 * A vault that takes positions over bears their result anyway; this layer is for a loss that has stayed with an account, or
 * for a sister vault whose depositors stand behind a liquidator with a cap of its own.
 *
 * @source https://hyperliquid.gitbook.io/hyperliquid-docs/trading/liquidations (HLP depositors bear the liquidator's losses);
 * https://docs.lighter.xyz (LLP)
 */
export const vaultDepositorLoss = defineSocialisation({
  name: 'vault-depositor-loss',
  summary: 'Depositors of a vault bear it, share by share.',
  formula:
    'charge = min(deficit, floor(spendable x most) - charged so far, spendable), first spendable as when first asked',
  source: ['https://hyperliquid.gitbook.io/hyperliquid-docs/trading/liquidations', 'https://docs.lighter.xyz'],
  params: z.strictObject({
    pool: z.string().default('vault').describe('Vault whose depositors bear the loss.'),
    most: ratio({ max: '1' })
      .prefault('1')
      .describe('Most that one deficit takes of what the vault can spend, as a share from 0 to 1.'),
  }),
  exempt: {
    'socialisation/flat-never-pays': 'the vault pays for its depositors, whether it holds positions or not',
    'socialisation/raises-all-while-somebody-has-won': 'winners who are no depositors are not asked',
  },
  capabilities: { closes: 'none', moves: 'money', chargesFlat: true },
  takesLots: false,
  stateOf: 'case',
  initial: (): { left: number | null } => ({ left: null }),
  next: (subject, view, { pool, most }, state, outcome) => {
    if (outcome !== undefined || subject.deficit <= 0) return pass;
    const vault = poolOf(view, pool, subject.held[0]?.market.number ?? 0, 'vault-depositor-loss');
    if (vault.account === subject.subject.id) return pass;
    state.left ??= ratioFloor(vault.spendable, most);
    const amount = Math.min(subject.deficit, state.left, vault.spendable);
    state.left -= amount;
    return amount === 0 ? pass : [{ do: 'charge', base: 'equity', charges: [{ account: vault.account, amount }] }];
  },
});
