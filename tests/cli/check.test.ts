import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type CheckedDesign, checkResultShape, replayResultShape } from '../../src/measure/index.ts';
import { breakwater, type Done, exchangeWith, scratch } from './breakwater.ts';

const { folder, write } = scratch();
const QUEUE = `${exchangeWith('integer-pro-rata', 'greedy-queue')}claims: [AF7/equal-cuts]\n`;
write('queue.yaml', QUEUE);
const CASE = 'breakwater-out/check/queue/counterexamples/small-AF7-equal-cuts.yaml';
const text = (file: string): string => readFileSync(join(folder, file), 'utf8');
const run = (...args: readonly string[]): Promise<Done> => breakwater(args, folder);

describe('check', () => {
  let done: Done;
  beforeAll(async () => {
    done = await run(
      ...['check', '--exchange', 'queue.yaml', '--property', 'AF7,CS1', '--runs', '20', '--shrink', '500', '--json'],
    );
  });

  test('enforces a claim: exit code 1, and one JSON document that satisfies its schema', () => {
    expect(done).toMatchObject({ code: 1, stderr: '' });
    expect(checkResultShape.parse(JSON.parse(done.stdout))).toMatchObject({
      design: 'small',
      seed: 1,
      runs: 20,
      stopped: false,
      faults: ['AF7/equal-cuts broke, which the design claims'],
      properties: [
        { id: 'CS1/value-conservation', status: 'held', claimed: false, runs: 20, upperBound: 3 / 20 },
        { id: 'AF7/equal-cuts', status: 'broken', claimed: true, counterexample: { accounts: expect.any(Number) } },
      ],
    });
  });

  test('writes the same document, and the counterexample as a file that says in words what it is', () => {
    expect(text('breakwater-out/check/queue/check.json')).toBe(done.stdout);
    const written = text(CASE);
    expect(written).toMatch(/^# AF7\/equal-cuts does not hold for small\.\n/);
    expect(written).toContain(`# Does it still break?  npx breakwater replay ${CASE}`);
    expect(written).toContain('  exchange: ../../../../queue.yaml\n');
  });

  test('comes to the same with another number of workers', async () => {
    const args = ['check', '--exchange', 'queue.yaml', '--property', 'AF7,CS1', '--runs', '20', '--shrink', '500'];
    const again = await run(...args, '--json', '--workers', '1', '--out', 'other');
    const told = ({ stdout }: Done): unknown => ({ ...JSON.parse(stdout), seconds: 0 });
    expect(told(again)).toEqual(told(done));
    expect(text(CASE.replace('breakwater-out', 'other')).replaceAll('other/', 'breakwater-out/')).toBe(text(CASE));
  });

  test('plays a counterexample again by replay, by check --cases and by run', async () => {
    const [replayed, cases, played] = await Promise.all([
      run('replay', CASE, '--json'),
      run('check', '--cases', 'breakwater-out/check/queue/counterexamples'),
      run('run', '--scenario', CASE, '--json'),
    ]);
    expect(replayed).toMatchObject({ code: 1, stderr: '' });
    expect(replayResultShape.parse(JSON.parse(replayed.stdout)).cases).toMatchObject([
      { file: CASE, breaks: 'AF7/equal-cuts', exchange: 'small', stillBreaks: true, same: true },
    ]);
    expect(cases).toMatchObject({ code: 1, stdout: expect.stringContaining('1 of 1 still breaks.') });
    // A run asks what holds for every exchange and what is claimed, so it meets the broken claim too.
    expect(JSON.parse(played.stdout)).toMatchObject({ exchange: 'small', scenario: 'AF7-equal-cuts-small' });
  });

  test('a design that was mended does not break any more', async () => {
    write('queue.yaml', QUEUE.replace('greedy-queue', 'integer-pro-rata'));
    const mended = await run('replay', CASE);
    write('queue.yaml', QUEUE);
    expect(mended).toMatchObject({ code: 0, stderr: '' });
    expect(mended.stdout).toMatch(/^AF7\/equal-cuts does not break on small any more\.\n/);
  });

  test('stops when the time is up', async () => {
    const timed = await run('check', '--exchange', 'queue.yaml', '--property', 'CS1', '--time', '1s', '--json');
    expect(timed.code).toBe(0);
    expect(JSON.parse(timed.stdout).runs).toBeGreaterThan(0);
  });
});

describe('a statement about allocation rules or a model', () => {
  const IDS = 'T8/queue-minimises-top,T9/queue-gap-as-printed';
  const place = 'breakwater-out/check/queue/counterexamples';
  const files = ['small-T8-queue-minimises-top.yaml', 'small-T9-queue-gap-as-printed.yaml'];

  beforeAll(async () => {
    const done = await run('check', '--exchange', 'queue.yaml', '--property', IDS, '--runs', '16', '--json');
    const { properties } = checkResultShape.parse(JSON.parse(done.stdout)) as CheckedDesign;
    expect(properties.map(({ counterexample }) => counterexample)).toMatchObject(
      files.map((file) => ({ file: `counterexamples/${file}`, accounts: 2, steps: 0 })),
    );
  });

  test('has a file with the claims before and after, and what was asked', () => {
    const [claims, model] = files.map((file) => text(join(place, file))) as [string, string];
    expect(claims).toMatch(/^# T8\/queue-minimises-top does not hold for small\.\n/);
    expect(claims).toMatch(/# claim 1 +\d+ .*\n# claim 2 +\d+/);
    expect(claims).toContain('    rule: greedy-queue\n    layer: adl\n    question:\n      capacity:\n');
    expect(model).toContain('# proportional is asked for ');
    expect(model).not.toContain('question:');
  });

  test('is asked again by replay and by check --cases', async () => {
    const [replayed, shown, cases] = await Promise.all([
      run('replay', join(place, files[0] as string), '--json'),
      run('replay', join(place, files[1] as string)),
      run('check', '--cases', place),
    ]);
    expect(replayed).toMatchObject({ code: 1, stderr: '' });
    expect(replayResultShape.parse(JSON.parse(replayed.stdout)).cases).toMatchObject([
      { breaks: 'T8/queue-minimises-top', exchange: 'small', stillBreaks: true, same: true, asked: [{}, {}, {}] },
    ]);
    expect(shown).toMatchObject({ code: 1, stdout: expect.stringMatching(/^T9\S+ still breaks on small\.\n/) });
    expect(cases.stdout).toContain('3 of 3 still break.');
  });

  test('is over where the exchange uses the rule no more', async () => {
    write('queue.yaml', QUEUE.replace('greedy-queue', 'integer-pro-rata'));
    const mended = await run('replay', join(place, files[0] as string));
    write('queue.yaml', QUEUE);
    expect(mended).toMatchObject({ code: 0, stderr: '' });
    expect(mended.stdout).toContain('it does not apply, small does not use greedy-queue');
  });

  test('is about the rule as one layer uses it, and about every layer that does where none is named', async () => {
    const written = text(join(place, files[0] as string)).replace('../../../../', '');
    write('other.yaml', written.replace('layer: adl', 'layer: second'));
    write('any.yaml', written.replace(/ {4}layer: adl\n/, ''));
    const [other, any] = await Promise.all([run('replay', 'other.yaml'), run('replay', 'any.yaml')]);
    expect(other.stdout).toContain('it does not apply, small does not use greedy-queue in a layer called second');
    expect(any).toMatchObject({ code: 1, stdout: expect.stringContaining('still breaks') });
  });

  test('is refused where half of it is missing, or where it is about runs', async () => {
    const written = text(join(place, files[0] as string)).replace('../../../../', '');
    write('half.yaml', written.replace(/ {4}rule: greedy-queue\n {4}layer: adl\n/, ''));
    write('layer.yaml', written.replace(/ {4}rule: greedy-queue\n/, ''));
    write('run.yaml', written.replace('breaks: T8/queue-minimises-top', 'breaks: CS1/value-conservation'));
    const [half, layer, ofRuns] = await Promise.all(
      ['half.yaml', 'layer.yaml', 'run.yaml'].map((file) => run('replay', file)),
    );
    expect(layer).toMatchObject({ code: 2, stderr: expect.stringContaining('a layer is named for its rule') });
    expect(half).toMatchObject({ code: 2, stderr: expect.stringContaining('a rule and its question come together') });
    expect(ofRuns).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('CS1/value-conservation is not about an allocation rule'),
    });
  });

  test('has no run, and is no scenario', async () => {
    const file = join(place, files[0] as string);
    expect(await run('run', '--scenario', file)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('the file asks allocation rules, and has no run to play'),
    });
    expect((await run('validate', file)).stdout).toBe(`${file}  counterexample, ok\n`);
    const written = text(file);
    write('wrong.yaml', written.replace(/need: \d+\n/, 'need: 9007199254740991\n').replace('../../../../', ''));
    expect(await run('validate', 'wrong.yaml')).toMatchObject({
      code: 2,
      stdout: expect.stringMatching(/need {2}9007199254740991 is asked of claims that can give \d+/),
    });
  });
});

