import { invariants } from '../../../specs/invariants/index.ts';
import type { Invariant } from '../../../src/index.ts';

/** What random runs break on purpose: they shift the indices of funding by hand, and no funding rule of the design is behind it. */
const BY_HAND: ReadonlySet<string> = new Set(['LQ7/funding-capped']);

/** Every universal invariant that is over steps or whole runs, and that random runs may be asked. */
export const universalOfRuns: readonly Invariant[] = invariants.filter(
  ({ id, scope, over }) => scope === 'universal' && (over === 'step' || over === 'run') && !BY_HAND.has(id),
);

/** Lists of hundreds of words shrink for a long time: what is smallest after a minute is told. */
export const SHRINK_FOR_A_MINUTE = { interruptAfterTimeLimit: 60_000, markInterruptAsFailure: true } as const;
