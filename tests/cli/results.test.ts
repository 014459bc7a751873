import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { compareResultShape, runResultShape } from '../../src/measure/index.ts';
import { breakwater, type Done, EXCHANGE, exchangeWith, scratch } from './breakwater.ts';

const { folder, write } = scratch();
write('small.yaml', EXCHANGE);
write('queue.yaml', exchangeWith('integer-pro-rata', 'greedy-queue').replace('name: small', 'name: queue'));

/** Every file below a folder with its hash, by path. */
const filesBelow = (below: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(below, { recursive: true })
      .map(String)
      .filter((file) => statSync(join(below, file)).isFile())
      .sort()
      .map((file) => [
        file,
        createHash('sha256')
          .update(readFileSync(join(below, file)))
          .digest('hex'),
      ]),
  );

const json = (...path: readonly string[]): unknown => JSON.parse(readFileSync(join(folder, ...path), 'utf8'));

describe('run', () => {
  let done: Done;
  beforeAll(async () => {
    const args = [
      'run',
      '--exchange',
      'small.yaml',
      '--scenario',
      'single-default',
      '--json',
      '--events',
      'events.csv',
    ];
    done = await breakwater(args, folder);
  });

  test('prints one JSON document that satisfies its schema, and nothing on stderr', () => {
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(runResultShape.parse(JSON.parse(done.stdout))).toMatchObject({
      exchange: 'small',
      scenario: 'single-default',
      seed: 1,
    });
  });

  test('writes the same document to run.json', () => {
    expect(readFileSync(join(folder, 'breakwater-out/run.json'), 'utf8')).toBe(done.stdout);
  });

  test('closes the one default at mark, and the missing 10 are not there', () => {
    const { cases } = runResultShape.parse(JSON.parse(done.stdout));
    expect(cases).toHaveLength(1);
    expect(cases[0]).toMatchObject({
      kind: 'default',
      name: 'a',
      legs: ['X'],
      asset: { USD: { markLoss: '60', ownCollateral: '50', uncovered: '10' } },
    });
  });

  test('writes the event log that was asked for', () => {
    const lines = readFileSync(join(folder, 'events.csv'), 'utf8').trimEnd().split('\n');
    expect(lines[0]).toBe('step,kind,cause,case,market,a,b,lots,value,cost,mark');
    expect(lines.filter((line) => line.split(',')[1] === 'open-case')).toHaveLength(1);
  });

  test('names no moment and no folder in what it writes', () => {
    expect(done.stdout).not.toContain(folder);
    expect(done.stdout).not.toMatch(/\d{4}-\d\d-\d\dT/);
  });
});

describe('figures of rules', () => {
  const WHOLE = EXCHANGE.replace(/adl:\n(?: {6}.*\n)+/, 'adl: joint-min-max-haircut\n').replace('small', 'joint');
  write('joint.yaml', WHOLE);

  test('are printed, are in the result and are those of the event log', async () => {
    const args = ['run', '--exchange', 'joint.yaml', '--scenario', 'single-default'];
    const text = await breakwater([...args, '--events', 'joint.csv'], folder);
    expect(text).toMatchObject({ code: 0, stderr: '' });
    expect(text.stdout).toMatch(/^Figures of rules\nlayer +rule +figure +unit +decisions +last +smallest +largest$/m);
    const { figures = [] } = runResultShape.parse(JSON.parse((await breakwater([...args, '--json'], folder)).stdout));
    expect(figures.map(({ figure }) => figure)).toEqual(['largest', 'bound', 'gap']);
    const rows = readFileSync(join(folder, 'joint.csv'), 'utf8')
      .split('\n')
      .map((line) => line.split(','))
      .filter(([, kind]) => kind === 'figure');
    for (const [number, { figure, records, last, rule }] of figures.entries()) {
      expect(rule).toBe('joint-min-max-haircut');
      const own = rows.filter((row) => Number(row[7]) === number);
      expect(own).toHaveLength(records);
      expect(Number(own.at(-1)?.[8])).toBe(last);
      expect(text.stdout).toMatch(new RegExp(`^adl +joint-min-max-haircut +${figure} +share +${records} `, 'm'));
    }
  });

  test('stand in a comparison, for the designs whose rules have any', async () => {
    const args = ['compare', '--exchange', 'joint.yaml', 'small.yaml', '--scenario', 'single-default', '--out', 'both'];
    const { code, stdout } = await breakwater(args, folder);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Figures of rules, single-default, as published\ndesign +layer/m);
    expect(stdout).toMatch(/^joint +adl +joint-min-max-haircut +gap +share/m);
    const { designs } = compareResultShape.parse(json('both', 'ad-hoc', 'compare.json'));
    expect(designs.map(({ figures = [] }) => figures.map(({ figure }) => figure))).toEqual(
      expect.arrayContaining([['largest', 'bound', 'gap'], []]),
    );
  });

  test('are left out of the result where no rule has any', async () => {
    const done = await breakwater(
      ['run', '--exchange', 'small.yaml', '--scenario', 'single-default', '--json'],
      folder,
    );
    expect(JSON.parse(done.stdout)).not.toHaveProperty('figures');
  });
});

