import type { Axiom } from './axiom.ts';
import { noAdvantageousMerge, noAdvantageousReallocation, noAdvantageousSplit } from './coalitions.ts';
import { claimsTruncation, midpoint, selfDuality } from './duality.ts';
import { exclusion, exemption } from './small-claims.ts';
import { claimsMonotonicity, resourceMonotonicity, scaleInvariance } from './solidarity.ts';
import { compositionDown, compositionUp, consistency } from './stages.ts';
import { anonymity, equalTreatment, feasibility, orderOfAwards, orderOfLosses } from './treatment.ts';

/** All axioms of allocation rules, in the order they are shown. */
export const AXIOMS: readonly Axiom[] = [
  feasibility,
  equalTreatment,
  anonymity,
  orderOfAwards,
  orderOfLosses,
  resourceMonotonicity,
  claimsMonotonicity,
  scaleInvariance,
  consistency,
  selfDuality,
  midpoint,
  compositionUp,
  compositionDown,
  claimsTruncation,
  noAdvantageousSplit,
  noAdvantageousMerge,
  noAdvantageousReallocation,
  exemption,
  exclusion,
] as readonly Axiom[];
