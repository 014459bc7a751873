import { cpSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { breakwater, type Done, EXCHANGE, RANKED, rankingPlugin, scratch } from './breakwater.ts';

const { folder, write } = scratch();
write('small.yaml', EXCHANGE);
write(
  'ranked.yaml',
  EXCHANGE.replace('name: small', 'name: ranked').replace('ranking: unranked', 'ranking: profit-pct-only'),
);
write('mine.yaml', `${RANKED.replace('name: small', 'name: mine')}plugins: [mine.ts]\n`);
write('mine.ts', rankingPlugin('c.profit'));
write('more.ts', rankingPlugin('1', 'more'));

const ARGS = ['compare', '--exchange', 'small.yaml', 'ranked.yaml', '--scenario', 'single-default', '--seed', '1,2,3'];
const RUNS = ['small', 'ranked'].flatMap((name) => [1, 2, 3].map((seed) => `${name}.single-default.${seed}.json`));

const compare = (out: string, ...more: readonly string[]): Promise<Done> =>
  breakwater([...ARGS, '--out', out, ...more], folder);
const inFolder = (out: string, ...path: readonly string[]): string => join(folder, out, 'ad-hoc', ...path);

/** Every file of a comparison, by path. */
const filesOf = (out: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(inFolder(out), { recursive: true })
      .map(String)
      .filter((file) => statSync(inFolder(out, file)).isFile())
      .sort()
      .map((file) => [file, readFileSync(inFolder(out, file), 'utf8')]),
  );

let whole: Done;
beforeAll(async () => {
  whole = await compare('whole');
  expect(whole).toMatchObject({ code: 0 });
});

/** A copy of the whole comparison as a Ctrl-C after some runs leaves it. */
const stopped = (out: string, finished: readonly string[]): void => {
  cpSync(join(folder, 'whole'), join(folder, out), { recursive: true });
  for (const file of ['compare.json', 'report.html']) rmSync(inFolder(out, file));
  for (const run of RUNS.filter((each) => !finished.includes(each)))
    for (const below of ['runs', 'kept']) rmSync(inFolder(out, below, run));
};

/** Expects what an uninterrupted comparison gives, and how many runs of it were taken as they were. */
const expectWhole = ({ code, stdout, stderr }: Done, out: string, before: number, notes = ''): void => {
  expect(stderr).toMatch(/\n$/);
  const last = before === 0 ? '' : `, ${before} of them from before`;
  expect(stderr.replace(/ in [\d.]+ s/, '')).toBe(`${notes}6 runs${last}.\n`);
  expect({ code, stdout: stdout.replaceAll(`${out}/`, 'whole/') }).toEqual({ code: 0, stdout: whole.stdout });
  expect(filesOf(out)).toEqual(filesOf('whole'));
};

test.each([0, 1, 4, 6])(
  'a comparison stopped after %i runs and resumed is the whole one, to the last byte',
  async (k) => {
    const out = `after-${k}`;
    stopped(out, RUNS.slice(0, k));
    const times = RUNS.slice(0, k).map((run) => statSync(inFolder(out, 'runs', run)).mtimeMs);
    expectWhole(await compare(out, '--resume', '--workers', '2'), out, k);
    expect(RUNS.slice(0, k).map((run) => statSync(inFolder(out, 'runs', run)).mtimeMs)).toEqual(times);
  },
);

test('runs that finished out of order are taken too, and --json prints the same document', async () => {
  stopped('gaps', [RUNS[4], RUNS[1]] as string[]);
  const { code, stdout, stderr } = await compare('gaps', '--resume', '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe(filesOf('whole')['compare.json']);
  expect(filesOf('gaps')).toEqual(filesOf('whole'));
});

test('without --resume everything is done again', async () => {
  stopped('again', RUNS);
  truncateSync(inFolder('again', 'kept', RUNS[0] as string), 10);
  expectWhole(await compare('again'), 'again', 0);
});

test.each([
  [
    'a file of kept/ that is cut off',
    'kept',
    'is cut off or was changed; the run is done again',
    (text: string) => text.slice(0, -9),
  ],
  [
    'a result that is cut off',
    'runs',
    'is cut off or was changed; the run is done again',
    (text: string) => text.slice(0, -9),
  ],
  [
    'a file of kept/ that holds something else',
    'kept',
    'is cut off or was changed; the run is done again',
    () => '{"key": 1}',
  ],
  [
    'a metric that was changed',
    'kept',
    'is cut off or was changed; the run is done again',
    (text: string) => text.replace('"steps":', '"steps":1'),
  ],
])('%s is not trusted, and told', async (_, below, note, spoil) => {
  const out = `spoilt-${_.replaceAll(/\W+/g, '-')}`;
  stopped(out, RUNS);
  const file = inFolder(out, below, RUNS[2] as string);
  const spoilt = spoil(readFileSync(file, 'utf8'));
  expect(spoilt).not.toBe(readFileSync(file, 'utf8'));
  writeFileSync(file, spoilt);
  expectWhole(await compare(out, '--resume'), out, 5, `${join(out, 'ad-hoc', below, RUNS[2] as string)} ${note}\n`);
});

test('a file of kept/ that belongs to another run is passed over in silence', async () => {
  stopped('swapped', RUNS);
  cpSync(inFolder('swapped', 'kept', RUNS[0] as string), inFolder('swapped', 'kept', RUNS[1] as string));
  expectWhole(await compare('swapped', '--resume'), 'swapped', 5);
});

const taken = async (out: string, args: readonly string[]): Promise<number> => {
  const { code, stderr } = await breakwater([...args, '--out', out, '--resume'], folder);
  expect(code).toBe(0);
  const [, before = '0'] = /^\d+ runs in \S+ s(?:, (\d+) of them from before)?\.\n$/.exec(stderr) ?? ['', stderr];
  return Number(before);
};

test('a run is taken only where all that made it is the same', async () => {
  stopped('edited', RUNS);
  expect(await taken('edited', [...ARGS.slice(0, -1), '1,2,3,4'])).toBe(6);
  expect(await taken('edited', [...ARGS, '--set', 'fees.taker=0.001'])).toBe(0);
  stopped('edited', RUNS);
  expect(await taken('edited', [...ARGS, '--set', 'scenario.step=5s'])).toBe(0);

  stopped('edited', RUNS);
  write('small.yaml', EXCHANGE.replace('taker: "0.0005"', 'taker: "0.0006"'));
  expect(await taken('edited', ARGS)).toBe(3);
  write('small.yaml', EXCHANGE);

  stopped('edited', RUNS);
  expect(await taken('edited', ARGS)).toBe(6);
}, 90_000);

test('a run with a plug-in is done again: nothing shows what the plug-in imports', async () => {
  const mine = ['compare', '--exchange', 'mine.yaml', 'small.yaml', '--scenario', 'single-default', '--seed', '1'];
  expect(await taken('mine', mine)).toBe(0);
  expect(await taken('mine', mine)).toBe(1);
  expect(await taken('mine', [...mine, '--plugin', 'more.ts'])).toBe(0);
}, 90_000);
