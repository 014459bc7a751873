import { describe, expect, test } from 'vitest';
import { beginStep, collateralPhase, fundingPhase, indexPhase, markPhase, Venue } from '../../../src/exchange/index.ts';
import { defineCollateral, defineFunding, defineIndex, defineMark, z } from '../../../src/index.ts';
import { inverse, linear } from '../../../src/money/index.ts';
import { design, type TestMarket, use, venueOf } from '../../fixtures/exchange.ts';
import { refused } from '../../fixtures/refused.ts';

const head = { summary: 'Says what a test wants.', source: 'tests', params: z.strictObject({}) };
const rowsOf = (venue: Venue, from = 0) => [...venue.ledger.log].slice(from);

describe('a price', () => {
  const banded = (index?: (spot: number) => number) =>
    new Venue({
      design: design([], {
        ...(index === undefined
          ? {}
          : { index: use(defineIndex({ ...head, name: 'told', price: (_, spot) => index(spot) })) }),
      }),
      assets: [{ name: 'USD', decimals: 0 }],
      seed: 1,
      markets: [
        { id: 'A', instrument: linear({ tickValue: 1 }), settle: 0, tick: 1, floor: 50, cap: 150, beta: 1, open: 100 },
      ],
    });
  const indexOf = (price: number): unknown => {
    const venue = banded();
    const stop = refused(() => indexPhase(venue, [price]));
    return stop[0] === 'accepted undefined' ? venue.ledger.oracle[0] : stop;
  };

  test('is rounded to a tick, and lies in the band of its market', () => {
    expect([50, 149.6, 150, 49.5].map(indexOf)).toEqual([50, 150, 150, 50]);
    const outside = (ticks: number) => [
      'contract outside-band',
      `index: the price of A is ${ticks} ticks, outside its band of 50 to 150`,
      'widen the band of the market, or make the shock smaller',
    ];
    expect([49, 151, -3].map(indexOf)).toEqual([outside(49), outside(151), outside(1)]);
  });

  test('is a number', () => {
    expect([Number.NaN, Number.POSITIVE_INFINITY].map(indexOf)).toEqual([
      ['contract price', 'index: the price of A was NaN'],
      ['contract price', 'index: the price of A was Infinity'],
    ]);
  });

  test('is made by the index mechanism from the spot, and marked as it is', () => {
    const venue = banded((spot) => spot / 2);
    indexPhase(venue, [240]);
    expect([venue.ledger.oracle[0], venue.ledger.mark[0]]).toEqual([120, 0]);
    markPhase(venue);
    expect([venue.ledger.mark[0], venue.markets[0]?.previousMark]).toEqual([120, 100]);
    indexPhase(venue, [220]);
    markPhase(venue);
    expect([venue.ledger.mark[0], venue.markets[0]?.previousMark]).toEqual([110, 120]);
  });

  test('of a mark is made from the index, and its own errors name it', () => {
    const mark = defineMark({ ...head, name: 'far', price: (_, index) => index + (index > 110 ? 900_000 : 5) });
    const venue = venueOf(design([], { mark: use(mark) }));
    expect([venue.ledger.oracle[0], venue.ledger.mark[0]]).toEqual([100, 105]);
    indexPhase(venue, [200_000]);
    expect(refused(() => markPhase(venue))[1]).toBe(
      'mark: the price of A is 1100000 ticks, outside its band of 1 to 1000000',
    );
  });
});

