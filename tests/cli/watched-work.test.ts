import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { breakwater, scratch } from './breakwater.ts';

const DIST = resolve(import.meta.dirname, '../../dist/src');
const ENDLESS = resolve(import.meta.dirname, '../fixtures/misbehaved/endless.ts');
const STALLED = 'if it loops, mend it; if it is only slow, allow more with --stall SECONDS';
const FULL =
  'if a mechanism keeps what it should let go, mend it; if the run needs it, allow more with --memory MEGABYTES';

test('work that loops or eats memory is ended and named, and the rest goes on', async () => {
  const script = resolve(import.meta.dirname, '../fixtures/misbehaved/many-works.mjs');
  // Patience only where nothing loops: on a busy machine memory fills slowly.
  const lists = ['2:tame,loops,tame', '120:heap,heap,tame', '120:columns,tame'];
  const { stdout } = await promisify(execFile)(process.execPath, [script, DIST, ENDLESS, ...lists]);
  const full = (rule: string): string =>
    `adl.allocation ${rule}, which ran last, used more than 64 MB of memory (step 1 of 1)\n  ${FULL}`;
  expect(stdout.trimEnd().split(/\n(?! )/)).toEqual([
    'tame gives 3, 2',
    `adl.allocation loops did not return within 2 s (step 1 of 1)\n  ${STALLED}`,
    'tame gives 3, 2',
    full('heap'),
    full('heap'),
    'tame gives 3, 2',
    full('columns'),
    'tame gives 3, 2',
  ]);
}, 120_000);

const { folder, write } = scratch();
write('claims.csv', 'id,capacity\nA,3\nB,4\n');

test.each([
  ['heap', 'adl.allocation heap'],
  ['columns', 'adl.allocation columns'],
])(
  'allocate ends a rule that eats memory: %s',
  async (rule, name) => {
    const args = ['--need', '5', '--rule', rule, '--plugin', ENDLESS, '--memory', '64', '--stall', '120'];
    const { code, stdout, stderr } = await breakwater(['allocate', 'claims.csv', ...args], folder);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(`${name}, which ran last, used more than 64 MB of memory (step 1 of 1)\n  ${FULL}\n`);
  },
  120_000,
);
