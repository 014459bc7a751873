import { type AdlNeed, apportion, type CaseView, type LegView, type MarketView, type PoolView } from 'breakwater';
import { worthOf } from '../../leg-worth.ts';

/** A position that a pool took over, with the case that answers for it: an inventory, or the pool's own default. */
export interface Holding {
  readonly case: number;
  readonly leg: LegView;
}

/** What a pool holds, by rising market. A pool in default answers by that case, and its inventories rest. */
export const holdingsOf = (cases: readonly CaseView[], pool: PoolView): Holding[] => {
  const own = cases.filter(({ kind, subject }) => kind !== 'pool' && subject.id === pool.account);
  const fallen = own.filter(({ kind }) => kind === 'default');
  return (fallen.length > 0 ? fallen : own)
    .flatMap(({ id, legs }) => legs.map((leg) => ({ case: id, leg })))
    .filter(({ leg }) => leg.lots !== 0)
    .sort((a, b) => a.leg.market.number - b.leg.market.number);
};

/**
 * Pushes all that a pool without equity holds, so that its hole is filled by the markets that tore it.
 *
 * hole = -equity, shared over the markets it holds lots in by what each has lost it so far (all alike where none has). Each
 * holding is closed at value at mark + its share: as `priceShift`, the equity the pool will have once it and those before it are
 * closed, 0 after the last.
 */
export const ruinNeeds = (cases: readonly CaseView[], pool: PoolView): AdlNeed[] => {
  const holdings = holdingsOf(cases, pool);
  const losses = holdings.map(({ leg }) => Math.max(0, -pool.profit(leg.market.number)));
  const weights = losses.every((loss) => loss === 0) ? losses.map(() => 1) : losses;
  const shares = apportion(Math.max(0, -pool.equity), weights, undefined);
  let after = pool.equity;
  return holdings.map(({ case: id, leg }, i) => {
    after += shares[i] ?? 0;
    return { in: 'lots', market: leg.market.number, amount: Math.abs(leg.lots), case: id, priceShift: after };
  });
};

/**
 * Pushes the positions that a pool refuses to take over for want of money.
 *
 * As `fund-takeover` decides: a leg is refused where the pool can spend nothing, or less than the loss at mark that the leg brings. Cases
 * in the order given, leg by leg; what is not refused uses up what the pool can spend.
 *
 * @param serves - The pool of a market.
 */
export const refusedNeeds = (
  cases: readonly CaseView[],
  serves: (market: MarketView) => PoolView | undefined,
): AdlNeed[] => {
  const money = new Map<string, number>();
  return cases
    .filter(({ kind, subject }) => kind !== 'inventory' && kind !== 'pool' && subject.kind !== 'fund')
    .flatMap(({ id, legs }) =>
      legs.flatMap(({ market, lots, value, bankruptcyValue }): AdlNeed[] => {
        const loss = worthOf({ market, lots, value }, Math.max(0, bankruptcyValue - value));
        const pool = serves(market);
        if (lots === 0 || pool === undefined) return [];
        const left = money.get(pool.name) ?? pool.spendable;
        if (pool.spendable > 0 && loss <= left) {
          money.set(pool.name, left - loss);
          return [];
        }
        return [{ in: 'lots', market: market.number, amount: Math.abs(lots), case: id }];
      }),
    );
};
