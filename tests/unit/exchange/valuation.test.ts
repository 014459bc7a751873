import { describe, expect, test } from 'vitest';
import { collateralPhase, deposit, type Venue } from '../../../src/exchange/index.ts';
import { defineCollateral, isBreakwaterError, z } from '../../../src/index.ts';
import { design, person, testMargin, use, venueOf } from '../../fixtures/exchange.ts';

const ASSETS = [
  { name: 'USD', decimals: 0 },
  { name: 'BTC', decimals: 0 },
];
/** Per million of a lot that a charge of one unit a lot is. */
const UNIT = 1_000_000;

const figures = (venue: Venue, account: number) => {
  const { equity, unrealised, notional, maintenance } = venue.valuation.read(account);
  return { equity, unrealised, notional, maintenance };
};

describe('what an account is worth', () => {
  const held = (assets = ASSETS.slice(0, 1)) => {
    const venue = venueOf(design([], { margin: use(testMargin(100_000)) }), [{}, {}], assets);
    const account = person(venue, 1000, [
      [0, 10, 90],
      [1, -5, 120],
    ]);
    // The longs of A owe 2 units a lot.
    venue.ledger.shiftIndex(0, 1, 2 * UNIT, 'funding');
    return { venue, account };
  };
  // 1,000 + 10 x (100 - 90) - 5 x (100 - 120) - 20: the charge is money that is owed and no loss of a position.
  const expected = { equity: 1180, unrealised: 200, notional: 1500, maintenance: 150 };

  test('is its money, its positions at mark and what it owes', () => {
    const { venue, account } = held();
    expect(figures(venue, account)).toEqual(expected);
    expect(venue.valuation.walletOf(account)).toBe(980);
    expect([venue.valuation.initial(account), venue.valuation.closeOut(account)]).toEqual([300, 0]);
  });

  test('is the same where there are two assets', () => {
    const { venue, account } = held(ASSETS);
    expect(figures(venue, account)).toEqual(expected);
    expect(venue.valuation.walletOf(account)).toBe(980);
    expect(venue.valuation.balanceAtMark(account, 0)).toBe(1180);
    expect(venue.valuation.balanceAtMark(account, 1)).toBe(0);
  });

  test.each([1, 2])('leaves the margin as it was read last when only the worth is asked for: %i assets', (count) => {
    const { venue, account } = held(ASSETS.slice(0, count));
    const other = person(venue, 7);
    const { valuation } = venue;
    valuation.read(other);
    expect([valuation.readWorth(account).equity, valuation.maintenance]).toEqual([1180, 0]);
    expect([valuation.equityOf(account), valuation.maintenance]).toEqual([1180, 0]);
    valuation.read(account);
    expect([valuation.equityOf(other), valuation.maintenance]).toEqual([7, 150]);
  });

  test.each([1, 2])('asks no margin rule where only the worth is wanted: %i assets', (count) => {
    let asked = 0;
    const plain = testMargin(100_000);
    const margin = {
      ...plain,
      schedule: (...given: Parameters<typeof plain.schedule>) => {
        const schedule = plain.schedule(...given);
        const maintenance = (notional: number, lots: number) => {
          asked += 1;
          return schedule.maintenance(notional, lots);
        };
        return { ...schedule, maintenance };
      },
    };
    const venue = venueOf(design([], { margin: use(margin) }), [{}], ASSETS.slice(0, count));
    const account = person(venue, 1000, [[0, 10, 90]]);
    asked = 0;
    expect([venue.valuation.readWorth(account).equity, asked]).toEqual([1100, 0]);
    expect([venue.valuation.read(account).maintenance, asked]).toEqual([100, 1]);
  });

  test('counts a position in the asset its market settles in', () => {
    const venue = venueOf(design([], { margin: use(testMargin(100_000)) }), [{ settle: 1 }, {}], ASSETS);
    collateralPhase(venue, new Map([[1, { units: 1, value: 3 }]]));
    const account = person(venue, 50, [
      [0, 10, 90],
      [1, 1, 100],
    ]);
    deposit(venue, account, 40, 1);
    venue.ledger.shiftIndex(0, 1, UNIT, 'funding');
    // 50 dollars, and 40 + 100 - 10 coins at 3.
    expect(figures(venue, account)).toEqual({ equity: 440, unrealised: 300, notional: 3100, maintenance: 310 });
    expect([0, 1].map((asset) => venue.valuation.balanceAtMark(account, asset))).toEqual([50, 130]);
    expect(venue.valuation.walletOf(account)).toBe(50 + 3 * 30);
  });
});

