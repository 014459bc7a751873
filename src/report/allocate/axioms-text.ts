import { listOf } from '../list-of.ts';
import { fold } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import type { AllocateAnswer } from './answer.ts';

/** Of so many rules every witness is told; of more, one for each axiom. */
const EVERY_WITNESS = 3;

type Verdict = AllocateAnswer['axioms'][string];

interface Asked {
  readonly name: string;
  readonly verdicts: readonly (readonly [rule: string, verdict: Verdict])[];
}

const byAxiom = (answers: readonly AllocateAnswer[]): readonly Asked[] =>
  Object.keys(answers[0]?.axioms ?? {}).map((id) => ({
    name: id.replace('axiom/', ''),
    verdicts: answers.map(({ rule, axioms }) => [rule, axioms[id] as Verdict] as const),
  }));

const rulesOf = ({ verdicts }: Asked, status: Verdict['status']): readonly string[] =>
  verdicts.filter(([, verdict]) => verdict.status === status).map(([rule]) => rule);

/** A paragraph that begins at one indent and goes on at another. */
const hung = (text: string, { width }: Terminal, first: number, rest: number): string =>
  ' '.repeat(first) + fold(text, width - first, ' '.repeat(rest - first)).replaceAll('\n', `\n${' '.repeat(first)}`);

const brokenText = (asked: Asked, rules: number, terminal: Terminal): string => {
  const broken = asked.verdicts.filter(([, { status }]) => status === 'broken');
  const who = broken.length === rules && rules > EVERY_WITNESS ? `all ${rules}` : listOf(broken.map(([rule]) => rule));
  const told = rules <= EVERY_WITNESS ? broken : broken.slice(0, 1);
  const lines = told.map(([rule, { witness }]) =>
    hung(`${broken.length === 1 ? '' : `${rule}: `}${witness?.says ?? ''}`, terminal, 4, 6),
  );
  return [hung(`${asked.name}: ${who}`, terminal, 2, 4), ...lines.map(terminal.dim)].join('\n');
};

/** Reasons why axioms were not tried, each with the axioms it stands for. */
const untriedText = (
  asked: readonly Asked[],
  answers: readonly AllocateAnswer[],
  terminal: Terminal,
): readonly string[] => {
  const reasons = new Map<string, { readonly axioms: Set<string>; readonly rules: Set<string> }>();
  for (const { name, verdicts } of asked)
    for (const [rule, { status, reason = '' }] of verdicts) {
      if (status !== 'not-tried') continue;
      const kept = reasons.get(reason) ?? { axioms: new Set(), rules: new Set() };
      kept.axioms.add(name);
      kept.rules.add(rule);
      reasons.set(reason, kept);
    }
  return [...reasons].map(([reason, { axioms, rules }]) => {
    const of = rules.size === answers.length ? '' : ` of ${listOf([...rules])}`;
    return hung(`${listOf([...axioms])}${of}: ${reason}`, terminal, 2, 4);
  });
};

/** Which axioms the rules keep on the table: who breaks which and why, what all keep, what was not tried. */
export const axiomsText = (answers: readonly AllocateAnswer[], terminal: Terminal): string => {
  const asked = byAxiom(answers);
  const broken = asked.filter((each) => rulesOf(each, 'broken').length > 0);
  const held = asked.filter((each) => rulesOf(each, 'broken').length === 0 && rulesOf(each, 'held').length > 0);
  const untried = untriedText(asked, answers, terminal);
  const block = (heading: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [[terminal.bold(heading), ...lines].join('\n')];
  return [
    ...block(
      'axioms broken on this table, by',
      broken.map((each) => brokenText(each, answers.length, terminal)),
    ),
    ...block(
      'axioms kept in all ways that were tried',
      held.length === 0 ? [] : [hung(listOf(held.map(({ name }) => name)), terminal, 2, 2)],
    ),
    ...block('axioms not tried', untried),
  ].join('\n\n');
};
