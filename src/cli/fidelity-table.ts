/** The fidelity of many designs in one table: a line each, and a letter for each part. @module */
import { type Fidelity, PARTS } from './fidelity.ts';

const MARKS: Readonly<Record<Fidelity, string>> = { published: 'P', assumed: 'a', own: 'o' };
const NONE = '·';

/** A design and how far each of its parts can be trusted. */
export interface Trusted {
  readonly name: string;
  readonly fidelity: Readonly<Record<string, Fidelity>>;
}

/**
 * Writes a line for each design, with a letter for each part that any of them has; the names of the parts stand above as stairs.
 *
 * @param designs - What to tell about.
 * @returns Lines and a legend; undefined where the table is wider than the line.
 */
export const fidelityTable = (designs: readonly Trusted[], width: number): string | undefined => {
  const groups = PARTS.map((group) =>
    group.filter((part) => designs.some(({ fidelity }) => fidelity[part] !== undefined)),
  );
  const parts = groups.flatMap((group, g) => group.map((part, i) => ({ part, gap: i === 0 && g > 0 ? '   ' : ' ' })));
  const name = Math.max(0, ...designs.map((design) => design.name.length)) + 3;
  const cells = (of: (part: string) => string, count = parts.length): string =>
    parts.slice(0, count).reduce((line, { part, gap }) => line + gap + of(part), '');
  const stairs = parts.map(
    ({ part, gap }, i) =>
      `${' '.repeat(name)}${cells(() => '│', i)}${gap}${part === 'adl' ? 'adl, as one rule' : part}`,
  );
  const lines = designs.map((design) => {
    const marks = cells((part) => {
      const trust = design.fidelity[part];
      return trust === undefined ? NONE : MARKS[trust];
    });
    return `  ${design.name.padEnd(name - 2)}${marks}`;
  });
  const table = [...stairs, ...lines];
  return table.some((line) => line.length > width) ? undefined : table.join('\n');
};

/** What the letters of the table mean. */
export const FIDELITY_LEGEND = `P published, a assumed in part (show NAME has the ranges), o a choice of our own, ${NONE} not there`;
