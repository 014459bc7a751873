import {
  amount,
  apportion,
  type CaseView,
  defineBackstop,
  mulDivCeil,
  mulDivFloor,
  mulDivNearest,
  type OfferAction,
  pass,
  ratio,
  ratioCeil,
  type VenueView,
  z,
} from 'breakwater';

type Used = { [account: string]: number };
type Ledger = {
  minute: { at: number; used: Used };
  hour: { at: number; used: Used };
  /** Offers that wait for their outcome, by case: to whom, lots, notional. */
  open: { [subject: string]: [account: number, lots: number, notional: number][] };
};

const params = z.strictObject({
  perMinute: amount()
    .prefault('100000')
    .describe('Notional a provider takes in a clock minute at most, settlement asset.'),
  perHour: amount().prefault('300000').describe('Notional a provider takes in a clock hour at most, settlement asset.'),
  leastEquity: amount().prefault('500000').describe('Equity below which a member is not asked, settlement asset.'),
  belowMaintenance: ratio({ max: '1' })
    .prefault('0.5')
    .describe('Share of maintenance below which equity must lie (auto-close level), 0 to 1.'),
  pace: z
    .enum(['whole', 'by-shortfall'])
    .default('whole')
    .describe('How much is offered each step: all, or the share by which equity is short of the level.'),
});
type Params = z.infer<typeof params>;

const book = (ledger: Ledger, account: number, notional: number): void => {
  for (const { used } of [ledger.minute, ledger.hour]) used[account] = (used[account] ?? 0) + notional;
};

/** Starts new windows, and puts back what was offered for this case and not taken. */
const settle = (
  ledger: Ledger,
  view: VenueView,
  subject: CaseView,
  taken: readonly { readonly lots: number }[],
): void => {
  for (const [window, length] of [
    [ledger.minute, 60],
    [ledger.hour, 3600],
  ] as const) {
    const at = Math.floor(view.now / length);
    if (window.at !== at) Object.assign(window, { at, used: {} });
  }
  for (const [i, [account, lots, notional]] of (ledger.open[subject.id] ?? []).entries()) {
    const left = lots - Math.abs(taken[i]?.lots ?? 0);
    book(ledger, account, -mulDivFloor(notional, left, lots));
  }
  delete ledger.open[subject.id];
};

/** Lots of a leg that go out this step, as a positive number. */
const piece = (subject: CaseView, lots: number, given: Params): number => {
  const size = Math.abs(lots);
  const level = ratioCeil(subject.subject.maintenance, given.belowMaintenance);
  const { equity } = subject.subject;
  return given.pace === 'whole' || equity <= 0 ? size : mulDivCeil(size, level - equity, level);
};

/**
 * Members who have promised capacity take positions at the zero price, in proportion to what capacity they have left.
 *
 * When equity < belowMaintenance x maintenance, each leg is offered at its bankruptcy value, where the account keeps nothing. A
 * member takes at most perMinute less what it took in this clock minute, and perHour less what it took in this clock hour; members
 * share by largest remainder, pro rata to the capacity left. What is beyond all capacity goes to the next layer. `by-shortfall`
 * offers 1 - equity / level of each leg a step (FTX, each second), all of it at zero and below. Notional at mark, units of the
 * settlement asset.
 *
 * Each member gets an offer of its own, so that what it took is known. FTX gave members a better price than the account
 * (2/3 zero price + 1/3 mark); an offer has one value, so here both have the zero price.
 *
 * @source https://help.ftx.com/hc/en-us/articles/360027937831 (backstop liquidity providers);
 * https://support.kraken.com/hc/en-us/articles/360022835231 (assignment at the zero-equity price)
 */
export const capacityLimitedProviders = defineBackstop({
  name: 'capacity-limited-providers',
  summary: 'Members take positions at the zero price, pro rata to capacity a minute and an hour.',
  source: [
    'https://help.ftx.com/hc/en-us/articles/360027937831',
    'https://support.kraken.com/hc/en-us/articles/360022835231',
  ],
  params,
  capabilities: { moves: 'lots' },
  takesLots: true,
  overtakes: true,
  stateOf: 'venue',
  initial: (): Ledger => ({ minute: { at: -1, used: {} }, hour: { at: -1, used: {} }, open: {} }),
  next: (subject, view, given, state, outcome) => {
    settle(state, view, subject, outcome?.actions ?? []);
    if (subject.kind !== 'default' || subject.legs.length === 0 || outcome !== undefined) return pass;
    if (subject.subject.equity >= ratioCeil(subject.subject.maintenance, given.belowMaintenance)) return pass;
    const members = view.accountsOf('member').filter((id) => {
      const { equity, inCase } = view.account(id);
      return id !== subject.subject.id && !inCase && equity >= given.leastEquity;
    });
    const open: Ledger['open'][string] = [];
    const offers = subject.legs.flatMap((leg): OfferAction[] => {
      const notional = Math.max(1, Math.abs(leg.value));
      const size = Math.abs(leg.lots);
      const limits = members.map((id) => {
        const left = Math.min(
          given.perMinute - (state.minute.used[id] ?? 0),
          given.perHour - (state.hour.used[id] ?? 0),
        );
        return Math.min(size, mulDivFloor(size, Math.max(0, left), notional));
      });
      const lots = apportion(piece(subject, leg.lots, given), limits, limits);
      return members.flatMap((id, i): OfferAction[] => {
        const mine = lots[i] ?? 0;
        if (mine === 0) return [];
        const took = mulDivCeil(notional, mine, size);
        book(state, id, took);
        open.push([id, mine, took]);
        const value = mulDivNearest(leg.bankruptcyValue, mine, size);
        const signed = leg.lots > 0 ? mine : -mine;
        return [
          {
            do: 'offer',
            market: leg.market.number,
            lots: signed,
            value,
            to: [{ account: id, capacity: mine }],
            share: 'pro-rata',
          },
        ];
      });
    });
    if (offers.length === 0) return pass;
    state.open[subject.id] = open;
    return offers;
  },
});
