/** A comparison for people, on a terminal. @module */
import type { CompareResult, MetricId, Trilemma } from '../../measure/index.ts';
import { figuresTable } from '../figures-table.ts';
import { fold } from '../table.ts';
import { plainTerminal, type Terminal } from '../terminal.ts';
import { sweepTexts, thresholdTexts } from '../trilemma-text.ts';
import { designTable, scaledText } from './design-table.ts';
import { differenceTable } from './difference-table.ts';
import { headline, readingNotes } from './headline.ts';
import { type ReadingSection, readingText, type ScenarioSections, sectionsOf } from './sections.ts';
import { passingTable, pointsTable } from './trilemma.ts';
import { ablationTable, varyTable } from './variant-tables.ts';
import { equalisedTexts, frontierTexts, robustnessTexts, threeWayTexts } from './verdicts.ts';

/**
 * Writes a comparison for people: first who lost most, who paid and what that hinges on; then the tables as published, equalised, of
 * swapped slots and of ablations; what rules tell of themselves; differences from the baseline; the frontier; and the verdicts that are not robust.
 *
 * @param result - A comparison.
 * @param terminal - Width and colour. Plain and 100 wide when left out.
 * @returns Lines, none wider than the terminal; no line feed at the end.
 */
export const compareText = (result: CompareResult, terminal: Terminal = plainTerminal()): string => {
  const scenarios = sectionsOf(result);
  const paragraph = (text: string): string => fold(text, terminal.width, text.startsWith('- ') ? '  ' : '');
  const note = (text: string): string => terminal.dim(paragraph(text));
  const titled = ([title, table]: readonly [string, string], ...notes: readonly string[]): string =>
    [terminal.bold(paragraph(title)), table, ...notes.map(note)].join('\n');

  const reading = ({ scenario, equalised, designs }: ReadingSection): string => {
    const table = designTable(designs, result.sortedBy as MetricId, terminal);
    const notes = equalised.length === 0 ? [] : equalisedTexts(result);
    return titled([`${scenario}, ${readingText(equalised)}`, table], ...notes, scaledText(designs));
  };
  const figuresOf = ({ scenario, equalised, designs }: ReadingSection): string[] => {
    const own = designs.flatMap(({ exchange: design, figures }) =>
      figures === undefined ? [] : [{ design, figures }],
    );
    if (own.length === 0) return [];
    return [titled([`Figures of rules, ${scenario}, ${readingText(equalised)}`, figuresTable(own, terminal)])];
  };
  const blocksOf = ({ readings, vary, ablations }: ScenarioSections): string[] => [
    ...readings.map(reading),
    ...readings.flatMap(figuresOf),
    ...vary.map((section) => titled(varyTable(result, section, terminal))),
    ...ablations.map((section) => titled(ablationTable(section, terminal))),
    ...readings.flatMap((section) => {
      const table = differenceTable(result, section, terminal);
      return table === undefined ? [] : [titled(table)];
    }),
  ];
  const trilemmaBlocks = ({ sweeps, thresholds }: Trilemma): string[] => [
    ...sweeps.flatMap((sweep) => [
      titled(passingTable(sweep, terminal)),
      sweepTexts(sweep, thresholds).map(paragraph).join('\n'),
      titled(pointsTable(sweep, terminal)),
    ]),
    thresholdTexts(thresholds).map(note).join('\n'),
  ];
  const trilemma = result.trilemma === undefined ? [] : trilemmaBlocks(result.trilemma);
  return [
    headline(result, scenarios).map(paragraph).join('\n'),
    ...scenarios.flatMap(blocksOf),
    ...trilemma,
    [...frontierTexts(result), ...threeWayTexts(result)].map(paragraph).join('\n'),
    robustnessTexts(result).map(paragraph).join('\n'),
    note(readingNotes(result)),
  ].join('\n\n');
};
