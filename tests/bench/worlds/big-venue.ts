import { collateral, funding, margin } from '../../../mechanisms/index.ts';
import { type ExchangeDesign, indexPhase, markPhase, Venue } from '../../../src/exchange/index.ts';
import { defineLiquidation, z } from '../../../src/index.ts';
import { linear } from '../../../src/money/index.ts';
import { design, use } from '../../fixtures/exchange.ts';
import { draws } from '../draws.ts';

/** Opening price of every market, ticks: a basis point is a hundred ticks. */
export const OPEN = 1_000_000;
/** What a liquidator starts with, units. */
const DEEP = 1e15;

/** How many accounts, and what is asked of the engine. */
export interface BigVenueOptions {
  /** Traders. */
  readonly accounts: number;
  /** Positions of each. Defaults to 3. */
  readonly each?: number;
  /** Defaults to 200. */
  readonly markets?: number;
  /** Whether every margin check reads everybody. */
  readonly plainSweep?: boolean;
  /** Whether holders pay funding every hour. */
  readonly funding?: boolean;
  /** Whether a tenth of the accounts hold half of their money in a second asset. */
  readonly coins?: boolean;
  /** The margin rule, taken at 0.5 % of notional for maintenance and 1 % to open; flat fractions when left out. */
  readonly margin?: typeof margin.fraction;
  /** Least and largest leverage; most are low. Defaults to 1 and 20. */
  readonly leverage?: readonly [number, number];
}

/** A venue of many accounts. */
export interface BigVenue {
  readonly venue: Venue;
  /** Account number of the first trader; the others follow it. */
  readonly first: number;
  readonly accounts: number;
}

/** Hands every leg to the one deep account of its market, at mark: the cheapest way out that leaves no inventory behind. */
const handOver = (liquidatorOf: (market: number) => number) =>
  defineLiquidation({
    name: 'hand-over',
    summary: 'A deep account takes every leg at mark.',
    source: 'tests',
    params: z.strictObject({}),
    takesLots: true,
    next: (subject, _view, _params, _state, outcome) =>
      outcome !== undefined || subject.legs.length === 0
        ? 'pass'
        : subject.legs.map((leg) => ({
            do: 'offer',
            market: leg.market.number,
            lots: leg.lots,
            value: leg.value,
            to: [{ account: liquidatorOf(leg.market.number), capacity: Math.abs(leg.lots) }],
            share: 'in-order',
          })),
  });

const designOf = (options: BigVenueOptions, liquidatorOf: (market: number) => number): ExchangeDesign => {
  const fraction = options.margin ?? margin.fraction;
  return design([{ label: 'liquidation', kind: 'liquidation', use: use(handOver(liquidatorOf)) }], {
    margin: use(fraction, fraction.params.parse({ initial: '0.01', maintenance: '0.005' })),
    ...(options.funding === true
      ? { funding: use(funding.clampedPremium, funding.clampedPremium.params.parse({ interval: '1h' })) }
      : {}),
    ...(options.coins === true
      ? {
          collateral: use(
            collateral.haircutByAsset,
            collateral.haircutByAsset.params.parse({ assets: { COIN: { weight: '0.95' } } }),
          ),
        }
      : {}),
  });
};

/** Lots from 1 to 1,023, each doubling equally likely; of exact operations only, so that every machine draws the same. */
const lotsAt = (u: number): number => {
  const doublings = Math.floor(10 * u);
  return Math.floor((1 << doublings) * (1 + 10 * u - doublings));
};

/** A price of the second asset: units of the settlement asset for a thousand of its own. */
export const coinPrice = (price: number): ReadonlyMap<number, { readonly units: number; readonly value: number }> =>
  new Map([[1, { units: 1000, value: Math.round(1000 * price) }]]);

/**
 * A venue with many cross-margin accounts, straight through the ledger.
 *
 * Account i holds positions in markets spread evenly from `i mod markets` on, of 1 to 1,023 lots, long or short by chance, against the
 * rest of the world; its money is its gross value at the open divided by a leverage.
 */
export const bigVenue = (options: BigVenueOptions): BigVenue => {
  const { accounts, each = 3, markets = 200, plainSweep = false, coins = false, leverage = [1, 20] } = options;
  let firstLiquidator = -1;
  const assets = [{ name: 'USD', decimals: 0 }, ...(coins ? [{ name: 'COIN', decimals: 0 }] : [])];
  const venue = new Venue({
    design: designOf(options, (market) => firstLiquidator + market),
    assets,
    seed: 1,
    plainSweep,
    capacity: { accounts: accounts + markets + 16, positions: each * accounts + 3 * markets },
    markets: Array.from({ length: markets }, (_, i) => ({
      id: `M${i}`,
      instrument: linear({ tickValue: 1 }),
      settle: 0,
      tick: 1,
      floor: 1000,
      cap: 100 * OPEN,
      beta: 1,
      open: OPEN,
    })),
  });
  indexPhase(venue, new Float64Array(markets).fill(OPEN));
  markPhase(venue);
  const { ledger } = venue;
  if (coins) for (const [asset, price] of coinPrice(1)) venue.valuation.prices[asset] = price;
  for (let market = 0; market < markets; market++) {
    const account = ledger.open('member');
    if (market === 0) firstLiquidator = account;
    ledger.transfer(0, ledger.outsideAccount, account, DEEP, 'deposit');
  }
  const first = firstLiquidator + markets;
  const draw = draws(1);
  const [least, most] = leverage;
  const leverageAt = (u: number): number => least + (most - least) * u * u * u;
  for (let i = 0; i < accounts; i++) {
    const account = ledger.open('trader');
    let gross = 0;
    for (let k = 0; k < each; k++) {
      const lots = lotsAt(draw()) * (draw() < 0.5 ? 1 : -1);
      gross += Math.abs(lots) * OPEN;
      const market = (i + Math.floor((k * markets) / each)) % markets;
      ledger.fill(market, ledger.outsideAccount, account, lots, lots * OPEN, 'open');
    }
    const money = Math.ceil(gross / leverageAt(draw()));
    const inCoins = coins && i % 10 === 3 ? Math.floor(money / 2) : 0;
    ledger.transfer(0, ledger.outsideAccount, account, money - inCoins, 'deposit');
    if (inCoins > 0) ledger.transfer(1, ledger.outsideAccount, account, inCoins, 'deposit');
    if (i % 8192 === 0) ledger.log.release();
  }
  ledger.log.release();
  venue.periods.begin(0);
  return { venue, first, accounts };
};
