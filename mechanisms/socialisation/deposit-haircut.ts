import { defineSocialisation, pass, z } from 'breakwater';
import { bystanders, chargeInProportion, type Gain } from './winners.ts';

/**
 * Writes everybody's money down by the same percentage: the last step, when no profit and no position is left to pay.
 *
 * haircut = min(1, deficit / sum of deposits); a deposit d loses d x haircut, whole units by largest remainder, whether it
 * carries a position or not. `of: deposits` counts an account's money without unrealised profit (its losses count), `of:
 * equity` all it has. Accounts with an open case pay nothing. Units of the settlement asset.
 *
 * The chains lower an index of cumulative deposit interest, which each depositor meets when next touched; charging all at once
 * comes to the same amounts, and whole units here.
 *
 * @source https://github.com/drift-labs/protocol-v2: controller/liquidation.rs (resolve_spot_bankruptcy: haircut through cumulative
 * deposit interest); https://github.com/vertex-protocol/vertex-contracts (spot deposits after perps);
 * https://github.com/aeyakovenko/percolator at d594e6a (equity after unvested profit and insurance)
 */
export const depositHaircut = defineSocialisation({
  name: 'deposit-haircut',
  summary: "The same percentage off everybody's money, flat or not.",
  formula:
    'charge_i = g_i x min(1, D / sum of g), by largest remainder; D = deficit\n' +
    'g = max(0, min(wallet, E)); max(0, E) with of: equity',
  source: [
    'https://github.com/drift-labs/protocol-v2/blob/master/programs/drift/src/controller/liquidation.rs',
    'https://github.com/vertex-protocol/vertex-contracts',
    'https://github.com/aeyakovenko/percolator',
  ],
  params: z.strictObject({
    of: z
      .enum(['deposits', 'equity'])
      .default('deposits')
      .describe('What the haircut is taken of: money without unrealised profit, or all equity.'),
  }),
  exempt: {
    'socialisation/flat-never-pays': 'every depositor pays, whether it holds a position or not',
    'socialisation/losers-never-pay': 'every depositor pays, whatever it has won',
  },
  capabilities: { closes: 'none', moves: 'money', chargesFlat: true },
  takesLots: false,
  next: (subject, view, { of }, _state, outcome) => {
    if (outcome !== undefined || subject.deficit <= 0) return pass;
    const money: Gain[] = [];
    for (const { id, equity, wallet } of bystanders(view, subject)) {
      const amount = of === 'equity' ? equity : Math.min(equity, wallet);
      if (amount > 0) money.push({ account: id, market: undefined, amount });
    }
    const charges = chargeInProportion(money, subject, of);
    return charges.length === 0 ? pass : charges;
  },
});
