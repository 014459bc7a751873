import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mechanisms } from '../../mechanisms/index.ts';
import { BAD_EXCHANGES, BAD_PLUGINS, BAD_SCENARIOS, RANKED_EXCHANGE, scenarioWith } from './bad-files.ts';
import { breakwater, type Done, EXCHANGE, scratch } from './breakwater.ts';

const { folder, write } = scratch();
for (const [name, content] of Object.entries({ ...BAD_EXCHANGES, ...BAD_SCENARIOS, ...BAD_PLUGINS }))
  write(name, content);
write('good.yaml', EXCHANGE);
write('ranked.yaml', RANKED_EXCHANGE);
write('tiny.yaml', scenarioWith());

/** Names of shipped specs, as the command lists them. */
const shipped = (kind: string): string =>
  readdirSync(join(import.meta.dirname, '../../specs', kind))
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => file.slice(0, -5))
    .join(', ');

const RANKINGS = mechanisms.filter(({ slot }) => slot === 'adl.ranking').length;

/** Wrong exchanges: what the whole message is. */
const EXCHANGES: readonly (readonly [file: string, message: string])[] = [
  ['missing.yaml', 'missing.yaml  there is no such file\n  name it from the folder you are in'],
  ['./', './  this is a folder, but a file is expected\n  name a file in it'],
  ['binary.yaml', 'binary.yaml  the file is no text\n  a spec is YAML or JSON in UTF-8'],
  ['empty.yaml', 'empty.yaml  the file is empty\n  start from a shipped one: breakwater show NAME'],
  ['tab.yaml', 'tab.yaml:6:1  a tab stands where YAML allows only spaces\n  indent with spaces'],
  [
    'cut-off.yaml',
    'cut-off.yaml:6:51  is no valid YAML: flow map in block collection must be sufficiently indented and end with a }',
  ],
  ['alias-bomb.yaml', 'alias-bomb.yaml:1:1  aliases (*name) unfold to more than 100 values\n  write the values out'],
  ['deep.yaml', 'deep.yaml:16:74  maps and lists stand more than 64 deep in one another'],
  ['proto.yaml', 'proto.yaml:16:1  "__proto__" cannot be a key\n  choose another name'],
  [
    'unknown-key.yaml',
    'unknown-key.yaml:4:65  margin.maintenence  unknown key for fraction\n  did you mean maintenance? (expected one of: initial, maintenance, closeOut, markets, exitBuffer, exitBufferOfNotional, exit)',
  ],
  ['unknown-top.yaml', 'unknown-top.yaml:16:1  watrfall  unknown key\n  did you mean waterfall?'],
  ['wrong-type.yaml', 'wrong-type.yaml:8:9  claims  was the text "yes", but a list is expected'],
  [
    'inexact.yaml',
    'inexact.yaml:6:46  funds.insurance.capital  1.234567890123456e-10 is no exact decimal; write it in quotes, as "0.25"',
  ],
  [
    'huge.yaml',
    'huge.yaml:6:46  funds.insurance.capital  100000000000000000000 has lost digits as a plain number; write it in quotes',
  ],
  [
    'huge-quoted.yaml',
    'huge-quoted.yaml:6:46  funds.insurance.capital  100000000000000000000 is too large; an amount is at most 9007199254740991',
  ],
  [
    'negative-fee.yaml',
    'negative-fee.yaml:7:16  fees.taker  -0.0005 is out of range; a ratio here is between 0 and 1\n  the nearest that can be is "0"',
  ],
  ['nan.yaml', 'nan.yaml:6:46  .nan is no number a spec can hold\n  write a finite decimal'],
  [
    'unknown-mechanism.yaml',
    `unknown-mechanism.yaml:12:16  adl.ranking  there is no adl.ranking mechanism called "unrankd"\n  did you mean unranked? (${RANKINGS} are known: breakwater list adl.ranking)`,
  ],
  [
    'no-last-layer.yaml',
    'no-last-layer.yaml:8:1  waterfall  lots without a last layer: none of the layers (fund) can take lots off an account in default\n  add a layer that can: a liquidation, a backstop that takes over, or adl with settle: close',
  ],
  ['list.yaml', 'list.yaml:1:1  was a list, but a map is expected'],
  ['no-layers.yaml', 'no-layers.yaml:8:12  waterfall  holds 0 entries, but at least 1 are expected'],
];

