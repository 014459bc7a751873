import { type Action, defineAdl, type LegView, mulDivFloor, type VenueView, z } from 'breakwater';
import { unitsOf, worthOf } from '../../leg-worth.ts';
import { Facing } from './facing.ts';

/** What a closed piece comes to, units of the asset its market settles in, signed as the leg. */
interface Piece {
  readonly atMark: number;
  /** What the subject is paid: mark, or as much as leaves it no deficit. */
  readonly value: number;
}

const pieceOf = ({ market, lots, value, bankruptcyValue }: LegView, closed: number): Piece => {
  const atMark = market.value(Math.sign(lots) * closed, market.mark);
  const equity = mulDivFloor(value - bankruptcyValue, closed, Math.abs(lots));
  return { atMark, value: atMark - Math.min(0, equity) };
};

/** What a pool may still pay in this decision, units of the venue's settlement asset, by its account. */
class Purse {
  readonly #left = new Map<number, number>();

  /** Takes up to `units` of the asset a leg settles in. */
  take(view: VenueView, name: string | undefined, leg: LegView, units: number): number {
    const pool = name === undefined ? undefined : view.pool(name, leg.market.number);
    if (pool === undefined || units === 0) return 0;
    const left = this.#left.get(pool.account) ?? pool.spendable;
    const paid = Math.min(units, unitsOf(leg, left));
    this.#left.set(pool.account, left - worthOf(leg, paid));
    return paid;
  }
}

/**
 * Shrinks the opposing side by one factor and lets it bear the loss in the same proportion: no queue, no ranking.
 *
 * A leg of q lots is closed against all who face it; each gives the same part of its position, A' / A = (OI - q) / OI, whole lots by
 * largest remainder. The subject gets mark, or bankruptcy where mark would leave it below zero; of the difference, the deficit
 * D, the pool pays what it can, and the rest is deltaK = D / OI on every opposing lot: since all give the same part of what
 * they hold, that is the value of the lots they give. Flat accounts and the subject's own side pay nothing. Units.
 *
 * The chain scales sizes down by a factor, floor(A x OI after / OI before), and rounds the loss up per lot; what it leaves as dust
 * is here a lot more or less. With the parts by themselves: allocation `integer-pro-rata` at `mark`, then a `fund` layer and
 * `opposing-interest-index`, which charges those who are still there.
 *
 * @source https://github.com/aeyakovenko/percolator: spec.md v12.15.0, sections 5.4 to 5.6 (A and K)
 */
export const proRataSizeAndLoss = defineAdl({
  name: 'pro-rata-size-and-loss',
  summary: 'The opposing side gives up size and bears the loss, both pro rata.',
  formula:
    'lots after = lots x (OI - q) / OI of all who face the q lots, by largest remainder, OI = lots facing\n' +
    'value = value at mark, to the subject bankruptcy value where it is below zero\n' +
    'D = the difference, less what pool can pay: D / OI of each opposing lot',
  source: 'https://github.com/aeyakovenko/percolator/blob/master/spec.md',
  params: z.strictObject({
    pool: z.string().optional().describe('Pool that pays deficits first; the opposing side bears all when left out.'),
  }),
  capabilities: { closes: 'opposite', moves: 'lots', actsEarly: true },
  plan: (view, cases, { pool }) => {
    const facing = new Facing(view, cases);
    const purse = new Purse();
    return cases.flatMap((subject) => {
      const actions = subject.legs.flatMap((leg): Action[] => {
        const { market, lots } = leg;
        const { cuts, closed } = facing.take(market.number, lots, Math.abs(lots));
        if (closed === 0) return [];
        const { atMark, value } = pieceOf(leg, closed);
        const paid = purse.take(view, pool, leg, value - atMark);
        const shared = paid === 0 || pool === undefined ? {} : { counterpartyValue: value - paid, difference: pool };
        return [{ do: 'cut', market: market.number, cuts, value, ...shared }];
      });
      return actions.length === 0 ? [] : [{ case: subject.id, actions }];
    });
  },
});
