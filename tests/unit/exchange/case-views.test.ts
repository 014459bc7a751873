import { describe, expect, test } from 'vitest';
import { deposit, type Venue } from '../../../src/exchange/index.ts';
import { bankruptcyValue, LiveCase } from '../../../src/exchange/views.ts';
import { design, person, testFund, testMargin, use, venueOf } from '../../fixtures/exchange.ts';

const opened = (perMillion = 10_000, holds: 'vault' | 'pool' = 'pool'): Venue =>
  venueOf(design([], { margin: use(testMargin(perMillion)), funds: { vault: use(testFund(1000, holds)) } }), [
    {},
    {},
    {},
  ]);
const nothing = (venue: Venue, from: number, market: number, lots: number) =>
  venue.ledger.fill(market, from, venue.ledger.outsideAccount, lots, 100 * lots, 'trade');

describe('the value at which a piece leaves so that the equity is used up', () => {
  const held = (perMillion?: number) => {
    const venue = opened(perMillion);
    const subject = person(venue, 1001, [
      [2, 30, 100],
      [1, 20, 100],
      [0, -10, 100],
    ]);
    const worth = (market: number, lots: number, keep = 0, whole = false) =>
      bankruptcyValue(venue, subject, venue.markets[market] as never, lots, keep, whole) - 100 * lots;
    return { venue, worth };
  };

  test('is what each leg bears of it by its margin, which together is all of it', () => {
    const { worth } = held();
    // Maintenance is 10, 20 and 30 of 60, in the order in which an account holds its positions; the last takes what rounding left.
    expect([worth(0, -10), worth(1, 20), worth(2, 30)]).toEqual([-166, -334, -501]);
    expect([worth(2, 15), worth(2, 1)]).toEqual([-250, -16]);
  });

  test('is less of it where the subject keeps some back, and all of it where it is put on one leg', () => {
    const { worth } = held();
    expect([worth(2, 30, 401), worth(2, 30, 401, true), worth(2, 15, 0, true)]).toEqual([-300, -600, -500]);
  });

  test('is all of it on any leg where nothing must be held', () => {
    const { worth } = held(0);
    expect([worth(0, -10), worth(1, 20), worth(1, 10)]).toEqual([-1001, -1001, -500]);
  });
});

describe('the legs of a case', () => {
  test('are the positions of its subject by market, read again when lots have moved', () => {
    const venue = opened();
    const subject = person(venue, 1000, [
      [2, 3, 100],
      [0, -4, 90],
    ]);
    const live = venue.cases.openDefault(subject);
    const shown = () => live.legs.map(({ market, lots, cost }) => [market.id, lots, cost]);
    expect(shown()).toEqual([
      ['A', -4, -360],
      ['C', 3, 300],
    ]);
    const { legs } = live;
    venue.ledger.setPrice(0, 95, 95);
    deposit(venue, subject, 5);
    expect(live.legs).toBe(legs);
    expect(legs[0]?.value).toBe(-380);
    nothing(venue, subject, 0, -4);
    expect([shown(), legs[0]?.cost]).toEqual([[['C', 3, 300]], 0]);
    expect([0, 1, 2].map((market) => live.lotsIn(market))).toEqual([0, 0, 3]);
    nothing(venue, subject, 2, 3);
    expect([live.legs, live.lotsIn(2)]).toEqual([[], 0]);
  });

  test('of a pool are those in the market of the case alone', () => {
    const venue = opened();
    const pool = venue.pools[0]?.account as number;
    for (const market of [0, 1]) venue.ledger.fill(market, venue.ledger.outsideAccount, pool, 5, 500, 'trade');
    const live = venue.cases.openPoolCase('vault', 1);
    expect(live.legs.map(({ market, lots }) => [market.id, lots])).toEqual([['B', 5]]);
    expect([0, 1, 2].map((market) => live.lotsIn(market))).toEqual([0, 5, 0]);
    nothing(venue, pool, 1, 5);
    expect([live.legs, live.lotsIn(1)]).toEqual([[], 0]);
  });

  test('of inventory are what is left of it, whatever else the holder has', () => {
    const venue = opened(10_000, 'vault');
    const pool = venue.pools[0]?.account as number;
    const subject = person(venue, 1000, [[1, 6, 100]]);
    venue.ledger.fill(1, venue.ledger.outsideAccount, pool, 2, 200, 'trade');
    const { data } = venue.cases.openDefault(subject);
    venue.postings.fill(data, venue.markets[1] as never, pool, 6, 600, 'take-over');
    venue.cases.addInventory(pool, 1, data, 6);
    const live = venue.cases.open().find(({ kind }) => kind === 'inventory') as LiveCase;
    expect(live.legs.map(({ market, lots }) => [market.id, lots])).toEqual([['B', 6]]);
    expect([0, 1, 2].map((market) => live.lotsIn(market))).toEqual([0, 6, 0]);
    live.data.attribute(6);
    expect([live.legs, live.lotsIn(1)]).toEqual([[], 0]);
  });
});

describe('a case that waits', () => {
  test('waits for the layers that hold it, until their time has come', () => {
    const venue = opened();
    const live = venue.cases.openDefault(person(venue, 10));
    const seen = (of: LiveCase) =>
      [9, 10, 19, 20].map((now) => [
        ...[0, 1, 2, 3].map((layer) => Number(of.waits(layer, now))),
        ...[0, 1, 2, 3].map((layer) => Number(of.waitsBefore(layer, now))),
      ]);
    const none = [0, 0, 0, 0, 0, 0, 0, 0];
    expect(seen(live)).toEqual([none, none, none, none]);
    live.hold(2, 20);
    live.hold(1, 10);
    const expected = [[0, 1, 1, 0, 0, 0, 1, 1], [0, 0, 1, 0, 0, 0, 0, 1], [0, 0, 1, 0, 0, 0, 0, 1], none];
    expect(seen(live)).toEqual(expected);
    // A case that was saved goes on waiting.
    expect(seen(new LiveCase(venue, live.data))).toEqual(expected);
  });

  test('is asked whether it is resolved once, until something happens', () => {
    const venue = opened();
    const live = venue.cases.openDefault(person(venue, 10));
    let asked = 0;
    const ask = (answer: boolean) =>
      live.resolved(() => {
        asked += 1;
        return answer;
      });
    expect([ask(true), ask(false), asked]).toEqual([true, true, 1]);
    deposit(venue, live.data.subject, 1);
    expect([ask(false), ask(true), asked]).toEqual([false, false, 2]);
  });
});
