import type { AdlProtection, CutAction, DoneCut } from '../../contract/index.ts';
import { ActionCheck } from '../actions/check.ts';
import { valuesOfCuts } from '../actions/cut.ts';
import type { BoundUse } from '../bind.ts';
import type { Market } from '../market.ts';
import type { Venue } from '../venue.ts';
import type { LiveCase } from '../views.ts';
import type { Closings } from './closings.ts';
import { takeFees } from './fees.ts';
import type { AdlLayer } from './layer.ts';
import type { Pairing } from './pairing.ts';
import { restAgainst } from './rest-against.ts';

/**
 * Closes pieces with what a design adds to the cut: fees, orders that are cancelled, offers to open again, or the book in its place.
 *
 * @returns Lots the counterparties gave.
 */
export const closeWithExtras = (
  venue: Venue,
  layer: AdlLayer,
  market: Market,
  closings: Closings,
  pairing: Pairing,
): number => {
  if (closings.differing.size > 0) checkAll(venue, layer, market, closings, pairing);
  let given = 0;
  for (let i = 0; i < closings.length; i++) given += close(venue, layer, market, closings, i, pairing);
  return given;
};

/** Checks the cuts of all pieces as one decision before the first is done: what a rule says of two prices may be refused. */
const checkAll = (venue: Venue, { closeOut }: AdlLayer, market: Market, closings: Closings, pairing: Pairing): void =>
  venue.guard.name(closeOut.mechanism, () => {
    let check: ActionCheck | undefined;
    for (let i = 0; i < closings.length; i++) {
      check = new ActionCheck(venue, closings.subjects[i] as LiveCase, check);
      check.check(cutOf(market, closings, i, pairing));
    }
  });

/** The cut of one piece. */
const cutOf = ({ number }: Market, closings: Closings, i: number, pairing: Pairing): CutAction => ({
  do: 'cut',
  market: number,
  cuts: cutsOf(pairing, closings.from[i] as number, closings.end[i] as number),
  value: closings.value[i] as number,
  ...closings.differing.get(i),
});

/** The parts of a pairing that a piece is closed against. */
const cutsOf = ({ accounts, amounts }: Pairing, from: number, end: number): CutAction['cuts'] => {
  const cuts: { account: number; lots: number }[] = [];
  for (let i = from; i < end; i++) cuts.push({ account: accounts[i] as number, lots: amounts[i] as number });
  return cuts;
};

/** Closes one piece, and returns how many lots its counterparties gave. */
const close = (
  venue: Venue,
  layer: AdlLayer,
  market: Market,
  closings: Closings,
  i: number,
  pairing: Pairing,
): number => {
  const subject = closings.subjects[i] as LiveCase;
  const action = cutOf(market, closings, i, pairing);
  const { cuts, value } = action;
  const lots = closings.lots[i] as number;
  const { closeOut } = layer;
  const { orders, fees, protection } = layer.composite;
  if (orders === 'cancel-subject') venue.act(subject, [{ do: 'cancel' }]);
  if (closeOut.mechanism.by === 'resting-orders') {
    const met = restAgainst(venue, layer, subject, market, { cuts, lots, value, postOnly: closings.postOnly.has(i) });
    cancelOrders(venue, layer, subject, market, cuts);
    return met;
  }
  venue.guard.name(closeOut.mechanism, () => venue.act(subject, [action]));
  if (fees !== undefined) takeFees(venue, fees, subject, market, action);
  if (protection?.mechanism.replace !== undefined) offerAgain(venue, protection, subject, action, lots);
  cancelOrders(venue, layer, subject, market, cuts);
  return Math.abs(lots);
};

/** Cancels what rests of those who were cut, where the design says so. */
const cancelOrders = (
  venue: Venue,
  { composite: { orders } }: AdlLayer,
  subject: LiveCase,
  { number }: Market,
  cuts: CutAction['cuts'],
): void => {
  if (orders !== 'cancel' && orders !== 'cancel-market') return;
  const where = orders === 'cancel' ? {} : { market: number };
  venue.act(
    subject,
    cuts.map(({ account }) => ({ do: 'cancel', account, ...where })),
  );
};

/** Asks a protection what stands after a cut, account by account, and keeps what it offers. */
const offerAgain = (
  venue: Venue,
  { mechanism, params }: BoundUse<AdlProtection>,
  subject: LiveCase,
  action: CutAction,
  piece: number,
): void => {
  const worths = valuesOfCuts(action);
  action.cuts.forEach(({ account, lots }, i) => {
    const cut: DoneCut = {
      account,
      market: action.market,
      lots: -Math.sign(piece) * lots,
      value: 0 - (worths[i] as number),
    };
    const offer = venue.guard.call(mechanism, () => mechanism.replace?.(cut, venue.view, params as never));
    if (offer !== undefined) venue.replacements.make(mechanism.name, subject.data, cut, offer);
  });
};
