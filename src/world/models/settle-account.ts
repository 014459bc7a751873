import type { MarketModelView, Person } from '../../contract/index.ts';
import { exp, log } from '../../math/index.ts';
import type { DrawnAccount } from './account-draws.ts';
import { profileOf, type SkewedParams } from './skewed-params.ts';

/** Turns a scaled account into a person: equity from its leverage, deposit = equity less what its positions have gained. */
export function settleAccount(
  owner: number,
  { leverage, positions }: DrawnAccount,
  markets: readonly MarketModelView[],
  params: SkewedParams,
  hedgeGroup?: number,
): Person {
  const held = positions.filter(({ notional }) => notional > 0);
  const notional = held.reduce((sum, position) => sum + position.notional, 0);
  const margin = held.reduce((sum, position) => {
    const { maxLeverage } = profileOf(params.classes, markets[position.market]!.class);
    return sum + position.notional / maxLeverage;
  }, 0);
  const equity = Math.max(notional / leverage, margin * params.marginHeadroom);
  const moves = held.map(({ market, side, entry }) => {
    const { shortEntry = params.shortEntry } = profileOf(params.classes, markets[market]!.class);
    const { low, high } = side === 1 ? params.entry : shortEntry;
    return exp(log(1 + low) + entry * (log(1 + high) - log(1 + low))) - 1;
  });
  const gain = (share: number): number =>
    held.reduce((sum, position, i) => sum - position.side * position.notional * moves[i]! * share, 0);
  const most = params.largestGain * equity;
  const kept = gain(1) > most ? most / gain(1) : 1;
  return {
    owner,
    kind: 'trader',
    deposit: equity - gain(kept),
    positions: held.map((position, i) => {
      const { id, open } = markets[position.market]!;
      return { market: id, side: position.side, notional: position.notional, entry: open * (1 + kept * moves[i]!) };
    }),
    ...(hedgeGroup === undefined ? {} : { hedgeGroup }),
  };
}