describe('a plug-in alone', () => {
  const plugin = (body: string): string => `import { defineAdlRanking, z } from 'breakwater';
let drawn = 0;
export default defineAdlRanking({ name: 'mine', summary: 'A test.', source: 'a test', params: z.strictObject({}), score: (c) => { ${body} } });
`;

  test('is put into a standard exchange, which the counterexample writes out', async () => {
    write('mine.ts', plugin('return c.profit;'));
    const args = ['check', '--plugin', 'mine.ts', '--property', 'AF7', '--runs', '20', '--shrink', '200', '--json'];
    const done = await run(...args);
    expect(done).toMatchObject({ code: 0, stderr: '' });
    const { design, properties } = JSON.parse(done.stdout);
    expect(design).toBe('standard-with-mine');
    const file = `breakwater-out/check/adl-ranking-mine/${properties[0].counterexample.file}`;
    expect(text(file)).toContain('\nplugins:\n  - ../../../../mine.ts\n');
    expect((await run('replay', file)).code).toBe(1);
  });

  test('that loops is ended and named, one that reads the clock or remembers too', async () => {
    write('loops.ts', plugin('for (;;) drawn += 1;').replace("'mine'", "'loops'"));
    write('clock.ts', plugin('return Date.now() - drawn;').replace("'mine'", "'clock'"));
    write('counts.ts', plugin('return (drawn += 1);').replace("'mine'", "'counts'"));
    const args = ['--property', 'CS1', '--runs', '5', '--stall', '1'];
    const counts = await run('check', '--plugin', 'counts.ts', ...args);
    expect(counts).toMatchObject({ code: 2, stdout: '' });
    expect(counts.stderr).toContain('adl.ranking counts answers differently when the same run is played again');
    const [loops, clock] = await Promise.all([
      run('check', '--plugin', 'loops.ts', ...args),
      run('check', '--plugin', 'clock.ts', ...args),
    ]);
    expect(loops).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('adl.ranking loops') });
    expect(clock).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/clock reads the clock \(Date\.now\)/),
    });
  });
});

