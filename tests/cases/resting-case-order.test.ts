import { expect, test } from 'vitest';
import { place } from '../../src/exchange/index.ts';
import { defineLiquidation, z } from '../../src/index.ts';
import { audit } from '../../src/ledger/index.ts';
import { design, person, step, use, venueOf } from '../fixtures/exchange.ts';

const rests = defineLiquidation({
  name: 'rests',
  summary: 'Rests an order for all of each leg at 94.',
  source: 'tests',
  params: z.strictObject({}),
  takesLots: true,
  next: (subject, _view, _params, _state, outcome) =>
    outcome !== undefined
      ? 'pass'
      : [
          { do: 'cancel' },
          ...subject.legs.map(
            (leg) => ({ do: 'order', market: 0, lots: leg.lots, limit: 94, timeInForce: 'gtc' }) as const,
          ),
        ],
});

/** A liquidation order that rests, and is met by a trader between two steps, lets the subject's lots go. */
test('a resting order of a long in liquidation sells, it does not buy', () => {
  const venue = venueOf(design([{ label: 'liquidation', kind: 'liquidation', use: use(rests) }]));
  const loser = person(venue, 59, [[0, 10, 100]]);
  person(venue, 1000, [[0, -10, 100]]);
  const taker = person(venue, 10_000);
  step(venue, [94]);
  expect(place(venue, { do: 'place', account: taker, market: 0, lots: 10, timeInForce: 'ioc' }).filled).toBe(10);
  expect([loser, taker].map((account) => venue.ledger.lots(account, 0))).toEqual([0, 10]);
  step(venue, [94]);
  // 59 - 1,000 + 940.
  expect(venue.cases.all[0]?.lines[0]).toMatchObject({ markLoss: 60, ownCollateral: 59, uncovered: 1 });
  expect(audit(venue.ledger)).toEqual([]);
});
