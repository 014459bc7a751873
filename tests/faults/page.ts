import { type Fault, isCaught, MOST_ACCOUNTS, type Tried } from './fault.ts';
import { without } from './list/without.ts';
import type { Effort } from './task.ts';

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** What became of a fault, on one line. */
export const line = ({ name, caughtBy, outcome }: Tried): string => {
  if (outcome.status === 'missed') {
    const also = outcome.also.length === 0 ? '' : `; others broke: ${outcome.also.join(', ')}`;
    return `MISSED  ${name}  ${caughtBy}: ${outcome.why}${also}`;
  }
  const { runs, accounts, steps, events } = outcome;
  const head = isCaught(outcome) ? 'caught' : 'LARGE ';
  const of =
    steps === undefined || events === undefined
      ? counted(accounts, 'claim')
      : `${counted(accounts, 'account')}, ${counted(steps, 'step')}, ${counted(events, 'event')}`;
  return `${head}  ${name}  ${caughtBy}  in ${counted(runs, 'run')}; ${of}`;
};

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const row = ({ name, says, caughtBy, on, outcome }: Tried): string => {
  const place = on.replace(/\.yaml$/, '');
  const cells =
    outcome.status === 'missed'
      ? [`**missed**: ${outcome.why}`, '', '', '', '']
      : [
          `\`${caughtBy}\``,
          outcome.runs,
          outcome.accounts,
          outcome.steps ?? '',
          outcome.also.map((id) => `\`${id}\``).join(' '),
        ];
  return `| \`${name}\` | ${[says, place, ...cells].map((one) => cell(String(one))).join(' | ')} |`;
};

const partOf = ({ file }: Fault): string => {
  const [top, folder, ...rest] = file.split('/');
  return top === 'mechanisms' && folder === 'adl' ? `mechanisms/adl/${rest[0]}` : `${top}/${folder}`;
};

const TITLE = `# Planted faults

Each line is a mistake that somebody could make, planted in one place of a sound engine or mechanism. Generated trials of an exchange are then played until
the invariant breaks whose words name the mistake, and the trial is made as small as can be: accounts and steps are those of a smallest
one which breaks with the mistake and holds without it. Where the invariant is about allocation rules alone, a run is a question or a draw, the exchange
is the rule, accounts are claims and there are no steps. Of a metric, whose every value is allowed, caught means that the mistake makes the figure larger. A fault that nothing catches is a missing invariant, and makes the command fail.

\`npm run faults\` plays them all and writes this page; \`npm run faults -- --only NAME\` plays one, and with \`--update\` puts its line here. A few of them are played with every change.`;

/** Lines of a page by the fault they are about. */
const linesOf = (page: string): ReadonlyMap<string, string> =>
  new Map([...page.matchAll(/^\| `([a-z0-9-]+)` \|.*$/gm)].map(([text, name]) => [name as string, text]));

/** Whether a line says that its fault was caught in a small trial. */
const isSmall = (text: string): boolean => {
  const accounts = Number(text.split(/(?<!\\) \| /)[5]);
  return !text.includes('**missed**') && accounts <= MOST_ACCOUNTS;
};

/**
 * The page of faults.
 *
 * @param list - All faults, those that were not tried now among them. @param before - The page whose lines are kept for these.
 */
export const page = (
  tried: readonly Tried[],
  { runs, seed }: Effort,
  list: readonly Fault[] = tried,
  before = '',
): string => {
  const kept = linesOf(before);
  const lines = new Map(
    list.flatMap((fault) => {
      const now = tried.find(({ name }) => name === fault.name);
      const text = now === undefined ? kept.get(fault.name) : row(now);
      return text === undefined ? [] : [[fault, text] as const];
    }),
  );
  const caught = [...lines.values()].filter(isSmall).length;
  const parts = [...new Set([...lines.keys()].map(partOf))].sort();
  const tables = parts.map((part) =>
    [
      `## ${part}`,
      '',
      '| fault | mistake | exchange | caught by | runs | accounts | steps | also broken |',
      '|---|---|---|---|---|---|---|---|',
      ...[...lines].flatMap(([fault, text]) => (partOf(fault) === part ? [text] : [])),
    ].join('\n'),
  );
  const counts = `${caught} of ${lines.size} are caught, within ${runs} trials of seed ${seed} and with at most ${MOST_ACCOUNTS} accounts.`;
  const others = without.map(({ why, ids }) => `- ${why} ${ids.map((id) => `\`${id}\``).join(', ')}.`);
  return `${[TITLE, counts, ...tables, '## Invariants without a fault', others.join('\n')].join('\n\n')}\n`;
};
