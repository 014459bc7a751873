import type { AdlProtection } from '../../contract/index.ts';
import { mulDivFloor } from '../../money/index.ts';
import { aboveOf, noPerMillion } from '../answers.ts';
import type { BoundUse } from '../bind.ts';
import type { Venue } from '../venue.ts';
import type { Claims } from './claims.ts';
import { radixOrder } from './radix-order.ts';

/** Claims in the order of their tiers, each tier in ranked order, with the limits that a protection leaves. */
export interface Tiers {
  /** Numbers of the claims, tier after tier. */
  readonly members: Uint32Array;
  /** Tier of each claim, by its number. */
  readonly tiers: Float64Array;
  /** The most each claim may give, by its number. */
  readonly limits: Float64Array;
}

/** Asks a protection for tier and limit of every claim. */
export const tiersOf = (venue: Venue, { mechanism, params }: BoundUse<AdlProtection>, claims: Claims): Tiers => {
  const { ranking, places, accounts, limit } = claims;
  const { cursor } = ranking;
  const n = accounts.length;
  const tiers = new Float64Array(n);
  const limits = new Float64Array(n);
  venue.guard.call(mechanism, () => {
    for (let i = 0; i < n; i++) {
      cursor.at(ranking.row(places[i] as number));
      const tier = mechanism.tier?.(cursor, params as never) ?? 0;
      if (!Number.isFinite(tier))
        aboveOf(`${mechanism.name}: the tier of account ${accounts[i]}`, tier, Number.NEGATIVE_INFINITY);
      const share = mechanism.limitPerMillion?.(cursor, params as never) ?? 1_000_000;
      if (!(Number.isSafeInteger(share) && share >= 0 && share <= 1_000_000))
        throw noPerMillion(`${mechanism.name}: the limit of account ${accounts[i]}`, share);
      tiers[i] = tier;
      limits[i] = mulDivFloor(limit[i] as number, share, 1_000_000);
    }
  });
  return { members: rising(tiers), tiers, limits };
};

/** Numbers of a column by rising value, ties to the lower number. */
const rising = (column: Float64Array): Uint32Array => {
  const n = column.length;
  const falling = new Float64Array(n);
  const numbers = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    falling[i] = -(column[i] as number);
    numbers[i] = i;
  }
  const order = new Uint32Array(n);
  radixOrder(n, [falling], numbers, order);
  return order;
};

/** The claims of one tier: members from one number on, before another. */
export const tierOf = (claims: Claims, { members, limits }: Tiers, from: number, end: number): Claims => {
  const n = end - from;
  const places = new Int32Array(n);
  const accounts = new Int32Array(n);
  const claim = new Float64Array(n);
  const limit = new Float64Array(n);
  const weights = claims.weights === undefined ? undefined : new Float64Array(n);
  for (let k = 0; k < n; k++) {
    const i = members[from + k] as number;
    places[k] = claims.places[i] as number;
    accounts[k] = claims.accounts[i] as number;
    claim[k] = claims.claim[i] as number;
    limit[k] = limits[i] as number;
    if (weights !== undefined) weights[k] = claims.weights?.[i] as number;
  }
  return { ...claims, places, accounts, claim, limit, weights };
};
