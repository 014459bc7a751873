import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { tickOf } from '../../../src/exchange/adl/rest-against.ts';
import { type AdlComposite, type Market, resumeVenue, saveVenue, type Venue } from '../../../src/exchange/index.ts';
import { defineAdlCloseOut, defineLiquidation, z } from '../../../src/index.ts';
import { inverse } from '../../../src/money/index.ts';
import {
  adl,
  bookLayer,
  closeAt,
  design,
  person,
  quote,
  step,
  testMargin,
  use,
  venueOf,
} from '../../fixtures/exchange.ts';
import { accountOf, equityOf, sound } from '../../mechanisms/engine/built.ts';

/*
 * What an ADL composite says besides its parts. Maintenance is 2 % of notional.
 *
 *   loser   long  10 @ 100, money    50    bankrupt at 95, in breach below 97
 *   winner  short 10 @ 100, money 1,000
 */
const people = (over: Partial<AdlComposite>, layers: readonly ReturnType<typeof adl>[] = []) => {
  const venue = venueOf(design([...layers, adl(over)], { margin: use(testMargin(20_000)) }), [{}, {}]);
  const loser = person(venue, 50, [[0, 10, 100]]);
  const winner = person(venue, 1000, [[0, -10, 100]]);
  return { venue, loser, winner };
};
const lotsOf = ({ venue, loser, winner }: ReturnType<typeof people>): number[] =>
  [loser, winner].map((account) => venue.ledger.lots(account, 0));

describe('orders', () => {
  const left = (orders: NonNullable<AdlComposite['orders']>): number[][] => {
    const { venue, loser, winner } = people({ orders });
    for (const market of [0, 1]) {
      quote(venue, winner, market, 1, 3, 10);
      quote(venue, loser, market, -1, 5, 400);
    }
    step(venue, [94, 100]);
    expect(venue.ledger.lots(loser, 0)).toBe(0);
    sound(venue);
    return venue.markets.map(({ book }) => [book.fillable(-1, 10), book.fillable(1, 400)]);
  };

  test('keep', () =>
    expect(left('keep')).toEqual([
      [3, 5],
      [3, 5],
    ]));
  test('cancel', () =>
    expect(left('cancel')).toEqual([
      [0, 5],
      [0, 5],
    ]));
  test('cancel-market', () =>
    expect(left('cancel-market')).toEqual([
      [0, 5],
      [3, 5],
    ]));
  test('cancel-subject', () =>
    expect(left('cancel-subject')).toEqual([
      [3, 0],
      [3, 0],
    ]));
});

describe('fees', () => {
  const fees = { subjectPerMillion: 5000, counterpartyPerMillion: 2000 };

  // At mark: 960, of which 4.8 and 1.92 are rounded up.
  test('are taken of both sides, and the case accounts for its own', () => {
    const { venue, loser, winner } = people({ fees, closeOut: use(closeAt('mark')) });
    step(venue, [96, 100]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 40, fees: 5, ownCollateral: 45, left: 5 });
    expect([loser, winner, venue.ledger.feesAccount].map((account) => equityOf(venue, account))).toEqual([5, 1038, 7]);
    sound(venue);
  });

  // The winner gives 950 for what is worth 940, and 1.9 of fees.
  test('are junior to the loss: who has nothing left pays none', () => {
    const { venue, loser, winner } = people({ fees });
    step(venue, [94, 100]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 60, ownCollateral: 50, adl: 10 });
    expect([loser, winner].map((account) => equityOf(venue, account))).toEqual([0, 1060 - 10 - 2]);
    sound(venue);
  });

  test('are those of the pieces, each rounded up for itself', () => {
    const venue = venueOf(design([adl({ fees, closeOut: use(closeAt('mark')) })], { margin: use(testMargin(20_000)) }));
    person(venue, 50, [[0, 10, 100]]);
    const winners = [3, 7].map((lots) => person(venue, 1000, [[0, -lots, 100]]));
    step(venue, [96]);
    // Pieces of 288 and 672: 0.576 and 1.344.
    expect(winners.map((account) => equityOf(venue, account))).toEqual([1012 - 1, 1028 - 2]);
    sound(venue);
  });
});