describe('compare', () => {
  const args = [
    'compare',
    '--exchange',
    '../small.yaml',
    '../queue.yaml',
    '--scenario',
    'single-default',
    'flash-crash',
  ];
  const where = ['one', 'two', 'three'].map((name) => join(folder, name));
  let all: readonly Done[];
  beforeAll(async () => {
    for (const each of where) mkdirSync(each);
    const more = ['--seed', '1,2', '--json'];
    all = await Promise.all([
      breakwater([...args, ...more, '--workers', '1'], where[0] as string),
      breakwater([...args, ...more, '--workers', '2', '--out', '../two-out'], where[1] as string),
      breakwater([...args, ...more, '--workers', '3', '--out', '../three-out'], where[2] as string),
    ]);
  });

  test('prints one JSON document that satisfies its schema, and nothing on stderr', () => {
    for (const { code, stdout, stderr } of all) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(compareResultShape.parse(JSON.parse(stdout))).toMatchObject({
        experiment: 'ad-hoc',
        seeds: [1, 2],
        sortedBy: 'shortfall',
      });
    }
  });

  test('writes the same bytes from another working folder and with another number of workers', () => {
    const [first, second, third] = ['one/breakwater-out', 'two-out', 'three-out'].map((path) =>
      filesBelow(join(folder, path)),
    );
    const runs = ['queue', 'small'].flatMap((exchange) =>
      ['flash-crash', 'single-default'].flatMap((scenario) =>
        [1, 2].map((seed) => `${exchange}.${scenario}.${seed}.json`),
      ),
    );
    expect(Object.keys(first ?? {})).toEqual([
      'ad-hoc/compare.json',
      ...runs.map((file) => `ad-hoc/kept/${file}`),
      'ad-hoc/report.html',
      ...runs.map((file) => `ad-hoc/runs/${file}`),
    ]);
    expect(second).toEqual(first);
    expect(third).toEqual(first);
    expect(all[1]?.stdout).toBe(all[0]?.stdout);
    expect(all[2]?.stdout).toBe(all[0]?.stdout);
  });

  test('each run is what `run` writes for it', async () => {
    await breakwater(
      ['run', '--exchange', 'queue.yaml', '--scenario', 'flash-crash', '--seed', '2', '--out', 'single'],
      folder,
    );
    expect(json('single', 'run.json')).toEqual(json('two-out/ad-hoc/runs/queue.flash-crash.2.json'));
  });

  test('an experiment file names what is relative to it, and what it puts into each exchange', async () => {
    write(
      'mine.yaml',
      'name: mine\nsummary: A test.\nexchanges: [./small.yaml]\nscenarios: [single-default]\noverrides: { funds.insurance.capital: "100" }\n',
    );
    const { code, stdout } = await breakwater(
      ['compare', '../mine.yaml', '--json', '--out', '../mine-out'],
      where[0] as string,
    );
    expect(code).toBe(0);
    expect(compareResultShape.parse(JSON.parse(stdout)).designs).toMatchObject([
      { exchange: 'small', metrics: { fund: '10', uncovered: '0' } },
    ]);
    expect(Object.keys(filesBelow(join(folder, 'mine-out')))).toEqual([
      'mine/compare.json',
      'mine/kept/small.single-default.1.json',
      'mine/report.html',
      'mine/runs/small.single-default.1.json',
    ]);
  });
});

