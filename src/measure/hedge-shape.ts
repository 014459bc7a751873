import { z } from 'zod';
import { HEDGE_SCOPES } from './collect/hedges.ts';

/** Residual deltas, over matched notional, above which groups are counted. */
export const RESIDUALS_ABOVE = ['0.05', '0.25', '0.5', '0.95'] as const;

const decimal = (text: string) =>
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .describe(text);
const ratio = (text: string) => z.number().nullable().describe(text);
const fields = <K extends string, T extends z.ZodType>(keys: readonly K[], of: (key: K) => T) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, T>);

const scopeShape = z.strictObject({
  groups: z.int().min(0).describe('Hedge groups with two sides.'),
  matched: decimal('Their matched notional at the first marks: the lesser of long and short delta.'),
  residualDelta: z
    .strictObject({
      mean: ratio('|delta after ADL| / matched notional, weighted by matched notional.'),
      max: ratio('The largest of any group.'),
      above: fields(RESIDUALS_ABOVE, (x) => ratio(`Share of the groups above ${x}.`)),
    })
    .describe('H1: delta left naked.'),
  exposure: z
    .number()
    .describe('H2: delta of broken groups times seconds, from breakage until it is gone, or the end; numeraire x s.'),
  replacementCost: decimal('H3: cost of taking again what ADL closed, at the next marks.'),
  loss: z
    .strictObject({
      total: decimal(
        'Profit of twins that were never deleveraged or charged less that of the groups: the four parts together.',
      ),
      price: decimal('As marks moved since lots were taken.'),
      execution: decimal('By fills off the mark: ADL, companion orders, and what closed the gap.'),
      funding: decimal('By funding and index charges on the lots that were taken.'),
      charged: decimal('What their accounts were charged for the losses of others.'),
      priceMost: decimal('Bound on the price part, either way: lots taken x range of marks while they were missing.'),
    })
    .describe('H4: loss against the twin; above 0 the twin has more.'),
  adl: z
    .strictObject({
      share: ratio('H5: share of all ADL notional that hit these groups.'),
      notional: decimal('The same as an amount.'),
      least: decimal('Least that any rule could have cut of them: sum over decisions of max(0, need - directional).'),
      most: decimal('Most: sum over decisions of min(need, hedged open interest).'),
    })
    .describe('Hedged ADL and its bounds.'),
  broken: z
    .strictObject({
      groups: z.int().min(0).describe('Groups that were hedged and are not any more.'),
      matchedShare: ratio('Their share in the matched notional of hedged groups.'),
    })
    .describe('H6: broken groups.'),
  protection: ratio('H9: 1 where hedged ADL is the least it could be, 0 where it is the most.'),
});

const bearerShape = z.strictObject({
  borne: decimal('What those of them who are payers bore: ADL losses against mark, and charges.'),
  cut: decimal('ADL notional they were cut.'),
});

/** What deleveraging did to hedges. */
export const hedgesShape = z
  .strictObject({
    scopes: fields(HEDGE_SCOPES, () => scopeShape).describe(
      "By where the legs of a group stand: account (one margin account), venue (several accounts of one owner; the same as scope owner while there is one venue), all. A rule of scope venue sees the groups of 'all'.",
    ),
    bearers: z
      .strictObject({ hedged: bearerShape, directional: bearerShape })
      .describe('Who bore it: accounts of hedge groups, and all other people.'),
  })
  .describe('What deleveraging did to hedge groups, in the numeraire.');

/** What deleveraging did to hedges. */
export type HedgeResult = z.infer<typeof hedgesShape>;
/** The same, of one scope. */
export type HedgeScopeResult = z.infer<typeof scopeShape>;
