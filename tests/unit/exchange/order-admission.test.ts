import { describe, expect, test } from 'vitest';
import { place } from '../../../src/exchange/index.ts';
import { admits, admitsAgain, mostLots, onlyReduces, surelyFits } from '../../../src/exchange/order-admission.ts';
import { type Instrument, inverse, linear } from '../../../src/money/index.ts';
import { design, person, type TestMarket, testMargin, use, venueOf } from '../../fixtures/exchange.ts';

test.each([
  [10, 4, true],
  [10, 0, true],
  [10, 10, true],
  [10, 11, false],
  [10, -1, false],
  [-10, -10, true],
  [-10, -11, false],
  [-10, 1, false],
  [0, 1, false],
])('from %i lots to %i only reduces: %s', (held, after, reduces) => {
  expect(onlyReduces(held, after)).toBe(reduces);
});

describe('the largest position', () => {
  const marketOf = (instrument: Instrument) => {
    const market = venueOf(design([]), [{ instrument }]).markets[0];
    if (market === undefined) throw new Error('no market');
    return market;
  };
  // The band is 1 to 1,000,000 ticks, and 2^50 units are the most.
  const MOST = 2 ** 50;

  test('of a linear market is bounded where it is dearest', () => {
    const market = marketOf(linear({ tickValue: 4 }));
    expect(mostLots(market)).toBe(Math.floor(MOST / 1e6 / 4));
    expect([281_474_976, 281_474_977].map((size) => surelyFits(market, size))).toEqual([true, false]);
  });

  test('of an inverse market is bounded where it is cheapest', () => {
    const market = marketOf(inverse({ face: 1 << 20 }));
    expect(mostLots(market)).toBe(2 ** 30);
    expect([2 ** 29, 2 ** 29 + 1].map((size) => surelyFits(market, size))).toEqual([true, false]);
  });

  test.each([
    ['linear', linear({ tickValue: 4 }), 281_474_976],
    ['inverse', inverse({ face: 1 << 20 }), 2 ** 30],
  ])('is refused beyond the bound, long and short: %s', (_, instrument, most) => {
    const venue = venueOf(design([]), [{ instrument }]);
    const account = person(venue, 2 ** 50);
    const market = venue.markets[0] as never;
    expect([most, -most].map((lots) => admits(venue, account, market, lots))).toEqual([undefined, undefined]);
    expect([most + 1, -most - 1, 4 * most, 2 ** 52].map((lots) => admits(venue, account, market, lots))).toEqual(
      Array(4).fill('too-large'),
    );
    expect([most, most + 1].map((lots) => admitsAgain(venue, account, market, lots, 0))).toEqual([
      undefined,
      'too-large',
    ]);
  });
});

describe('a position of the largest size', () => {
  const admitted = (market: TestMarket, lots: number) => {
    const venue = venueOf(design([]), [market]);
    return admits(venue, person(venue, 0), venue.markets[0] as never, lots);
  };

  test.each([
    ['linear', { cap: 2 ** 20 }, 2 ** 30],
    ['inverse', { instrument: inverse({ face: 2 ** 20 }), floor: 16 }, 2 ** 34],
  ])(
    'is taken to the last lot, and told without its value where that would be no exact number: %s',
    (_, market, most) => {
      expect([admitted(market, most), admitted(market, most + 1)]).toEqual([undefined, 'too-large']);
      const { markets } = venueOf(design([]), [market]);
      expect([mostLots(markets[0] as never), surelyFits(markets[0] as never, 2 ** 28)]).toEqual([most, true]);
    },
  );

  test.each([
    ['linear', { instrument: linear({ tickValue: 1_000_000 }), cap: 100 }],
    ['inverse', { instrument: inverse({ face: 1_000_000_000 }) }],
    ['inverse, of a low face', { instrument: inverse({ face: 4 }), open: 1 }],
  ])('is told without an exact value far beyond it: %s', (_, market) => {
    expect([admitted(market, 2 ** 52), admitted(market, -(2 ** 52))]).toEqual(['too-large', 'too-large']);
  });

  test('fits to the last lot where that is told at once', () => {
    const [market] = venueOf(design([]), [{ cap: 2 ** 20 }]).markets;
    expect([2 ** 30, 2 ** 30 + 1].map((lots) => surelyFits(market as never, lots))).toEqual([true, false]);
    const [low] = venueOf(design([]), [{ instrument: inverse({ face: 2 ** 20 }), floor: 16 }]).markets;
    expect([2 ** 33, 2 ** 33 + 16].map((lots) => surelyFits(low as never, lots))).toEqual([true, false]);
  });
});

