import { type DesignResult, type MetricId, metricOf } from '../../measure/index.ts';
import { metricCell } from '../metric-cell.ts';
import { grouped, humanAmount } from '../number-format.ts';
import { type Column, formatTable } from '../table.ts';
import type { Terminal } from '../terminal.ts';

/** A column, and what it shows of a row. */
export interface CellColumn<R> extends Column {
  readonly cell: (row: R) => string;
}

/** Writes rows under columns that know their cells. */
export const tableOf = <R>(columns: readonly CellColumn<R>[], rows: readonly R[], terminal: Terminal): string =>
  formatTable({ columns, rows: rows.map((row) => columns.map(({ cell }) => cell(row))) }, terminal);

/** A column of a metric. */
export const metricColumn = (id: MetricId, title: string, group: string): CellColumn<DesignResult> => ({
  title,
  group,
  cell: (design) => metricCell(id, design.metrics[id]),
});

const SHOWN = [
  ['shortfall', 'shortfall', 'loss'],
  ['overshoot', 'overshoot', 'loss'],
  ['inventoryResult', 'inventory', 'loss'],
  ['book', 'book', 'borne by'],
  ['backstop', 'backstop', 'borne by'],
  ['fund', 'fund', 'borne by'],
  ['adl', 'ADL', 'borne by'],
  ['socialised', 'socialised', 'borne by'],
  ['uncovered', 'uncovered', 'borne by'],
  ['adlNotional', 'notional', 'deleveraged'],
  ['adlOverLiquidated', 'of liquidated', 'deleveraged'],
  ['payersBore', 'payers bore', 'deleveraged'],
  ['top10ShareOfPayers', 'top 10 payers', 'deleveraged'],
  ['hedgeGroupsBroken', 'hedges broken', 'deleveraged'],
  ['fundLow', 'fund low', 'venue'],
  ['fundDraw', 'fund draw', 'venue'],
  ['openInterest', 'open interest', 'venue'],
  ['openCases', 'open cases', 'venue'],
] as const satisfies readonly (readonly [MetricId, string, string])[];

const EXCHANGE: CellColumn<DesignResult> = { title: 'exchange', align: 'left', cell: ({ exchange }) => exchange };
const OWN: CellColumn<DesignResult> = {
  title: 'own',
  group: 'borne by',
  cell: ({ ownCollateral }) => humanAmount(ownCollateral),
};

/** Designs that may be compared, one row each. */
export const designTable = (designs: readonly DesignResult[], sortedBy: MetricId, terminal: Terminal): string => {
  const isShown = SHOWN.some(([id]) => id === sortedBy);
  const stated = isShown ? [] : [metricColumn(sortedBy, metricOf(sortedBy).title, 'sorted by')];
  const columns = SHOWN.flatMap(([id, title, group]) => {
    const column = metricColumn(id, title, group);
    return id === 'book' ? [OWN, column] : [column];
  });
  return tableOf([EXCHANGE, ...stated, ...columns], designs, terminal);
};

/** Who was scaled down to the maximum leverage of a design, in words. */
export const scaledText = (designs: readonly DesignResult[]): string => {
  const changed = designs.filter(({ scaledDown }) => scaledDown > 0);
  if (changed.length === 0) return 'Nobody was scaled down to a maximum leverage.';
  const list = changed.map(
    ({ exchange, scaledDown, people }) => `${exchange} ${grouped(scaledDown)} of ${grouped(people)}`,
  );
  return `Scaled down to the maximum leverage of the design: ${list.join('; ')}.`;
};
