import { describe, expect, test } from 'vitest';
import {
  beginStep,
  collateralPhase,
  deposit,
  endStep,
  resumeVenue,
  saveVenue,
  type Venue,
  withdraw,
} from '../../../src/exchange/index.ts';
import { Periods } from '../../../src/exchange/periods.ts';
import { design, person, venueOf } from '../../fixtures/exchange.ts';

const ASSETS = [
  { name: 'USD', decimals: 0 },
  { name: 'COIN', decimals: 0 },
];
const opened = (assets = 1, settlement?: number): Venue => {
  const venue = venueOf(design([], settlement === undefined ? {} : { settlement }), [{}], ASSETS.slice(0, assets));
  if (assets > 1) collateralPhase(venue, new Map([[1, { units: 1, value: 10 }]]));
  return venue;
};
const gainOf = (venue: Venue, account: number): number => venue.view.account(account).gainSincePeriod;

describe('a settlement period', () => {
  test('lasts the whole run, or so many seconds and then gives way to the next', () => {
    const endless = opened();
    endless.periods.begin(30);
    expect([endless.periods.start, endless.periods.end]).toEqual([30, Number.POSITIVE_INFINITY]);
    const venue = opened(1, 60);
    venue.periods.begin(30);
    const endOfStep = (now: number) => {
      beginStep(venue, now, now, 1);
      endStep(venue);
      return [venue.view.periodStart, venue.view.periodEnd];
    };
    expect([endOfStep(89), endOfStep(90), endOfStep(100)]).toEqual([
      [30, 90],
      [90, 150],
      [90, 150],
    ]);
  });
});

describe.each([1, 2])('what an account has gained in it, where there are %i assets', (assets) => {
  test('is its equity less what it had when the period began', () => {
    const venue = opened(assets);
    const account = person(venue, 1000, [[0, 10, 90]]);
    venue.periods.begin(0);
    expect(gainOf(venue, account)).toBe(0);
    venue.ledger.setPrice(0, 107, 107);
    expect(gainOf(venue, account)).toBe(70);
    venue.periods.begin(5);
    expect(gainOf(venue, account)).toBe(0);
    venue.ledger.setPrice(0, 104, 104);
    expect(gainOf(venue, account)).toBe(-30);
  });

  test('leaves out what it has put in and taken out since', () => {
    const venue = opened(assets);
    const account = person(venue, 1000, [[0, 10, 100]]);
    venue.periods.begin(0);
    deposit(venue, account, 300);
    deposit(venue, account, 20);
    withdraw(venue, account, 100);
    expect([venue.valuation.equityOf(account), gainOf(venue, account)]).toEqual([1220, 0]);
    venue.ledger.setPrice(0, 103, 103);
    expect(gainOf(venue, account)).toBe(30);
  });

  test('is all it has where it came after the beginning and was given money by others, not by itself', () => {
    const venue = opened(assets);
    venue.periods.begin(0);
    // Far more accounts than there were.
    const late = Array.from({ length: 300 }, () => venue.ledger.open('trader'));
    const [first, last] = [late[0] as number, late[299] as number];
    venue.ledger.transfer(0, venue.ledger.outsideAccount, last, 40, 'flow');
    expect([gainOf(venue, first), gainOf(venue, last)]).toEqual([0, 40]);
    deposit(venue, first, 70);
    deposit(venue, last, 5);
    expect([gainOf(venue, first), gainOf(venue, last), gainOf(venue, late[1] as number)]).toEqual([0, 40, 0]);
  });

  test('goes on from a snapshot, which later deposits leave as it was', () => {
    const venue = opened(assets);
    const account = person(venue, 1000, [[0, 10, 90]]);
    venue.periods.begin(12);
    const late = person(venue, 50);
    const saved = saveVenue(venue);
    const count = venue.ledger.accounts.count;
    expect(saved.periods.base.map(({ length }) => length)).toEqual(Array.from({ length: assets }, () => count));
    const setup = {
      design: venue.design,
      assets: venue.assets,
      seed: 1,
      markets: venue.markets.map(({ setup: of }) => of),
    };
    const [one, other] = [resumeVenue(setup, saved), resumeVenue(setup, saved)];
    deposit(one, account, 100);
    for (const again of [one, other]) {
      again.ledger.setPrice(0, 101, 101);
      expect([gainOf(again, account), gainOf(again, late), again.periods.start]).toEqual([10, 0, 12]);
    }
  });
});

describe('what an account has gained in several assets', () => {
  test('is counted against what those it had are worth now', () => {
    const venue = opened(2);
    const account = person(venue, 1000);
    deposit(venue, account, 7, 1);
    venue.periods.begin(0);
    deposit(venue, account, 2, 1);
    collateralPhase(venue, new Map([[1, { units: 1, value: 25 }]]));
    expect([venue.valuation.equityOf(account), gainOf(venue, account)]).toEqual([1225, 0]);
    venue.ledger.transfer(1, venue.ledger.outsideAccount, account, 3, 'flow');
    expect(gainOf(venue, account)).toBe(75);
  });

  test('is read for the account that is asked for', () => {
    const venue = opened(2);
    const [a, b] = [person(venue, 100), person(venue, 200)];
    deposit(venue, b, 4, 1);
    venue.periods.begin(0);
    const periods = new Periods(undefined, venue.ledger, venue.valuation);
    // Before any period has begun all is gain.
    expect([periods.gain(a, 100), periods.gain(b, 240)]).toEqual([100, 240]);
    periods.deposited(b, 30, 1);
    expect([periods.gain(b, 240), periods.gain(a, 100)]).toEqual([-60, 100]);
  });
});
