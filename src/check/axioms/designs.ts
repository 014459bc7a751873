/** What came of every invariant on every shipped design, as it was found once: a letter for each design. */
export interface DesignMatrix {
  readonly seed: number;
  /** Runs of each design. */
  readonly runs: number;
  readonly designs: readonly string[];
  /** By id: `h` held, `b` broken, `t` not tried, `n` not applicable, one letter for each design in order. */
  readonly rows: readonly { readonly id: string; readonly scope: string; readonly cells: string }[];
}

const MARKS: Readonly<Record<string, string>> = { h: '✓', b: '✗', t: '·', n: ' ' };

const rowText = ({ id, scope, cells }: DesignMatrix['rows'][number]): string =>
  `| ${id} | ${scope} | ${[...cells].map((cell) => MARKS[cell] ?? cell).join(' | ')} |`;

/**
 * The part of the page of axioms about designs: which invariant each shipped design keeps, and what is worth knowing of it.
 *
 * @param findings - What was found, as Markdown.
 */
export const designsSection = ({ seed, runs, designs, rows }: DesignMatrix, findings: string): string =>
  [
    '# Invariants of designs',
    '',
    `What \`breakwater check --all --runs ${runs} --seed ${seed} --matrix\` found: ✓ held in the runs that reached it, ✗ broken, · not tried, empty where it`,
    'does not apply. A tick is evidence and no proof: `check` says for each in how many runs it was reached. A cross of scope `design` is a property',
    'the design does not promise; one of scope `refuted` is a published claim that does not hold.',
    '',
    ...designs.map((name, i) => `${i + 1}. \`${name}\``),
    '',
    `| invariant | scope | ${designs.map((_, i) => i + 1).join(' | ')} |`,
    `|---|---|${designs.map(() => '---|').join('')}`,
    ...rows.map(rowText),
    '',
    findings.trim(),
    '',
  ].join('\n');
