import { Document, isCollection, isMap, isPair, isScalar, isSeq } from 'yaml';
import type { Asked, CheckedProperty, Story } from '../../measure/index.ts';
import { fold } from '../table.ts';
import { plainTerminal } from '../terminal.ts';
import { askedText } from './asked-text.ts';
import { storyText } from './story-text.ts';
import { withNames, witnessText } from './witness-text.ts';

/** A counterexample as it is written down. */
export interface CounterexampleText {
  /** The scenario file as plain data, with its part `counterexample`. */
  readonly document: Readonly<Record<string, unknown>>;
  readonly id: string;
  readonly says: string;
  /** Name of the design. */
  readonly design: string;
  readonly witness: NonNullable<CheckedProperty['counterexample']>['witness'];
  /** How the second run differs, as a sentence that follows "the same run, but". */
  readonly change?: string;
  /** The run; none where allocation rules were asked. */
  readonly story?: Story;
  /** The run it is compared with. */
  readonly second?: Story;
  /** What rules were asked, where there is no run. */
  readonly asked?: readonly Asked[];
  /** What to type to see whether it still breaks. */
  readonly command: string;
}

const WIDTH = 118;

/** Lines as comments of a spec. */
export const commented = (text: string): string =>
  text
    .split('\n')
    .map((line) => `# ${line}`.trimEnd())
    .join('\n');

const headOf = (counterexample: CounterexampleText): string => {
  const { id, says, design, witness, change, story, second, asked = [], command } = counterexample;
  const terminal = plainTerminal(WIDTH);
  const named = (text: string): string => (story === undefined ? text : withNames(text, story));
  const found = named(witnessText(witness));
  const detail = witness.detail === undefined ? [] : [`  ${fold(named(witness.detail), WIDTH - 2, '  ')}`];
  const stories =
    story === undefined
      ? [askedText(asked, terminal)]
      : second === undefined
        ? [storyText(story, terminal)]
        : [
            'First run',
            storyText(story, terminal),
            '',
            fold(`Second run: the same, but ${change}`, WIDTH, '  '),
            storyText(second, terminal),
          ];
  return [
    `${id} does not hold for ${design}.`,
    '',
    fold(says, WIDTH),
    '',
    fold(`Found: ${found}`, WIDTH, '  '),
    ...detail,
    '',
    ...stories,
    '',
    `Does it still break?  ${command}`,
  ].join('\n');
};

/** Keys whose entries stand one to a line. */
const LISTED: ReadonlySet<string> = new Set(['assets', 'markets', 'accounts', 'events']);
/** Keys with an empty line before them. */
const APART: ReadonlySet<string> = new Set([
  'counterexample',
  'duration',
  'settle',
  'markets',
  'shock',
  'accounts',
  'events',
]);

const onOneLine = (node: unknown): void => {
  if (isCollection(node)) node.flow = true;
};

/** Entries of a list or map, each on a line. */
const entriesOnLines = (node: unknown): void => {
  if (isSeq(node)) node.items.forEach(onOneLine);
  else if (isMap(node)) for (const { value } of node.items) onOneLine(value);
};

/** Plain data as the text of a spec: one account, event or market a line. */
export const specText = (data: Readonly<Record<string, unknown>>): string => {
  const document = new Document(data);
  if (isMap(document.contents))
    for (const pair of document.contents.items) {
      if (!isPair(pair) || !isScalar(pair.key)) continue;
      const key = String(pair.key.value);
      if (APART.has(key)) pair.key.spaceBefore = true;
      if (LISTED.has(key)) entriesOnLines(pair.value);
      if (key === 'shock' && isMap(pair.value)) for (const { value } of pair.value.items) entriesOnLines(value);
    }
  return document.toString({ lineWidth: 0 });
};

/** The file of a counterexample: what it is about in words, then the scenario. */
export const counterexampleYaml = (counterexample: CounterexampleText): string =>
  `${commented(headOf(counterexample))}\n${specText(counterexample.document)}`;