describe('an amount of an asset', () => {
  test('is rounded down for what it is worth and up for what it must be', () => {
    const { valuation } = ((venue: Venue) => {
      collateralPhase(venue, new Map([[1, { units: 3, value: 10 }]]));
      return venue;
    })(venueOf(design([]), [{}], ASSETS));
    expect([valuation.worth(1, 4), valuation.worthUp(1, 4)]).toEqual([13, 14]);
    expect([valuation.inAsset(1, 11), valuation.inAssetUp(1, 11)]).toEqual([3, 4]);
    expect([
      valuation.worth(0, 4),
      valuation.worthUp(0, 4),
      valuation.inAsset(0, 4),
      valuation.inAssetUp(0, 4),
    ]).toEqual([4, 4, 4, 4]);
  });
});

describe('collateral', () => {
  const collateral = (over: object) =>
    defineCollateral({
      name: 'coins',
      summary: 'Half counts.',
      source: 'tests',
      params: z.strictObject({}),
      weight: () => ({ n: 1, d: 2 }),
      saleDiscount: () => ({ n: 1, d: 4 }),
      saleOrder: (names) => names,
      ...over,
    });
  const venueWith = (over: object) => {
    const venue = venueOf(design([], { collateral: use(collateral(over)) }), [{}], ASSETS);
    collateralPhase(venue, new Map([[1, { units: 1, value: 10 }]]));
    return venue;
  };
  const refusal = (act: () => unknown): string => {
    try {
      return `accepted ${String(act())}`;
    } catch (error) {
      return isBreakwaterError(error) ? `${error.kind} ${error.code}: ${error.message}` : String(error);
    }
  };
  const equityOf = (over: object) => {
    const venue = venueWith(over);
    const account = person(venue, 5);
    deposit(venue, account, 4, 1);
    return venue.valuation.equityOf(account);
  };

  test('is weighed only where it is worth something', () => {
    let asked = 0;
    const venue = venueWith({
      weight: () => {
        asked += 1;
        return { n: 1, d: 2 };
      },
    });
    collateralPhase(venue, new Map([[1, { units: 100, value: 10 }]]));
    const account = person(venue, 5);
    expect([venue.valuation.equityOf(account), asked]).toEqual([5, 0]);
    deposit(venue, account, 9, 1);
    expect([venue.valuation.equityOf(account), asked]).toEqual([5, 0]);
    deposit(venue, account, 31, 1);
    expect([venue.valuation.equityOf(account), asked]).toEqual([7, 1]);
  });

  test('counts at its weight, and what is owed in full', () => {
    expect(equityOf({})).toBe(25);
    const venue = venueWith({});
    const account = person(venue, 100);
    venue.ledger.transfer(1, account, venue.ledger.outsideAccount, 4, 'withdraw');
    expect(venue.valuation.equityOf(account)).toBe(60);
  });

  test('has a fixed weight where the rule tells one', () => {
    expect(venueWith({}).valuation.fixedWeight(1)).toBeNaN();
    const told: string[] = [];
    const fixed = {
      fixedWeight: (asset: string) => {
        told.push(asset);
        return { n: 3, d: 4 };
      },
    };
    expect(venueWith(fixed).valuation.fixedWeight(1)).toBe(0.75);
    expect(told).toEqual(['USD', 'BTC']);
    // The fixed weight is the one that counts.
    expect(equityOf(fixed)).toBe(35);
    expect(venueOf(design([]), [{}], ASSETS).valuation.fixedWeight(1)).toBe(1);
  });

  test('is lost in part when it is sold', () => {
    expect(venueWith({}).valuation.saleDiscount(1, 4)).toEqual({ n: 1, d: 4 });
    expect(venueOf(design([]), [{}], ASSETS).valuation.saleDiscount(1, 4)).toEqual({ n: 0, d: 1 });
  });

  test.each([
    ['nothing', undefined],
    ['half a part', { n: 0.5, d: 1 }],
    ['of half a part', { n: 0, d: 1.5 }],
    ['below zero', { n: -1, d: 2 }],
    ['above one', { n: 3, d: 2 }],
    ['of nothing', { n: 0, d: 0 }],
    ['both below zero', { n: -2, d: -1 }],
  ])('a share that is %s is refused', (_, share) => {
    const shown = JSON.stringify(share);
    const line = (what: string) =>
      `contract answer: collateral coins: the ${what} was ${shown}; it is a ratio { n, d } from 0 to 1`;
    expect(refusal(() => equityOf({ weight: () => share }))).toBe(line('weight'));
    expect(refusal(() => venueWith({ fixedWeight: () => share }))).toBe(line('fixed weight'));
    expect(refusal(() => venueWith({ saleDiscount: () => share }).valuation.saleDiscount(1, 1))).toBe(
      line('sale discount'),
    );
  });

  test.each([
    [{ n: 0, d: 1 }, 5],
    [{ n: 1, d: 1 }, 45],
  ])('a share of %j is none or all', (share, equity) => {
    expect(equityOf({ weight: () => share })).toBe(equity);
  });
});
