import type { Inequality } from '../../measure/index.ts';
import { formatUnits } from '../../money/index.ts';
import { listOf } from '../list-of.ts';
import { grouped, percent } from '../number-format.ts';
import { fold, formatTable } from '../table.ts';
import { plainTerminal, type Terminal } from '../terminal.ts';
import type { AllocateAnswer, AllocateTable } from './answer.ts';
import { axiomsText } from './axioms-text.ts';

/** Tables of so many rows are shown whole. */
const WHOLE = 12;
/** Of larger ones, so many rows are shown. */
const LARGEST = 6;
/** Letters of an id that stand above a column. */
const LETTERS = 14;

const title = (id: string): string => {
  const letters = [...id];
  return letters.length <= LETTERS ? id : `${letters.slice(0, 8).join('')}…${letters.slice(-5).join('')}`;
};

/** The rows to show: all of a small table; of a large one those with most capacity, ties to the earlier. */
const shownRows = ({ capacity }: AllocateTable): readonly number[] => {
  const n = capacity.length;
  if (n <= WHOLE) return Array.from({ length: n }, (_, row) => row);
  const largest: number[] = [];
  for (let row = 0; row < n; row++) {
    const size = capacity[row] as number;
    if (largest.length === LARGEST && size <= (capacity[largest.at(-1) as number] as number)) continue;
    const place = largest.findIndex((other) => (capacity[other] as number) < size);
    largest.splice(place === -1 ? largest.length : place, 0, row);
    if (largest.length > LARGEST) largest.pop();
  }
  return largest;
};

const givesTable = (table: AllocateTable, answers: readonly AllocateAnswer[], terminal: Terminal): string => {
  const { ids, capacity, decimals } = table;
  const rows = shownRows(table);
  const amounts = (column: Float64Array): string[] => rows.map((row) => formatUnits(column[row] as number, decimals));
  return formatTable(
    {
      columns: [
        { title: rows.length === ids.length ? 'gives' : `gives (largest ${rows.length})`, align: 'left' },
        ...rows.map((row) => ({ title: title(ids[row] as string) })),
      ],
      rows: [['capacity', ...amounts(capacity)], ...answers.map(({ rule, gives }) => [rule, ...amounts(gives)])],
    },
    terminal,
  );
};

const number = (x: number | null): string => (x === null ? '-' : x >= 1000 ? grouped(Math.round(x)) : x.toFixed(3));

const indices = ({ gini, jain, theil, maxOverMean, top1Share }: Inequality): string[] => [
  number(gini),
  number(jain),
  number(theil),
  number(maxOverMean),
  percent(top1Share),
];

const metricsTable = (answers: readonly AllocateAnswer[], terminal: Terminal): string => {
  const titles = ['Gini', 'Jain', 'Theil', 'max/mean', 'top 1 %'];
  return formatTable(
    {
      columns: [
        { title: 'how unequal', align: 'left' },
        { title: 'payers' },
        ...titles.map((each) => ({ title: each, group: 'gives over capacity' })),
        ...titles.map((each) => ({ title: each, group: 'gives' })),
      ],
      rows: answers.map(({ rule, metrics: { payers, rates, amounts } }) => [
        rule,
        grouped(payers),
        ...indices(rates),
        ...indices(amounts),
      ]),
    },
    terminal,
  );
};

/** What has to be known to read the numbers. */
const notes = ({ need, total, decimals }: AllocateTable, answers: readonly AllocateAnswer[]): readonly string[] => {
  const assumed = new Map<string, string[]>();
  for (const { rule, assumed: columns } of answers)
    if (columns.length > 0) assumed.set(listOf(columns), [...(assumed.get(listOf(columns)) ?? []), rule]);
  const sampled = answers.filter(({ errors }) => errors !== undefined);
  return [
    ...(need <= total
      ? []
      : [
          `The need is above the total capacity of ${formatUnits(total, decimals)}: everybody gives all, and ${formatUnits(need - total, decimals)} stays uncovered. Axioms are tried at the need that can be met.`,
        ]),
    ...sampled.map(({ rule, errors }) => {
      const largest =
        (errors as Float64Array).reduce((most, x) => Math.max(most, x), 0) * Number(formatUnits(1, decimals));
      return `${rule} draws samples: the standard error of what one gives is at most ${Number(largest.toPrecision(3))}; --json has all.`;
    }),
    ...[...assumed].map(
      ([columns, rules]) =>
        `The table does not say ${columns}, at which ${listOf(rules)} ${rules.length === 1 ? 'looks' : 'look'}: the claim stands in.`,
    ),
  ];
};

/** The answers of rules to one table, for a reader: what each gives, how unequal that is, which axioms each keeps there. */
export const allocateText = (
  table: AllocateTable,
  answers: readonly AllocateAnswer[],
  terminal: Terminal = plainTerminal(),
): string => {
  const { ids, decimals, need, total } = table;
  const head = `${formatUnits(need, decimals)} is needed from ${grouped(ids.length)} ${ids.length === 1 ? 'claim' : 'claims'} that can give ${formatUnits(total, decimals)}, in units of ${formatUnits(1, decimals)}.`;
  const told = notes(table, answers).map((note) => fold(note, terminal.width));
  return [
    [fold(head, terminal.width), ...told].join('\n'),
    givesTable(table, answers, terminal),
    metricsTable(answers, terminal),
    axiomsText(answers, terminal),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
};
