import type { Ratio, z } from 'breakwater';

/**
 * Refuses, as a config is read, a bound to stop at that lies beyond the one to start at: such a rule would be on and off in turns.
 *
 * @param start - Name of the parameter that starts the rule.
 * @param stop - Name of the one that stops it; the two may be equal.
 */
export const stopsWithin =
  <Start extends string, Stop extends string>(start: Start, stop: Stop) =>
  (given: { readonly [name in Start | Stop]: Ratio }, context: z.RefinementCtx): void => {
    const [on, off]: [Ratio, Ratio] = [given[start], given[stop]];
    // Ratios are in lowest terms, so equal ones give equal products; a parameter that was refused gives none to compare.
    if (!(off?.n * on?.d > on?.n * off?.d)) return;
    const message = `${stop} is ${off.n}/${off.d}, above ${start} with ${on.n}/${on.d}: it would stop what it has just started; at most ${start}`;
    context.addIssue({ code: 'custom', path: [stop], message });
  };