describe('margin', () => {
  // Initial margin is a fifth and maintenance a tenth of the notional.
  const withMoney = (money: number, positions: readonly (readonly [number, number, number])[] = []) => {
    const venue = venueOf(design([], { margin: use(testMargin(100_000)) }), [{}, {}]);
    const account = person(venue, money, positions);
    const request = (market: number, lots: number) => admits(venue, account, venue.markets[market] as never, lots);
    return { venue, account, request };
  };

  test('must cover what is held with what is opened', () => {
    expect(withMoney(200).request(0, 10)).toBeUndefined();
    expect(withMoney(199).request(0, 10)).toBe('margin');
    expect(withMoney(199).request(0, -10)).toBe('margin');
    const held = [[1, 5, 100]] as const;
    expect(withMoney(300, held).request(0, 10)).toBeUndefined();
    expect(withMoney(299, held).request(0, 10)).toBe('margin');
    // From 5 long to 10 short in one order: the margin of the 5 is free.
    expect(withMoney(200, held).request(1, -15)).toBeUndefined();
    expect(withMoney(199, held).request(1, -15)).toBe('margin');
  });

  test('is not asked for what only reduces, however little there is', () => {
    const { venue, account, request } = withMoney(100, [[0, 10, 100]]);
    venue.ledger.setPrice(0, 80, 80);
    expect([request(0, -1), request(0, -10), request(0, -11), request(0, 1)]).toEqual([
      undefined,
      undefined,
      'margin',
      'margin',
    ]);
    expect(venue.valuation.equityOf(account)).toBe(-100);
  });

  test('is not asked for what only reduces', () => {
    const { venue, account } = withMoney(1, [[0, 10, 100]]);
    expect(place(venue, { do: 'place', account, market: 0, lots: -10, timeInForce: 'ioc' }).refused).toBeUndefined();
    expect(place(venue, { do: 'place', account, market: 0, lots: -11, timeInForce: 'ioc' }).refused).toBe('margin');
  });

  test('of maintenance is enough to hold again what was lost, at what it is worth then', () => {
    const again = (
      money: number,
      lots: number,
      cost: number,
      held: readonly (readonly [number, number, number])[] = [],
    ) => {
      const { venue, account } = withMoney(money, held);
      return admitsAgain(venue, account, venue.markets[0] as never, lots, cost);
    };
    expect([again(100, 10, 1000), again(99, 10, 1000)]).toEqual([undefined, 'margin']);
    // Bought at 990 what is worth 1,000 brings 10.
    expect([again(90, 10, 990), again(89, 10, 990)]).toEqual([undefined, 'margin']);
    expect([again(110, 10, 1010), again(109, 10, 1010)]).toEqual([undefined, 'margin']);
    expect([again(150, 10, 1000, [[0, 5, 100]]), again(149, 10, 1000, [[0, 5, 100]])]).toEqual([undefined, 'margin']);
    // What is held counts with what would be held.
    const large = venueOf(design([]), [{ cap: 2 ** 20 }]);
    const short = person(large, 2 ** 40, [[0, -5, 100]]);
    const held = (lots: number) => admitsAgain(large, short, large.markets[0] as never, lots, 100 * lots);
    expect([held(-(2 ** 30) + 5), held(-(2 ** 30) + 4)]).toEqual([undefined, 'too-large']);
    expect([again(50, -10, -1000, [[0, 5, 100]]), again(49, -10, -1000, [[0, 5, 100]])]).toEqual([undefined, 'margin']);
  });
});
