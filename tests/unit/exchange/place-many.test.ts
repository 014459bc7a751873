import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Dice } from '../../../src/check/dice.ts';
import { beginStep, closeMarket, place, placeMany, type Venue } from '../../../src/exchange/index.ts';
import type { OrderColumns } from '../../../src/index.ts';
import { inverse } from '../../../src/money/index.ts';
import { design, person, testMargin, use, venueOf } from '../../fixtures/exchange.ts';

/** Places orders one after the other, in the plainest way. */
const placeEach = (venue: Venue, { count, account, market, lots, limit }: OrderColumns): string[] => {
  const refused: string[] = [];
  for (let i = 0; i < count; i++) {
    const receipt = place(venue, {
      do: 'place',
      account: account[i] as number,
      market: market[i] as number,
      lots: lots[i] as number,
      limit: limit[i] as number,
      timeInForce: 'gtc',
    });
    if (receipt.refused !== undefined) refused.push(receipt.refused);
  }
  return refused;
};

const placeAll = (venue: Venue, orders: OrderColumns): string[] => {
  const refused: string[] = [];
  placeMany(venue, orders, (reason) => refused.push(reason));
  return refused;
};

const PEOPLE = 4;

const opened = (dice: Dice): Venue => {
  const venue = venueOf(
    design([], { margin: use(testMargin(50_000)), fees: { takerPerMillion: 500, makerPerMillion: 100 } }),
    [{}, { instrument: inverse({ face: 1_000_000 }) }, {}],
  );
  for (let i = 0; i < PEOPLE; i++) {
    const lots = dice.between(0, 8) - 4;
    person(venue, dice.between(0, 40) * 100, lots === 0 ? [] : [[dice.below(2), lots, 100]], 'maker');
  }
  const last = venue.ledger.accounts.count - 1;
  if (dice.once(4)) venue.cases.openDefault(last);
  if (dice.once(3)) closeMarket(venue, 2);
  return venue;
};

/** Ladders for the most part: runs of orders that step away from the price, now and then one that does not. */
const drawOrders = (dice: Dice, first: number): OrderColumns => {
  const rows: [number, number, number, number][] = [];
  const runs = dice.between(1, 6);
  for (let run = 0; run < runs; run++) {
    const account = first + dice.below(PEOPLE);
    const market = dice.pick([0, 1, 0, 1, 2]);
    const side = dice.below(2) === 0 ? 1 : -1;
    let price = 100 - side * dice.between(0, 6) + (dice.once(5) ? 6 * side : 0);
    const length = dice.between(1, 6);
    for (let i = 0; i < length; i++) {
      rows.push([
        account,
        market,
        side * (dice.once(15) ? dice.pick([1000, 2e9, 5e9]) : dice.between(dice.once(9) ? 0 : 1, 9)),
        price,
      ]);
      price = Math.max(1, price - side * (dice.once(8) ? -1 : dice.between(1, 4)));
    }
  }
  const column = (at: 0 | 1 | 2 | 3): number[] => rows.map((row) => row[at]);
  // What lies beyond the count means nothing.
  return { count: rows.length, account: [...column(0), -7], market: column(1), lots: column(2), limit: column(3) };
};

const stateOf = (venue: Venue) => ({
  books: venue.markets.map(({ book }) => book.save()),
  log: venue.ledger.log.digest(),
  flow: venue.markets.map(({ takerFlow }) => takerFlow),
});

describe('many orders at once', () => {
  test('do what each would do in turn: the same books, fills and refusals', () => {
    const reached = new Map<string, number>();
    const count = (what: string, yes: boolean): void => {
      if (yes) reached.set(what, (reached.get(what) ?? 0) + 1);
    };
    fc.assert(
      fc.property(fc.uint32Array({ minLength: 40, maxLength: 400, size: 'max' }), (words) => {
        const [one, other] = [new Dice(words), new Dice(words)];
        const [many, each] = [opened(one), opened(other)];
        const first = many.ledger.accounts.count - PEOPLE;
        for (let round = 1; round <= 3; round++) {
          beginStep(many, round, round, 1);
          beginStep(each, round, round, 1);
          const before = many.ledger.log.length;
          const refused = placeAll(many, drawOrders(one, first));
          expect(refused).toEqual(placeEach(each, drawOrders(other, first)));
          expect(stateOf(many)).toEqual(stateOf(each));
          for (const reason of refused) count(reason, true);
          count('fills', many.ledger.log.length > before);
          count(
            'rests',
            many.markets.some(({ book }) => book.best(1) > 0),
          );
        }
      }),
      { numRuns: 400 },
    );
    for (const what of ['margin', 'in-case', 'closed', 'too-large', 'fills', 'rests'])
      expect([what, (reached.get(what) ?? 0) > 20]).toEqual([what, true]);
  });

  test('are refused with the message of a single order', () => {
    const venue = venueOf(design([]));
    const account = person(venue, 1000);
    const orders = (market: number, lots: number, limit: number): OrderColumns => ({
      count: 1,
      account: [account],
      market: [market],
      lots: [lots],
      limit: [limit],
    });
    expect(() => placeAll(venue, orders(9, 1, 1))).toThrow('there is no market number 9');
    expect(() => placeAll(venue, orders(0, 0.5, 1))).toThrow('the lots of an order was 0.5');
    expect(() => placeAll(venue, orders(0, 1, 0))).toThrow('the limit of an order, in ticks, was 0');
    expect(placeAll(venue, { ...orders(0, 1, 1), count: 0 })).toEqual([]);
  });
});
