import { apportion, defineBackstop, type OfferAction, pass, z } from 'breakwater';
import { isLiquidated } from '../liquidation/liquidated.ts';

/**
 * Puts a defaulter's positions on the members, whether they want them or not (invoicing back).
 *
 * Each leg is shared over all other members in proportion to what they have deposited or committed, or equally, whole lots by largest
 * remainder, at the settlement price (mark) or at the subject's bankruptcy value. At mark its deficit stays for the next layer;
 * at bankruptcy the members bear it. Nothing is left over while one member stands. Units of the settlement asset.
 *
 * @source ISDA, CCP loss allocation at the end of the waterfall, 2013 (forced allocation, invoicing back)
 */
export const forcedAllocation = defineBackstop({
  name: 'forced-allocation',
  summary: "A defaulter's positions are put on the members, pro rata.",
  formula:
    'lots_i = |lots| x w_i / sum of w, by largest remainder; value = value at mark; price: bankruptcy takes that value\n' +
    'w = max(0, min(wallet, E)); commitment with by: commitment; 1 with by: equal',
  source: 'ISDA, CCP loss allocation at the end of the waterfall, 2013',
  params: z.strictObject({
    by: z
      .enum(['deposit', 'commitment', 'equal'])
      .default('deposit')
      .describe("What a member's share is in proportion to: its deposit, its commitment, or nothing."),
    price: z
      .enum(['mark', 'bankruptcy'])
      .default('mark')
      .describe('Price at which members take positions: the mark, or what leaves the account nothing.'),
  }),
  needs: () => ['members'],
  capabilities: { moves: 'lots' },
  takesLots: true,
  next: (subject, view, { by, price }, _state, outcome) => {
    if (!isLiquidated(subject) || outcome !== undefined) return pass;
    const members = view.accountsOf('member').filter((id) => id !== subject.subject.id && !view.account(id).inCase);
    const weights = members.map((id) => {
      if (by === 'equal') return 1;
      const { commitment, wallet, equity } = view.account(id);
      return by === 'commitment' ? commitment : Math.max(0, Math.min(wallet, equity));
    });
    const offers = subject.legs.flatMap(({ market, lots, value, bankruptcyValue }): OfferAction[] => {
      const shares = apportion(Math.abs(lots), weights, undefined);
      const to = members
        .map((account, i) => ({ account, capacity: shares[i] ?? 0 }))
        .filter(({ capacity }) => capacity > 0);
      if (to.length === 0) return [];
      const worth = price === 'mark' ? value : bankruptcyValue;
      return [{ do: 'offer', market: market.number, lots, value: worth, to, share: 'pro-rata' }];
    });
    return offers.length === 0 ? pass : offers;
  },
});