/** A layer that takes what is missing from account c, which holds nothing, and says nothing of it. */
const UNFAIR = `import { defineSocialisation, pass, z } from 'breakwater';
export default defineSocialisation({
  name: 'takes-from-flat', summary: 'Takes from those who hold nothing.', source: 'a test', params: z.strictObject({}), takesLots: false,
  next: (subject, view, _params, _state, outcome) => {
    if (outcome !== undefined || subject.deficit <= 0) return pass;
    const flat = view.accountsOf('trader').filter((id) => id !== subject.subject.id && view.account(id).notional === 0);
    return flat.length === 0 ? pass : [{ do: 'charge', base: 'equity', charges: [{ account: flat[0]!, amount: subject.deficit }] }];
  },
});
`;

test('an invariant that an exchange claims and breaks ends with exit code 1, and is told', async () => {
  write('unfair.ts', UNFAIR);
  const layers = exchangeWith('  - fund: { pool: insurance }\n', '  - socialisation: takes-from-flat\n');
  write(
    'unfair.yaml',
    `${layers.replace('name: small', 'name: unfair')}claims: [AF11/flat-never-pays]\nplugins: [unfair.ts]\n`,
  );
  write(
    'idle.yaml',
    'name: idle\nextends: single-default\nsummary: The same, with somebody who holds nothing.\naccounts:\n' +
      '  - { name: a, kind: trader, deposit: { USD: "50" }, positions: [{ market: X, lots: 10, entry: "100" }] }\n' +
      '  - { name: b, kind: trader, deposit: { USD: "1000" }, positions: [{ market: X, lots: -10, entry: "100" }] }\n' +
      '  - { name: c, kind: trader, deposit: { USD: "1000" }, positions: [] }\n',
  );
  const { code, stdout, stderr } = await breakwater(
    ['run', '--exchange', 'unfair.yaml', '--scenario', 'idle.yaml', '--json'],
    folder,
  );
  expect(stderr).toMatch(
    /^AF11\/flat-never-pays broke in unfair, idle, seed 1, step \d+ \(an invariant the exchange claims\)\n {2}An account that holds no position is never charged for the loss of another\.\n {2}account 8: expected no charge without a position, found 10000000\n {2}case 1 in step \d+\n$/,
  );
  expect(code).toBe(1);
  expect(runResultShape.parse(JSON.parse(stdout)).metrics).toMatchObject({ socialised: '10' });
});

test('a claim of an invariant that does not exist is refused', async () => {
  write('claims.yaml', `${EXCHANGE}claims: [AF11/flat-never-pay]\n`);
  const { code, stderr } = await breakwater(
    ['run', '--exchange', 'claims.yaml', '--scenario', 'single-default'],
    folder,
  );
  const told =
    /^claims\.yaml:16:10 {2}claims\.0 {2}there is no invariant called "AF11\/flat-never-pay"\n {2}did you mean AF11\/flat-never-pays\? /;
  expect(stderr).toMatch(told);
  expect(code).toBe(2);
  const validated = await breakwater(['validate', 'claims.yaml'], folder);
  expect(validated).toMatchObject({ code: 2, stdout: stderr });
  const compared = await breakwater(['compare', '--exchange', 'claims.yaml', '--scenario', 'single-default'], folder);
  expect(compared.stderr).toMatch(told);
});