/** Wrong scenarios. */
const SCENARIOS: readonly (readonly [file: string, message: string])[] = [
  [
    'twins.yaml',
    'twins.yaml:12:13  accounts.1.name  account a is written a second time; the first stands in line 11\n  give each a name of its own',
  ],
  ['negative-size.yaml', 'negative-size.yaml:11:46  accounts.0.deposit.USD  was -50, but at least 0 is expected'],
  [
    'no-people.yaml',
    'no-people.yaml:1:1  the population is empty: there is nobody to trade\n  add population or accounts',
  ],
];

const HERE = '(step 2 of 6, ranked.yaml, single-default, seed 1)';
const STALLED = 'if it loops, mend it; if it is only slow, allow more with --stall SECONDS';

/** Wrong plug-ins. */
const PLUGINS: readonly (readonly [file: string, message: string, more?: readonly string[]])[] = [
  ['missing.ts', 'missing.ts  there is no such file\n  name it from the folder you are in'],
  ['syntax.ts', 'syntax.ts:7:9  is no valid TypeScript: Unexpected token, expected ","'],
  [
    'throws-at-load.ts',
    "throws-at-load.ts:2  the plug-in throws while it is loaded: Cannot read properties of undefined (reading 'x')",
  ],
  [
    'no-mechanism.ts',
    'no-mechanism.ts  the file exports no mechanism; it exports answer\n  export what a define function returns: export default defineAdlRanking({ ... })',
  ],
  [
    'twin.ts',
    'twin.ts  two adl.ranking mechanisms are called unranked: one in breakwater/mechanisms, one in twin.ts\n  rename one of them',
  ],
  [
    'throws.ts',
    `adl.ranking mine threw: no score today ${HERE}\n  the ledger is as it was before the call; mend the mechanism and run again`,
  ],
  ['loops.ts', `adl.ranking mine did not return within 2 s ${HERE}\n  ${STALLED}`, ['--stall', '2']],
  [
    'loops-at-load.ts',
    `plug-in loops-at-load.ts was not read within 3 s (ranked.yaml, single-default, seed 1)\n  ${STALLED}`,
    ['--stall', '1'],
  ],
  ['promise.ts', `mine: the score of account 9 in X was [object Promise]; it is a number or Infinity ${HERE}`],
  ['not-a-number.ts', `mine: the score of account 9 in X was NaN; it is a number or Infinity ${HERE}`],
  [
    'eats-memory.ts',
    `adl.ranking mine, which ran last, used more than 64 MB of memory ${HERE}\n  if a mechanism keeps what it should let go, mend it; if the run needs it, allow more with --memory MEGABYTES`,
    ['--memory', '64', '--stall', '60'],
  ],
];

/** What a refusal looks like: exit code 2, one paragraph on stderr, nothing on stdout, nothing written. */
const expectRefusal = ({ code, stdout, stderr }: Done, message: string): void => {
  expect(stderr).toBe(`${message}\n`);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(existsSync(join(folder, 'out'))).toBe(false);
};

const run = (...args: readonly string[]): Promise<Done> => breakwater(['run', '--out', 'out', ...args], folder);

/** A process each: `validate` below goes through all of them in one. */
const SAMPLE = ['missing.yaml', './', 'binary.yaml', 'unknown-key.yaml', 'negative-fee.yaml', 'no-last-layer.yaml'];

describe('run refuses a wrong', () => {
  test.concurrent.each(EXCHANGES.filter(([file]) => SAMPLE.includes(file)))('exchange: %s', async (file, message) => {
    expectRefusal(await run('--exchange', file, '--scenario', 'tiny.yaml'), message);
  });

  test.concurrent.each(SCENARIOS)('scenario: %s', async (file, message) => {
    expectRefusal(await run('--exchange', 'good.yaml', '--scenario', file), message);
  });

  test.concurrent.each(PLUGINS.map(([file, message, more = []]) => ({ file, message, more })))(
    'plug-in: $file',
    async ({ file, message, more }) => {
      const args = ['--exchange', 'ranked.yaml', '--scenario', 'single-default', '--plugin', file];
      expectRefusal(await run(...args, ...more), message);
    },
  );
});

