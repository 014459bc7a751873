import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mutationPage } from '../../../.config/mutation/page.mjs';

const at = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const results = JSON.parse(at('.config/mutation/results.json'));

test('the committed page shows the committed counts', () => {
  expect(at('docs/guide/mutation.md')).toBe(mutationPage(results, JSON.parse(at('.config/mutation/equivalent.json'))));
});

test('mutants that were not noticed count against the score, those no test runs too', () => {
  const alive = [
    { line: 3, column: 1, was: 'a < b', became: 'a <= b' },
    { line: 9, column: 5, was: "'x'", became: '""', untested: true },
  ];
  const page = mutationPage({ 'src/money/total.ts': { killed: 5, timeout: 1, atLoad: 2, alive } }, {});
  expect(page).toContain('| `src/money` | 8 | 5 | 1 | 1 | 1 | 75.0 % | 2 | 1 of ');
  expect(page).toContain('| `total.ts` | 8 | 5 | 1 | 1 | 1 | 75.0 % | 2 |');
});

test('an excuse names the mutant it excuses, and is refused when that one was killed', () => {
  const alive = [{ line: 3, column: 1, was: 'a || b', became: 'a' }];
  const excuse = { was: 'a || b', became: 'a', why: 'b implies a' };
  const excused = { 'src/money/total.ts': [excuse] };
  expect(mutationPage({ 'src/money/total.ts': { killed: 5, timeout: 1, atLoad: 2, alive } }, excused)).toContain(
    '| `src/money/total.ts:3` | `a \\|\\| b` | `a` | b implies a |',
  );
  expect(() =>
    mutationPage({ 'src/money/total.ts': { killed: 6, timeout: 1, atLoad: 2, alive: [] } }, excused),
  ).toThrow("no mutant of src/money/total.ts that is alive turns 'a || b' into 'a'");
});
