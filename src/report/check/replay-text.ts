import type { Replayed } from '../../measure/index.ts';
import { fold } from '../table.ts';
import { plainTerminal, type Terminal } from '../terminal.ts';
import { askedText } from './asked-text.ts';
import { storyText } from './story-text.ts';
import { withNames, witnessText } from './witness-text.ts';

/** Whether it still breaks, in a line. */
export const replayedLine = ({ breaks, exchange, stillBreaks, reason }: Replayed): string => {
  if (stillBreaks) return `${breaks} still breaks on ${exchange}`;
  return `${breaks} does not break on ${exchange} any more${reason === undefined ? '' : `: it does not apply, ${reason}`}`;
};

const foundOf = ({ witness, written, same, story }: Replayed, width: number): string[] => {
  const named = (text: string): string => (story === undefined ? text : withNames(text, story));
  const tell = (label: string, of: typeof written): string =>
    `  ${fold(`${label}: ${named(witnessText(of))}`, width - 2, '    ')}`;
  if (witness === undefined) return [tell('it was', written)];
  const detail = witness.detail === undefined ? [] : [`  ${fold(named(witness.detail), width - 2, '    ')}`];
  return [tell('found', witness), ...detail, ...(same ? [] : [tell('it was', written)])];
};

/** A counterexample that was played again, in full. */
export const replayText = (replayed: Replayed, terminal: Terminal = plainTerminal()): string => {
  const { says, stillBreaks, changeSays, story, second, asked = [] } = replayed;
  const { width, red, bold } = terminal;
  const line = replayedLine(replayed);
  const stories =
    story === undefined
      ? [askedText(asked, terminal)]
      : second === undefined
        ? [storyText(story, terminal)]
        : [
            bold('First run'),
            storyText(story, terminal),
            '',
            bold(fold(`Second run: the same, but ${changeSays}`, width, '  ')),
            storyText(second, terminal),
          ];
  return [
    `${stillBreaks ? red(line) : bold(line)}.`,
    `  ${fold(says, width - 2, '  ')}`,
    ...foundOf(replayed, width),
    '',
    ...stories,
  ].join('\n');
};
