import { type Candidate, defineAdlRanking, z } from 'breakwater';
import { scope } from '../protection/scope.ts';

interface Scope {
  readonly scope: 'account' | 'venue';
}

/** Net exposure to the common factor, units (real): positive where the holder wins as the position does. */
const netOf = ({ market, lots, netExposureRatio, ownerNetExposureRatio }: Candidate, params: Scope): number =>
  (params.scope === 'account' ? netExposureRatio : ownerNetExposureRatio) * market.notional(lots) * market.beta;

/**
 * Ranks by net exposure to the common factor instead of the leg alone: who bets most on the winning side is cut first.
 *
 * score = sign(lots) x sum over all positions of (signed value at mark x beta), units. A hedge scores near 0 and comes after every bet; who
 * is net on the other side comes last. The weight is the same, floored at 0.
 *
 * A hedge in part can still come before a small bet, because size counts: `lexicographic` is the rule that never lets it. With scope
 * `venue` each account is ranked by the exposure of its owner, so that splitting a position over accounts changes nothing.
 *
 * @source https://arxiv.org/abs/2603.15963 (risk of the whole portfolio, one factor); the queue is ours, no venue publishes one
 */
export const netRank = defineAdlRanking({
  name: 'net-rank',
  summary: 'Net exposure to the common factor, whole book first; a counterfactual, no published rule.',
  formula:
    'score = side x sum over positions of (signed value at mark x beta); weight = max(0, score)\n' +
    'positions of the account; of all accounts of its owner with scope: venue',
  source: 'https://arxiv.org/abs/2603.15963 (risk of the whole portfolio); the queue is ours',
  exempt: {
    'ranking/more-profit-first': 'profit does not count',
    'ranking/more-leverage-first': 'leverage does not count',
    'ranking/winners-before-losers': 'a large loser comes before a small winner',
    'ranking/size-does-not-count': 'exposure is a size',
  },
  params: z.strictObject({ scope: scope() }),
  score: netOf,
  weigh: (candidate, params) => Math.max(0, netOf(candidate, params)),
});
