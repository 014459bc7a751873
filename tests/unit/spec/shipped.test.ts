import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mechanisms } from '../../../mechanisms/index.ts';
import { Registry } from '../../../src/index.ts';
import {
  readExchange,
  readExperiment,
  readScenario,
  resolveSpec,
  SPEC_KINDS,
  schemaText,
  shippedExchanges,
  shippedExperiments,
  shippedFolder,
  shippedScenarios,
  validateFile,
} from '../../../src/spec/index.ts';
import { worldModels } from '../../../src/world/index.ts';
import { told } from '../../fixtures/spec/told.ts';

const registry = new Registry([...mechanisms, ...worldModels]);
const folder = 'tests/fixtures/spec/shipped';

describe('shipped specs', () => {
  test('are found from the package', () => {
    expect(shippedFolder()).toBe(resolve('specs'));
  });
  test.each(shippedExchanges())('exchange %s is right', async (name) => {
    expect((await readExchange(name, registry)).name).toBe(name);
  });
  test.each(shippedScenarios())('scenario %s is right', async (name) => {
    expect((await readScenario(name, registry)).name).toBe(name);
  });
  test('experiments are right', async () => {
    for (const name of shippedExperiments()) {
      const { problems } = await validateFile(resolveSpec('experiment', name).file, registry);
      expect(problems).toEqual([]);
    }
  });
  test('the experiment of all venues leaves none out', async () => {
    const { exchanges } = await readExperiment('all-venues');
    expect([...exchanges].sort()).toEqual([...shippedExchanges()].sort());
  });
});

describe('a name', () => {
  test('of a shipped spec is that spec', () => {
    expect(resolveSpec('exchange', 'north', { folder })).toEqual({
      file: `${folder}/exchanges/north.yaml`,
      shown: 'specs/exchanges/north.yaml',
    });
  });
  test('with a slash or an ending is a file', () => {
    expect(resolveSpec('exchange', 'north.yaml', { folder }).shown).toBe('north.yaml');
    expect(resolveSpec('exchange', './north', { folder }).file).toBe(resolve('north'));
    expect(resolveSpec('exchange', '../x.json', { folder, from: '/a/b', shownFrom: 'b' })).toEqual({
      file: '/a/x.json',
      shown: 'x.json',
    });
  });
  test('of a file that is there is that file, but not of a folder', async () => {
    expect(resolveSpec('exchange', 'LICENSE', { folder }).file).toBe(resolve('LICENSE'));
    expect(await told(() => resolveSpec('exchange', 'src', { folder }))).toContain('there is no exchange called "src"');
  });
  test('of nothing suggests the nearest', async () => {
    expect(await told(() => resolveSpec('exchange', 'nort', { folder }))).toMatchInlineSnapshot(`
      "config unknown-spec
      there is no exchange called "nort"
        did you mean north? (shipped: north, south); a file ends in .yaml"
    `);
    expect(await told(() => resolveSpec('scenario', 'nort', { folder }))).toMatchInlineSnapshot(`
      "config unknown-spec
      there is no scenario called "nort"
        name a file that ends in .yaml"
    `);
  });
});

test.each(SPEC_KINDS)('specs/schemas/%s.json is fresh', (kind) => {
  const file = `specs/schemas/${kind}.json`;
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  expect(text === schemaText(kind, registry), `${file} is stale; run: npm run schemas`).toBe(true);
});
