import type {
  AccountView,
  AgentAction,
  LadderLevel,
  MarketView,
  PositionView,
} from '../../../../src/contract/index.ts';
import { stream } from '../../../../src/math/index.ts';
import type { WorldVenueView } from '../../../../src/world/models/index.ts';

/** What a test says of a market; one lot at one tick is worth one unit, and a unit is 0.01. */
export interface FakeMarket {
  readonly reference: number;
  readonly levels: readonly LadderLevel[];
  readonly bestBid?: number;
  readonly bestAsk?: number;
  readonly fillable?: number;
  readonly openInterest?: number;
  /** Units of the settlement asset that a unit of the market's own is worth; 1 when left out. */
  readonly worth?: number;
}
/** What a test says of an account: equity in units, lots by market number. */
export interface FakeAccount {
  readonly id: number;
  readonly kind: 'trader' | 'maker';
  readonly equity: number;
  readonly lots?: Readonly<Record<number, number>>;
  readonly inCase?: boolean;
  /** Signed cost by market number; 0 when left out. */
  readonly cost?: Readonly<Record<number, number>>;
  readonly deleveragedAt?: number;
}

export const UNIT = 0.01;

/** A single order. */
export type Place = Extract<AgentAction, { do: 'place' }>;

/** The orders among some actions, one by one: those in columns, too. */
export const placed = (actions: readonly AgentAction[]): Place[] =>
  actions.flatMap((action): Place[] => {
    if (action.do === 'place') return [action];
    if (action.do !== 'place-many') return [];
    const { count, account, market, lots, limit } = action.orders;
    return Array.from({ length: count }, (_, i) => ({
      do: 'place',
      account: account[i]!,
      market: market[i]!,
      lots: lots[i]!,
      limit: limit[i]!,
      timeInForce: 'gtc',
    }));
  });

/** A venue of fixed numbers, with just what agents read. */
export function fakeVenue(
  markets: readonly FakeMarket[],
  accounts: readonly FakeAccount[],
  time: { now?: number; seed?: number } = {},
): WorldVenueView {
  const views = markets.map(
    (market, number) =>
      ({
        number,
        id: `M${number}`,
        kind: 'linear',
        mark: Math.round(market.reference),
        oracle: Math.round(market.reference),
        openInterest: market.openInterest ?? 0,
        bestBid: market.bestBid ?? 0,
        bestAsk: market.bestAsk ?? 0,
        value: (lots: number, ticks: number) => lots * ticks,
        notional: (lots: number, ticks = Math.round(market.reference)) => Math.abs(lots * ticks) * (market.worth ?? 1),
        fillable: () => market.fillable ?? 0,
      }) as unknown as MarketView,
  );
  const accountView = (id: number): AccountView => {
    const {
      kind,
      equity,
      lots = {},
      inCase = false,
      cost = {},
      deleveragedAt,
    } = accounts.find((account) => account.id === id)!;
    const positions = Object.entries(lots).map(([number, held]) => {
      const market = views[Number(number)]!;
      return {
        market,
        lots: held,
        value: held * market.mark,
        cost: cost[Number(number)] ?? 0,
      } as unknown as PositionView;
    });
    const notional = positions.reduce((sum, { value }) => sum + Math.abs(value), 0);
    return {
      id,
      kind,
      equity,
      inCase,
      deleveragedAt,
      notional,
      initial: notional / 10,
      positions: () => positions,
    } as unknown as AccountView;
  };
  return {
    now: time.now ?? 0,
    step: 0,
    stepSeconds: 5,
    unit: UNIT,
    markets: views,
    account: accountView,
    accountsOf: (kind: string) => accounts.filter((account) => account.kind === kind).map(({ id }) => id),
    random: (...purpose: (string | number)[]) => stream(time.seed ?? 1, ...purpose),
    ladder: (number: number) => ({ reference: markets[number]!.reference, levels: markets[number]!.levels }),
  } as unknown as WorldVenueView;
}
