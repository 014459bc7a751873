// Stands in for fast-check while mutants are tried: a mutant that needs thousands of draws to be seen needs an example of its own.
import * as full from 'fast-check';

/** The most runs a property makes. Many count how often an interesting branch was reached, at about as many runs as this. */
const MOST = 500;

const fewer = <T extends { numRuns?: number | undefined }>(settings?: T): T => {
  const asked = settings?.numRuns ?? full.readConfigureGlobal().numRuns ?? 100;
  return { ...settings, numRuns: Math.min(asked, MOST) } as T;
};

export const assert: typeof full.assert = (property, settings) => full.assert(property, fewer(settings)) as never;
export * from 'fast-check';
export default { ...full.default, assert };
