import type { CaseView } from 'breakwater';

/**
 * Whether a case is about a margin account that still holds positions: what liquidation and takeovers are for.
 *
 * A fund, vault or pool in default, and the inventory it holds, are not liquidated as if they were traders.
 */
export const isLiquidated = (subject: CaseView): boolean =>
  subject.kind === 'default' &&
  subject.legs.length > 0 &&
  (subject.subject.kind === 'trader' || subject.subject.kind === 'maker' || subject.subject.kind === 'member');
