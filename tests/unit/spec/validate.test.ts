import { describe, expect, test } from 'vitest';
import { kindOf, parseSource, validateFile } from '../../../src/spec/index.ts';
import { testRegistry } from '../../fixtures/spec/mechanisms.ts';
import { told } from '../../fixtures/spec/told.ts';

const folder = 'tests/fixtures/spec';
const registry = testRegistry();

describe('the kind of a file', () => {
  test.each([
    ['a/exchanges/x.yaml', 'seeds: [1]', 'exchange'],
    ['x.yaml', 'waterfall: []', 'exchange'],
    ['x.yaml', 'name: x\nextends: quiet-hour', 'scenario'],
    ['x.yaml', 'scenarios: [x]', 'experiment'],
  ])('%s with %j is %s', async (file, text, kind) => {
    expect(kindOf(await parseSource(text, file))).toBe(kind);
  });
  test('may be none', async () => {
    const source = await parseSource('name: x', 'mine.yaml');
    expect(await told(() => kindOf(source))).toMatchInlineSnapshot(`
      "config unknown-kind
      mine.yaml  this looks like no exchange, scenario or experiment
        an exchange has a waterfall, a scenario has markets, an experiment has exchanges"
    `);
  });
});

describe('validation', () => {
  test.each([
    ['exchange.yaml', 'exchange'],
    ['scenario.yaml', 'scenario'],
    ['plugins/mine.ts', 'plug-in'],
  ])('finds nothing wrong with %s', async (file, kind) => {
    expect(await validateFile(`${folder}/${file}`, registry)).toEqual({ kind, problems: [] });
  });
  test('lists what is wrong, one error each', async () => {
    const { kind, problems } = await validateFile(`${folder}/wrong.yaml`, registry);
    expect(kind).toBe('exchange');
    expect(problems.map((problem) => problem.describe())).toMatchInlineSnapshot(`
      [
        "tests/fixtures/spec/wrong.yaml:1:1  summary  is missing
        add summary: with a text",
        "tests/fixtures/spec/wrong.yaml:2:9  margin  there is no margin mechanism called "flat-margine"
        did you mean flat-margin? (known: flat-margin)",
        "tests/fixtures/spec/wrong.yaml:4:36  liquidation.fee  2 is out of range; a ratio here is between 0 and 1
        the nearest that can be is "1"",
      ]
    `);
  });
  test('tells of a file that cannot be read', async () => {
    const { kind, problems } = await validateFile('nowhere', registry);
    expect(kind).toBeUndefined();
    expect(problems.map((problem) => problem.describe())).toEqual([
      'nowhere  there is no such file\n  name it from the folder you are in',
    ]);
  });
});
