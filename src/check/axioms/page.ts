import type { Axiom } from './axiom.ts';
import { problemText } from './claims-table.ts';
import { AXIOMS } from './list.ts';
import type { MatrixRow } from './search.ts';
import type { AxiomVerdict } from './verdict.ts';
import { tell } from './words.ts';

const MARKS = { held: '✓', broken: '✗', 'not-tried': '·' } as const;

const short = ({ id }: Pick<Axiom, 'id'>): string => id.replace('axiom/', '');

const statement = (axiom: Axiom, i: number): string[] => [
  `${i + 1}. **${short(axiom)}**: ${axiom.says} ${axiom.means} Tolerance: ${axiom.tolerance}. ${axiom.source}.`,
];

const witnessOf = ({ id, witness, problem }: AxiomVerdict): string[] =>
  witness === undefined || problem === undefined
    ? []
    : [`- ${short({ id })}: ${tell(witness.tells)}. (${problemText(problem)})`];

/**
 * The page of axioms: statements, which rule keeps which, and a witness for every cross. `docs/guide/axioms.md` is this text; `npm run
 * schemas` writes it.
 *
 * @param designs - The part about whole designs, which stands at its end.
 */
export const axiomsPage = (matrix: readonly MatrixRow[], designs: string): string =>
  [
    '# Axioms of allocation rules',
    '',
    'Generated from `src/check/axioms/` and the rules of `mechanisms/adl/allocation/`: change them, not this page.',
    '',
    'A problem is a need and a capacity for each account, the most it can give. The literature on claims problems speaks of *awards*: claims',
    'are the capacities, the estate is total capacity less need, and an award is what an account keeps, capacity less give. Rules here answer',
    'with what each *gives*. Every statement below says which of the two it means; "constrained equal awards" levels what is kept.',
    '',
    '`breakwater allocate` says which of them a rule keeps [on a table of yours](allocate.md).',
    '',
    '## Statements',
    '',
    ...AXIOMS.flatMap(statement),
    '',
    'Tolerances are in lots, because answers are whole numbers: where a rule of real numbers keeps an axiom exactly, its rounding may be one',
    'lot off for each account and answer.',
    '',
    '## Which rule keeps which',
    '',
    '✓ no witness was found in the random problems that were searched, corners among them; ✗ one was found, below; · nothing to say, as where a',
    'rule draws at random. A tick is evidence and no proof. A rule that looks at equity was asked about tables that have some; all other columns follow',
    'the capacity: a weight is the claim, a queue takes the largest claim first. Rules that take lots one by one may be several lots from their',
    'formula in fractions, so that a cross of theirs may be one of rounding: the witness says by how much.',
    '',
    `| rule | ${AXIOMS.map((_, i) => i + 1).join(' | ')} |`,
    `|---|${AXIOMS.map(() => '---|').join('')}`,
    ...matrix.map(
      ({ name, verdicts }) => `| \`${name}\` | ${verdicts.map(({ status }) => MARKS[status]).join(' | ')} |`,
    ),
    '',
    '## Witnesses',
    '',
    ...matrix.flatMap(({ name, verdicts }) => {
      const found = verdicts.flatMap(witnessOf);
      return found.length === 0 ? [] : [`### \`${name}\``, '', ...found, ''];
    }),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n\n', designs);
