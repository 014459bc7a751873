import { describe, expect, it } from 'vitest';
import {
  allBelowFound,
  bankruptAtZero,
  feeCap,
  healthImproves,
  initialStays,
  isolation,
  noInstantReliquidation,
  noNewVictims,
  onlyBelow,
  partialFirst,
  priceBounds,
  sameFormula,
  sizeLimits,
} from '../../../../specs/invariants/index.ts';
import { place, type Venue, withdraw } from '../../../../src/exchange/index.ts';
import type { Invariant } from '../../../../src/index.ts';
import type { Cause } from '../../../../src/ledger/index.ts';
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
} from '../../../fixtures/exchange.ts';
import { asked } from './asked.ts';

const [subject, winner, other] = [6, 7, 8];
const liquidation = { label: 'liquidation', kind: 'liquidation' as const, use: use(bookLayer()) };

/**
 * A long of 10 in default at 94, with nobody to take its lots; maintenance is 5 % of notional.
 *
 *              money   from 100   at 94   maintenance
 *   subject       80       +10       20            47
 *   winner       100       -12      172            57
 *   other        100         -      100             -
 */
const open = (): Venue => {
  const venue = venueOf(design([liquidation], { margin: use(testMargin(50_000)) }));
  person(venue, 80, [[0, 10, 100]]);
  person(venue, 100, [[0, -12, 100]]);
  person(venue, 100);
  step(venue, [94]);
  return venue;
};

/** The same with pieces that leave the subject: lots and what is paid for them. */
const withPieces = (...pieces: readonly (readonly [lots: number, value: number])[]): Venue => {
  const venue = open();
  for (const [lots, value] of pieces) venue.ledger.fill(0, subject, winner, lots, value, 'book', 1);
  return venue;
};

const withPayment = (from: number, units: number, cause: Cause): Venue => {
  const venue = open();
  venue.ledger.transfer(0, from, venue.ledger.feesAccount, units, cause, 1);
  return venue;
};

const planted = (plant: (venue: Venue) => void): Venue => {
  const venue = open();
  plant(venue);
  return venue;
};

/** The subject sells to whoever bids 93, its owner holding another account; or nobody bids. */
const traded = (): Venue => {
  const venue = open();
  quote(venue, other, 0, 1, 10, 93);
  step(venue, [94]);
  return venue;
};

/** A default that is closed at its bankruptcy value, or at mark, against somebody with so much. */
const closed = (at: 'bankruptcy' | 'mark', money: number): Venue => {
  const venue = venueOf(design([adl({ closeOut: use(closeAt(at)) })], { margin: use(testMargin(10_000)) }));
  person(venue, 10, [[0, 10, 105]]);
  person(venue, money, [[0, -10, 95]]);
  step(venue, [94]);
  return venue;
};

/** An owner with two accounts, of which one is in default. */
const siblings = (plant?: (venue: Venue, sibling: number) => void): Venue => {
  const venue = venueOf(design([liquidation], { margin: use(testMargin(50_000)) }));
  person(venue, 80, [[0, 10, 100]]);
  const sibling = venue.ledger.open('trader', subject);
  venue.ledger.transfer(0, venue.ledger.outsideAccount, sibling, 500, 'deposit');
  venue.ledger.fill(0, venue.ledger.outsideAccount, sibling, -10, -1000, 'open');
  step(venue, [94]);
  plant?.(venue, sibling);
  return venue;
};

