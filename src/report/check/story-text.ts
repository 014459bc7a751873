import type { Story } from '../../measure/index.ts';
import { duration } from '../number-format.ts';
import { fold } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { balanceSheet } from './balance-sheet.ts';

const pricesOf = (marks: Story['moments'][number]['marks']): string =>
  Object.entries(marks)
    .map(([market, mark]) => `${market} ${mark}`)
    .join(', ');

/** What happened step by step, in lines. */
export const momentsText = ({ moments, refusal }: Story, width: number): string =>
  [
    ...moments.map(({ step, at, marks, happened }) => {
      const head = step === 0 ? 'at the start' : `step ${step}, after ${duration(at)}`;
      const lines = happened.map(({ says }) => `    ${fold(says, width - 4, '      ')}`);
      const prices = pricesOf(marks);
      return [`  ${head}${prices === '' ? '' : `: ${prices}`}`, ...lines].join('\n');
    }),
    ...(refusal === undefined ? [] : [`  ${fold(`the run ends: ${refusal}`, width - 2, '    ')}`]),
  ].join('\n');

/** A story in lines: the balance sheet, then what happened. */
export const storyText = (story: Story, terminal: Terminal): string => {
  const uncovered = Number(story.uncovered) === 0 ? [] : [`Covered by nobody: ${story.uncovered} ${story.settle}.`];
  return [
    `Equity in ${story.settle}, positions in lots`,
    balanceSheet(story, terminal),
    ...uncovered,
    '',
    'What happened',
    momentsText(story, terminal.width),
  ].join('\n');
};
