/** The same trial in other sizes, and in a mirror. @module */
import { D } from '../../money/index.ts';
import type { AccountSpec, MarketSpec, Scenario, ScriptedEvent } from '../../world/index.ts';
import type { Trial } from '../trials/trial.ts';
import type { Change, Changed } from './change.ts';
import { alongPaths } from './price-path.ts';

const TENFOLD = 10;

/** What becomes of the numbers of a scenario. */
interface Mapping {
  readonly market: (market: MarketSpec) => MarketSpec;
  readonly lots: (lots: number) => number;
  readonly price: (price: string, market: string) => string;
  readonly money: (amount: string) => string;
}

const times = (text: string, factor: number): string => new D(text).times(factor).toFixed();

const mapAccount = (account: AccountSpec, { lots, price, money }: Mapping): AccountSpec => ({
  ...account,
  deposit: Object.fromEntries(Object.entries(account.deposit).map(([asset, amount]) => [asset, money(amount)])),
  ...(account.commitment === undefined ? {} : { commitment: money(account.commitment) }),
  positions: account.positions.map((one) => ({ ...one, lots: lots(one.lots), entry: price(one.entry, one.market) })),
});

const mapEvent = (event: ScriptedEvent, { lots, price, money }: Mapping): ScriptedEvent => {
  if (event.do === 'deposit' || event.do === 'withdraw') return { ...event, amount: money(event.amount) };
  if (event.do !== 'place') return event;
  const limit = event.limit === undefined ? {} : { limit: price(event.limit, event.market) };
  return { ...event, lots: lots(event.lots), ...limit };
};

const mapped = (scenario: Scenario, mapping: Mapping): Scenario => ({
  ...scenario,
  markets: scenario.markets.map(mapping.market),
  accounts: scenario.accounts.map((account) => mapAccount(account, mapping)),
  events: scenario.events.map((event) => mapEvent(event, mapping)),
});

/** Whether all money of a trial is written down, so that it can be multiplied: in one asset, and in the funds. */
const isScalable = ({ scenario, design, fundTotal }: Trial): boolean =>
  scenario.assets.length === 1 && (fundTotal !== undefined || Object.keys(design.funds).length === 0);

const scaled = (trial: Trial, scenario: Scenario): Changed => ({
  trial: { ...trial, scenario, ...(trial.fundTotal === undefined ? {} : { fundTotal: TENFOLD * trial.fundTotal }) },
  factor: TENFOLD,
});

/** Prices and money tenfold. An inverse lot is worth face over price, so its face is a hundredfold. */
export const scalePrice: Change = {
  name: 'scale-price',
  says: 'all prices and all money are tenfold',
  apply: (trial) => {
    if (!isScalable(trial)) return undefined;
    const market = (one: MarketSpec): MarketSpec => ({
      ...one,
      open: TENFOLD * one.open,
      band: { floor: times(one.band.floor, TENFOLD), cap: times(one.band.cap, TENFOLD) },
      ...(one.face === undefined ? {} : { face: times(one.face, TENFOLD * TENFOLD) }),
    });
    const tenfold = (text: string): string => times(text, TENFOLD);
    return scaled(trial, mapped(trial.scenario, { market, lots: (lots) => lots, price: tenfold, money: tenfold }));
  },
};

/** Sizes and money tenfold. */
export const scaleLots: Change = {
  name: 'scale-lots',
  says: 'all positions, orders and money are tenfold',
  apply: (trial) => {
    if (!isScalable(trial)) return undefined;
    const lots = (size: number): number => TENFOLD * size;
    const money = (text: string): string => times(text, TENFOLD);
    return scaled(trial, mapped(trial.scenario, { market: (one) => one, lots, price: (price) => price, money }));
  },
};

/** Longs are shorts, and prices fall as far as they rose. Only where no price more than doubles, and value is linear in it. */
export const mirror: Change = {
  name: 'mirror',
  says: 'longs are shorts and the other way round, and every price is as far below where it began as it was above',
  apply: (trial) => {
    const { scenario } = trial;
    const isWithin = (price: number, { open, band }: MarketSpec): boolean =>
      2 * open - price > Number(band.floor) && 2 * open - price < Number(band.cap);
    const markets = new Map(scenario.markets.map((market) => [market.id, market]));
    let fits = scenario.markets.every(({ kind }) => kind === 'linear');
    const price = (text: string, id: string): string => {
      const market = markets.get(id) as MarketSpec;
      fits &&= isWithin(Number(text), market);
      return new D(2).times(market.open).minus(text).toFixed();
    };
    const reflected = mapped(scenario, { market: (one) => one, lots: (lots) => -lots, price, money: (text) => text });
    const along = alongPaths(reflected, (multiple, market) => {
      fits &&= isWithin(multiple * market.open, market);
      return 2 - multiple;
    });
    return along === undefined || !fits ? undefined : { trial: { ...trial, scenario: along } };
  },
};
