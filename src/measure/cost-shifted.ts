import { D } from '../money/index.ts';
import type { RunResult } from './result-shape.ts';

/** What a protection of hedges costs people who are not hedged, and spares those who are: decimal texts of the numeraire. */
export interface CostShifted {
  /** Extra haircut of directional people: what they bore more; below 0 where they bore less. */
  readonly haircut: string;
  /** Extra ADL notional of directional people. */
  readonly cut: string;
  /** The same of hedged accounts: below 0 where the protection spares them. */
  readonly hedgedHaircut: string;
  readonly hedgedCut: string;
}

const less = (a: string, b: string): string => new D(a).minus(b).toFixed();

/**
 * H10: cost that a protection shifts, as a difference between two runs that differ in it alone.
 *
 * haircut = borne by directional people with the protection - without it.
 *
 * @param protected_ - The run with the protection.
 * @param plain - The same design, scenario and seed without it.
 */
export const costShifted = (protected_: Pick<RunResult, 'hedges'>, plain: Pick<RunResult, 'hedges'>): CostShifted => {
  const [after, before] = [protected_.hedges.bearers, plain.hedges.bearers];
  return {
    haircut: less(after.directional.borne, before.directional.borne),
    cut: less(after.directional.cut, before.directional.cut),
    hedgedHaircut: less(after.hedged.borne, before.hedged.borne),
    hedgedCut: less(after.hedged.cut, before.hedged.cut),
  };
};
