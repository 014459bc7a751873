import type { DesignView, LayerFacts, Moved, StepRow } from 'breakwater';

/** The account that a row cuts, against its will or as a companion of that, with how it stood; undefined for other rows. */
export const cutOf = (row: StepRow): { readonly account: number; readonly moved: Moved } | undefined => {
  if (row.kind === 'fill' && row.cause === 'adl') return row.ofB && { account: row.b, moved: row.ofB };
  if (row.kind === 'fill' && row.cause === 'companion') return row.ofA && { account: row.a, moved: row.ofA };
  if (row.kind === 'transfer' && row.cause === 'charge') return row.ofA && { account: row.a, moved: row.ofA };
  return undefined;
};

/** ADL layers of a design that are composed of parts, as opposed to one rule for all. */
export const compositesOf = ({ waterfall }: DesignView): readonly LayerFacts[] =>
  waterfall.filter(({ kind, settle }) => kind === 'adl' && settle !== undefined);

/** For designs with an ADL layer whose decisions the log tells one by one. */
export const hasComposite = (design: DesignView): true | string =>
  compositesOf(design).length > 0 ? true : 'no layer of it ranks those whom it deleverages';

/** For designs with any ADL layer. */
export const deleverages = ({ layers }: DesignView): true | string =>
  layers.includes('adl') ? true : 'it does not deleverage';
