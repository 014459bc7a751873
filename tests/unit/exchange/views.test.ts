import { describe, expect, test } from 'vitest';
import { chargeable } from '../../../src/exchange/actions/chargeable.ts';
import { CandidateCursor } from '../../../src/exchange/candidate.ts';
import { collateralPhase, deposit, type Market } from '../../../src/exchange/index.ts';
import { defineMargin, rateCeil, z } from '../../../src/index.ts';
import { inverse } from '../../../src/money/index.ts';
import { design, person, testMargin, use, venueOf } from '../../fixtures/exchange.ts';

/*
 * Maintenance 1 %, initial 2 %. At A 90 and B 210:
 *
 *             money   A: short 10 @ 100        B: long 4 @ 200           equity
 *   holder    1,000   -900, gain 100, mm 9     840, gain 40, mm 9         1,140
 */
const opened = () => {
  const venue = venueOf(design([], { margin: use(testMargin(10_000)) }), [{}, { open: 200 }]);
  const holder = person(venue, 1000, [
    [1, 4, 200],
    [0, -10, 100],
  ]);
  venue.ledger.setPrice(0, 90, 91);
  venue.ledger.setPrice(1, 210, 210);
  return { venue, holder };
};

test('an account is seen with its positions in the order of the markets', () => {
  const { venue, holder } = opened();
  const account = venue.view.account(holder);
  const { id, owner, kind, equity, wallet, maintenance, initial, notional, inCase, commitment } = account;
  expect({ id, owner, kind, equity, wallet, maintenance, initial, notional, inCase, commitment }).toEqual({
    id: holder,
    owner: holder,
    kind: 'trader',
    equity: 1140,
    wallet: 1000,
    maintenance: 18,
    initial: 35,
    notional: 1740,
    inCase: false,
    commitment: 0,
  });
  expect(account.positions().map((one) => [one.market.id, one.lots, one.cost, one.value, one.maintenance])).toEqual([
    ['A', -10, -1000, -900, 9],
    ['B', 4, 800, 840, 9],
  ]);
});

test('an account is seen with its positions by market in whatever order they were opened, and with its last cut', () => {
  const venue = venueOf(design([]), [{}, {}, {}]);
  const at = (markets: readonly number[]) =>
    person(
      venue,
      1000,
      markets.map((market) => [market, 1, 100] as const),
    );
  for (const markets of [
    [0, 1, 2],
    [2, 1, 0],
    [1, 2, 0],
  ]) {
    const account = venue.view.account(at(markets));
    expect(account.positions().map(({ market }) => market.id)).toEqual(['A', 'B', 'C']);
    expect(account.deleveragedAt).toBeUndefined();
    venue.deleveragedAt.set(account.id, 7, venue.ledger.accounts.count);
    expect(account.deleveragedAt).toBe(7);
  }
});

/*
 * Close-out margin is 0.5 % in A and no level of B. A settles in EUR, worth 3 / 2 USD: 900 of value need 4.5, rounded up to 5 EUR and 8 USD.
 */
test('an account is seen with its close-out margin, in markets that have such a level', () => {
  const margin = defineMargin({
    name: 'three-levels',
    summary: 'A third level in market A.',
    source: 'tests',
    params: z.strictObject({}),
    schedule: ({ id }) => ({
      initial: (notional) => rateCeil(notional, 20_000),
      maintenance: (notional) => rateCeil(notional, 10_000),
      ...(id === 'A' ? { closeOut: (notional: number) => rateCeil(notional, 5_000) } : {}),
      slopePerMillion: 10_000,
    }),
  });
  const assets = [
    { name: 'USD', decimals: 2 },
    { name: 'EUR', decimals: 1 },
  ];
  const venue = venueOf(design([], { margin: use(margin) }), [{ settle: 1, open: 90 }, { open: 210 }], assets);
  collateralPhase(venue, new Map([[1, { units: 2, value: 3 }]]));
  const holder = person(venue, 1000, [
    [0, -10, 90],
    [1, 4, 210],
  ]);
  expect(venue.view.account(holder).closeOut).toBe(8);
  expect(venue.view.markets.map(({ settle, decimals }) => [settle, decimals])).toEqual([
    ['EUR', 1],
    ['USD', 2],
  ]);
});

test('a close-out margin that is no amount is refused', () => {
  const margin = defineMargin({
    name: 'three-levels',
    summary: 'No amount.',
    source: 'tests',
    params: z.strictObject({}),
    schedule: () => ({ initial: () => 1, maintenance: () => 1, closeOut: (notional) => notional / 7 }),
  });
  const venue = venueOf(design([], { margin: use(margin) }));
  const holder = person(venue, 1000, [[0, 1, 100]]);
  expect(() => venue.view.account(holder).closeOut).toThrow(
    'margin three-levels: the close-out margin of a position in A was 14.285714285714286; it is a whole number, at least 0',
  );
});

