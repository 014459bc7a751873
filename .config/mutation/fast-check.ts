// Stands in for fast-check while mutants are tried, with fewer runs of each property: a mutant that needs thousands of draws to be seen
// needs an example of its own.
import * as full from 'fast-check';

/** The most runs a property makes: before any mutant, where tests count how often a branch was reached, and with one. */
const MOST = { before: 500, with: 50 };

type Namespace = { warm?: true; propertyFailed?: boolean };
const namespace = (): Namespace => (globalThis as { __stryker__?: Namespace }).__stryker__ ?? {};

const fewer = <T extends { numRuns?: number | undefined; endOnFailure?: boolean | undefined }>(settings?: T): T => {
  const asked = settings?.numRuns ?? full.readConfigureGlobal().numRuns ?? 100;
  const { warm = false } = namespace();
  // With a mutant nobody reads the counterexample, so that it need not be made small.
  return { ...settings, numRuns: Math.min(asked, warm ? MOST.with : MOST.before), endOnFailure: warm } as T;
};

const noted = (error: unknown): never => {
  namespace().propertyFailed = true;
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
