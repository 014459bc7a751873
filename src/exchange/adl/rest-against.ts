import type { CutAction, Side } from '../../contract/index.ts';
import { CAUSE, EVENT } from '../../ledger/index.ts';
import { ActionCheck } from '../actions/check.ts';
import type { Market } from '../market.ts';
import type { Venue } from '../venue.ts';
import type { LiveCase } from '../views.ts';
import { takeCounterpartyFee, takeSubjectFee } from './fees.ts';
import type { AdlLayer } from './layer.ts';

/** A piece that is to be closed in the book: lots and value signed as the subject's, and whose orders it shall meet there. */
interface Meeting {
  readonly cuts: CutAction['cuts'];
  readonly lots: number;
  readonly value: number;
  /** Whether an order that would cross the book is refused. */
  readonly postOnly: boolean;
}

/**
 * The tick nearest to a value at which the subject is paid no less than it, as far as the band of the market goes.
 *
 * A value is rarely one of a whole tick: rounded the other way it would leave a deficit that nobody chose to bear. Looked for from the
 * mark outwards in doubled steps, then by halves: in an inverse market many ticks may be worth the same, and no price may be enough.
 */
export const tickOf = (market: Market, lots: number, value: number): number => {
  const better = Math.sign(lots);
  const { mark } = market;
  // Ticks are counted from the mark, up as the subject is paid more.
  const [floor, cap] = [market.setup.floor - mark, market.setup.cap - mark];
  const [worst, best] = better > 0 ? [floor, cap] : [-cap, -floor];
  const isEnough = (ticks: number): boolean => market.value(lots, mark + better * ticks) >= value;
  let low = 0;
  let high = 0;
  for (let reach = 1; low > worst && isEnough(low); reach *= 2) low = Math.max(worst, -reach);
  for (let reach = 1; high < best && !isEnough(high); reach *= 2) high = Math.min(best, reach);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle + 1;
  }
  return mark + better * high;
};

/** Lots that accounts gave up by ADL for a case, read from the log from a row on. */
const givenSince = ({ ledger: { log } }: Venue, row: number, caseId: number): ReadonlyMap<number, number> => {
  const given = new Map<number, number>();
  for (const { columns, from, to } of log.spans(row)) {
    for (let i = from; i < to; i++) {
      if (columns.kind[i] !== EVENT.fill || columns.cause[i] !== CAUSE.adl || columns.case[i] !== caseId) continue;
      const account = columns.b[i] as number;
      given.set(account, (given.get(account) ?? 0) + Math.abs(columns.lots[i] as number));
    }
  }
  return given;
};

/**
 * Rests orders of the chosen counterparties in the book at the close-out price, and sends the subject's order to meet them: what rests at
 * a better price comes first.
 *
 * The orders of counterparties never take from the book, although it may be crossed while they stand in it.
 *
 * @returns Lots the counterparties gave.
 */
export const restAgainst = (
  venue: Venue,
  layer: AdlLayer,
  subject: LiveCase,
  market: Market,
  { cuts, lots, value, postOnly }: Meeting,
): number => {
  const side: Side = lots > 0 ? 1 : -1;
  const limit = tickOf(market, lots, value);
  if (postOnly && market.book.crosses(side, limit)) return 0;
  const { data } = subject;
  const { number } = market;
  const check = new ActionCheck(venue, subject);
  const timeInForce = 'gtc';
  // Orders for a case before may have been met by others than those chosen, whose positions they changed.
  const able = cuts.flatMap(({ account, lots: chosen }) => {
    const given = Math.min(chosen, -side * venue.ledger.lots(account, number));
    return given > 0 ? [{ account, lots: given }] : [];
  });
  venue.guard.name(layer.closeOut.mechanism, () => {
    for (const { account, lots: given } of able)
      check.check({ do: 'order', market: number, account, lots: -side * given, limit, timeInForce });
  });
  venue.cases.rests(data);
  const expires = venue.now + venue.stepSeconds;
  for (const cut of able)
    market.book.rest({ account: cut.account, side, ticks: limit, lots: cut.lots, expires, case: data.id });
  const { log } = venue.ledger;
  const row = log.length;
  venue.act(subject, [{ do: 'order', market: number, lots, limit, timeInForce: 'ioc' }]);
  // What the subject did not meet must not wait for a stranger; its own orders rest on.
  market.book.cancelCase(data.id, data.subject);
  const given = givenSince(venue, row, data.id);
  let sum = 0;
  for (const lotsGiven of given.values()) sum += lotsGiven;
  const { fees } = layer.composite;
  if (fees === undefined || sum === 0) return sum;
  takeSubjectFee(venue, fees, subject, market, market.value(sum, limit));
  for (const [account, lotsGiven] of given)
    takeCounterpartyFee(venue, fees, subject, market, { account, value: market.value(lotsGiven, limit) });
  return sum;
};
