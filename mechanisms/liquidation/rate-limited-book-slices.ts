import {
  type Action,
  amount,
  defineLiquidation,
  duration,
  type LegView,
  type MarketView,
  mulDivCeil,
  mulDivFloor,
  type OrderAction,
  pass,
  rate,
  ratio,
  ratioCeil,
  type VenueView,
  z,
} from 'breakwater';
import { ofMarket } from '../margin/of-market.ts';
import { fractionOf, quantityOfLot, times } from '../quantity.ts';
import { isLiquidated } from './liquidated.ts';
import { belowCloseOut, MOST_ORDERS, timesIn } from './orders.ts';

const MILLION = 1_000_000;

/** What a step still allows. */
type Slices = {
  step: number;
  /** By market: rounds that came up in this step, and lots that all accounts together may still send. */
  rounds: { [market: string]: number };
  left: { [market: string]: number };
  /** Rounds each account has had. */
  had: { [account: string]: number };
};

const params = z.strictObject({
  chance: ratio({ max: '1' }).prefault('1/6').describe('Probability of a round in a market, each time, 0 to 1.'),
  every: duration({ min: '1ms' }).prefault('1s').describe('Time between two chances, above 0s.'),
  share: ratio({ max: '1' }).prefault('0.1').describe('Part of the position that a round sends, 0 to 1.'),
  least: amount()
    .prefault('1000')
    .describe('Notional a round sends at least, settlement asset, at least 0; less of a smaller position.'),
  spread: rate({ max: '1' })
    .prefault('0.5')
    .describe('How far the size is drawn around that, a share of it to both sides, 0 to 1.'),
  volumeShare: ratio({ max: '1' })
    .prefault('0.0001')
    .describe('Most that all accounts send in a round, a share of daily volume, 0 to 1.'),
  dailyVolume: z
    .record(z.string(), ratio())
    .prefault({ default: '100000' })
    .describe('Average quantity traded a day, in what a contract is of (coins), by market name, at least 0; assumed.'),
  through: rate({ max: '0.49' })
    .prefault('0.0001')
    .describe('Least distance of the limit through the best price of the book, a share of it, 0 to 0.49.'),
  further: rate({ max: '0.5' })
    .prefault('0.0004')
    .describe('How much further the limit may be drawn, a share of it, 0 to 0.5.'),
  life: duration().prefault('1s').describe('How long what is not filled rests in the book, at least 0s.'),
  belowCloseOut: belowCloseOut('pass'),
});
type Params = z.infer<typeof params>;

/** Lots that a round of a market may send for all accounts together, at least one. */
const mostOfRound = (market: MarketView, given: Params): number => {
  const volume = fractionOf(ofMarket(given.dailyVolume, market, 'liquidation.dailyVolume'));
  const [n, d] = quantityOfLot(market);
  const [lots, of] = times(volume, fractionOf(given.volumeShare), [d, n]);
  return Math.max(1, Number(lots / of));
};

/** Draws for a step how many rounds each market has, and so how much may be sent. */
const begin = (state: Slices, view: VenueView, given: Params): void => {
  const before = timesIn(view.now - view.stepSeconds, given.every);
  const chances = Math.min(MOST_ORDERS, timesIn(view.now, given.every) - before);
  Object.assign(state, { step: view.step, rounds: {}, left: {}, had: {} });
  for (const market of view.markets) {
    const draws = view.random('rounds', market.number);
    let rounds = 0;
    for (let i = 0; i < chances; i++) if (draws.below(given.chance.d) < given.chance.n) rounds += 1;
    if (rounds === 0) continue;
    state.rounds[market.number] = rounds;
    state.left[market.number] = rounds * mostOfRound(market, given);
  }
};

/** Lots of a slice, unsigned: bounded from below, then by what is left, then drawn, then bounded by the position. */
const sizeOf = ({ market, lots }: LegView, left: number, draw: number, given: Params): number => {
  const size = Math.abs(lots);
  const notional = Math.max(1, market.notional(lots));
  const least = mulDivCeil(size, Math.min(given.least, notional), notional);
  const bounded = Math.min(left, Math.max(ratioCeil(size, given.share), least));
  return Math.min(size, Math.max(1, mulDivFloor(bounded, MILLION - given.spread + draw, MILLION)));
};

