import { describe, expect, test, vi } from 'vitest';
import { CandidateCursor } from '../../../src/exchange/candidate.ts';
import { deposit, type Market, type Venue } from '../../../src/exchange/index.ts';
import { inverse } from '../../../src/money/index.ts';
import { design, person, type TestMarket, testMargin, use, venueOf } from '../../fixtures/exchange.ts';

const ASSETS = [
  { name: 'USD', decimals: 0 },
  { name: 'COIN', decimals: 0 },
];
const world = (markets: readonly TestMarket[] = [{}, {}], assets = 1): Venue =>
  venueOf(design([], { margin: use(testMargin(100_000)) }), markets, ASSETS.slice(0, assets));
const cursorAt = (venue: Venue, account: number, market = 0) =>
  new CandidateCursor(venue, venue.markets[market] as Market).at(venue.ledger.row(account, market));

/** What reading an account asks of the valuation. */
const asking = (venue: Venue, look: () => void) => {
  const worth = vi.spyOn(venue.valuation, 'readWorth');
  const all = vi.spyOn(venue.valuation, 'read');
  look();
  const asked = { worth: worth.mock.calls.length, all: all.mock.calls.length };
  worth.mockRestore();
  all.mockRestore();
  return asked;
};

describe('a candidate', () => {
  test('with one position and one balance is read from that position alone', () => {
    const venue = world();
    const account = person(venue, 1000, [[0, -10, 90]]);
    venue.ledger.shiftIndex(0, -1, -3_000_000, 'funding');
    const c = cursorAt(venue, account);
    let seen: number[] = [];
    const asked = asking(venue, () => {
      seen = [c.equity, c.accountLeverage, c.accountMaintenance, c.effectiveLeverage, c.equity];
    });
    // 1,000 - 10 x (100 - 90) - 10 x 3.
    expect(seen).toEqual([870, 1000 / 870, 100, 1000 / 870, 870]);
    expect(asked).toEqual({ worth: 0, all: 0 });
  });

  test('is read with all that its account holds, once for its worth and once for its margin', () => {
    const venue = world();
    const account = person(venue, 1000, [
      [0, 10, 90],
      [1, 5, 110],
    ]);
    for (const market of [0, 1]) {
      const c = cursorAt(venue, account, market);
      const worth = asking(venue, () => {
        expect([c.equity, c.accountLeverage, c.equity]).toEqual([1050, 1500 / 1050, 1050]);
      });
      expect(worth).toEqual({ worth: 1, all: 0 });
      const all = asking(venue, () => {
        expect([c.accountMaintenance, c.accountMaintenance, c.equity]).toEqual([150, 150, 1050]);
      });
      expect(all).toEqual({ worth: 0, all: 1 });
      // The leg's share of the equity is its share of the margin.
      expect(c.effectiveLeverage).toBeCloseTo(1500 / 1050, 12);
    }
  });

  test('asks its margin rule only where a margin is wanted', () => {
    const venue = world();
    const account = person(venue, 1000, [[0, 10, 100]]);
    const [market] = venue.markets as [Market];
    const maintenance = vi.spyOn(market.schedule, 'maintenance');
    expect([cursorAt(venue, account).equity, maintenance.mock.calls.length]).toEqual([1000, 0]);
    expect([cursorAt(venue, account).accountMaintenance, maintenance.mock.calls]).toEqual([100, [[1000, 10]]]);
    maintenance.mockRestore();
  });

  test('is read anew wherever the cursor is moved', () => {
    const venue = world();
    const [a, b] = [person(venue, 1000, [[0, 10, 100]]), person(venue, 500, [[0, -4, 90]])];
    const c = cursorAt(venue, a);
    expect([c.equity, c.accountMaintenance, c.side]).toEqual([1000, 100, 1]);
    c.at(venue.ledger.row(b, 0));
    expect([c.equity, c.accountMaintenance, c.side, c.limit]).toEqual([460, 40, -1, 4]);
  });

  test('is read with the other assets of its account', () => {
    const venue = world([{}], 2);
    const account = person(venue, 1000, [[0, 10, 100]]);
    deposit(venue, account, 70, 1);
    expect(cursorAt(venue, account).equity).toBe(1070);
  });

  test('below zero has no bound to its leverage', () => {
    const venue = world();
    const account = person(venue, 0, [[0, 10, 130]]);
    const c = cursorAt(venue, account);
    expect([c.equity, c.accountLeverage, c.effectiveLeverage]).toEqual([
      -300,
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
  });

  test('entered and stands at prices, not at ticks', () => {
    const venue = world([{ tick: 0.5 }, { tick: 0.5, instrument: inverse({ face: 100_000 }), open: 200 }]);
    const account = person(venue, 1000, [
      [0, 10, 80],
      [1, 10, 160],
    ]);
    const seen = [0, 1].map((market) => {
      const c = cursorAt(venue, account, market);
      return [c.entryPrice, c.markPrice, c.priceRatio];
    });
    expect(seen).toEqual([
      [40, 50, 1.25],
      [80, 100, 1.25],
    ]);
  });
});

describe('what a candidate holds besides', () => {
  /** Two accounts of one owner, and positions of each by market. */
  const owned = (
    markets: readonly TestMarket[],
    first: readonly (readonly [number, number])[],
    second: readonly (readonly [number, number])[] = [],
  ) => {
    const venue = world(markets);
    const at = (list: readonly (readonly [number, number])[]) =>
      list.map(([market, lots]) => [market, lots, 100] as const);
    const one = person(venue, 1000, at(first));
    const other = venue.ledger.open('trader', one);
    for (const [market, lots] of second)
      venue.ledger.fill(market, venue.ledger.outsideAccount, other, lots, 100 * lots, 'trade');
    const c = cursorAt(venue, one, first[0]?.[0]);
    return {
      net: c.netExposureRatio,
      ofOwner: c.ownerNetExposureRatio,
      hedged: c.hedgedShare,
      hedgedByOwner: c.ownerHedgedShare,
    };
  };
  const PAIR = [{}, {}];

  test('is netted over its own account, and over all accounts of its owner', () => {
    expect(owned(PAIR, [[0, 10]], [[1, -4]])).toEqual({ net: 1, ofOwner: 0.6, hedged: 0, hedgedByOwner: 0.4 });
    expect(
      owned(
        PAIR,
        [
          [0, 10],
          [1, -2],
        ],
        [[1, -4]],
      ),
    ).toEqual({ net: 0.8, ofOwner: 0.4, hedged: 0.2, hedgedByOwner: 0.6 });
  });

  test('offsets it in one market before it does so across markets', () => {
    // Of 10 lots 4 are closed by the owner's own short, which hedge nobody; 3 of the other 6 are hedged in another market.
    const { hedgedByOwner } = owned(
      PAIR,
      [[0, 10]],
      [
        [0, -4],
        [1, -3],
      ],
    );
    expect(hedgedByOwner).toBeCloseTo(0.5 * 0.6, 12);
    // Lots on the same side stand together.
    expect(
      owned(
        PAIR,
        [[0, 10]],
        [
          [0, 5],
          [1, -3],
        ],
      ).hedgedByOwner,
    ).toBeCloseTo(0.2, 12);
  });

  test.each([
    ['as many lots', 10],
    ['more lots', 14],
  ])('hedges nothing of it where the owner holds %s on the other side', (_, lots) => {
    expect(
      owned(
        PAIR,
        [[0, 10]],
        [
          [0, -lots],
          [1, -3],
        ],
      ).hedgedByOwner,
    ).toBe(0);
  });

  test.each([10, -10])(
    'hedges nothing of %i lots that the owner has on the other side, and of nothing else',
    (lots) => {
      expect(owned(PAIR, [[0, lots]], [[0, -lots]]).hedgedByOwner).toBe(0);
    },
  );

  test('counts by how far it moves with the common factor', () => {
    const markets = [{ beta: 0.5 }, { beta: 2 }];
    expect(owned(markets, [[0, 10]], [[1, -1]])).toEqual({ net: 1, ofOwner: 0.6, hedged: 0, hedgedByOwner: 0.4 });
    const still = [{ beta: 0 }, {}];
    expect(owned(still, [[0, 10]], [[1, -1]])).toEqual({ net: 0, ofOwner: 0, hedged: 0, hedgedByOwner: 0 });
  });

  test('is seen in every market of a venue that has many', () => {
    const many = Array.from({ length: 20 }, (_, i) => ({ id: `M${i}` }));
    expect(owned(many, [[18, 10]], [[19, -4]])).toEqual({ net: 1, ofOwner: 0.6, hedged: 0, hedgedByOwner: 0.4 });
  });
});
