import { expect, test } from 'vitest';
import type { Action } from '../../../src/index.ts';
import { inverse } from '../../../src/money/index.ts';
import { design, person, testFund, use, venueOf } from '../../fixtures/exchange.ts';
import { done, scene } from './actions.ts';
import { flat, holding, table } from './refusals.ts';

test('an order for the subject by its number is an order for its leg', () => {
  const order = (over: object) => ({ do: 'order', market: 0, timeInForce: 'ioc', ...over });
  expect(holding(({ loser }) => [order({ account: loser, lots: 6 }), order({ lots: 5 })])).toMatchInlineSnapshot(
    `"contract refused | liquidation bad: order: a piece of 5 lots of A, but the case has 4 to place"`,
  );
  expect(holding(({ loser }) => [order({ account: loser, lots: -1 })])).toMatchInlineSnapshot(
    `"contract refused | liquidation bad: order: a piece of -1 lots of A, but the case has 10 to place"`,
  );
});

test('what one take-over leaves a pool does not pay for the next', () => {
  const takeOver = (lots: number, value: number) => ({
    do: 'takeOver',
    by: 'fund',
    market: 0,
    lots,
    value,
    margin: 'kept',
  });
  expect(holding(() => [takeOver(5, 420), takeOver(5, 491)])).toMatchInlineSnapshot(
    `"contract refused | liquidation bad: takeOver: pool fund would pay 21, but it may spend 20 above its floor"`,
  );
  expect(holding(() => [takeOver(5, 480), takeOver(5, 481)])).toMatchInlineSnapshot(
    `"contract refused | liquidation bad: takeOver: pool fund would pay 11, but it may spend 10 above its floor"`,
  );
});

test('a pool for a difference has to be there, also where there is none', () => {
  const cut = (over: object) => ({ do: 'cut', market: 0, cuts: [], value: 0, ...over });
  expect(
    table(
      {
        'without another value': { difference: 'nobody' },
        'at the same value': { difference: 'nobody', counterpartyValue: 0 },
      },
      (over) => holding(() => [cut(over)]),
    ),
  ).toMatchInlineSnapshot(`
    "without another value      | contract refused | liquidation bad: cut: there is no pool called "nobody" for A
    at the same value          | contract refused | liquidation bad: cut: there is no pool called "nobody" for A"
  `);
});

test('a charge comes out of equity, whatever it is measured on', () => {
  const { venue, live, winner, other } = scene();
  done(venue, live, { do: 'cut', market: 0, cuts: [{ account: winner, lots: 10 }], value: 940 });
  done(venue, live, { do: 'cut', market: 1, cuts: [{ account: other, lots: 4 }], value: -400 });
  // A gain of 24 in A, a loss of 40 in B, and 20 put in.
  const poor = person(venue, 20, [
    [0, -4, 100],
    [1, 4, 110],
  ]);
  const charge = (amount: number): Action => ({
    do: 'charge',
    base: 'gains',
    market: 0,
    charges: [{ account: poor, amount }],
  });
  expect(() => venue.act(live, [charge(5)])).toThrow(`account ${poor} was charged 5, but its equity comes to 4`);
  expect(done(venue, live, charge(4)).told).toEqual([{ do: 'charge', lots: 0, value: 4 }]);
});

test('a charge on gains in no market is on the gain since the period began', () => {
  expect(
    flat(({ winner }) => [{ do: 'charge', base: 'gains', charges: [{ account: winner, amount: 61 }] }]),
  ).toMatchInlineSnapshot(
    `"contract refused | socialisation bad: charge: account 9 was charged 61, but its gains comes to 60"`,
  );
  const { venue, live, winner, other } = scene();
  venue.periods.begin(0);
  done(venue, live, { do: 'cut', market: 0, cuts: [{ account: winner, lots: 10 }], value: 940 });
  done(venue, live, { do: 'cut', market: 1, cuts: [{ account: other, lots: 4 }], value: -400 });
  venue.ledger.setPrice(0, 92, 92);
  // Short 6, two ticks lower.
  const charge = (amount: number): Action => ({ do: 'charge', base: 'gains', charges: [{ account: other, amount }] });
  expect(() => venue.act(live, [charge(13)])).toThrow(`account ${other} was charged 13, but its gains comes to 12`);
  expect(done(venue, live, charge(9)).rows).toHaveLength(1);
});

test('what a pool pays in a market that settles in a coin is measured in the settlement asset', () => {
  const venue = venueOf(
    design([], { funds: { vault: use(testFund(40, 'vault')) } }),
    [{ instrument: inverse({ face: 10_000 }), settle: 1 }],
    [
      { name: 'USD', decimals: 0 },
      { name: 'BTC', decimals: 0 },
    ],
  );
  venue.valuation.prices[1] = { units: 1, value: 15 };
  const subject = person(venue, 50);
  const { ledger } = venue;
  ledger.fill(0, ledger.outsideAccount, subject, 10, -1000, 'open');
  const live = venue.cases.openDefault(subject);
  const takeOver = (value: number): Action => ({
    do: 'takeOver',
    by: 'vault',
    market: 0,
    lots: 10,
    value,
    margin: 'kept',
  });
  expect(() => venue.act(live, [takeOver(-997)])).toThrow(
    'pool vault would pay 45, but it may spend 40 above its floor',
  );
  expect(() => venue.act(live, [takeOver(-998)])).not.toThrow();
});
