import { amount, defineBackstop, type PayAction, pass, z } from 'breakwater';
import { poolOf } from '../fund/pool-of.ts';
import { partsOf } from '../socialisation/case-legs.ts';

/** What the fund has paid for each market, units. */
type Claims = { paid: { [market: string]: number } };

/**
 * A staked fund pays what a flat account owes, for each market up to a claim of its own.
 *
 * payment for a market = min(part of the deficit, claim - paid for it so far, what the fund may spend less `keeps`), the
 * deficit split over markets by the maintenance their positions had. What is not paid is for the next layer. Units of the
 * settlement asset.
 *
 * Our readings: the venue resolves a bankruptcy market by market; the split stands for that. Its revenue pool, which
 * refills claims over days, is left out. `keeps` is the one unit its code leaves in the vault.
 *
 * @source https://github.com/drift-labs/protocol-v2: programs/drift/src/controller/liquidation.rs
 * (resolve_perp_bankruptcy: min(loss, vault - 1, quote_max_insurance - quote_settled_insurance))
 */
export const stakedFundWithMarketClaimCaps = defineBackstop({
  name: 'staked-fund-with-market-claim-caps',
  summary: 'A staked fund pays deficits, for each market up to its claim.',
  formula:
    'paid = min(part of the deficit, claim - paid for the market so far, spendable - keeps)\n' +
    'part = deficit x MM of the leg / MM of all legs',
  source: 'https://github.com/drift-labs/protocol-v2/blob/master/programs/drift/src/controller/liquidation.rs',
  params: z.strictObject({
    pool: z.string().default('insurance').describe('Fund that pays.'),
    claim: amount()
      .prefault('1000000')
      .describe(
        'Most it pays for a market in the whole run, settlement asset, at least 0 (quote_max_insurance); assumed.',
      ),
    claims: z
      .record(z.string(), amount())
      .default({})
      .describe('The same for single markets, by market name, settlement asset, at least 0.'),
    keeps: z
      .int('units are whole')
      .min(0, 'units that stay in the fund are at least 0')
      .default(1)
      .describe('Units that stay in the fund, at least 0.'),
  }),
  capabilities: { closes: 'none', moves: 'money' },
  takesLots: false,
  stateOf: 'venue',
  initial: (): Claims => ({ paid: {} }),
  next: (subject, view, params, state, outcome) => {
    if (outcome !== undefined || subject.deficit <= 0) return pass;
    const pays: PayAction[] = [];
    const left = new Map<string, number>();
    for (const { market, amount: owed } of partsOf(subject, view)) {
      const id = view.markets[market]?.id ?? '';
      const pool = poolOf(view, params.pool, market, 'staked-fund-with-market-claim-caps');
      const spendable = left.get(pool.name) ?? Math.max(0, pool.spendable - params.keeps);
      const paid = state.paid[id] ?? 0;
      const claim = Object.hasOwn(params.claims, id) ? (params.claims[id] as number) : params.claim;
      const amount = Math.min(owed, Math.max(0, claim - paid), spendable);
      left.set(pool.name, spendable - amount);
      if (amount === 0) continue;
      state.paid[id] = paid + amount;
      pays.push({ do: 'pay', from: pool.name, amount });
    }
    return pays.length === 0 ? pass : pays;
  },
});
