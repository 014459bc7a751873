import {
  amount,
  apportion,
  defineBackstop,
  mulDivCeil,
  mulDivFloor,
  mulDivNearest,
  type OfferAction,
  type Outcome,
  pass,
  type Ratio,
  ratio,
  ratioCeil,
  z,
} from 'breakwater';
import { poolOf } from '../fund/pool-of.ts';
import { isLiquidated } from '../liquidation/liquidated.ts';
import { belowCloseOut, levelOf } from './level.ts';
import { acceptedOf, preferences } from './preferences.ts';

type Used = { [account: string]: number };
type Ledger = {
  minute: { at: number; used: Used };
  hour: { at: number; used: Used };
  /** Offers that wait for their outcome: to whom, lots, notional. */
  open: [account: number, lots: number, notional: number][];
};

const fields = z.strictObject({
  providers: z
    .enum(['member', 'maker', 'trader'])
    .default('member')
    .describe('Kind of account that is asked: members with deposits of their own, or whoever trades there.'),
  perMinute: amount()
    .prefault('100000')
    .describe('Notional a provider takes in a clock minute at most, settlement asset, at least 0.'),
  perHour: amount()
    .prefault('300000')
    .describe('Notional a provider takes in a clock hour at most, settlement asset, at least 0.'),
  leastEquity: amount()
    .prefault('500000')
    .describe('Equity below which a provider is not asked, settlement asset, at least 0.'),
  belowMaintenance: ratio({ max: '1' })
    .prefault('0.5')
    .describe('Share of maintenance below which equity must lie (auto-close level), 0 to 1.'),
  belowCloseOut,
  pace: z
    .enum(['whole', 'by-shortfall'])
    .default('whole')
    .describe('How much is offered each step: all, or the share by which equity is short of the level.'),
  least: amount()
    .prefault('0')
    .describe(
      'Notional of each position that is offered at least, settlement asset, at least 0; less of a smaller one.',
    ),
  preferences,
  mark: ratio({ max: '1' })
    .prefault('0')
    .describe('Share of the mark price in what providers pay, 0 to 1; the rest of it is the zero price.'),
  difference: z
    .string()
    .optional()
    .describe(
      'Pool that receives or bears what providers pay beyond or short of the zero price, where mark is above 0.',
    ),
});
const params = fields.superRefine(({ mark, difference }, context) => {
  if (difference !== undefined || !(mark?.n > 0)) return;
  const message = `mark is ${mark.n}/${mark.d}, so a pool must have the difference; name it`;
  context.addIssue({ code: 'custom', path: ['mark'], message });
});
type Params = z.infer<typeof params>;

const book = (ledger: Ledger, account: number, notional: number): void => {
  for (const { used } of [ledger.minute, ledger.hour]) used[account] = (used[account] ?? 0) + notional;
};

/** Notional a provider may still take in the running minute and hour, units. */
const capacityLeft = ({ minute, hour }: Ledger, account: number, given: Params): number =>
  Math.max(0, Math.min(given.perMinute - (minute.used[account] ?? 0), given.perHour - (hour.used[account] ?? 0)));

/** Starts new windows, and puts back what was offered and not taken. */
const settle = (ledger: Ledger, now: number, outcome: Outcome | undefined): void => {
  for (const [i, [account, lots, notional]] of ledger.open.entries()) {
    // Without an outcome the case was over before the layer was asked again: all of it was taken.
    const left = outcome === undefined ? 0 : lots - Math.abs(outcome.actions[i]?.lots ?? 0);
    book(ledger, account, 0 - mulDivFloor(notional, left, lots));
  }
  ledger.open = [];
  for (const [window, length] of [
    [ledger.minute, 60],
    [ledger.hour, 3600],
  ] as const) {
    const at = Math.floor(now / length);
    if (window.at !== at) Object.assign(window, { at, used: {} });
  }
};

/** Share of each leg that goes out this step, as two integers. */
const pace = (equity: number, level: number, given: Params): Ratio =>
  given.pace === 'whole' || equity <= 0 ? { n: 1, d: 1 } : { n: level - equity, d: level };

