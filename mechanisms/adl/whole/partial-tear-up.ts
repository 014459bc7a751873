import { type Action, defineAdl, ratio, ratioCeil, z } from 'breakwater';
import { Facing } from './facing.ts';

/**
 * Tears up the positions of open cases at the settlement price, each market for itself, pro rata over all who face them.
 *
 * torn = ceil(share x lots of the leg), at most what faces it; each holder of the other side, winner or loser, gives the same part of its
 * position, whole lots by largest remainder; several cases are torn up in turn. value = value at mark or at the index, units,
 * to both sides. At mark nobody gains or loses by the fill; the subject's deficit stays for the next layer, a gains haircut
 * by the book. `joint-pro-rata-tear-up` is the rule that keeps the shape of a case over several markets.
 *
 * @source ISDA, CCP loss allocation at the end of the waterfall, 2013 (partial tear-up); CME rule filing 16-354
 */
export const partialTearUp = defineAdl({
  name: 'partial-tear-up',
  summary: 'Contracts terminated at the settlement price, pro rata over opposite positions.',
  formula:
    'torn = min(ceil(|lots| x share), lots facing) of each leg; value = value at mark, at index with price: oracle\n' +
    'give = torn x own lots / lots facing, by largest remainder',
  source: ['ISDA, CCP loss allocation at the end of the waterfall, 2013', 'CME rule filing 16-354'],
  params: z.strictObject({
    share: ratio({ min: '1/1000000', max: '1' })
      .prefault('1')
      .describe('Share of each leg that is torn up in one step, above 0 to 1.'),
    price: z.enum(['mark', 'oracle']).default('mark').describe('Price of settlement: the mark, or the index.'),
  }),
  capabilities: { closes: 'opposite', moves: 'lots', actsEarly: true },
  plan: (view, cases, { share, price }) => {
    const facing = new Facing(view, cases);
    return cases.flatMap((subject) => {
      const actions = subject.legs.flatMap(({ market, lots }): Action[] => {
        const { cuts, closed } = facing.take(market.number, lots, ratioCeil(Math.abs(lots), share));
        if (closed === 0) return [];
        const value = market.value(Math.sign(lots) * closed, price === 'mark' ? market.mark : market.oracle);
        return [{ do: 'cut', market: market.number, cuts, value }];
      });
      return actions.length === 0 ? [] : [{ case: subject.id, actions }];
    });
  },
});
