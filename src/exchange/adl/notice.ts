import type { AdlNeed } from '../../contract/index.ts';
import { recordNotice } from '../../ledger/index.ts';
import type { Venue } from '../venue.ts';
import type { AdlLayer } from './layer.ts';

/** When notice was given for a market, seconds, and the last step in which there was a need; -1 for never. */
type Notice = { given: number; step: number };

const never = { initial: (): Notice => ({ given: -1, step: -1 }) };

/**
 * Whether a market may be cut in, now that the trigger names a need there: notice is given when the first need appears, and again after a
 * step without one. A need of nothing neither gives notice nor keeps it running.
 *
 * While notice runs ADL is announced and not yet on, so the layers it keeps from acting still act.
 */
export const noticeIsOver = (venue: Venue, { composite, number }: AdlLayer, { market, amount }: AdlNeed): boolean => {
  if (composite.notice === 0) return true;
  const notice = venue.states.of(`waterfall.${number}.adl.notice`, market, never, undefined) as Notice;
  const runs = notice.given !== -1 && notice.step >= venue.step - 1;
  if (amount === 0) return runs && venue.now >= notice.given + composite.notice;
  if (!runs) {
    notice.given = venue.now;
    recordNotice(venue.ledger.log, market, venue.now + composite.notice, number);
  }
  notice.step = venue.step;
  return venue.now >= notice.given + composite.notice;
};
