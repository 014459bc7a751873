/**
 * Protection of hedges in auto-deleveraging: who is cut last, what goes with a cut, what stands after it.
 *
 * @module
 */
import type { z } from 'zod';
import type { Action } from './actions.ts';
import { type MechanismHead, type ParamsSchema, type Stamp, stamp } from './mechanism.ts';
import type { Candidate, VenueView } from './views.ts';

/** A cut that is planned but not yet done. */
export interface PlannedCut {
  readonly account: number;
  readonly market: number;
  /** Lots cut, signed as the counterparty's own lots. */
  readonly lots: number;
  /** Lots of a position that earlier cuts and companions of this decision take, signed as the position. */
  planned(account: number, market: number): number;
}

/** A cut that was done. */
export interface DoneCut {
  readonly account: number;
  readonly market: number;
  /** Lots cut, signed as the counterparty's own lots were. */
  readonly lots: number;
  /** Signed value of those lots at which they were cut, units of the asset the market settles in. */
  readonly value: number;
}

/** An offer to an account that was cut: a pool stands ready to open its lots again at the value they were cut at. */
export interface Replacement {
  /** Pool on the other side; one that may hold inventory. */
  readonly by: string;
  /** Lots offered, 0 < lots <= those cut. */
  readonly lots: number;
  /** Last moment at which it stands, seconds since the run began. */
  readonly until: number;
}

/** What a protection sees of a hedge: one account, an owner's accounts on this venue, or on all venues. */
export type HedgeScope = 'account' | 'venue' | 'owner';

/** What a protection mechanism declares. */
export interface ProtectionDeclaration<P extends ParamsSchema> extends MechanismHead<P> {
  /** What the rule can see of a hedge; companions may be sent for these accounts and no others. */
  readonly scope:
    | HedgeScope
    | {
        // A method, so that a protection with parameters of its own is a protection.
        of(params: z.infer<P>): HedgeScope;
      }['of'];
  /** Tier of a candidate, cut in rising order: 0 first. Left out: one tier. */
  tier?(candidate: Candidate, params: z.infer<P>): number;
  /** Share of the limit that may be cut, per million; left out: all. */
  limitPerMillion?(candidate: Candidate, params: z.infer<P>): number;
  /**
   * Orders that go with a planned cut, of the account that is cut or of another of its owner as far as the scope reaches. If one
   * cannot be filled, the account that is cut is left out and the claims are solved again. Where a rule that looks at everybody has been
   * asked a hundred times, all whose cuts go with orders are left out.
   */
  complete?(cut: PlannedCut, view: VenueView, params: z.infer<P>): readonly Action[];
  /**
   * What stands after a cut that was filled at once: an offer that an agent of the account may take (`reopen`) while it stands, if that
   * leaves the account at or above maintenance and the pool can bear what it costs. Nothing where it answers with undefined.
   */
  replace?(cut: DoneCut, view: VenueView, params: z.infer<P>): Replacement | undefined;
}
/** A protection of hedges. */
export type AdlProtection<P extends ParamsSchema = ParamsSchema> = Stamp<'adl.protection'> & ProtectionDeclaration<P>;
/** Declares a protection of hedges. */
export const defineAdlProtection = <P extends ParamsSchema>(declaration: ProtectionDeclaration<P>): AdlProtection<P> =>
  stamp('adl.protection', declaration);