test('what an index has accrued is owed in money, and is no part of a profit, whether it is settled or not', () => {
  const { venue, holder } = opened();
  const account = venue.view.account(holder);
  const seen = () => {
    const [held] = account.positions();
    const candidate = new CandidateCursor(venue, venue.markets[0] as Market).at(venue.ledger.row(holder, 0));
    const charge = chargeable(venue, 'gains', holder, 0);
    return [held?.value, candidate.profit, charge, account.wallet, candidate.wallet, account.equity];
  };
  expect(seen()).toEqual([-900, 100, 100, 1000, 1000, 1140]);
  venue.ledger.shiftIndex(0, -1, -2_500_000, 'funding');
  expect(seen()).toEqual([-900, 100, 100, 975, 975, 1115]);
  venue.ledger.settle(holder, 0);
  expect(seen()).toEqual([-900, 100, 100, 975, 975, 1115]);
});

describe('a candidate', () => {
  const at = (market: number) => {
    const { venue, holder } = opened();
    return new CandidateCursor(venue, venue.markets[market] as Market).at(venue.ledger.row(holder, market));
  };

  test('is seen with what its account is worth', () => {
    const c = at(0);
    expect([c.owner, c.lots, c.side, c.limit, c.entryPrice, c.markPrice]).toEqual([c.account, -10, -1, 10, 100, 90]);
    expect([c.priceRatio, c.profit, c.profitRatio, c.notional]).toEqual([100 / 90, 100, 0.1, 900]);
    expect([c.maintenance, c.accountMaintenance, c.equity, c.wallet]).toEqual([9, 18, 1140, 1000]);
    expect(c.accountLeverage).toBe(1740 / 1140);
    expect(c.effectiveLeverage).toBe(900 / 570);
  });

  test('is hedged as far as other positions offset it', () => {
    expect([at(0).hedgedShare, at(0).netExposureRatio]).toEqual([840 / 900, 60 / 900]);
    expect([at(1).hedgedShare, at(1).netExposureRatio]).toEqual([1, -60 / 840]);
  });

  test('has infinite leverage without equity', () => {
    const { venue, holder } = opened();
    venue.ledger.transfer(0, holder, venue.ledger.outsideAccount, 1140, 'withdraw');
    const c = new CandidateCursor(venue, venue.markets[0] as Market).at(venue.ledger.row(holder, 0));
    expect([c.accountLeverage, c.effectiveLeverage]).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
  });

  test('of an inverse market entered at its own price', () => {
    const venue = venueOf(design([]), [{ instrument: inverse({ face: 1_000_000 }), open: 100 }]);
    const holder = person(venue, 50_000, [[0, 10, 100]]);
    venue.ledger.setPrice(0, 125, 125);
    const c = new CandidateCursor(venue, venue.markets[0] as Market).at(venue.ledger.row(holder, 0));
    // -100,000 at 100 is -80,000 at 125.
    expect([c.entryPrice, c.priceRatio, c.profit, c.effectiveLeverage]).toEqual([100, 1.25, 20_000, 80_000 / 70_000]);
  });
});

test('a case tells what it holds, and what it held', () => {
  const { venue, holder } = opened();
  const live = venue.cases.openDefault(holder);
  expect([live.id, live.kind, live.opened, live.openedNotional, live.deficit]).toEqual([1, 'default', 0, 1740, 0]);
  expect(live.legs.map((leg) => [leg.market.id, leg.lots, leg.cost, leg.value, leg.bankruptcyValue, leg.maintenance]))
    // Equity of 1,140 by halves: maintenance is 9 and 9.
    .toEqual([
      ['A', -10, -1000, -900, -900 - 570, 9],
      ['B', 4, 800, 840, 840 - 570, 9],
    ]);
  expect(live.held.map((leg) => [leg.market.id, leg.side, leg.maintenance])).toEqual([
    ['A', -1, 9],
    ['B', 1, 9],
  ]);
  expect(venue.view.account(holder).inCase).toBe(true);
});

test('other assets count at their price, what is owed of them in full', () => {
  const venue = venueOf(
    design([]),
    [{}],
    [
      { name: 'USD', decimals: 0 },
      { name: 'BTC', decimals: 0 },
    ],
  );
  collateralPhase(venue, new Map([[1, { units: 3, value: 10 }]]));
  const rich = person(venue, 5);
  deposit(venue, rich, 2, 1);
  const poor = person(venue, 5);
  venue.ledger.transfer(1, poor, venue.ledger.outsideAccount, 1, 'withdraw');
  // 6.67 and -3.33, both rounded down.
  expect([rich, poor].map((account) => venue.valuation.read(account).equity)).toEqual([11, 1]);
  expect([venue.valuation.inAsset(1, 10), venue.valuation.inAssetUp(1, 11), venue.valuation.inAsset(0, 7)]).toEqual([
    3, 4, 7,
  ]);
});

test('a market is seen with what each side has won, pools and the rest of the world left out', () => {
  const { venue } = opened();
  person(venue, 1000, [[0, 3, 95]], 'maker');
  const [a, b] = venue.view.markets;
  // Short 10 @ 100 and long 3 @ 95, at 90; the other sides of both belong to the rest of the world.
  expect([a?.openProfit(-1), a?.openProfit(1)]).toEqual([100, -15]);
  expect([b?.openProfit(1), b?.openProfit(-1)]).toEqual([40, 0]);
});
