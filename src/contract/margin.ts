/**
 * Margin: what an account must hold against its positions.
 *
 * @module
 */
import type { z } from 'zod';
import { type MechanismHead, type ParamsSchema, type Stamp, stamp } from './mechanism.ts';
import type { MarketView } from './views.ts';

/** The margin rule of one market. Amounts are integers of the asset the market settles in, rounded up against the account. */
export interface MarginSchedule {
  /** Initial margin of a position. @param notional - Absolute value at mark, units. @param lots - Signed lots. */
  initial(notional: number, lots: number): number;
  /** Maintenance margin of a position; the account is liquidated strictly below the sum. */
  maintenance(notional: number, lots: number): number;
  /** Close-out margin, for venues with a third level. */
  closeOut?(notional: number, lots: number): number;
  /**
   * Upper bound on how fast maintenance moves with notional while the lots stay as they are, per million, up to a unit of rounding; one
   * number for all lots. A rule that depends on more than notional and lots has none, and one that jumps may have one for each tier; without
   * either the engine reads every holder at every margin check.
   */
  readonly slopePerMillion?: number;
  /**
   * The same bound for each tier alone, for a rule that jumps up where a tier ends and so has none over all notionals: one more than
   * `tiers`, the lowest tier first. Maintenance never falls as notional rises.
   */
  readonly slopesPerMillion?: readonly number[];
  /** Notionals at which risk tiers end, rising; the last tier has no end. Left out or empty: one tier. An edge belongs to the tier it ends. */
  readonly tiers?: readonly number[];
}

/** What a margin mechanism declares. */
export interface MarginDeclaration<P extends ParamsSchema> extends MechanismHead<P> {
  /** Builds the schedule of a market once, when the venue is built. The market view stays live. */
  schedule(market: MarketView, params: z.infer<P>): MarginSchedule;
  /** Whether the schedules it builds have a close-out level; no when left out. */
  hasCloseOut?(params: z.infer<P>): boolean;
  /** Share of maintenance, per million, by which equity must exceed it before a case closes as healthy; default 0. */
  exitBuffer?(params: z.infer<P>): number;
  /** The same as a share of notional, per million; the two add up. Default 0. */
  exitBufferOfNotional?(params: z.infer<P>): number;
  /**
   * When a default that was declared ends: as soon as the account is `healthy` again (the default), or only once it is `flat`. A flat
   * exit needs no buffer.
   */
  exit?(params: z.infer<P>): 'healthy' | 'flat';
}

/** A margin mechanism. */
export type Margin<P extends ParamsSchema = ParamsSchema> = Stamp<'margin'> & MarginDeclaration<P>;

/** Declares a margin mechanism. */
export const defineMargin = <P extends ParamsSchema>(declaration: MarginDeclaration<P>): Margin<P> =>
  stamp('margin', declaration);