describe('funding', () => {
  const funded = (rate: number, over = {}, markets: readonly TestMarket[] = [{}]) => {
    const asked = { rates: 0, observed: 0 };
    const funding = defineFunding({
      ...head,
      name: 'told',
      interval: () => 10,
      rate: () => {
        asked.rates += 1;
        return rate;
      },
      ...over,
    });
    const venue = venueOf(design([], { funding: use(funding) }), markets);
    const at = (now: number, seconds = 4) => {
      beginStep(venue, now, now, seconds);
      fundingPhase(venue);
    };
    return { venue, asked, at };
  };

  test('falls due with each step in which an interval ends', () => {
    const { asked, at } = funded(7);
    const ratesAt = (now: number, seconds?: number) => {
      at(now, seconds);
      return asked.rates;
    };
    expect([ratesAt(4), ratesAt(8), ratesAt(12), ratesAt(16), ratesAt(20), ratesAt(24)]).toEqual([0, 0, 1, 1, 2, 2]);
    // One payment, however many intervals a step is long.
    expect([ratesAt(54, 30), ratesAt(58)]).toEqual([3, 3]);
  });

  test('is observed at every step, due or not', () => {
    let observed = 0;
    const { asked, at } = funded(7, {
      observe: () => {
        observed += 1;
      },
    });
    for (const now of [4, 8, 12]) at(now);
    expect([observed, asked.rates]).toEqual([3, 1]);
  });

  test('charges a share of the value of a lot per hundred million to both sides', () => {
    const { venue, at } = funded(25_000, {}, [{ open: 400 }, { instrument: inverse({ face: 100_000 }), open: 400 }]);
    at(10);
    // 0.025 % of 400 and of 250 units: 0.1 and 0.0625, in millionths.
    expect([...venue.ledger.longIndex]).toEqual([100_000, 62_500]);
    expect([...venue.ledger.shortIndex]).toEqual([100_000, 62_500]);
    const shifts = rowsOf(venue).filter(({ kind }) => kind === 'shift-index');
    expect(shifts.map(({ market, lots, value, cause }) => [market, lots, value, cause])).toEqual([
      [0, 1, 100_000, 'funding'],
      [0, -1, 100_000, 'funding'],
      [1, 1, 62_500, 'funding'],
      [1, -1, 62_500, 'funding'],
    ]);
  });

  test('of nothing is no event', () => {
    const { venue, at } = funded(0);
    at(10);
    expect(rowsOf(venue).filter(({ kind }) => kind === 'shift-index')).toEqual([]);
  });

  test('is refused where its answers are no rates', () => {
    expect(refused(() => funded(0.5).at(10))).toEqual([
      'contract rate',
      'told: the rate of A was 0.5; it is a whole number per hundred million',
    ]);
    expect(refused(() => funded(1, { interval: () => 0 }).at(10))).toEqual([
      'contract answer',
      'funding told: the interval was 0; it is a number above 0',
    ]);
  });
});

describe('the price of an asset', () => {
  const ASSETS = [
    { name: 'USD', decimals: 0 },
    { name: 'COIN', decimals: 0 },
  ];
  const priced = (price?: (quotes: object) => number) =>
    venueOf(
      design(
        [],
        price === undefined
          ? {}
          : {
              collateral: use(
                defineCollateral({
                  ...head,
                  name: 'told',
                  price,
                  weight: () => ({ n: 1, d: 1 }),
                  saleDiscount: () => ({ n: 0, d: 1 }),
                  saleOrder: (names) => names,
                }),
              ),
            },
      ),
      [{}],
      ASSETS,
    );

  test('is recorded when it has changed, and only then', () => {
    const venue = priced();
    const before = venue.ledger.log.length;
    const set = (units: number, value: number, book?: number) =>
      collateralPhase(venue, new Map([[1, { units, value, ...(book === undefined ? {} : { book }) }]]));
    set(10, 30);
    set(10, 30);
    expect(venue.valuation.prices[1]).toStrictEqual({ units: 10, value: 30 });
    set(10, 31);
    set(10, 31, 29);
    expect(venue.valuation.prices[1]).toStrictEqual({ units: 10, value: 31, book: 29 });
    set(20, 31);
    expect(rowsOf(venue, before).map(({ kind, market, lots, value }) => [kind, market, lots, value])).toEqual([
      ['asset-price', 1, 10, 30],
      ['asset-price', 1, 10, 31],
      ['asset-price', 1, 20, 31],
    ]);
  });

  test('is what the collateral mechanism makes of its quotes', () => {
    const seen: object[] = [];
    const venue = priced((quotes) => {
      seen.push(quotes);
      return 17;
    });
    collateralPhase(venue, new Map([[1, { units: 1, value: 20, book: 18, redemption: 21 }]]));
    collateralPhase(venue, new Map([[1, { units: 1, value: 20 }]]));
    expect(seen).toEqual([
      { asset: 'COIN', index: 20, book: 18, redemption: 21 },
      { asset: 'COIN', index: 20, book: 20, redemption: 20 },
    ]);
    expect(venue.valuation.prices[1]).toStrictEqual({ units: 1, value: 17 });
    expect(
      refused(() =>
        collateralPhase(
          priced(() => 0),
          new Map([[1, { units: 1, value: 20 }]]),
        ),
      ),
    ).toEqual(['contract answer', 'collateral told: the price of COIN was 0; it is a whole number, at least 1']);
  });
});
