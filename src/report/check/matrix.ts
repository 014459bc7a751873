import type { CheckedDesign, CheckedProperty } from '../../measure/index.ts';
import { duration, grouped } from '../number-format.ts';
import { fold, formatTable } from '../table.ts';
import { plainTerminal, type Terminal } from '../terminal.ts';
import { witnessText } from './witness-text.ts';

/** Whether what came of a property makes the exit code 1: universal or claimed and broken, or exempt and held. */
export const counts = ({ status, scope, claimed, exempt }: CheckedProperty): boolean =>
  exempt === undefined ? status === 'broken' && (scope === 'universal' || claimed) : status === 'held';

/** One sign for each status of a matrix, with what it means. */
export const SIGNS = {
  held: ['+', 'held in all runs that reached it'],
  broken: ['x', 'broken'],
  fault: ['!', 'broken though universal or claimed, or exempt though it held'],
  'not-tried': ['?', 'not tried: no run reached it'],
  'not-applicable': ['.', 'does not apply'],
} as const;

/** What a cell of a matrix shows. */
export const signOf = (property: CheckedProperty): keyof typeof SIGNS => (counts(property) ? 'fault' : property.status);

/** The properties of several designs side by side: all ids, in the order of the first design that has each. */
export const idsOf = (designs: readonly CheckedDesign[]): readonly string[] => [
  ...new Set(designs.flatMap(({ properties }) => properties.map(({ id }) => id))),
];

const legend = (designs: readonly CheckedDesign[], width: number): string =>
  [
    fold(
      Object.values(SIGNS)
        .map(([sign, means]) => `${sign} ${means}`)
        .join('; '),
      width,
    ),
    fold(designs.map(({ design }, i) => `${i + 1} ${design}`).join(', '), width),
  ].join('\n');

/** The matrix of properties by designs, a sign a cell. */
export const matrixText = (designs: readonly CheckedDesign[], terminal: Terminal = plainTerminal()): string => {
  const byId = designs.map(({ properties }) => new Map(properties.map((property) => [property.id, property])));
  const table = formatTable(
    {
      columns: [{ title: 'property', align: 'left' }, ...designs.map((_, i) => ({ title: String(i + 1) }))],
      rows: idsOf(designs).map((id) => [
        id,
        ...byId.map((properties) => {
          const property = properties.get(id);
          return property === undefined ? '' : SIGNS[signOf(property)][0];
        }),
      ]),
    },
    terminal,
  );
  return `${table}\n\n${legend(designs, terminal.width)}`;
};

/** Several designs in short, a line each. */
export const designsText = (designs: readonly CheckedDesign[], terminal: Terminal = plainTerminal()): string => {
  const count = (checked: CheckedDesign, of: (property: CheckedProperty) => boolean): string =>
    grouped(checked.properties.filter(of).length);
  return formatTable(
    {
      columns: [
        { title: 'design', align: 'left' },
        { title: 'runs' },
        { title: 'refused' },
        { title: 'too large' },
        { title: 'held' },
        { title: 'broken' },
        { title: 'faults' },
        { title: 'not tried' },
        { title: 'time' },
      ],
      rows: designs.map((checked) => [
        checked.design,
        grouped(checked.runs),
        grouped(checked.refused.runs),
        grouped(checked.tooLarge.runs),
        count(checked, ({ status }) => status === 'held'),
        count(checked, ({ status }) => status === 'broken'),
        count(checked, counts),
        count(checked, ({ status }) => status === 'not-tried'),
        duration(checked.seconds),
      ]),
    },
    terminal,
  );
};

const cell = (value: string | number | undefined): string => {
  const text = value === undefined ? '' : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Everything of a check as comma-separated text: a row for each design and property. */
export const matrixCsv = (designs: readonly CheckedDesign[]): string => {
  const head = 'design,id,scope,claimed,status,runs,reached,upperBound,value,witness,counterexample';
  const rows = designs.flatMap(({ design, properties }) =>
    properties.map(({ id, scope, claimed, status, runs, reached, upperBound, value, counterexample }) =>
      [
        design,
        id,
        scope,
        String(claimed),
        status,
        runs,
        reached,
        upperBound,
        value,
        counterexample && witnessText(counterexample.witness),
        counterexample?.file,
      ]
        .map(cell)
        .join(','),
    ),
  );
  return `${[head, ...rows].join('\n')}\n`;
};
