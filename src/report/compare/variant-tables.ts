import { type CompareResult, type DesignResult, type MetricId, metricOf } from '../../measure/index.ts';
import { metricCell } from '../metric-cell.ts';
import type { Terminal } from '../terminal.ts';
import { type CellColumn, metricColumn, tableOf } from './design-table.ts';
import { intervalCell, meanCell } from './difference-table.ts';
import type { AblationSection, VarySection } from './sections.ts';

const VARIED = [
  ['shortfall', 'shortfall', 'loss'],
  ['overshoot', 'overshoot', 'loss'],
  ['adl', 'ADL', 'borne by'],
  ['uncovered', 'uncovered', 'borne by'],
  ['adlNotional', 'notional', 'deleveraged'],
  ['adlAccounts', 'accounts', 'deleveraged'],
  ['top10ShareOfPayers', 'top 10 payers', 'deleveraged'],
  ['giniOfPayers', 'Gini of payers', 'deleveraged'],
  ['hedgeGroupsBroken', 'hedges broken', 'deleveraged'],
] as const satisfies readonly (readonly [MetricId, string, string])[];

/** Values of one slot in one exchange, one row each, the published one first: title and table. */
export const varyTable = (
  { differences, sortedBy, seeds }: CompareResult,
  { scenario, exchange, path, published, variants }: VarySection,
  terminal: Terminal,
): readonly [title: string, table: string] => {
  const id = sortedBy as MetricId;
  const changeOf = ({ variant }: DesignResult) =>
    differences.find(
      (each) =>
        each.variant === variant && each.metric === id && each.design === exchange && each.scenario === scenario,
    );
  const change = (title: string, cell: typeof meanCell): CellColumn<DesignResult> => ({
    title,
    group: `change of ${metricOf(id).title}`,
    cell: (design) => (design.variant === undefined ? '' : cell(id, changeOf(design))),
  });
  const columns: CellColumn<DesignResult>[] = [
    {
      title: path,
      align: 'left',
      cell: ({ variant }) => (variant === undefined ? 'as published' : variant.slice(`${path}: `.length)),
    },
    ...VARIED.map(([metric, title, group]) => metricColumn(metric, title, group)),
    change(seeds.length > 1 ? 'mean' : 'difference', meanCell),
    ...(seeds.length > 1 ? [change('95 % interval', intervalCell)] : []),
  ];
  return [`${scenario}, ${exchange} with another ${path}`, tableOf(columns, [published, ...variants], terminal)];
};

const ABLATED = ['medianFall', 'shortfall', 'adlNotional'] as const satisfies readonly MetricId[];

/** Every design as published and without a part of the world: title and table. */
export const ablationTable = (
  { scenario, name, rows }: AblationSection,
  terminal: Terminal,
): readonly [title: string, table: string] => {
  type Row = AblationSection['rows'][number];
  const columns: CellColumn<Row>[] = [
    { title: 'exchange', align: 'left', cell: ({ published }) => published.exchange },
    ...ABLATED.flatMap((id): CellColumn<Row>[] => {
      const group = metricOf(id).title;
      return [
        { title: 'as published', group, cell: ({ published }) => metricCell(id, published.metrics[id]) },
        { title: name, group, cell: ({ without }) => metricCell(id, without.metrics[id]) },
      ];
    }),
  ];
  return [`${scenario}, ablation ${name}`, tableOf(columns, rows, terminal)];
};