/** The order for a slice of a leg; none without a book to send it through, or once the accounts together have sent enough. */
const sliceOf = (leg: LegView, view: VenueView, account: number, state: Slices, given: Params): OrderAction[] => {
  const { market } = leg;
  const left = state.left[market.number] ?? 0;
  const best = leg.lots > 0 ? market.bestBid : market.bestAsk;
  if (left === 0 || best === 0) return [];
  const draws = view.random('slice', market.number, account, state.had[account] ?? 0);
  const lots = sizeOf(leg, left, draws.below(2 * given.spread + 1), given);
  const distance = mulDivFloor(best, given.through + draws.below(given.further + 1), MILLION);
  state.left[market.number] = Math.max(0, left - lots);
  return [
    {
      do: 'order',
      market: market.number,
      lots: Math.sign(leg.lots) * lots,
      limit: leg.lots > 0 ? best - distance : best + distance,
      timeInForce: 'gtc',
      expires: view.now + given.life,
    },
  ];
};

/**
 * Small limit orders at random moments, so few in all that a market hardly moves; they stop where a backstop begins.
 *
 * Each second each market has a round with probability 1/6. A round sends, for each account between close-out and maintenance
 * margin, max(10 % of the position, 1,000 of notional), at most what the accounts together may still send of volumeShare x
 * daily volume, times a number drawn from 1 -/+ spread, and no more than there is. Limit: the best price of the other side of
 * the book, less (long) or plus (short) `through` and a draw of up to `further`; what is not filled rests for `life`.
 * Sizes in lots, distances in shares of price.
 *
 * Our readings: a step of several seconds draws all its chances at once, and its accounts share what its rounds may send together;
 * the accounts come in the order of the venue (`dueOrder: seed` is the published random one).
 *
 * @source https://help.ftx.com/hc/en-us/articles/360027937831-Liquidations (step 1)
 */
export const rateLimitedBookSlices = defineLiquidation({
  name: 'rate-limited-book-slices',
  summary: 'Tenths of a position at random moments, all accounts together bounded by a share of daily volume.',
  formula:
    'each every with probability chance: max(ceil(|lots| x share), lots of N = least) x (1 -/+ draw up to spread)\n' +
    'all accounts <= dailyVolume x volumeShare a round; only while E < MM, and E >= close-out margin\n' +
    'limit = best price of the other side x (1 -/+ (through + draw up to further)), rests for life',
  source: 'https://help.ftx.com/hc/en-us/articles/360027937831-Liquidations',
  exempt: {
    'liquidation/no-worse-than-bankruptcy': 'a few basis points through the book, wherever that is',
    'liquidation/sees-to-all-of-a-bankrupt-account': 'a bankrupt account is for the backstop',
  },
  params,
  capabilities: { moves: 'lots' },
  takesLots: true,
  stateOf: 'venue',
  initial: (): Slices => ({ step: -1, rounds: {}, left: {}, had: {} }),
  next: (subject, view, given, state, outcome) => {
    if (!isLiquidated(subject)) return pass;
    const { id, equity, maintenance, closeOut } = subject.subject;
    if (equity >= maintenance) return pass;
    if (state.step !== view.step) begin(state, view, given);
    const cancel: readonly Action[] = outcome === undefined ? [{ do: 'cancel' }] : [];
    const had = state.had[id] ?? 0;
    const isForBackstop = given.belowCloseOut === 'pass' && equity < closeOut;
    const orders = (isForBackstop ? [] : subject.legs)
      .filter(({ market }) => had < (state.rounds[market.number] ?? 0))
      .flatMap((leg) => sliceOf(leg, view, id, state, given));
    state.had[id] = had + 1;
    return cancel.length + orders.length === 0 ? pass : [...cancel, ...orders];
  },
});