describe('notice', () => {
  const notices = ({ ledger }: Venue): number[][] =>
    [...ledger.log]
      .filter(({ kind }) => kind === 'notice')
      .map(({ step: at, market, value, mark }) => [at, market, value, mark]);

  test('lets the first cut wait, and says when it may come', () => {
    const made = people({ notice: 3 });
    for (const after of [10, 10, 10]) {
      step(made.venue, [94, 100]);
      expect(lotsOf(made)).toEqual([after, -after]);
    }
    step(made.venue, [94, 100]);
    expect(lotsOf(made)).toEqual([0, 0]);
    expect(notices(made.venue)).toEqual([[1, 0, 4, 0]]);
    sound(made.venue);
  });

  test('is given anew when the trigger was off in between', () => {
    const made = people({ notice: 2 });
    for (const mark of [94, 94, 99, 94, 94]) step(made.venue, [mark, 100]);
    expect(lotsOf(made)).toEqual([10, -10]);
    step(made.venue, [94, 100]);
    expect(lotsOf(made)).toEqual([0, 0]);
    expect(notices(made.venue)).toEqual([
      [1, 0, 3, 0],
      [4, 0, 6, 0],
    ]);
  });

  test('leaves the layers acting that ADL keeps from acting while it is on', () => {
    const made = people({ notice: 2 }, [
      { label: 'liquidation', kind: 'liquidation', unless: 'adl', use: use(bookLayer()) },
    ]);
    const maker = person(made.venue, 10_000, [], 'maker');
    quote(made.venue, maker, 0, 1, 4, 94);
    step(made.venue, [94, 100]);
    expect(lotsOf(made)).toEqual([6, -10]);
    for (let i = 0; i < 2; i++) {
      quote(made.venue, maker, 0, 1, 1, 94);
      step(made.venue, [94, 100]);
    }
    // One lot more in the second step; in the third ADL is on, and takes the other five.
    expect(lotsOf(made)).toEqual([0, -5]);
    sound(made.venue);
  });

  test('goes on in a run that is resumed', () => {
    const made = people({ notice: 3 });
    for (let i = 0; i < 2; i++) step(made.venue, [94, 100]);
    const setup = {
      design: made.venue.design,
      assets: made.venue.assets,
      seed: 1,
      markets: made.venue.markets.map((market) => market.setup),
    };
    const resumed = resumeVenue(setup, saveVenue(made.venue));
    for (const venue of [made.venue, resumed]) for (let i = 0; i < 2; i++) step(venue, [94, 100]);
    expect(resumed.ledger.lots(made.loser, 0)).toBe(0);
    expect(resumed.ledger.log.digest()).toBe(made.venue.ledger.log.digest());
  });
});