test('validate tells the same of all files at once', async () => {
  const all = [...EXCHANGES, ...SCENARIOS];
  const { code, stdout, stderr } = await breakwater(['validate', 'good.yaml', ...all.map(([file]) => file)], folder);
  // Without a mechanism of the file, or a text, validate cannot tell what kind of file it is, and says so.
  const told = new Map<string, string>([
    [
      'list.yaml',
      'list.yaml  this looks like no exchange, scenario or experiment\n  an exchange has a waterfall, a scenario has markets, an experiment has exchanges',
    ],
  ]);
  expect(stdout).toBe(
    ['good.yaml  exchange, ok', ...all.map(([file, message]) => told.get(file) ?? message), ''].join('\n'),
  );
  expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
});

test('validate reads what an experiment puts together, in a short run and in a full one', async () => {
  const experiment = (more: string): string =>
    `name: pair\nsummary: One design.\nexchanges: [good.yaml]\nscenarios: [tiny.yaml]\nbaseline: good.yaml\n${more}`;
  write('pair.yaml', experiment(''));
  write('pair-varied.yaml', experiment('vary: [{ path: adl.ranking, with: [unrankd] }]\n'));
  write('pair-full.yaml', experiment('full: { overrides: { fees.taker: "-1" } }\n'));
  write('pair-of-bad.yaml', experiment('').replace('[good.yaml]', '[good.yaml, negative-fee.yaml]'));
  const files = ['pair.yaml', 'pair-varied.yaml', 'pair-full.yaml', 'pair-of-bad.yaml'];
  const { code, stdout } = await breakwater(['validate', ...files], folder);
  const [good, varied, hint, full, , bad] = stdout.split('\n');
  expect(good).toBe('pair.yaml  experiment, ok');
  expect(varied).toBe('pair-varied.yaml:6:36  adl.ranking  there is no adl.ranking mechanism called "unrankd"');
  expect(hint).toContain('did you mean unranked?');
  expect(full).toMatch(/^pair-full.yaml:6:34 {2}fees.taker {2}-1 is out of range/);
  expect(bad).toMatch(/^negative-fee.yaml:\d+:\d+ {2}fees.taker {2}/);
  expect(code).toBe(2);
});

test('validate names a plug-in that loops while it loads', async () => {
  const { code, stderr } = await breakwater(['validate', 'loops-at-load.ts', '--stall', '1'], folder);
  expect(stderr).toBe(`plug-in loops-at-load.ts was not read within 3 s\n  ${STALLED}\n`);
  expect(code).toBe(2);
});

test('compare reads the last file before the first run', async () => {
  const args = [
    'compare',
    '--exchange',
    'good.yaml',
    'negative-fee.yaml',
    '--scenario',
    'single-default',
    '--out',
    'out',
  ];
  expectRefusal(await breakwater(args, folder), EXCHANGES.find(([file]) => file === 'negative-fee.yaml')?.[1] ?? '');
});

test('compare keeps the runs that were finished when one fails', async () => {
  const args = [
    '--exchange',
    'good.yaml',
    'ranked.yaml',
    '--scenario',
    'single-default',
    '--plugin',
    'throws.ts',
    '--workers',
    '1',
  ];
  write('ranked.yaml', RANKED_EXCHANGE.replace('name: small', 'name: ranked'));
  const { code, stderr } = await breakwater(['compare', ...args, '--out', 'kept'], folder);
  expect(stderr).toBe(
    `1 of 2 runs is finished and in kept/ad-hoc/runs.\nadl.ranking mine threw: no score today ${HERE}\n  the ledger is as it was before the call; mend the mechanism and run again\n`,
  );
  expect(code).toBe(2);
  expect(readdirSync(join(folder, 'kept/ad-hoc'), { recursive: true }).map(String).sort()).toEqual([
    'runs',
    'runs/small.single-default.1.json',
  ]);
});

