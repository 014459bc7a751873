import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { showScenario } from '../../../src/cli/show-scenario.ts';
import { Registry } from '../../../src/contract/index.ts';
import { parseScenario, parseSource } from '../../../src/spec/index.ts';
import { worldModels } from '../../../src/world/index.ts';
import { told } from '../../fixtures/spec/told.ts';

const registry = new Registry(worldModels);
const fixture = readFileSync('tests/fixtures/spec/scenario.yaml', 'utf8').replace(
  'shock: { use: drop, to: "0.8", markets: { BTC: "0.7" } }',
  'shock: flat',
);
const deep = fixture
  .replace('tick: "0.1",', 'tick: "0.1", depthAtOnePercent: 1000,')
  .replace('tick: "0.5",', 'tick: "0.5", depthAtOnePercent: 1000,');
const read = async (text: string) => parseScenario(await parseSource(text, 'mine.yaml'), registry);
const refused = (text: string) => told(read(text));

test('a price that the run moves says how, and which part of the path is not of its making', async () => {
  const text = `${deep}price: path+impact\nexogenous: { share: 0.5, classes: { btc: 0.4 } }\nimpact: { use: shape-transient, reach: 3 }\n`;
  const scenario = await read(text);
  expect(scenario).toMatchObject({ price: 'path+impact', exogenous: { share: 0.5, classes: { btc: 0.4 } } });
  expect(scenario.impact?.mechanism.name).toBe('shape-transient');
  expect(scenario.impact?.params).toMatchObject({ reach: 3, standby: 1 });
  const shown = showScenario(scenario).parts.join('\n').replaceAll(/\n +/g, ' ');
  expect(shown).toContain(
    "path+impact: the run's own flow moves the price; exogenous part of the path 0.4 for btc, 0.5",
  );
  expect(shown).toMatch(/impact +shape-transient: /);
  expect(showScenario(scenario).data).toMatchObject({ price: 'path+impact' });
});

test('a path without more is the total price', async () => {
  const scenario = await read(fixture);
  expect(scenario.price).toBe('path');
  expect(scenario).not.toHaveProperty('impact');
  expect(showScenario(scenario).parts.join('\n')).toContain('path: the path is the total price');
});

test('refuses impact on a path that is the total price', async () => {
  expect(await refused(`${deep}exogenous: { share: 0.5 }\nimpact: kyle\n`)).toMatchInlineSnapshot(`
    "config bad-scenario
    mine.yaml:21:1  exogenous  has no meaning with price: path, whose path is the total price with all forced selling in it
      add price: path+impact, or take the line out
    mine.yaml:22:1  impact  has no meaning with price: path, whose path is the total price with all forced selling in it
      add price: path+impact, or take the line out"
  `);
});

test('refuses a price that the run moves when nothing says how', async () => {
  expect(await refused(`${fixture}price: path+impact\n`)).toMatchInlineSnapshot(`
    "config bad-scenario
    mine.yaml:21:8  price  is path+impact, but nothing says what the impact is
      add impact: { use: shape-transient }, or none for a price that the run does not move"
  `);
});

test('refuses impact on markets without depth, shares above one and unknown kinds', async () => {
  expect(await refused(`${fixture}price: path+impact\nimpact: kyle\n`)).toMatchInlineSnapshot(`
    "config bad-scenario
    mine.yaml:11:3  markets.BTC.depthAtOnePercent  is missing, but the impact needs it for BTC
    mine.yaml:12:3  markets.COIN.depthAtOnePercent  is missing, but the impact needs it for COIN"
  `);
  expect(
    await refused(`${deep}price: total\nexogenous: { share: 1.5 }\nimpact: { use: kyel }\n`),
  ).toMatchInlineSnapshot(`
    "config bad-scenario
    mine.yaml:21:8  price  was the text "total", but one of path, path+impact is expected
    mine.yaml:22:21  exogenous.share  was 1.5, but at most 1 is expected
    mine.yaml:23:16  impact.use  there is no impact mechanism called "kyel"
      did you mean kyle? (known: kyle, none, shape-transient)"
  `);
});
