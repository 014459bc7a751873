import type { RuleFigureResult } from '../measure/index.ts';
import { grouped, significant } from './number-format.ts';
import { formatTable } from './table.ts';
import type { Terminal } from './terminal.ts';

/** The figures of the rules of one design, with its name where there are several. */
export interface FiguresOfDesign {
  readonly design?: string;
  readonly figures: readonly RuleFigureResult[];
}

/** Writes the figures that rules have of their own, a line each. */
export const figuresTable = (designs: readonly FiguresOfDesign[], terminal: Terminal): string => {
  const named = designs.some(({ design }) => design !== undefined);
  return formatTable(
    {
      columns: [
        ...(named ? [{ title: 'design', align: 'left' } as const] : []),
        { title: 'layer', align: 'left' },
        { title: 'rule', align: 'left' },
        { title: 'figure', align: 'left' },
        { title: 'unit', align: 'left' },
        { title: 'decisions' },
        { title: 'last' },
        { title: 'smallest' },
        { title: 'largest' },
      ],
      rows: designs.flatMap(({ design = '', figures }) =>
        figures.map(({ layer, rule, figure, unit, records, last, smallest, largest }) => [
          ...(named ? [design] : []),
          layer,
          rule,
          figure,
          unit,
          grouped(records),
          ...[last, smallest, largest].map(significant),
        ]),
      ),
    },
    terminal,
  );
};
