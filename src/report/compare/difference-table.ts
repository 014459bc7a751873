import { type CompareResult, type MetricId, metricOf } from '../../measure/index.ts';
import { metricCell } from '../metric-cell.ts';
import type { Terminal } from '../terminal.ts';
import { type CellColumn, tableOf } from './design-table.ts';
import { type ReadingSection, readingText } from './sections.ts';

/** A difference between designs, as results hold it. */
export type Difference = CompareResult['differences'][number];

/** A number in the form of its metric; differences show their sign. */
const valueCell = (id: MetricId, x: number | null, signed: boolean): string => {
  if (x === null) return '-';
  const shown = metricCell(id, metricOf(id).unit.startsWith('amount') ? String(x) : x);
  return signed && x > 0 ? `+${shown}` : shown;
};

/** `+12.3m`, `-4`, `0`. */
export const meanCell = (metric: MetricId, difference: Difference | undefined): string =>
  valueCell(metric, difference?.mean ?? null, true);

/** `-4.10m to 12.3m`; a dash with one seed. */
export const intervalCell = (metric: MetricId, difference: Difference | undefined): string =>
  difference === undefined || difference.low === null
    ? '-'
    : `${valueCell(metric, difference.low, true)} to ${valueCell(metric, difference.high, true)}`;

/** `2 / 0 / 3`: seeds in which it was lower, equal, higher. */
const signsCell = (difference: Difference | undefined): string =>
  difference === undefined ? '-' : `${difference.lower} / ${difference.equal} / ${difference.higher}`;

const columnsOf = (id: MetricId, many: boolean): CellColumn<ReadonlyMap<string, Difference>>[] => {
  const { title } = metricOf(id);
  const cell = (row: ReadonlyMap<string, Difference>): string => meanCell(id, row.get(id));
  if (!many) return [{ title, cell }];
  const group = title;
  return [
    { title: 'mean', group, cell },
    { title: '95 % interval', group, cell: (row) => intervalCell(id, row.get(id)) },
    { title: 'less / same / more', group, cell: (row) => signsCell(row.get(id)) },
  ];
};

/**
 * Differences of the designs of a reading from the baseline, paired over the seeds: a title and a table.
 *
 * @returns Nothing when there is no baseline in the reading or nothing beside it.
 */
export const differenceTable = (
  { differences, baseline, sortedBy, seeds }: CompareResult,
  { scenario, equalised, designs }: ReadingSection,
  terminal: Terminal,
): readonly [title: string, table: string] | undefined => {
  const own = differences.filter(
    (each) => each.variant === undefined && each.scenario === scenario && each.equalised.join() === equalised.join(),
  );
  const rows = designs
    .map(({ exchange }) => new Map(own.filter(({ design }) => design === exchange).map((each) => [each.metric, each])))
    .filter((row) => row.size > 0);
  if (baseline === undefined || rows.length === 0) return undefined;
  const many = seeds.length > 1;
  const metrics = [...new Set([sortedBy as MetricId, 'uncovered', 'adlNotional'] as const)];
  const exchange: CellColumn<ReadonlyMap<string, Difference>> = {
    title: 'exchange',
    align: 'left',
    cell: (row) => [...row.values()][0]?.design ?? '',
  };
  const over = many ? `over the same ${seeds.length} seeds` : 'with the one seed';
  return [
    `${scenario}, ${readingText(equalised)}: differences from ${baseline}, ${over}`,
    tableOf([exchange, ...metrics.flatMap((id) => columnsOf(id, many))], rows, terminal),
  ];
};