/**
 * Members who have promised capacity take positions at the zero price, in proportion to what capacity they have left.
 *
 * When equity < belowMaintenance x maintenance, or below close-out margin with `belowCloseOut`, each leg is offered at its bankruptcy value, where the account keeps
 * nothing. A member takes at most perMinute less what it took in this clock minute, and perHour less what it took in
 * this clock hour; members share by largest remainder, pro rata to the capacity left. What is beyond all capacity goes
 * to the next layer. `by-shortfall` offers 1 - equity / level of each leg a step, at least `least` of notional (FTX, each second), all of it at zero
 * and below. Notional at mark, units of the settlement asset.
 *
 * Providers may state preferences (Kraken): markets, sides, most notional at a time and most held after it; what one does not accept is
 * shared by the others. Its times of the week are left out, because runs have no calendar.
 *
 * Where anybody may take a share of an account's position with the same share of its margin (dYdX's Perpetual v1), that is
 * the same price: providers are then those who trade there.
 *
 * What providers pay = zero price + mark x (mark price - zero price), rounded in the pool's favour: at FTX mark is 1/3, so that its backstop
 * fund gains a third of the equity that is left, or bears a third of what is missing, as far as it can spend; what it cannot is left to the
 * next layer. Each member gets an offer of its own, so that what it took is known.
 *
 * @source https://help.ftx.com/hc/en-us/articles/360027937831 (backstop liquidity providers);
 * https://support.kraken.com/hc/en-us/articles/360022835231 (assignment at the zero-equity price);
 * https://support.kraken.com/hc/en-us/articles/4819410136340 (preferences of participants);
 * https://github.com/dydxprotocol/perpetual: contracts/protocol/v1/traders/P1Liquidation.sol (margin pro rata to position)
 */
export const capacityLimitedProviders = defineBackstop({
  name: 'capacity-limited-providers',
  summary: 'Members take positions at the zero price, pro rata to capacity a minute and an hour.',
  formula:
    'when E < L = ceil(MM x belowMaintenance): value = Z + ceil((value at mark - Z) x mark), Z = bankruptcy value\n' +
    'lots pro rata to, and at most, min(perMinute, perHour) - what each has taken in them\n' +
    'pace: by-shortfall offers lots x (1 - E / L) a step, at least least of N, all where E <= 0',
  source: [
    'https://help.ftx.com/hc/en-us/articles/360027937831',
    'https://support.kraken.com/hc/en-us/articles/360022835231',
    'https://github.com/dydxprotocol/perpetual/blob/master/contracts/protocol/v1/traders/P1Liquidation.sol',
  ],
  params,
  capabilities: { moves: 'lots' },
  takesLots: true,
  overtakes: true,
  stateOf: 'venue',
  initial: (): Ledger => ({ minute: { at: -1, used: {} }, hour: { at: -1, used: {} }, open: [] }),
  needs: ({ belowCloseOut }) => (belowCloseOut ? ['close-out'] : []),
  next: (subject, view, given, state, outcome) => {
    settle(state, view.now, outcome);
    if (!isLiquidated(subject) || outcome !== undefined) return pass;
    const { id, equity } = subject.subject;
    const level = levelOf(subject.subject, given);
    if (equity >= level) return pass;
    const share = pace(equity, level, given);
    const members = view
      .accountsOf(given.providers)
      .map((member, place) => ({ id: member, place, account: view.account(member) }))
      .filter(({ account }) => account.id !== id && !account.inCase && account.equity >= given.leastEquity);
    const offers = subject.legs.flatMap((leg): OfferAction[] => {
      const notional = Math.max(1, leg.market.notional(leg.lots));
      const size = Math.abs(leg.lots);
      const limits = members.map(({ id: member, place, account }) => {
        const capacity = mulDivFloor(size, Math.min(notional, capacityLeft(state, member, given)), notional);
        return Math.min(capacity, acceptedOf(given.preferences, place, leg, account));
      });
      const least = mulDivCeil(size, Math.min(given.least, notional), notional);
      const lots = apportion(Math.max(ratioCeil(size, share), least), limits, limits);
      let gone = 0;
      return members.flatMap(({ id: member }, i): OfferAction[] => {
        const mine = lots[i] ?? 0;
        if (mine === 0) return [];
        // Rounded along the running sum, so that a whole leg leaves at its bankruptcy value to the last unit.
        const value =
          mulDivNearest(leg.bankruptcyValue, gone + mine, size) - mulDivNearest(leg.bankruptcyValue, gone, size);
        gone += mine;
        const took = mulDivCeil(notional, mine, size);
        book(state, member, took);
        state.open.push([member, mine, took]);
        const piece = leg.lots > 0 ? mine : -mine;
        const to = [{ account: member, capacity: mine }];
        const offered: OfferAction = {
          do: 'offer',
          market: leg.market.number,
          lots: piece,
          value,
          to,
          share: 'pro-rata',
        };
        if (given.mark.n === 0 || given.difference === undefined) return [offered];
        const blend = value + ratioCeil(leg.market.value(piece, leg.market.mark) - value, given.mark);
        const { name } = poolOf(view, given.difference, leg.market.number, 'capacity-limited-providers');
        return [{ ...offered, value: blend, fee: { perMillion: 1_000_000, to: name, above: value, bears: true } }];
      });
    });
    return offers.length === 0 ? pass : offers;
  },
});
