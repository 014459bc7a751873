import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { glossary, resultSchemas } from '../../../src/measure/index.ts';

it.each(['run', 'compare', 'allocate', 'check', 'replay'] as const)(
  'the schema of %s results is fresh (npm run schemas)',
  (kind) => {
    const file = readFileSync(`specs/schemas/result-${kind}.json`, 'utf8');
    expect(file).toBe(`${JSON.stringify(resultSchemas()[kind], undefined, 2)}\n`);
  },
);

it('the glossary is fresh (npm run schemas)', () => {
  expect(readFileSync('docs/guide/glossary.md', 'utf8')).toBe(glossary());
});

it('the terms of the glossary are in order', () => {
  const terms = [...glossary().matchAll(/^- \*\*(.*?)\*\*:/gm)].map(([, term]) => term as string);
  expect(terms.length).toBeGreaterThan(30);
  expect(terms).toEqual([...terms].sort());
});
