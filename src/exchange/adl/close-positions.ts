import { type AdlCloseOut, type CloseOutPrice, contractError, type Side } from '../../contract/index.ts';
import { cutSolved } from '../actions/cut.ts';
import type { Market } from '../market.ts';
import type { Venue } from '../venue.ts';
import type { LiveCase } from '../views.ts';
import { closeWithExtras } from './close-with-extras.ts';
import { Closings } from './closings.ts';
import type { AdlLayer } from './layer.ts';
import { Pairing } from './pairing.ts';
import { Piece } from './piece.ts';
import { recordSolved } from './record-solved.ts';
import { type Solution, solve } from './solve.ts';
import type { TargetList } from './targets.ts';

/** Closes pieces of the subjects' legs on one side of a market against holders of the other side. */
export const closePositions = (
  venue: Venue,
  layer: AdlLayer,
  number: number,
  side: Side,
  targets: TargetList,
  keep: number,
): void => {
  const market = venue.markets[number] as Market;
  // A predicate on pairs makes each case its own problem; otherwise one solve serves all cases of the side.
  const groups = layer.pairwise ? targets.apart() : [targets];
  for (const group of groups) {
    const { need } = group;
    const first = group.subjects[0] as LiveCase;
    const solution = solve(venue, layer, {
      market,
      side: side === 1 ? -1 : 1,
      on: 'lots',
      need,
      first,
      ...(layer.pairwise ? { subject: first } : {}),
    });
    const raised = settle(venue, layer, market, group, solution, keep);
    recordSolved(venue, layer, {
      case: group.length === 1 ? first.id : 0,
      market: market.number,
      subject: first.data.subject,
      candidates: solution.candidates,
      need,
      raised,
      cutOff: solution.cutOff,
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
  { subjects, amounts }: TargetList,
  solution: Solution,
  keep: number,
): number => {
  const { mechanism } = layer.closeOut;
  const first = subjects[0] as LiveCase;
  const pairing = new Pairing(solution.claims.accounts, solution.gives, subjects.length);
  const closings = new Closings(subjects.length);
  const piece = new Piece(venue, market, first, keep);
  venue.guard.call(mechanism, () => {
    for (let i = 0; i < subjects.length; i++) {
      const subject = subjects[i] as LiveCase;
      const from = pairing.parts;
      const lots = pairing.take(amounts[i] as number);
      if (lots === 0) continue;
      piece.of(subject, lots);
      const price = priceOf(venue, layer, piece);
      closings.add(subject, from, pairing.parts, piece.lots, price);
      piece.count(price);
    }
  });
  const given =
    layer.cutsAlone && closings.differing.size === 0
      ? closeAll(venue, layer, market, closings, pairing)
      : closeWithExtras(venue, layer, market, closings, pairing);
  if (solution.companions.length > 0) venue.act(first, solution.companions);
  return given;
};

const priceOf = (venue: Venue, layer: AdlLayer, piece: Piece): CloseOutPrice => {
  const { mechanism, params } = layer.closeOut;
  const price = mechanism.value(piece, venue.view, params as never);
  checkPrice(mechanism, price);
  return price;
};

/** Closes the pieces where nothing but the cut itself is to be done, and returns how many lots the counterparties gave. */
const closeAll = (venue: Venue, layer: AdlLayer, market: Market, closings: Closings, pairing: Pairing): number =>
  venue.guard.name(layer.closeOut.mechanism, () => {
    let given = 0;
    for (let i = 0; i < closings.length; i++) {
      pairing.from = closings.from[i] as number;
      pairing.end = closings.end[i] as number;
      cutSolved(venue, closings.subjects[i] as LiveCase, market, pairing, closings.value[i] as number);
      given += Math.abs(closings.lots[i] as number);
    }
    return given;
  });

const checkPrice = ({ name, by }: AdlCloseOut, price: CloseOutPrice): void => {
  if (price === null || typeof price !== 'object' || !Number.isSafeInteger(price.subject)) {
    throw contractError(
      'close-out',
      `${name}: the value of the piece was ${price?.subject}; it is a whole number of units below 2^53`,
    );
  }
  const { subject, counterparty = subject } = price;
  if (by === 'resting-orders' && counterparty !== subject)
    throw contractError(
      'close-out',
      `${name}: the counterparties' value was ${counterparty} and the subject's ${subject}; orders that rest have one price`,
    );
};
