import {
  type Action,
  type CaseView,
  defineLiquidation,
  duration,
  type OfferAction,
  pass,
  rate,
  rateCeil,
  ratio,
  ratioCeil,
  type VenueView,
  waitUntil,
  z,
} from 'breakwater';
import { budgetParams, buyers } from './buyers.ts';
import { limitFromMark } from './limit-price.ts';
import { isLiquidated } from './liquidated.ts';
import { byMaintenance } from './step-down.ts';

/** Which round comes next and when, and the markets already offered in it. */
type Auction = { round: number; due: number | null; offered: number[] };

const params = z.strictObject({
  bidders: z.enum(['member', 'maker', 'trader']).default('maker').describe('Kind of account that bids.'),
  hedge: ratio({ max: '1' })
    .prefault('0.1')
    .describe('Share of each leg that is sold in the book when the default is declared, 0 to 1; assumed.'),
  slippage: ratio({ max: '0.99' })
    .prefault('0.02')
    .describe('Limit of those orders, as a distance from mark in shares of it, 0 to 0.99; assumed.'),
  prepare: duration().prefault('60s').describe('Time from the declaration to the first auction, at least 0s; assumed.'),
  rounds: z
    .int()
    .min(1)
    .max(100)
    .default(5)
    .describe('Rounds before what is left goes to the next layer, 1 to 100; assumed.'),
  every: duration()
    .refine((seconds) => seconds > 0, 'rounds are more than 0s apart')
    .prefault('60s')
    .describe('Time between two rounds, above 0s; assumed.'),
  discount: rate({ max: '1' })
    .prefault('0.01')
    .describe('How far below mark (for a long) bidders bid in the first round, share of value, 0 to 1; assumed.'),
  increment: rate({ max: '1' })
    .prefault('0.01')
    .describe('How much further in each round after it, share of value, 0 to 1; assumed.'),
  ...budgetParams('a bidder'),
});
type Params = z.infer<typeof params>;

const hedges = ({ legs }: CaseView, given: Params): Action[] =>
  legs.flatMap((leg): Action[] => {
    const lots = ratioCeil(Math.abs(leg.lots), given.hedge);
    if (lots === 0) return [];
    const limit = limitFromMark(leg, given.slippage);
    return [{ do: 'order', market: leg.market.number, lots: Math.sign(leg.lots) * lots, timeInForce: 'ioc', limit }];
  });

/** The largest leg not yet offered in this round, at what bidders give for it now; undefined where nobody bids any more. */
const nextLot = (subject: CaseView, view: VenueView, state: Auction, given: Params): OfferAction | undefined => {
  const left = byMaintenance(subject.legs).filter(({ market }) => !state.offered.includes(market.number));
  for (const leg of left) {
    state.offered.push(leg.market.number);
    const to = buyers(view, subject, leg, given.bidders, given);
    if (to.length === 0) continue;
    const discount = Math.min(1_000_000, given.discount + state.round * given.increment);
    const value = leg.value - rateCeil(Math.abs(leg.value), discount);
    return { do: 'offer', market: leg.market.number, lots: leg.lots, value, to, share: 'pro-rata' };
  }
  return undefined;
};

/**
 * A defaulter's positions are hedged, then auctioned in rounds, and not sold off in the book.
 *
 * At the declaration all its orders are cancelled and the share `hedge` of each leg is sold at once, no further than
 * `slippage` from mark. After `prepare` each leg is offered whole, the one with the most maintenance first; round k =
 * 0, 1, ... bids value at mark x (1 -/+ (discount + k x increment)), each bidder for as much as capitalShare of its free
 * equity carries at `leverage`, pro rata. Later layers are held up until `rounds` rounds are over; what nobody has
 * taken then is theirs. Units of the settlement asset.
 *
 * Our readings: clearing houses publish the steps and not the bids, so all numbers are assumed; members hedge with what
 * is correlated, here with the contract itself; hours and days are seconds and minutes here,
 * because the market never closes.
 *
 * @source https://www.eurex.com/ec-en/services/risk-management/default-waterfall (hedging and auction by liquidation
 * group); https://www.cmegroup.com (financial safeguards waterfall)
 */
export const hedgeAndAuction = defineLiquidation({
  name: 'hedge-and-auction',
  summary: 'A part is hedged in the book, the rest auctioned in rounds at rising discounts.',
  formula:
    'ceil(|lots| x hedge) of each leg IOC at mark -/+ floor(mark x slippage); after prepare rounds k = 0, 1, ...\n' +
    'a round offers whole legs at value at mark - ceil(|value at mark| x min(1, discount + k x increment))\n' +
    'a bidder takes <= leverage x floor((E - IM) x capitalShare) of notional',
  source: ['https://www.eurex.com/ec-en/services/risk-management/default-waterfall', 'https://www.cmegroup.com'],
  exempt: {
    'liquidation/no-worse-than-bankruptcy': 'a hedge is sold near mark, whatever it leaves',
    'liquidation/sees-to-all-of-a-bankrupt-account': 'hedges a part and auctions the rest later',
  },
  params,
  capabilities: { moves: 'lots' },
  takesLots: true,
  stateOf: 'case',
  initial: (): Auction => ({ round: 0, due: null, offered: [] }),
  next: (subject, view, given, state) => {
    if (!isLiquidated(subject)) return pass;
    if (state.due === null) {
      state.due = view.now + given.prepare;
      return [{ do: 'cancel' }, ...hedges(subject, given)];
    }
    if (state.round >= given.rounds) return pass;
    if (view.now < state.due) return waitUntil(state.due);
    const lot = nextLot(subject, view, state, given);
    if (lot !== undefined) return [lot];
    Object.assign(state, { round: state.round + 1, due: view.now + given.every, offered: [] });
    return state.round < given.rounds ? waitUntil(state.due) : pass;
  },
});
