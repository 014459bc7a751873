import type { MarketModelView, Person, PersonPosition } from '../../contract/index.ts';
import { exp } from '../../math/index.ts';
import type { DrawnAccount, DrawnPosition } from './account-draws.ts';
import type { MarketTerms } from './market-terms.ts';
import type { SkewedParams } from './skewed-params.ts';

const hasSize = ({ notional }: DrawnPosition): boolean => notional > 0;

/** Turns a scaled account into a person: equity from its leverage, deposit = equity less what its positions have gained. */
export function settleAccount(
  owner: number,
  { leverage, positions }: Pick<DrawnAccount, 'leverage' | 'positions'>,
  markets: readonly MarketModelView[],
  terms: readonly MarketTerms[],
  params: SkewedParams,
  hedgeGroup?: number,
): Person {
  const held = positions.every(hasSize) ? positions : positions.filter(hasSize);
  const moves: number[] = [];
  let notional = 0;
  let margin = 0;
  let gain = 0;
  for (const position of held) {
    const { profile, long, short } = terms[position.market]!;
    const { low, span } = position.side === 1 ? long : short;
    const move = exp(low + position.entry * span) - 1;
    moves.push(move);
    notional += position.notional;
    margin += position.notional / profile.maxLeverage;
    gain -= position.side * position.notional * move;
  }
  const equity = Math.max(notional / leverage, margin * params.marginHeadroom);
  const most = params.largestGain * equity;
  const kept = gain > most ? most / gain : 1;
  let keptGain = 0;
  const entered: PersonPosition[] = [];
  for (let i = 0; i < held.length; i++) {
    const { market, side, notional: size } = held[i]!;
    keptGain -= side * size * moves[i]! * kept;
    const { id, open } = markets[market]!;
    entered.push({ market: id, side, notional: size, entry: open * (1 + kept * moves[i]!) });
  }
  const deposit = equity - keptGain;
  return hedgeGroup === undefined
    ? { owner, kind: 'trader', deposit, positions: entered }
    : { owner, kind: 'trader', deposit, positions: entered, hedgeGroup };
}
