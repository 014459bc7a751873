import type { Action, CaseView, Side } from '../../contract/index.ts';
import { recordScore } from '../../ledger/index.ts';
import { type RandomStream, stream } from '../../math/index.ts';
import { wholeOf } from '../answers.ts';
import type { Market } from '../market.ts';
import type { Venue } from '../venue.ts';
import type { LiveCase } from '../views.ts';
import { CandidateWalk, type ClaimOn, prefixLength, type Reach } from './candidates.ts';
import { allocate, type Claims } from './claims.ts';
import { CompanionPlan } from './companions.ts';
import type { AdlLayer } from './layer.ts';
import { tierOf, tiersOf } from './tiers.ts';

/** After so many solves of one problem nobody is cut any more whose cut must go with orders. */
const MOST_SOLVES = 100;

/** Who gives how much, before anything is done. */
export interface Solution {
  readonly claims: Claims;
  readonly gives: Float64Array;
  /** Orders of counterparties that go with their cuts. */
  readonly companions: readonly Action[];
  /** How many claims the rule was asked about; of one that looks at a prefix only, those of the prefix. */
  readonly candidates: number;
  /** Score of the last claim that gives anything; 0 when none does. */
  readonly cutOff: number;
}

interface Problem {
  readonly market: Market;
  readonly side: Side | 0;
  readonly on: ClaimOn;
  readonly need: number;
  readonly subject?: CaseView;
  /** First case it is for. */
  readonly first: LiveCase;
}

/** Solves the claims problem of one market side: eligibility, protection, allocation; commits nothing. */
export const solve = (venue: Venue, layer: AdlLayer, problem: Problem): Solution => {
  const { eligible } = layer.composite;
  const ranking = layer.ranking(venue, problem.market, problem.side);
  const walk = new CandidateWalk(venue, { ranking, eligible, scan: layer.scan(venue), ...problem }, layer.claims);
  const reach = reachOf(venue, layer, problem);
  // A trace shows everybody who was eligible.
  const looked = venue.trace ? undefined : reach;
  const plan = companionPlan(venue, layer, problem);
  for (let solves = 1; ; solves++) {
    const claims = walk.claims(looked);
    const gives = byTier(venue, layer, claims, problem);
    const orders = plan?.orders(claims.accounts, gives, reach === undefined && solves > MOST_SOLVES) ?? [];
    if (plan === undefined || plan.infeasible.size === 0) {
      if (venue.trace) trace(venue, layer, claims, gives, problem);
      const n = claims.accounts.length;
      const candidates = reach === undefined ? n : prefixLength(claims.limit, n, reach);
      return { claims, gives, companions: orders, candidates, cutOff: cutOffOf(claims, gives) };
    }
    walk.leaveOut(plan.infeasible);
  }
};

/** How far the ranking has to be looked along: undefined for all of it. */
const reachOf = (venue: Venue, layer: AdlLayer, { need, on }: Problem): Reach | undefined => {
  const { allocation, protection } = layer.composite;
  const { mechanism, params } = allocation;
  // Tiers and limits stand between the ranking and the rule; real weights lie on a grid that depends on the largest of all.
  const shaped = protection?.mechanism.tier !== undefined || protection?.mechanism.limitPerMillion !== undefined;
  const weighs = layer.composite.ranking.mechanism.weigh !== undefined;
  if (mechanism.prefix === undefined || weighs || (shaped && on === 'lots')) return undefined;
  const least = venue.guard.call(mechanism, () => mechanism.prefix?.(params as never) ?? 0);
  return { need, least: wholeOf(`${mechanism.name}: the prefix`, least) };
};

const companionPlan = (venue: Venue, layer: AdlLayer, problem: Problem): CompanionPlan | undefined => {
  const { protection } = layer.composite;
  if (protection?.mechanism.complete === undefined || problem.on === 'gain') return undefined;
  return new CompanionPlan(venue, protection, problem);
};

/** A log holds finite numbers only; an infinite score is written as the largest one. */
const finite = (score: number): number => (Number.isFinite(score) ? score : Math.sign(score) * Number.MAX_VALUE);

const cutOffOf = ({ ranking, places }: Claims, gives: Float64Array): number => {
  let last = gives.length - 1;
  while (last >= 0 && gives[last] === 0) last -= 1;
  return last === -1 ? 0 : finite(ranking.score(places[last] as number));
};

const trace = (venue: Venue, layer: AdlLayer, claims: Claims, gives: Float64Array, problem: Problem): void => {
  claims.accounts.forEach((account, i) => {
    recordScore(venue.ledger.log, {
      case: problem.subject?.id ?? 0,
      market: problem.market.number,
      account,
      limit: claims.limit[i] as number,
      score: finite(claims.ranking.score(claims.places[i] as number)),
      gives: gives[i] as number,
      layer: layer.number,
    });
  });
};

/** The random stream of a decision, opened when a rule first draws from it. */
const randomOf = (venue: Venue, layer: AdlLayer, { first, market, side }: Problem): (() => RandomStream) => {
  const asker = venue.guard.current;
  const rule = layer.composite.allocation.mechanism.name;
  let opened: RandomStream | undefined;
  return () => {
    opened ??= stream(venue.seed, asker, venue.step, rule, venue.round, first.id, market.number, side);
    return opened;
  };
};

/** Protection in tiers: the lowest tier gives first, each within its limits. */
const byTier = (venue: Venue, layer: AdlLayer, claims: Claims, problem: Problem): Float64Array => {
  const { allocation, protection } = layer.composite;
  const random = randomOf(venue, layer, problem);
  const shapes = protection?.mechanism.tier ?? protection?.mechanism.limitPerMillion;
  if (protection === undefined || shapes === undefined || problem.on === 'gain')
    return allocate(venue, allocation, claims, problem.need, random);
  const shape = tiersOf(venue, protection, claims);
  const { members, tiers } = shape;
  const gives = new Float64Array(members.length);
  let left = problem.need;
  for (let from = 0; from < members.length && left > 0; ) {
    const tier = tiers[members[from] as number];
    let end = from + 1;
    while (end < members.length && tiers[members[end] as number] === tier) end += 1;
    const given = allocate(venue, allocation, tierOf(claims, shape, from, end), left, random);
    for (let k = 0; k < given.length; k++) {
      gives[members[from + k] as number] = given[k] as number;
      left -= given[k] as number;
    }
    from = end;
  }
  return gives;
};
