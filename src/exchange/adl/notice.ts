import type { AdlNeed } from '../../contract/index.ts';
import { recordNotice } from '../../ledger/index.ts';
import type { Venue } from '../venue.ts';
import type { AdlLayer } from './layer.ts';

/** When notice was given for a market, seconds, and the last step in which there was a need; -1 for never. */
type Notice = { given: number; step: number };

const never = { initial: (): Notice => ({ given: -1, step: -1 }) };

/**
 * From when on a market may be cut in, seconds, now that the trigger names a need there: notice is given when the first need appears, and
 * again after a step without one. A need of nothing neither gives notice nor keeps it running.
 *
 * While notice runs ADL is announced and not yet on, so the layers it keeps from acting still act. Where gains are charged, whoever owes
 * waits for the layer meanwhile, and a notice that was given runs to its end.
 *
 * @returns Infinity for a need of nothing without notice.
 */
export const noticeEnd = (venue: Venue, { composite, number }: AdlLayer, need: AdlNeed): number => {
  if (composite.notice === 0) return 0;
  const { market, amount } = need;
  const notice = venue.states.of(`waterfall.${number}.adl.notice`, market, never, undefined) as Notice;
  const end = notice.given + composite.notice;
  // Nobody asks for those who wait, so the first step at or after the end is the next in which the layer hears of them.
  const wait = need.in === 'gain' && venue.now - venue.stepSeconds < end;
  const runs = notice.given !== -1 && (notice.step >= venue.step - 1 || wait);
  if (amount === 0) return runs ? end : Number.POSITIVE_INFINITY;
  notice.step = venue.step;
  if (runs) return end;
  notice.given = venue.now;
  recordNotice(venue.ledger.log, market, venue.now + composite.notice, number);
  return venue.now + composite.notice;
};
