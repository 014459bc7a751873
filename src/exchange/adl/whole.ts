import { type Adl, type AdlCandidate, contractError, type Side } from '../../contract/index.ts';
import { recordTaken } from '../../ledger/index.ts';
import { ActionCheck } from '../actions/check.ts';
import { takesFromOthers } from '../actions/taken.ts';
import { listOf } from '../answers.ts';
import type { BoundUse } from '../bind.ts';
import { CandidateCursor } from '../candidate.ts';
import type { Market } from '../market.ts';
import type { Venue } from '../venue.ts';
import { LiveVenueView } from '../venue-view.ts';
import type { LiveCase } from '../views.ts';

const candidatesOf = (venue: Venue, number: number, side: Side): readonly AdlCandidate[] => {
  const market = venue.markets[number] as Market;
  const { positions } = venue.ledger;
  const cursor = new CandidateCursor(venue, market);
  const list: AdlCandidate[] = [];
  for (let row = positions.headOfMarket[number] as number; row !== -1; row = positions.nextInMarket[row] as number) {
    if ((positions.lots[row] as number) > 0 !== (side === 1) || !venue.mayBeCut(positions.account[row] as number, -1))
      continue;
    const { account, owner, lots, profit, notional, equity } = cursor.at(row);
    list.push({ account, owner, lots, profit, notional, equity });
  }
  return list.sort((a, b) => a.account - b.account);
};

/** The venue as a whole rule sees it: with everybody who may be cut. */
class ViewWithCandidates extends LiveVenueView {
  readonly #owner: Venue;

  constructor(venue: Venue) {
    super(venue);
    this.#owner = venue;
  }

  candidates(market: number, side: Side): readonly AdlCandidate[] {
    return candidatesOf(this.#owner, market, side);
  }
}

/** Runs a whole ADL rule for the cases that have reached it, and does what it plans, case by case. */
export const runWholeAdl = (venue: Venue, layer: number, use: BoundUse<Adl>, cases: readonly LiveCase[]): void => {
  const { mechanism, params } = use;
  const state = venue.states.of(use.place, 'venue', mechanism, params);
  const view = new ViewWithCandidates(venue);
  const plans = venue.guard.call(mechanism, () => mechanism.plan(view, cases, params as never, state));
  if (!Array.isArray(plans))
    throw contractError('nothing', `${mechanism.name}: it answered ${JSON.stringify(plans)}, not a list of plans`);
  const byId = new Map(cases.map((live) => [live.id, live]));
  // All plans are one decision: each is checked before the first is carried out.
  let check: ActionCheck | undefined;
  const decided = plans.map((plan) => {
    const live = byId.get(plan?.case);
    if (live === undefined) {
      throw contractError('plan', `${mechanism.name}: it plans for case ${plan?.case}, which has not reached it`);
    }
    listOf(`${mechanism.name}: the plan for case ${plan.case}`, plan.actions);
    const mine = new ActionCheck(venue, live, check);
    check = mine;
    venue.guard.name(mechanism, () => {
      for (const action of plan.actions) mine.check(action);
    });
    return { live, actions: plan.actions };
  });
  const acting = decided.filter(({ actions }) => actions.length > 0);
  for (const { live, actions } of acting) venue.guard.name(mechanism, () => venue.act(live, actions));
  const [first] = acting;
  if (first === undefined) return;
  const caseId = acting.length === 1 ? first.live.id : 0;
  if (acting.some(({ actions }) => takesFromOthers(actions)))
    recordTaken(venue.ledger.log, caseId, first.live.data.subject, layer);
  venue.figures.record(venue, use, state, { layer, case: caseId, market: -1 });
};
