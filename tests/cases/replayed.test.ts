import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { playAgain } from '../../src/cli/check/play-again.ts';
import { lookingAway } from '../../src/experiment/index.ts';

/** Counterexamples of universal invariants that `check` has found and that were mended: each file says what went wrong. */
const FOLDER = 'tests/cases/replayed';
const files = readdirSync(FOLDER);

test.each(files)('%s is mended', async (file) => {
  expect(files.length).toBeGreaterThan(0);
  const { stillBreaks, witness, reason } = await playAgain(`${FOLDER}/${file}`, [], lookingAway);
  expect({ stillBreaks, witness, reason }).toEqual({ stillBreaks: false, witness: undefined, reason: undefined });
});
