import { defineSocialisation, pass, waitUntil, z } from 'breakwater';
import { poolOf } from '../fund/pool-of.ts';

/**
 * Leaves a deficit open until those who withdraw have paid it.
 *
 * The payout rule of the same name withholds a share of each withdrawal for a pool; each step this layer takes from that pool what
 * there is, charged = min(deficit, what the pool can spend), and the case stays open while anything is missing, at the
 * longest to the end of the run. Who does not withdraw pays nothing. Units of the settlement asset.
 *
 * With a pool of its own for what is withheld, that money counts as socialised; withheld for the insurance fund, as the venue does
 * it, a `fund` layer before this one pays it out, and it counts as the fund's.
 *
 * @source https://docs.paradex.trade/risk/socialized-losses (a charge on withdrawals while the exchange is bankrupt)
 */
export const withdrawalFactor = defineSocialisation({
  name: 'withdrawal-factor',
  summary: 'A deficit stays open until withdrawals have paid it.',
  formula: 'each step charge = min(deficit, spendable of pool); the case stays open while a deficit is left',
  source: 'https://docs.paradex.trade/risk/socialized-losses',
  params: z.strictObject({
    pool: z.string().default('insurance').describe('Pool that receives what is withheld from withdrawals.'),
  }),
  exempt: {
    'socialisation/flat-never-pays': 'the pool pays what it was given, and it holds no position',
    'socialisation/raises-all-while-somebody-has-won': 'who does not withdraw does not pay',
  },
  capabilities: { closes: 'none', moves: 'money', chargesFlat: true },
  takesLots: false,
  next: (subject, view, { pool }, _state, outcome) => {
    if (subject.deficit <= 0) return pass;
    const levy = poolOf(view, pool, subject.held[0]?.market.number ?? 0, 'withdrawal-factor');
    const amount = levy.account === subject.subject.id ? 0 : Math.min(subject.deficit, levy.spendable);
    if (outcome !== undefined || amount === 0) return waitUntil(view.now + view.stepSeconds);
    return [{ do: 'charge', base: 'equity', charges: [{ account: levy.account, amount }] }];
  },
});
