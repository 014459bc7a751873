import type { TrilemmaPoint, TrilemmaSweep } from '../../measure/index.ts';
import { humanAmount, percent, plain } from '../number-format.ts';
import type { Terminal } from '../terminal.ts';
import { leastToMost, marksOf } from '../trilemma-text.ts';
import { type CellColumn, tableOf } from './design-table.ts';

const amount = (x: number): string => humanAmount(String(x));

/** Which points pass, severity across and diversion up: a title and a table. */
export const passingTable = (
  { scenario, exchange, points }: TrilemmaSweep,
  terminal: Terminal,
): readonly [title: string, table: string] => {
  const { severities, diversions } = leastToMost(points);
  const at = (severity: string, diversion: string): string => {
    const point = points.find((one) => one.severity === severity && one.diversion === diversion);
    return point === undefined ? '' : marksOf(point);
  };
  const columns: CellColumn<string>[] = [
    { title: 'diversion', align: 'left', cell: (diversion) => diversion },
    ...severities.map(
      (severity): CellColumn<string> => ({
        title: severity,
        group: 'severity',
        cell: (diversion) => at(severity, diversion),
      }),
    ),
  ];
  return [
    `${scenario}, ${exchange}: points that are solvent (S), fair (F) and profitable (R)`,
    tableOf(columns, [...diversions].reverse(), terminal),
  ];
};

const COLUMNS: readonly CellColumn<TrilemmaPoint>[] = [
  {
    title: 'severity / diversion',
    align: 'left',
    cell: (point) => `${point.severity} / ${point.diversion}`.padEnd(14) + marksOf(point),
  },
  { title: 'deficit', group: 'solvency', cell: ({ deficit }) => amount(deficit) },
  { title: 'unpaid', group: 'solvency', cell: ({ residualShare }) => percent(residualShare) },
  { title: 'breaches', group: 'solvency', cell: ({ breachShare }) => percent(breachShare) },
  { title: 'PTSR', group: 'fairness', cell: ({ ptsr }) => plain(ptsr) },
  { title: 'PMR', group: 'fairness', cell: ({ pmr }) => plain(pmr) },
  { title: 'tail index', group: 'fairness', cell: ({ tailIndex }) => plain(tailIndex) },
  { title: 'net', group: 'revenue', cell: ({ netRevenue }) => amount(netRevenue) },
  { title: 'of best fees', group: 'revenue', cell: ({ revenueShare }) => percent(revenueShare) },
];

/** The numbers of every point: a title and a table. */
export const pointsTable = (
  { scenario, points }: TrilemmaSweep,
  terminal: Terminal,
): readonly [title: string, table: string] => [
  `${scenario}: means over ${points[0]?.runs} ${points[0]?.runs === 1 ? 'seed' : 'seeds'}`,
  tableOf(COLUMNS, points, terminal),
];
