// Stands in for fast-check while mutants are tried, with fewer runs of each property: a mutant that needs thousands of draws to be seen
// needs an example of its own.
import * as full from 'fast-check';
import { mostRuns } from './targets.mjs';

/** Tests that also count how often a branch was reached may count too little then: see warm.test.ts. */
const MOST = mostRuns(process.env.MUTATE ?? '');

const fewer = <T extends { numRuns?: number | undefined; endOnFailure?: boolean | undefined }>(settings?: T): T => {
  const asked = settings?.numRuns ?? full.readConfigureGlobal().numRuns ?? 100;
  // Nobody reads the counterexample, so that it need not be made small.
  return { ...settings, numRuns: Math.min(asked, MOST), endOnFailure: true } as T;
};

const noted = (error: unknown): never => {
  const global = globalThis as { __stryker__?: { propertyFailed?: boolean } };
  if (global.__stryker__) global.__stryker__.propertyFailed = true;
  throw error;
};

/** Makes fewer runs, and tells warm.test.ts when it was the property that failed. */
export const assert: typeof full.assert = (property, settings) => {
  try {
    const checked: unknown = full.assert(property, fewer(settings));
    return (checked instanceof Promise ? checked.catch(noted) : checked) as never;
  } catch (error) {
    return noted(error);
  }
};
export * from 'fast-check';
export default { ...full.default, assert };
