import { expect, test } from 'vitest';
import { borneOf, neededOf, place, type Venue } from '../../src/exchange/index.ts';
import { defineLiquidation, z } from '../../src/index.ts';
import { audit } from '../../src/ledger/index.ts';
import { design, person, step, use, venueOf } from '../fixtures/exchange.ts';

/** Rests an order for all of each leg at 94. */
const rests = defineLiquidation({
  name: 'rests',
  summary: 'Rests at 94.',
  source: 'tests',
  params: z.strictObject({}),
  takesLots: true,
  next: (subject, _view, _params, _state, outcome) =>
    outcome !== undefined
      ? 'pass'
      : [
          { do: 'cancel' },
          ...subject.legs.map(
            (leg) =>
              ({ do: 'order', market: leg.market.number, lots: leg.lots, limit: 94, timeInForce: 'gtc' }) as const,
          ),
        ],
});
const venueOfCases = (fees = { takerPerMillion: 0, makerPerMillion: 0 }): Venue =>
  venueOf(design([{ label: 'liquidation', kind: 'liquidation', use: use(rests) }], { fees }));

/** A long and a short in liquidation meet each other in the book: each case has its own loss in its account. */
test('a resting order of one case that another case meets is a piece of the first', () => {
  const venue = venueOfCases();
  const long = person(venue, 59, [[0, 10, 100]]);
  const short = person(venue, 30, [[0, -10, 90]]);
  step(venue, [94]);
  expect([long, short].map((account) => venue.ledger.lots(account, 0))).toEqual([0, 0]);
  step(venue, [94]);
  expect(audit(venue.ledger)).toEqual([]);
  expect(venue.cases.all.map(({ lines }) => lines[0] && [neededOf(lines[0]), borneOf(lines[0])])).toEqual([
    [60, 60],
    [40, 40],
  ]);
});

/** What is left of an account in liquidation is its loss; a trading fee on top would be paid by the hole. */
test('a resting order of a case pays no trading fee out of money it does not have', () => {
  const venue = venueOfCases({ takerPerMillion: 0, makerPerMillion: 10_000 });
  person(venue, 59, [[0, 10, 100]]);
  person(venue, 1000, [[0, -10, 100]]);
  const taker = person(venue, 10_000);
  step(venue, [94]);
  place(venue, { do: 'place', account: taker, market: 0, lots: 10, timeInForce: 'ioc' });
  step(venue, [94]);
  expect(venue.cases.all[0]?.lines[0]?.uncovered).toBe(1);
});
