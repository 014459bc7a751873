import { type CompareResult, type DesignResult, type MetricId, metricOf } from '../measure/index.ts';
import { metricCell } from './metric-cell.ts';
import { grouped, humanAmount } from './number-format.ts';
import { type Column, fold, formatTable } from './table.ts';
import { plainTerminal, type Terminal } from './terminal.ts';

/** What a comparison cannot say by itself, and a reader must know. */
export interface CompareNotes {
  /** Whether assumed ranges were varied. Defaults to false. */
  readonly rangesTried?: boolean;
  /** Whether the run's own selling moves prices. Defaults to `path`: it does not. */
  readonly price?: 'path' | 'endogenous';
}

interface CompareColumn extends Column {
  readonly cell: (design: DesignResult) => string;
}

const metric = (id: MetricId, title: string, group: string): CompareColumn => ({
  title,
  group,
  cell: (design) => metricCell(id, design.metrics[id]),
});

const COLUMNS: readonly CompareColumn[] = [
  { title: 'exchange', align: 'left', cell: ({ exchange }) => exchange },
  metric('shortfall', 'shortfall', 'loss'),
  metric('overshoot', 'overshoot', 'loss'),
  { title: 'own', group: 'borne by', cell: ({ ownCollateral }) => humanAmount(ownCollateral) },
  metric('book', 'book', 'borne by'),
  metric('backstop', 'backstop', 'borne by'),
  metric('fund', 'fund', 'borne by'),
  metric('adl', 'ADL', 'borne by'),
  metric('socialised', 'socialised', 'borne by'),
  metric('uncovered', 'uncovered', 'borne by'),
  metric('adlNotional', 'notional', 'deleveraged'),
  metric('adlOverLiquidated', 'of liquidated', 'deleveraged'),
  metric('top10ShareOfPayers', 'top 10 payers', 'deleveraged'),
  metric('fundLow', 'fund low', 'venue'),
  metric('openCases', 'open cases', 'venue'),
];
const SHOWN: ReadonlySet<string> = new Set<MetricId>([
  'shortfall',
  'overshoot',
  'book',
  'backstop',
  'fund',
  'adl',
  'socialised',
  'uncovered',
  'adlNotional',
  'adlOverLiquidated',
  'top10ShareOfPayers',
  'fundLow',
  'openCases',
]);

const tableOf = (designs: readonly DesignResult[], sortedBy: MetricId, terminal: Terminal): string => {
  const [key, ...rest] = COLUMNS as [CompareColumn, ...CompareColumn[]];
  const columns = SHOWN.has(sortedBy)
    ? COLUMNS
    : [key, metric(sortedBy, metricOf(sortedBy).title, 'sorted by'), ...rest];
  return formatTable({ columns, rows: designs.map((design) => columns.map(({ cell }) => cell(design))) }, terminal);
};

const sectionsOf = (result: CompareResult): { title: string; designs: DesignResult[] }[] => {
  const sections = new Map<string, DesignResult[]>();
  for (const design of result.designs) {
    const reading = design.equalised.length === 0 ? 'as published' : `equalised: ${design.equalised.join(', ')}`;
    const title = `${design.scenario}, ${reading}`;
    sections.set(title, [...(sections.get(title) ?? []), design]);
  }
  return [...sections].map(([title, designs]) => ({ title, designs }));
};

const scaledLine = (designs: readonly DesignResult[]): string => {
  const changed = designs.filter(({ scaledDown }) => scaledDown > 0);
  if (changed.length === 0) return 'Nobody was scaled down to a maximum leverage.';
  const list = changed.map(
    ({ exchange, scaledDown, people }) => `${exchange} ${grouped(scaledDown)} of ${grouped(people)}`,
  );
  return `Scaled down to the maximum leverage of the design: ${list.join('; ')}.`;
};

const wordsOf = (result: CompareResult, notes: CompareNotes): string[] => {
  const { seeds, sortedBy, numeraire } = result;
  const order = { lower: 'least first', higher: 'most first', neither: 'least first' }[
    metricOf(sortedBy as MetricId).better
  ];
  const tried = notes.rangesTried === true ? 'assumed ranges were varied' : 'ranges of assumed values not tried';
  return [
    `Sorted by ${sortedBy}, ${order}. Amounts in ${numeraire}.`,
    seeds.length === 1
      ? `One seed (${seeds[0]}), ${tried}: this is one draw of one model, not a forecast.`
      : `Medians over ${seeds.length} seeds, ${tried}.`,
    notes.price === 'endogenous'
      ? "Prices move with the run's own selling (price: endogenous)."
      : "Prices follow a given path that has forced selling in it and is not moved by the run's own selling (price: path): a design cannot make the fall worse or better here.",
  ];
};

/**
 * Writes a comparison for people: one table a scenario and reading, sorted by the stated metric, and what it does not say.
 *
 * @param result - A comparison.
 * @param notes - What the comparison cannot know.
 * @param terminal - Width and colour. Plain and 100 wide when left out.
 */
export const compareTable = (
  result: CompareResult,
  notes: CompareNotes = {},
  terminal: Terminal = plainTerminal(),
): string => {
  const sections = sectionsOf(result).flatMap(({ title, designs }) => [
    terminal.bold(fold(title, terminal.width)),
    tableOf(designs, result.sortedBy as MetricId, terminal),
    terminal.dim(fold(scaledLine(designs), terminal.width)),
    '',
  ]);
  const words = wordsOf(result, notes).map((text) => terminal.dim(fold(text, terminal.width)));
  return [...sections, ...words].join('\n');
};
