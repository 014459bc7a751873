import type { MarketModelView } from '../../contract/index.ts';
import { log } from '../../math/index.ts';
import { type ClassProfile, profileOf, type SkewedParams } from './skewed-params.ts';

/** A range of entry prices as logarithms of their moves from the opening price. */
export interface EntryRange {
  readonly low: number;
  readonly span: number;
}

/** What a population needs to know of a market, once for all accounts. */
export interface MarketTerms {
  readonly profile: ClassProfile;
  /** Where longs and shorts entered. */
  readonly long: EntryRange;
  readonly short: EntryRange;
}

const rangeOf = ({ low, high }: SkewedParams['entry']): EntryRange => ({
  low: log(1 + low),
  span: log(1 + high) - log(1 + low),
});

/** The terms of a market. */
export const termsOf = (market: MarketModelView, params: SkewedParams): MarketTerms => {
  const profile = profileOf(params.classes, market.class);
  return { profile, long: rangeOf(params.entry), short: rangeOf(profile.shortEntry ?? params.shortEntry) };
};