const HELP = 'breakwater --help lists the commands, breakwater COMMAND --help their options';
const GOOD = ['--exchange', 'good.yaml', '--scenario', 'tiny.yaml'];

/** Wrong command lines. */
const COMMANDS: readonly (readonly [args: readonly string[], message: string])[] = [
  [['comapre'], `unknown command 'comapre'\n(Did you mean compare?)\n  ${HELP}`],
  [['run', '--exchange', 'good.yaml'], `required option '--scenario <name>' not specified\n  ${HELP}`],
  [['run', ...GOOD, '--sede', '1'], `unknown option '--sede'\n(Did you mean --seed?)\n  ${HELP}`],
  [['run', ...GOOD, '--seed', '-1'], '--seed  was -1, but a whole number from 0 to 9007199254740991 is expected'],
  [['run', ...GOOD, '--seed', '1.5'], '--seed  was 1.5, but a whole number from 0 to 9007199254740991 is expected'],
  [
    ['run', ...GOOD, '--events', 'events.xlsx'],
    'cannot tell the format of events.xlsx: nothing is known of ".xlsx"\n  end the name in .ndjson, .csv or .parquet',
  ],
  [
    ['run', ...GOOD, '--out', 'good.yaml'],
    'cannot write good.yaml: a file of that name is in the way\n  name a folder, or move the file away',
  ],
  [
    ['run', ...GOOD, '--out', 'good.yaml/deeper'],
    'cannot write good.yaml/deeper: part of the path is a file, not a folder\n  name a folder that can be made',
  ],
  [
    ['run', '--exchange', 'hyperliquid', '--scenario', 'tiny.yaml'],
    `there is no exchange called "hyperliquid"\n  did you mean hyperliquid-2025-10? (${shipped('exchanges').split(', ').length} are shipped: breakwater list exchanges); a file ends in .yaml`,
  ],
  [
    ['run', '--exchange', 'good.yaml', '--scenario', 'flash-crsh'],
    `there is no scenario called "flash-crsh"\n  did you mean flash-crash? (shipped: ${shipped('scenarios')}); a file ends in .yaml`,
  ],
  [['compare', '--workers', '0'], '--workers  was 0, but a whole number from 1 to 256 is expected'],
  [['compare', '--seed', '1,2,1'], '--seed  the seed 1 is listed twice'],
  [['compare', '--stall', 'soon'], '--stall  was soon, but a number of seconds above 0, at most 86400, is expected'],
  [
    ['compare', 'octobre-2025'],
    `there is no experiment called "octobre-2025"\n  did you mean october-2025? (shipped: ${shipped('experiments')}); a file ends in .yaml`,
  ],
  [
    ['compare', '--exchange', 'good.yaml', './good.yaml', '--scenario', 'tiny.yaml'],
    'two exchanges are called small: good.yaml and ./good.yaml\n  give one of them another name: results are told apart by name',
  ],
  [
    ['schema', 'exchnge'],
    'there is no schema for "exchnge"\n  did you mean exchange? (kinds: exchange, scenario, experiment)',
  ],
  [['show', 'unrnked'], 'nothing is called "unrnked"\n  did you mean unranked?'],
  [['show', 'adl.ranking'], 'nothing is called "adl.ranking"\n  it is a slot: breakwater list adl.ranking'],
];

describe('a wrong command line', () => {
  test.concurrent.each(COMMANDS.map(([args, message]) => [args.join(' '), args, message] as const))(
    'breakwater %s',
    async (_, args, message) => {
      expectRefusal(await breakwater(args, folder), message);
    },
  );

  test('list names the nearest list', async () => {
    const { code, stderr } = await breakwater(['list', 'adl.rankings'], folder);
    expect(stderr).toMatch(
      /^there is nothing to list under "adl.rankings"\n {2}did you mean adl.ranking\? lists: exchanges, /,
    );
    expect(code).toBe(2);
  });
});
