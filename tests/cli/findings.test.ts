import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { playAgain } from '../../src/cli/check/play-again.ts';
import { lookingAway } from '../../src/experiment/index.ts';

const FOLDER = 'docs/guide/findings';
/** All that `check --cases` plays of a folder. */
const files = readdirSync(FOLDER).filter((file) => /\.(ya?ml|json)$/.test(file));

test('there are ten findings', () => expect(files).toHaveLength(10));

test.each(files)('%s still breaks what it is said to break', async (file) => {
  const { stillBreaks, breaks, exchange } = await playAgain(`${FOLDER}/${file}`, [], lookingAway);
  expect(stillBreaks).toBe(true);
  expect(file.startsWith(`${exchange}-${breaks.split('/')[0]}`)).toBe(true);
});