describe('orders that rest at the close-out price', () => {
  const none = z.strictObject({});
  const resting = (postOnly = false) =>
    use(
      defineAdlCloseOut({
        name: 'test-resting',
        summary: 'Orders at the bankruptcy price.',
        source: 'tests',
        params: none,
        by: 'resting-orders',
        value: (piece) => ({ subject: piece.bankruptcy, postOnly }),
      }),
    );
  const log = ({ venue }: ReturnType<typeof people>) =>
    [...venue.ledger.log].filter(({ kind, cause }) => kind === 'fill' && cause !== 'open');

  // An ask at 94 stands below the bids at 95: they do not take it, or they would close without closing the subject.
  test('never take from the book', () => {
    const made = people({ closeOut: resting() });
    const maker = person(made.venue, 10_000, [], 'maker');
    quote(made.venue, maker, 0, -1, 10, 94);
    step(made.venue, [94, 100]);
    expect(lotsOf(made)).toEqual([0, 0]);
    expect(made.venue.ledger.lots(maker, 0)).toBe(0);
    expect(accountOf(made.venue, 1)).toEqual({ markLoss: 60, ownCollateral: 50, adl: 10 });
    expect(made.venue.markets[0]?.book.save().orders).toHaveLength(1);
    sound(made.venue);
  });

  test('are refused where they would cross, if they are to be post-only', () => {
    const made = people({ closeOut: resting(true) });
    const maker = person(made.venue, 10_000, [], 'maker');
    quote(made.venue, maker, 0, -1, 10, 94);
    step(made.venue, [94, 100]);
    expect(lotsOf(made)).toEqual([10, -10]);
    expect([...made.venue.ledger.log].find(({ kind }) => kind === 'decision')).toMatchObject({ lots: 10, value: 0 });
    made.venue.markets[0]?.book.cancel(maker);
    step(made.venue, [94, 100]);
    expect(lotsOf(made)).toEqual([0, 0]);
  });

  test('come after better ones of others, and only what they give is counted and pays', () => {
    const fees = { subjectPerMillion: 0, counterpartyPerMillion: 10_000 };
    const made = people({ closeOut: resting(), orders: 'cancel', fees });
    const maker = person(made.venue, 10_000, [], 'maker');
    quote(made.venue, maker, 0, 1, 4, 97);
    quote(made.venue, made.winner, 1, 1, 4, 97);
    step(made.venue, [96, 100]);
    expect(log(made).map(({ b, lots, value, cause }) => [b, lots, value, cause])).toEqual([
      [maker, 4, 388, 'book'],
      [made.winner, 6, 570, 'adl'],
    ]);
    expect([...made.venue.ledger.log].find(({ kind }) => kind === 'decision')).toMatchObject({ lots: 10, value: 6 });
    // 1,000, short 10 from 100 of which 6 were bought at 95 and 4 stand at 96, less 5.7 of fees.
    expect(equityOf(made.venue, made.winner)).toBe(1000 + 30 + 16 - 6);
    expect(made.venue.markets[1]?.book.save().orders).toEqual([]);
    sound(made.venue);
  });

  test('leave alone what the subject itself has resting', () => {
    const asks = defineLiquidation({
      name: 'test-asks',
      summary: 'An ask far away.',
      source: 'tests',
      params: none,
      takesLots: true,
      next: (_subject, _view, _params, _state, outcome) =>
        outcome === undefined ? [{ do: 'order', market: 0, lots: 10, limit: 150, timeInForce: 'gtc' }] : 'pass',
    });
    const layers = [{ label: 'asks', kind: 'liquidation', use: use(asks) } as const, adl({ closeOut: resting() })];
    const venue = venueOf(design(layers, { margin: use(testMargin(20_000)) }));
    const loser = person(venue, 50, [[0, 10, 100]]);
    person(venue, 1000, [[0, -4, 100]]);
    step(venue, [96]);
    expect(venue.ledger.lots(loser, 0)).toBe(6);
    expect(venue.markets[0]?.book.save().orders).toMatchObject([{ account: loser, side: -1, ticks: 150 }]);
  });

  test('rest at the nearest tick that leaves the subject no deficit', () => {
    const linearMarket = venueOf(design([])).markets[0] as Market;
    const coin = venueOf(design([]), [{ instrument: inverse({ face: 1_000_000 }) }]).markets[0] as Market;
    const lots = fc.integer({ min: 1, max: 500 }).chain((size) => fc.constantFrom(size, -size));
    fc.assert(
      fc.property(
        fc.constantFrom(linearMarket, coin),
        lots,
        fc.integer({ min: 20, max: 900 }),
        fc.nat(999),
        (market, size, at, by) => {
          const value =
            market.value(size, at) + Math.sign(size) * Math.floor((Math.abs(market.value(size, at)) * by) / 1e6);
          const ticks = tickOf(market, size, value);
          expect(market.value(size, ticks)).toBeGreaterThanOrEqual(value);
          expect(market.value(size, ticks - Math.sign(size))).toBeLessThan(value);
        },
      ),
    );
  });

  // Worth nothing at mark; more than any price can bring; the same for a million ticks.
  test.each([
    [10, 1, 0, 21],
    [1_000_000, 10, 50, 1_000_000],
    [1_000_000, -10, -50, 1_000_000],
    [1_000_000, -10, 10_000_001, 1],
    [1_000_000, 1, -1, 666_667],
  ])('in an inverse market of face %d, %d lots at %d, rest at %d', (face, lots, value, ticks) => {
    const market = venueOf(design([]), [{ instrument: inverse({ face }), open: 1_000 }]).markets[0] as Market;
    const asked = vi.spyOn(market, 'value');
    expect(tickOf(market, lots, value)).toBe(ticks);
    expect(asked.mock.calls.length).toBeLessThan(50);
  });

  test('stay within the band of the market', () => {
    const market = venueOf(design([])).markets[0] as Market;
    expect([tickOf(market, 10, -500), tickOf(market, -10, -500), tickOf(market, 1, 2_000_000)]).toEqual([
      1, 50, 1_000_000,
    ]);
  });
});