test('an exemption has to fail, and then it is no fault', async () => {
  const exempt = (id: string): string =>
    `import { defineAdlRanking, z } from 'breakwater';
export default defineAdlRanking({ name: 'exempted', summary: 'A test.', source: 'a test', exempt: { '${id}': 'we say so' },
  params: z.strictObject({}), score: (c) => c.profit });
`;
  write('fails.ts', exempt('AF7/equal-cuts'));
  write('holds.ts', exempt('CS1/value-conservation'));
  const args = ['--property', 'AF7,CS1', '--runs', '10', '--shrink', '50'];
  const [fails, holds] = await Promise.all([
    run('check', '--plugin', 'fails.ts', ...args, '--out', 'fails'),
    run('check', '--plugin', 'holds.ts', ...args, '--out', 'holds'),
  ]);
  expect(fails).toMatchObject({ code: 0, stdout: expect.stringMatching(/AF7\/equal-cuts +broken +design, exempt/) });
  expect(holds.code).toBe(1);
  expect(holds.stdout.replace(/\s+/g, ' ')).toContain(
    'adl.ranking exempted says that it fails CS1/value-conservation (we say so), but it held in 10 runs: take the exemption out.',
  );
});

test('the matrix, the page and the file for build servers', async () => {
  const args = ['--property', 'AF7,CS1', '--runs', '10', '--shrink', '50', '--matrix', '--junit', 'junit.xml'];
  const done = await run('check', '--exchange', 'queue.yaml', 'research-pro-rata', ...args, '--out', 'matrix');
  expect(done.code).toBe(1);
  expect(done.stdout).toMatch(/CS1\/value-conservation +\+ +\+\nAF7\/equal-cuts +! /);
  expect(text('matrix/check/several/check.csv')).toMatch(/^small,AF7\/equal-cuts,design,true,broken,/m);
  expect(text('matrix/check/several/check.html')).toContain('href="counterexamples/small-AF7-equal-cuts.yaml"');
  expect(text('junit.xml')).toContain('<testsuite name="small" tests="2" failures="1" skipped="0"');
});

test('a small scope is played whole', async () => {
  const args = ['--property', 'CS1,MR1', '--small', '2', '--json', '--out', 'small'];
  const done = await run('check', '--exchange', 'queue.yaml', ...args);
  expect(done.code).toBe(0);
  expect(checkResultShape.parse(JSON.parse(done.stdout))).toMatchObject({
    runs: 512,
    smallScope: { count: 512 },
    properties: [{ id: 'CS1/value-conservation', status: 'held', runs: 512 }],
  });
});

describe('bad input', () => {
  test.each([
    [['check'], /nothing was named that could be checked/],
    [
      ['check', '--exchange', 'small', '--property', 'AF77'],
      /there is no invariant called "AF77"\n {2}did you mean AF7/,
    ],
    [['check', '--exchange', 'ftx', '--time', 'soon'], /--time {2}was soon, but a time such as 30s/],
    [['check', '--exchange', 'ftx', '--runs', '0'], /--runs {2}was 0, but a whole number from 1/],
    [['check', '--exchange', 'ftx1'], /there is no exchange called "ftx1"/],
    [['check', '--cases', 'nowhere'], /nowhere {2}there is no such folder/],
    [['replay', 'nothing.yaml'], /nothing\.yaml {2}there is no such file/],
    [['replay', 'flash-crash'], /counterexample {2}the file does not say which statement it breaks/],
    [['replay', 'cut-off.yaml'], /cut-off\.yaml:\d+:\d+/],
    [['replay', 'unknown.yaml'], /there is no invariant called "AF77\/equal-cuts"/],
    [['run', '--scenario', 'flash-crash'], /it is not said which exchange meets flash-crash/],
  ])('%j', async (args, message) => {
    if (existsSync(join(folder, CASE))) {
      write('unknown.yaml', text(CASE).replace('breaks: AF7', 'breaks: AF77'));
      write('cut-off.yaml', text(CASE).slice(0, -20));
    }
    const done = await run(...args);
    expect(done).toMatchObject({ code: 2, stdout: '' });
    expect(done.stderr).toMatch(message);
    expect(done.stderr).not.toContain('    at ');
  });
});