const cases: [string, Invariant, () => Venue, () => Venue, object][] = [
  [
    'a default opens about a healthy account',
    onlyBelow,
    open,
    () => planted((venue) => venue.cases.openDefault(winner)),
    {
      who: 'account 7, case 2',
      expected: 'equity below 57',
      found: 172,
      difference: 115,
      detail: 'opened in step 1',
    },
  ],
  [
    'an account below maintenance is not found',
    allBelowFound,
    open,
    () => planted((venue) => venue.ledger.transfer(0, winner, other, 150, 'flow')),
    { who: 'account 7', expected: 'equity >= 57, or an open case', found: 22, difference: -35 },
  ],
  [
    'a piece is given away',
    healthImproves,
    () => withPieces([1, 93]),
    () => withPieces([1, 20]),
    {
      who: 'account 6, case 1',
      expected: 'better than equity 20 for maintenance 47',
      found: 'equity -54 for maintenance 43',
      detail: 'book of 1 lots for 20 in step 1, worth 94 at mark',
    },
  ],
  [
    'more leaves than is held',
    sizeLimits,
    () => withPieces([10, 940]),
    () => withPieces([11, 1034]),
    {
      who: 'account 6, case 1, market A',
      expected: 'part of the 10 lots it holds',
      found: 11,
      detail: 'book in step 1',
    },
  ],
  [
    'a healthy account is closed on',
    partialFirst,
    () => withPieces([1, 94], [8, 752]),
    () => withPieces([6, 564], [1, 94]),
    {
      who: 'account 6, case 1',
      expected: 'no piece once equity was 20 for a maintenance of 19',
      found: 1,
      detail: 'book in step 1',
    },
  ],
  [
    'the book trades above its cap',
    priceBounds,
    () => withPieces([1, 94]),
    () => withPieces([1, 1_000_001]),
    {
      who: 'market A',
      expected: '1 lots for 1 to 1000000',
      found: 1_000_001,
      detail: 'book between accounts 6 and 7 in step 1',
    },
  ],
  [
    'a close-out at mark leaves a loss',
    bankruptAtZero,
    () => closed('bankruptcy', 200),
    () => closed('mark', 200),
    {
      who: 'account 6, case 1',
      expected: 0,
      found: -100,
      difference: -100,
      detail: 'after 10 lots for 940 in step 1, worth 940 at mark',
    },
  ],
  [
    'the check reads other money than the log tells',
    sameFormula,
    () => withPieces([1, 93]),
    () =>
      planted((venue) => {
        const [quotes] = venue.ledger.accounts.quote as [Float64Array];
        quotes[winner] = (quotes[winner] as number) + 7;
      }),
    { who: 'account 7', expected: 172, found: 179, difference: 7, detail: 'equity: by the log, by the check' },
  ],
  [
    'a cut ruins whom it closes against',
    noNewVictims,
    () => closed('bankruptcy', 200),
    () => closed('bankruptcy', 80),
    {
      who: 'account 7, case 2',
      expected: 'no default after the first round',
      found: 'one in step 1',
    },
  ],
  [
    'another account of the owner pays the fee',
    isolation,
    siblings,
    () =>
      siblings((venue, sibling) =>
        venue.ledger.transfer(0, sibling, venue.ledger.feesAccount, 5, 'liquidation-fee', 1),
      ),
    {
      who: 'case 1 of account 6',
      expected: 'liquidation-fee from account 6',
      found: 'from account 7',
      detail: 'step 1',
    },
  ],
  [
    'a fee takes more than there is',
    feeCap,
    () => withPayment(subject, 20, 'liquidation-fee'),
    () => withPayment(subject, 21, 'liquidation-fee'),
    { who: 'account 6, case 1', expected: 'a fee of at most 20', found: 21, detail: 'step 1' },
  ],
  [
    'a pool pays a keeper',
    feeCap,
    () => withPayment(subject, 20, 'liquidation-fee'),
    () => withPayment(winner, 1, 'pay'),
    { who: 'case 1', expected: 'a payment to account 6', found: 'to account 1' },
  ],
  [
    'margin is paid out',
    noInstantReliquidation,
    () => planted((venue) => withdraw(venue, winner, 1000)),
    () => withPayment(winner, 116, 'withdraw'),
    {
      who: 'account 7',
      expected: 'equity >= 57',
      found: 56,
      difference: -1,
      detail: 'after withdraw of 116 in step 1',
    },
  ],
  [
    // Of 172 the initial margin of 12 lots keeps 113.
    'initial margin is paid out',
    initialStays,
    () => planted((venue) => withdraw(venue, winner, 1000)),
    () => withPayment(winner, 60, 'withdraw'),
    {
      who: 'account 7',
      expected: 'equity >= 113 of initial margin',
      found: 112,
      difference: -1,
      detail: 'after a withdrawal in step 1',
    },
  ],
];

describe('each invariant on liquidation holds, is reached, and names what breaks it', () => {
  it.each(cases)('%s', (_, invariant, sound, faulty, witness) => {
    expect(asked(sound(), invariant)).toMatchObject({ status: 'held' });
    expect(asked(faulty(), invariant).witness).toEqual(witness);
  });

  it('a withdrawal is asked about until something else happens to the account', () => {
    const then = (more: (venue: Venue) => void) =>
      asked(
        planted((venue) => {
          withdraw(venue, winner, 1000);
          more(venue);
        }),
        initialStays,
      );
    const charged = (venue: Venue): void => venue.ledger.transfer(0, winner, other, 1, 'charge', 1);
    expect(then(charged)).toMatchObject({ status: 'held', reached: 1 });
    expect(then((venue) => venue.ledger.transfer(0, winner, other, 1, 'withheld'))).toMatchObject({ status: 'broken' });
  });

  it('an order is admitted at mark', () => {
    const venue = open();
    quote(venue, winner, 0, -1, 5, 94);
    place(venue, { do: 'place', account: other, market: 0, lots: 5, timeInForce: 'ioc' });
    expect(asked(venue, noInstantReliquidation)).toMatchObject({ status: 'held', reached: 1 });
  });

  it('what is sold to the book is a piece of its case', () => {
    expect(asked(traded(), sizeLimits)).toMatchObject({ status: 'held', reached: 1 });
  });
});
