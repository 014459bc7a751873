import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const page = readFileSync('docs/guide/validation.md', 'utf8');
/** Rows of the table of a section: the two columns of each. */
const rowsOf = (title: string): readonly (readonly [string, string])[] =>
  (page.split(`## ${title}\n`)[1]?.split('\n## ')[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1)
    .map((line) => {
      const [, what = '', where = ''] = line.split(/^\| | \| | \|$/);
      return [what, where] as const;
    });

describe('the page of validation', () => {
  test.each(rowsOf('Where each rule is'))('says where the modules are: %s', (what, where) => {
    const folder = what.match(/`([a-z/-]+\/)`/)?.[1];
    const names = [...where.matchAll(/`([^`]+)`/g)].map(([, name]) => name as string);
    expect(names).not.toEqual([]);
    for (const name of names) {
      const isFile = name.endsWith('.ts');
      if (!isFile && (folder === undefined || name.includes(':'))) continue;
      expect(existsSync(isFile ? `mechanisms/${name}` : `mechanisms/${folder}${name}.ts`), name).toBe(true);
    }
  });

  test.each(rowsOf('Worked examples'))('names a test that is there: %s', (_, where) => {
    const named = [...where.matchAll(/`([^`]+\.test\.ts)` "([^"]+)"/g)];
    expect(named).not.toEqual([]);
    for (const [, file, title] of named) expect(readFileSync(`tests/${file}`, 'utf8')).toContain(title);
  });
});
