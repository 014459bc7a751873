import { expect, test } from 'vitest';
import { playTrial, trialOf } from '../../src/check/index.ts';
import { builtIns } from '../../src/experiment/registry.ts';
import { readExchange } from '../../src/spec/index.ts';

/*
 * Found among 25,700 runs of each design with seed 31: the venue refused what a shipped mechanism decided.
 *
 *   a pool takes part of an inverse position and reckons its value at mark as that part of the whole's, which is
 *     a unit less than what the part is worth: it pays a unit that it may not spend
 *   lots that cost nothing and lost have a loss without bound, over a leverage without bound: the score was no number
 */
const REFUSED = [
  ['gmx-v2', [1423, 3662, 7279, 7898]],
  ['synthetix-v3', [1059, 1183]],
  ['coinbase-international-like', [4362, 4701]],
] as const;

test.each(REFUSED)('%s decides nothing that is refused in runs %j', async (name, runs) => {
  const design = await readExchange(name, builtIns());
  for (const run of runs) expect(playTrial(trialOf(design, 31, run)).done).toBeGreaterThan(0);
});
