import { type CaseResult, METRICS, type RunResult } from '../measure/index.ts';
import { figuresTable } from './figures-table.ts';
import { metricCell } from './metric-cell.ts';
import { duration, grouped, humanAmount, percent } from './number-format.ts';
import { fold, formatTable } from './table.ts';
import { plainTerminal, type Terminal } from './terminal.ts';

/** Cases that a summary shows. */
const MOST_CASES = 10;

const BORNE = [
  ['ownCollateral', 'own'],
  ['book', 'book'],
  ['backstop', 'backstop'],
  ['fund', 'fund'],
  ['adl', 'ADL'],
  ['socialised', 'socialised'],
  ['uncovered', 'uncovered'],
] as const;
const NEEDED = [
  ['markLoss', 'mark loss'],
  ['slippage', 'slippage'],
  ['fees', 'fees'],
  ['forfeited', 'forfeited'],
  ['needed', 'in all'],
] as const;

const headOf = (result: RunResult, terminal: Terminal): string[] => {
  const { exchange, scenario, seed, steps, seconds, people, scaledDown, cases, bounds, refusals } = result;
  const stillOpen = cases.filter((one) => one.closed === undefined);
  const defaults = stillOpen.filter((one) => one.kind === 'default').length;
  const others = stillOpen.length - defaults;
  const refused = Object.entries(refusals).map(([reason, count]) => `${grouped(count)} ${reason}`);
  return [
    terminal.bold(fold(`${exchange} in ${scenario}, seed ${seed}`, terminal.width)),
    fold(
      `${grouped(steps)} steps over ${duration(seconds)}; ${grouped(cases.length)} ${cases.length === 1 ? 'case' : 'cases'}, ${grouped(defaults)} still open${others === 0 ? '' : ` and ${grouped(others)} more of inventory or pools`}.`,
      terminal.width,
    ),
    ...(people === 0
      ? []
      : [
          fold(
            `${grouped(people)} people, ${grouped(scaledDown)} scaled down to the maximum leverage.`,
            terminal.width,
          ),
        ]),
    ...(refused.length === 0 ? [] : [fold(`Requests refused: ${refused.join(', ')}.`, terminal.width)]),
    ...(bounds.length === 0
      ? []
      : [
          terminal.red(
            fold(
              `The bound on rounds was reached in ${grouped(bounds.length)} steps, first in step ${bounds[0]?.step}.`,
              terminal.width,
            ),
          ),
        ]),
  ];
};

const metricsTable = (result: RunResult, terminal: Terminal): string =>
  formatTable(
    {
      columns: [{ title: 'metric', align: 'left' }, { title: 'value' }],
      rows: METRICS.map(({ id }) => [id, metricCell(id, result.metrics[id])]),
    },
    terminal,
  );

const marketsTable = (result: RunResult, terminal: Terminal): string =>
  formatTable(
    {
      columns: [{ title: 'market', align: 'left' }, { title: 'low' }, { title: 'open interest change' }],
      rows: Object.entries(result.markets).map(([id, { low, openInterestFall }]) => [
        id,
        percent(low),
        percent(openInterestFall === null ? null : 0 - openInterestFall),
      ]),
    },
    terminal,
  );

/** Size of a case in the order of a summary: by shortfall, then by what was needed in the settlement asset. */
const biggest = (cases: readonly CaseResult[], settle: string): CaseResult[] => {
  const needed = (one: CaseResult): number => Number(one.asset[settle]?.needed ?? 0);
  return cases
    .toSorted(
      (a, b) => Number(b.shortfall) - Number(a.shortfall) || needed(b) - needed(a) || Number(a.id) - Number(b.id),
    )
    .slice(0, MOST_CASES);
};

const casesTable = (result: RunResult, terminal: Terminal): string => {
  const settle = result.assets[0]?.name ?? '';
  const rows = biggest(result.cases, settle).flatMap((one) =>
    Object.entries(one.asset).map(([asset, line]) => [
      `${one.id} ${one.kind}`,
      one.name ?? one.subject,
      one.legs.join('+'),
      asset,
      ...NEEDED.map(([field]) => humanAmount(line[field])),
      ...BORNE.map(([field]) => humanAmount(line[field])),
      one.closed === undefined ? 'open' : humanAmount(line.left),
      humanAmount(one.shortfall),
    ]),
  );
  return formatTable(
    {
      columns: [
        { title: 'case', align: 'left' },
        { title: 'account', align: 'left' },
        { title: 'markets', align: 'left' },
        { title: 'asset', align: 'left' },
        ...NEEDED.map(([, title]) => ({ title, group: 'needed' })),
        ...BORNE.map(([, title]) => ({ title, group: 'borne by' })),
        { title: 'left' },
        { title: 'shortfall' },
      ],
      rows,
    },
    terminal,
  );
};

/**
 * Writes one run for people: what happened, its metrics, its markets, figures that its rules have of their own, and its biggest cases with their accounts by bearer.
 *
 * @param result - Result of a run.
 * @param terminal - Width and colour. Plain and 100 wide when left out.
 */
export const runSummary = (result: RunResult, terminal: Terminal = plainTerminal()): string => {
  const shown = Math.min(MOST_CASES, result.cases.length);
  return [
    ...headOf(result, terminal),
    '',
    metricsTable(result, terminal),
    '',
    marketsTable(result, terminal),
    ...(result.figures === undefined
      ? []
      : ['', terminal.bold('Figures of rules'), figuresTable([{ figures: result.figures }], terminal)]),
    ...(shown === 0
      ? []
      : [
          '',
          terminal.bold(
            shown < result.cases.length ? `The ${shown} biggest of ${grouped(result.cases.length)} cases` : 'Cases',
          ),
          casesTable(result, terminal),
        ]),
    '',
    terminal.dim(
      fold(
        `Amounts in ${result.numeraire}, those of cases in the asset named. What each metric means: docs/guide/glossary.md.`,
        terminal.width,
      ),
    ),
  ].join('\n');
};
