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

/** For designs with an ADL layer whose decisions the log tells. */
export const hasComposite = (design: DesignView): true | string =>
  compositesOf(design).length > 0 ? true : 'no layer of it ranks those whom it deleverages';

/**
 * For designs in which what composites cut and charge is all that ADL and charges come to: the log tells the decisions of composites, but not
 * which layer a cut or a charge is of.
 */
export const tellsCuts = (design: DesignView): true | string => {
  const of = (kind: string, moves: 'lots' | 'money'): boolean =>
    design.waterfall.some(
      (layer) =>
        layer.kind === kind &&
        layer.settle === undefined &&
        layer.mechanisms.some(({ capabilities }) => capabilities.moves !== (moves === 'lots' ? 'money' : 'lots')),
    );
  const composites = compositesOf(design);
  const cutBeside = composites.some(({ settle }) => settle === 'close') && of('adl', 'lots');
  const chargedBeside =
    composites.some(({ settle }) => settle === 'gains') &&
    (of('adl', 'money') || design.layers.includes('socialisation'));
  return cutBeside || chargedBeside
    ? 'another layer cuts or charges too, and the log does not tell whose is whose'
    : true;
};

/** For designs with any ADL layer. */
export const deleverages = ({ layers }: DesignView): true | string =>
  layers.includes('adl') ? true : 'it does not deleverage';
