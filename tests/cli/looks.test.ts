import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { breakwater, EXCHANGE, MAIN, RANKED, rankingPlugin, scratch } from './breakwater.ts';

const { folder, write } = scratch();
write('mine.ts', rankingPlugin('c.lots'));
write('ranked.yaml', RANKED);
write('small.yaml', EXCHANGE);

const look = async (...args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await breakwater(args, folder);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
};

describe('help', () => {
  test('names every command, examples and exit codes', async () => {
    const text = await look('--help');
    for (const command of ['compare', 'run', 'allocate', 'list', 'show', 'validate', 'schema'])
      expect(text).toMatch(new RegExp(`^ {2}${command} `, 'm'));
    expect(text).toContain('Examples:\n  $ breakwater compare');
    expect(text).toContain(
      'Exit code: 0 fine, 1 a universal or claimed invariant broke, 2 the input is wrong, 3 a bug',
    );
  });

  test('says the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8'));
    expect(await look('--version')).toBe(`${version}\n`);
  });
});

describe('list', () => {
  test('without a word shows specs, mechanisms by slot, and counts the rest', async () => {
    const text = await look('list');
    for (const title of ['Exchanges', 'Scenarios', 'Experiments', 'Mechanisms, by slot', 'More'])
      expect(text).toMatch(new RegExp(`^${title}$`, 'm'));
    expect(text).toMatch(/^ {2}adl\.allocation +adjusted-proportional, constrained-equal-awards/m);
  });

  test('of a slot shows its mechanisms, with those of plug-ins', async () => {
    const text = await look('list', 'adl.ranking', '--plugin', 'mine.ts');
    expect(text).toMatch(/^ {2}mine +A ranking for tests\. \(mine\.ts\)$/m);
    expect(text).toMatch(/^ {2}unranked +No order/m);
  });

  test('of exchanges tells published slots from assumed ones', async () => {
    const { exchanges } = JSON.parse(await look('list', 'exchanges', '--json'));
    const hyperliquid = exchanges.find(({ name }: { name: string }) => name === 'hyperliquid-2025-10');
    expect(hyperliquid.fidelity).toMatchObject({
      liquidation: 'published',
      'adl.ranking': 'published',
      margin: 'assumed',
      funds: 'assumed',
      backstop: 'assumed',
    });
    const kraken = exchanges.find(({ name }: { name: string }) => name === 'kraken-futures-like');
    expect(kraken.fidelity).toMatchObject({ 'adl.trigger': 'published', 'adl.ranking': 'own', 'adl.close-out': 'own' });
  });

  test('of exchanges has a line for each with a letter for each part', async () => {
    const text = await look('list', 'exchanges');
    const stairs = text.split('\n').find((line) => line.endsWith('│ adl.ranking')) ?? '';
    const at = stairs.indexOf('adl.ranking');
    const letterOf = (name: string) => text.split('\n').findLast((line) => line.startsWith(`  ${name} `))?.[at];
    expect([letterOf('hyperliquid-2025-10'), letterOf('kraken-futures-like'), letterOf('jupiter')]).toEqual([
      'P',
      'o',
      '·',
    ]);
  });

  test('gives summaries as the files have them', async () => {
    const all = JSON.parse(await look('list', '--json'));
    expect(Object.keys(all)).toEqual(['exchanges', 'scenarios', 'experiments', 'mechanisms', 'metrics', 'invariants']);
    for (const { name, summary } of all.scenarios) {
      const shown = JSON.parse(await look('show', name, '--json'));
      expect([shown].flat()[0].summary).toBe(summary);
    }
  });
});

