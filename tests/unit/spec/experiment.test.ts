import { describe, expect, test } from 'vitest';
import { parseExperiment, parseSource } from '../../../src/spec/index.ts';
import { told } from '../../fixtures/spec/told.ts';

const at = { file: `${process.cwd()}/tests/fixtures/spec/mine.yaml`, shown: 'tests/fixtures/spec/mine.yaml' };
const text = `name: study
summary: One design, one scenario.
exchanges: [./exchange.yaml]
scenarios: [./scenario.yaml, ./deeper.yaml]
`;
const read = async (more: string, metrics?: string[]) =>
  parseExperiment(await parseSource(text + more, at.shown), at, metrics === undefined ? {} : { metrics });
const refused = (more: string, metrics?: string[]) => told(read(more, metrics));

describe('an experiment', () => {
  test('is read whole, files found from its own folder', async () => {
    expect(await read('')).toEqual({
      name: 'study',
      summary: 'One design, one scenario.',
      sources: [],
      exchanges: ['tests/fixtures/spec/exchange.yaml'],
      scenarios: ['tests/fixtures/spec/scenario.yaml', 'tests/fixtures/spec/deeper.yaml'],
      seeds: [1],
      sortBy: 'shortfall',
      overrides: [],
    });
  });
  test('counts seeds and places overrides', async () => {
    const { seeds, overrides } = await read(
      'seeds: { from: 5, count: 3 }\noverrides:\n  fees.taker: "0"\n  adl.ranking: { use: queue }\n',
    );
    expect(seeds).toEqual([5, 6, 7]);
    expect(overrides).toEqual([
      { path: 'fees.taker', value: '0', place: { file: at.shown, line: 7, column: 15 } },
      { path: 'adl.ranking', value: { use: 'queue' }, place: { file: at.shown, line: 8, column: 16 } },
    ]);
  });
});

describe('refuses', () => {
  test('what is planned and not built', async () => {
    expect(await refused('vary: [{ path: adl.allocation, with: [queue] }]\nequalise: [fund]\n')).toMatchInlineSnapshot(`
      "config bad-experiment
      tests/fixtures/spec/mine.yaml:5:1  vary  vary is planned, not built
        take it out; overrides work
      tests/fixtures/spec/mine.yaml:6:1  equalise  equalise is planned, not built
        take it out; overrides work"
    `);
  });
  test('even what is planned, when it is written wrong', async () => {
    expect(await refused('equalise: [fnud]\n')).toMatchInlineSnapshot(`
      "config bad-experiment
      tests/fixtures/spec/mine.yaml:5:12  equalise.0  was the text "fnud", but one of fund, margin, mark is expected
        did you mean fund?"
    `);
  });
  test('an unknown metric', async () => {
    expect(await refused('sortBy: shortfal\n', ['shortfall', 'backstop'])).toMatchInlineSnapshot(`
      "config bad-experiment
      tests/fixtures/spec/mine.yaml:5:9  sortBy  there is no metric called "shortfal"
        did you mean shortfall? (metrics: shortfall, backstop)"
    `);
  });
  test('seeds twice, negative or none', async () => {
    expect(await refused('seeds: [1, 2, 1]\n')).toMatchInlineSnapshot(`
      "config bad-experiment
      tests/fixtures/spec/mine.yaml:5:15  seeds.2  the seed 1 is listed twice
        keep one of them"
    `);
    expect(await refused('seeds: [-1]\n')).toMatchInlineSnapshot(`
      "config bad-experiment
      tests/fixtures/spec/mine.yaml:5:9  seeds.0  was -1, but at least 0 is expected"
    `);
    expect(await refused('seeds: []\n')).toMatchInlineSnapshot(`
      "config bad-experiment
      tests/fixtures/spec/mine.yaml:5:8  seeds  holds 0 entries, but at least 1 are expected"
    `);
    expect(await refused('seeds: all\n')).toMatchInlineSnapshot(`
      "config bad-experiment
      tests/fixtures/spec/mine.yaml:5:8  seeds  was the text "all", but a list or a map is expected"
    `);
  });
  test('specs that are not there', async () => {
    const source = await parseSource(
      'name: x\nsummary: x\nexchanges: [./nowhere.yaml]\nscenarios: [no-such-scenario-anywhere]\n',
      'mine.yaml',
    );
    expect(await told(() => parseExperiment(source, at, { folder: 'tests/fixtures' }))).toMatchInlineSnapshot(`
      "config bad-experiment
      mine.yaml:3:13  exchanges.0  ./nowhere.yaml: there is no such file
        files are relative to this one
      mine.yaml:4:13  scenarios.0  there is no scenario called "no-such-scenario-anywhere"
        name a file that ends in .yaml"
    `);
  });
});
