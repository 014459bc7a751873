import type { AccountKind, Standing } from 'breakwater';

/** Equity beyond maintenance, units; undefined where the log does not say. */
export const spareOf = ({ equity, maintenance }: Standing): number | undefined =>
  equity === undefined || maintenance === undefined ? undefined : equity - maintenance;

/** Whether an account of a kind needs margin. */
export const isMargined = (kind: AccountKind): boolean => kind === 'trader' || kind === 'maker' || kind === 'member';