describe('show', () => {
  test('of a mechanism tells slot, source and parameters', async () => {
    const text = await look('show', 'fraction');
    expect(text).toMatch(/^fraction\n\n/);
    expect(text).toMatch(/^slot +margin$/m);
    expect(text).toMatch(/^ {2}maintenance {2,}\S/m);
  });

  test('of an exchange file tells its waterfall in words', async () => {
    const text = await look('show', 'ranked.yaml', '--plugin', 'mine.ts');
    expect(text).toMatch(/^ {2}1\. adl +on when: account-equity-negative/m);
    expect(text).toMatch(/ranked by: mine: A ranking for tests\.$/m);
    expect(text).toMatch(/^ {2}2\. fund +the pool insurance pays what is missing$/m);
  });

  test('of a scenario tells markets, duration and people', async () => {
    const text = await look('show', 'single-default');
    expect(text).toMatch(/^duration +1 min, 6 steps of 10 s$/m);
    expect(text).toMatch(/^accounts +3 written out: a, b, c$/m);
    expect(text).toMatch(/^ {2}X +linear, test; opens at 100/m);
  });

  test('of a metric tells its formula, of an invariant its statement', async () => {
    expect(await look('show', 'shortfall')).toMatch(/^formula +sum over default cases/m);
    expect(await look('show', 'CS3')).toMatch(/^CS3\/lots-balance\n\nAfter every event/);
  });

  test('of a plug-in file tells what it defines', async () => {
    expect(JSON.parse(await look('show', 'mine.ts', '--json'))).toMatchObject({
      kind: 'mechanism',
      slot: 'adl.ranking',
      name: 'mine',
      params: [],
    });
  });
});

describe('validate', () => {
  test('says of each file what it is', async () => {
    expect(await look('validate', 'small.yaml', 'mine.ts')).toBe('small.yaml  exchange, ok\nmine.ts  plug-in, ok\n');
  });

  test('answers in JSON with the place of each problem', async () => {
    write('wrong.yaml', EXCHANGE.replace('taker: "0.0005"', 'taker: "-1"'));
    const { code, stdout } = await breakwater(['validate', 'small.yaml', 'wrong.yaml', '--json'], folder);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      files: [
        { file: 'small.yaml', kind: 'exchange', ok: true, problems: [] },
        {
          file: 'wrong.yaml',
          kind: 'exchange',
          ok: false,
          problems: [{ code: 'bad-exchange', where: { line: 7, column: 16, path: 'fees.taker' } }],
        },
      ],
    });
  });
});

test('schema knows the mechanisms of a plug-in', async () => {
  expect(await look('schema', 'exchange', '--plugin', 'mine.ts')).toContain('"const": "mine"');
  expect(JSON.parse(await look('schema', 'experiment'))).toMatchObject({ title: 'breakwater experiment' });
});

test('Ctrl-C ends a comparison, says what is finished, and with what command it goes on', async () => {
  const args = [
    'compare',
    '--exchange',
    'small.yaml',
    '--scenario',
    'single-default',
    'flash-crash',
    '--seed',
    '1,2,3,4,5,6',
    '--workers',
    '1',
  ];
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: folder });
  let stderr = '';
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const ended = new Promise<number | null>((done) => child.on('exit', done));
  const first = join(folder, 'breakwater-out/ad-hoc/runs/small.single-default.6.json');
  await expect.poll(() => readFileSync(first, 'utf8'), { timeout: 20_000, interval: 20 }).toContain('"digest"');
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  const [, finished, command] =
    /^stopped: (\d+) of 12 runs are finished and in breakwater-out\/ad-hoc\/runs\nto go on with the rest: (.*)\n$/.exec(
      stderr,
    ) ?? [];
  expect(command?.slice(command.indexOf('compare'))).toBe(`${args.join(' ')} --resume`);

  const resumed = await breakwater([...args, '--resume'], folder);
  expect(resumed).toMatchObject({ code: 0 });
  expect(resumed.stderr).toMatch(new RegExp(`^12 runs in [^\\n]+, ${finished} of them from before\\.\\n$`));
  const whole = await breakwater([...args, '--out', 'whole'], folder);
  expect(resumed.stdout).toBe(whole.stdout.replaceAll('whole/', 'breakwater-out/'));
});
