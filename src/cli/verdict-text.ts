import type { Verdict } from '../check/index.ts';

/** A side of a witness in words. */
const side = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/**
 * What broke in a run, one paragraph for each invariant; empty when all held.
 *
 * @param verdicts - What came of the invariants.
 * @param place - Which run it was: `hyperliquid-2025-10, flash-crash, seed 1`.
 */
export const brokenText = (verdicts: readonly Verdict[], place: string): readonly string[] =>
  verdicts
    .filter(({ status }) => status === 'broken')
    .map(({ id, says, scope, witness, step }) => {
      const whose = scope === 'universal' ? 'a universal invariant' : 'an invariant the exchange claims';
      const who = witness?.who === undefined ? '' : `${witness.who}: `;
      const sides =
        witness === undefined ? [] : [`${who}expected ${side(witness.expected)}, found ${side(witness.found)}`];
      const lines = [...sides, ...(witness?.detail === undefined ? [] : [witness.detail])];
      const head = `${id} broke in ${place}${step === undefined ? '' : `, step ${step}`} (${whose})`;
      return [head, says, ...lines].join('\n  ');
    });

/** How many invariants held, in words: `12 invariants held, 3 were not tried`. */
export const heldText = (verdicts: readonly Verdict[]): string => {
  const count = (status: Verdict['status']): number => verdicts.filter((verdict) => verdict.status === status).length;
  const parts = [`${count('held')} of ${verdicts.length} invariants held`];
  if (count('not-tried') > 0) parts.push(`${count('not-tried')} never came up`);
  if (count('not-applicable') > 0) parts.push(`${count('not-applicable')} do not apply`);
  if (count('broken') > 0) parts.push(`${count('broken')} broke`);
  return parts.join(', ');
};
