import {
  type AdlProtection,
  type CloseOutPrice,
  type CutAction,
  contractError,
  type DoneCut,
  type Side,
} from '../../contract/index.ts';
import { recordDecision } from '../../ledger/index.ts';
import { valuesOfCuts } from '../actions/perform.ts';
import type { BoundUse } from '../bind.ts';
import type { Market } from '../market.ts';
import type { Venue } from '../venue.ts';
import type { LiveCase } from '../views.ts';
import { Closings } from './closings.ts';
import { takeFees } from './fees.ts';
import type { AdlLayer } from './layer.ts';
import { Pairing } from './pairing.ts';
import { Piece } from './piece.ts';
import { restAgainst } from './rest-against.ts';
import { type Solution, solve } from './solve.ts';
import type { Target } from './targets.ts';

/** Closes pieces of the subjects' legs on one side of a market against holders of the other side. */
export const closePositions = (
  venue: Venue,
  layer: AdlLayer,
  number: number,
  side: Side,
  targets: readonly Target[],
  keep: number,
): void => {
  const market = venue.markets[number] as Market;
  // A predicate on pairs makes each case its own problem; otherwise one solve serves all cases of the side.
  const groups = layer.pairwise ? targets.map((target) => [target]) : [targets];
  for (const group of groups) {
    const need = group.reduce((sum, target) => sum + target.amount, 0);
    const first = group[0] as Target;
    const solution = solve(venue, layer, {
      market,
      side: side === 1 ? -1 : 1,
      on: 'lots',
      need,
      first: first.subject,
      ...(layer.pairwise ? { subject: first.subject } : {}),
    });
    const raised = settle(venue, layer, market, group, solution, keep);
    recordDecision(venue.ledger.log, {
      case: group.length === 1 ? first.subject.id : 0,
      market: market.number,
      subject: first.subject.data.subject,
      candidates: solution.candidates,
      need,
      raised,
      cutOff: solution.cutOff,
      layer: layer.number,
    });
  }
};

/**
 * Pairs the cases, in due order, with the counterparties, in ranked order; all prices are made before the first piece moves.
 *
 * @returns Lots the counterparties gave.
 */
const settle = (
  venue: Venue,
  layer: AdlLayer,
  market: Market,
  targets: readonly Target[],
  solution: Solution,
  keep: number,
): number => {
  const pairing = new Pairing(solution.claims.accounts, solution.gives, targets.length);
  const closings = new Closings(targets.length);
  for (const { subject, amount } of targets) {
    const from = pairing.parts;
    const lots = pairing.take(amount);
    if (lots === 0) continue;
    const piece = new Piece(venue, subject, market, lots, keep);
    closings.add(subject, from, pairing.parts, piece.lots, priceOf(venue, layer, piece));
  }
  let given = 0;
  for (let i = 0; i < closings.length; i++) given += close(venue, layer, market, closings, i, pairing);
  const first = targets[0] as Target;
  if (solution.companions.length > 0) venue.act(first.subject, solution.companions);
  return given;
};

const priceOf = (venue: Venue, layer: AdlLayer, piece: Piece): CloseOutPrice => {
  const { mechanism, params } = layer.composite.closeOut;
  const price = venue.guard.call(mechanism, () => mechanism.value(piece, venue.view, params as never));
  checkPrice(mechanism.name, price);
  return price;
};

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
  const cuts = cutsOf(pairing, closings.from[i] as number, closings.end[i] as number);
  const lots = closings.lots[i] as number;
  const value = closings.value[i] as number;
  const { closeOut, orders, fees, protection } = layer.composite;
  if (orders === 'cancel-subject') venue.act(subject, [{ do: 'cancel' }]);
  if (closeOut.mechanism.by === 'resting-orders') {
    const met = restAgainst(venue, layer, subject, market, { cuts, lots, value, postOnly: closings.postOnly.has(i) });
    cancelOrders(venue, layer, subject, market, cuts);
    return met;
  }
  const action: CutAction = { do: 'cut', market: market.number, cuts, value, ...closings.differing.get(i) };
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

const checkPrice = (name: string, price: CloseOutPrice): void => {
  if (price === null || typeof price !== 'object' || !Number.isSafeInteger(price.subject)) {
    throw contractError(
      'close-out',
      `${name}: the value of the piece was ${price?.subject}; it is a whole number of units below 2^53`,
    );
  }
};
