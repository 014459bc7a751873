import type { Action, AdlProtection, CaseView, Side } from '../../contract/index.ts';
import { recordScore } from '../../ledger/index.ts';
import { mulDivFloor } from '../../money/index.ts';
import { aboveOf, perMillionOf } from '../answers.ts';
import type { BoundUse } from '../bind.ts';
import { CandidateCursor } from '../candidate.ts';
import type { Market } from '../market.ts';
import type { Venue } from '../venue.ts';
import type { LiveCase } from '../views.ts';
import { type ClaimOn, collectClaims } from './candidates.ts';
import { allocate, type Claims, pick } from './claims.ts';
import { type Companions, companionsOf } from './companions.ts';
import type { AdlLayer } from './layer.ts';

/** Who gives how much, before anything is done. */
export interface Solution {
  readonly claims: Claims;
  readonly gives: Float64Array;
  /** Orders of counterparties that go with their cuts. */
  readonly companions: readonly Action[];
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
  const without = new Set<number>();
  for (;;) {
    const claims = collectClaims(venue, {
      ...problem,
      ranking: layer.ranking(venue, problem.market, problem.side),
      eligible: layer.composite.eligible,
      without,
    });
    const gives = byTier(venue, layer, claims, problem);
    const { orders, infeasible } = complete(venue, layer, claims, gives, problem);
    if (infeasible.length === 0) {
      if (venue.trace) trace(venue, layer, claims, gives, problem);
      return { claims, gives, companions: orders, cutOff: cutOffOf(claims, gives) };
    }
    for (const account of infeasible) without.add(account);
  }
};

const complete = (venue: Venue, layer: AdlLayer, claims: Claims, gives: Float64Array, problem: Problem): Companions => {
  const { protection } = layer.composite;
  if (protection === undefined || problem.on === 'gain') return { orders: [], infeasible: [] };
  return companionsOf(venue, protection, { ...problem, accounts: claims.accounts, gives });
};

/** A log holds finite numbers only; an infinite score is written as the largest one. */
const finite = (score: number): number => (Number.isFinite(score) ? score : Math.sign(score) * Number.MAX_VALUE);

const cutOffOf = (claims: Claims, gives: Float64Array): number => {
  const last = gives.findLastIndex((give) => give > 0);
  return last === -1 ? 0 : finite(claims.scores[last] as number);
};

const trace = (venue: Venue, layer: AdlLayer, claims: Claims, gives: Float64Array, problem: Problem): void => {
  claims.accounts.forEach((account, i) => {
    recordScore(venue.ledger.log, {
      case: problem.subject?.id ?? 0,
      market: problem.market.number,
      account,
      limit: claims.limit[i] as number,
      score: finite(claims.scores[i] as number),
      gives: gives[i] as number,
      layer: layer.number,
    });
  });
};

/** Protection in tiers: the lowest tier gives first, each within its limits. */
const byTier = (venue: Venue, layer: AdlLayer, claims: Claims, problem: Problem): Float64Array => {
  const { allocation, protection } = layer.composite;
  const random = venue.view.random(
    allocation.mechanism.name,
    venue.round,
    problem.first.id,
    problem.market.number,
    problem.side,
  );
  const shapes = protection?.mechanism.tier ?? protection?.mechanism.limitPerMillion;
  if (protection === undefined || shapes === undefined || problem.on === 'gain')
    return allocate(venue, allocation, claims, problem.need, random);
  const shape = shapeOf(venue, protection, claims, problem.market);
  const gives = new Float64Array(claims.accounts.length);
  let left = problem.need;
  for (const tier of [...new Set(shape.tiers)].sort((a, b) => a - b)) {
    if (left === 0) break;
    const members = shape.tiers.flatMap((one, i) => (one === tier ? [i] : []));
    const part = pick(
      claims,
      members,
      members.map((i) => shape.limits[i] as number),
    );
    const given = allocate(venue, allocation, part, left, random);
    members.forEach((i, k) => {
      gives[i] = given[k] as number;
      left -= given[k] as number;
    });
  }
  return gives;
};

const shapeOf = (venue: Venue, protection: BoundUse<AdlProtection>, claims: Claims, market: Market) => {
  const { mechanism, params } = protection;
  const cursor = new CandidateCursor(venue, market);
  const tiers: number[] = [];
  const limits: number[] = [];
  venue.guard.call(mechanism, () => {
    claims.accounts.forEach((account, i) => {
      cursor.at(venue.ledger.row(account, market.number));
      tiers.push(
        aboveOf(
          `${mechanism.name}: the tier of account ${account}`,
          mechanism.tier?.(cursor, params as never) ?? 0,
          Number.NEGATIVE_INFINITY,
        ),
      );
      const share = mechanism.limitPerMillion?.(cursor, params as never) ?? 1_000_000;
      perMillionOf(`${mechanism.name}: the limit of account ${account}`, share);
      limits.push(mulDivFloor(claims.limit[i] as number, share, 1_000_000));
    });
  });
  return { tiers, limits };
};
