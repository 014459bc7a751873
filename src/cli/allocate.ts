import { once } from 'node:events';
import { AXIOMS, columnsOf } from '../check/axioms/index.ts';
import { configError, nearest } from '../contract/index.ts';
import type { PoolOptions } from '../experiment/index.ts';
import { registryWith } from '../experiment/registry.ts';
import { lookingAway } from '../experiment/simulate-here.ts';
import { type AllocateTable, allocateCsv, allocateJson, allocateText, terminalOf } from '../report/index.ts';
import { MOST_PLACES } from '../spec/claims/decimal-column.ts';
import { readClaims } from '../spec/claims/read-claims.ts';
import { answerInWords } from './allocation/in-words.ts';
import { ruleUses } from './allocation/rule-uses.ts';
import { type Question, type RuleWork, work } from './allocation/work.ts';
import { interruptible } from './interrupt.ts';
import { refuseLoops } from './loop-guard.ts';
import { ProgressLine } from './progress-line.ts';
import { addressOf, limitsOf } from './watch-options.ts';

/** Options of `allocate`. */
export interface AllocateOptions {
  readonly need: string;
  readonly rule?: readonly string[];
  readonly axioms?: string;
  readonly seed: number;
  readonly csv?: boolean;
  readonly json?: boolean;
  readonly plugin?: readonly string[];
  readonly stall?: number;
  readonly memory?: number;
}

/** The axioms that an option names; undefined where the table decides. */
const axiomIds = (option: string | undefined): readonly string[] | undefined => {
  if (option === undefined) return undefined;
  const all = AXIOMS.map(({ id }) => id as string);
  if (option === 'all') return all;
  if (option === 'none') return [];
  return option.split(',').map((name) => {
    const id = name.startsWith('axiom/') ? name : `axiom/${name}`;
    if (all.includes(id)) return id;
    const names = all.map((each) => each.replace('axiom/', ''));
    const near = nearest(name, names);
    const known = `all, none, or of: ${names.join(', ')}`;
    throw configError('bad-option', `there is no axiom called "${name}"`, {
      where: { path: '--axioms' },
      hint: near === undefined ? known : `did you mean ${near}? (${known})`,
    });
  });
};

/** Tables up to so many rows are done before anybody could press Ctrl-C. */
const MOST_ROWS_HERE = 10_000;

/**
 * Asks the rules: in a worker, so that Ctrl-C ends the work at once and a plug-in that loops or eats memory is ended and named; about a small table and
 * without plug-ins here, which is sooner done than a worker is started.
 */
const ask = async (
  question: Question,
  limits: Omit<PoolOptions, 'workers'>,
  signal: AbortSignal,
): Promise<readonly RuleWork[]> => {
  const line = new ProgressLine();
  const show = (done: number, total: number): void =>
    line.show({ done: done / Math.max(1, total), total: 1, finished: 0 });
  const plugged = question.plugins.length > 0;
  try {
    if (!plugged && question.table.capacity.length <= MOST_ROWS_HERE)
      return await work(question, { ...lookingAway, steps: show });
    const { WatchedPool } = await import('../experiment/watched-pool.ts');
    // A rule that comes with the package may take its time over a long table: it is known to end.
    const patience = plugged ? {} : { stall: Number.POSITIVE_INFINITY };
    const pool = new WatchedPool({ workers: 1, ...limits, ...patience });
    const task = { module: addressOf('allocation/work'), input: question };
    return await pool
      .work<readonly RuleWork[]>(task, { signal, onLook: ({ done, total }) => show(done, total) })
      .finally(() => pool.close());
  } finally {
    line.clear();
  }
};

/** Writes pieces to stdout, no faster than they are taken. */
const write = async (pieces: Iterable<string>): Promise<void> => {
  for (const piece of pieces) if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
};

/**
 * Asks allocation rules about one table of claims and shows their answers side by side.
 *
 * @param file - The table, comma-separated; `-` for standard input.
 * @param options - The need, the rules, and the form of the answer.
 * @throws BreakwaterError when the table, the need or a rule is wrong.
 */
export const allocate = async (file: string, options: AllocateOptions): Promise<void> => {
  const { rule: rules, plugin: plugins = [], seed, stall, json = false, csv = false } = options;
  if (json && csv)
    throw configError('bad-option', '--json and --csv are two forms of one answer', { hint: 'leave out one of them' });
  const axioms = axiomIds(options.axioms);
  await refuseLoops(plugins, stall);
  // Before a long file is read; the unit is not known yet, so any amount will do.
  ruleUses(rules, await registryWith(plugins), MOST_PLACES);
  const asked = await interruptible(
    async (signal) => {
      const claims = await readClaims(file, options.need, process.stdin, signal);
      const { ids: _ids, decimals, need, total, ...table } = claims;
      const question: Question = {
        table,
        need: Math.min(need, total),
        decimals,
        seed,
        plugins,
        judge: !csv,
        ...(rules === undefined ? {} : { rules }),
        ...(axioms === undefined ? {} : { axioms }),
      };
      return { claims, table, answers: await ask(question, limitsOf(options), signal) };
    },
    () => 'stopped: nothing was written',
  );
  if (asked === undefined) return;
  const { claims, table, answers } = asked;
  const { ids, decimals, need, total } = claims;
  const names = ['id', 'capacity', ...columnsOf(table)];
  const about: AllocateTable = { ids, capacity: table.capacity, decimals, need, total, columns: names, seed };
  const told = answers.map((answer) => answerInWords(answer, about));
  if (json) return write(allocateJson(about, told));
  if (csv) return write(allocateCsv(about, told));
  console.log(allocateText(about, told, terminalOf(process.stdout)));
};
