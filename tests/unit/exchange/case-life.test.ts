import { describe, expect, it } from 'vitest';
import {
  borneOf,
  cancelAll,
  closeMarket,
  deposit,
  neededOf,
  place,
  type Venue,
  withdraw,
} from '../../../src/exchange/index.ts';
import { audit } from '../../../src/ledger/index.ts';
import {
  adl,
  bookLayer,
  closeAt,
  design,
  person,
  quote,
  step,
  takeOverLayer,
  testFund,
  testMargin,
  use,
  venueOf,
} from '../../fixtures/exchange.ts';

const liquidation = (limit?: number) => ({
  label: 'liquidation',
  kind: 'liquidation' as const,
  use: use(bookLayer(limit)),
});
const fund = { label: 'fund', kind: 'fund' as const, pool: 'fund' };
const backstop = (margin: 'kept' | 'forfeited') => ({
  label: 'backstop',
  kind: 'backstop' as const,
  use: use(takeOverLayer('vault', margin)),
});

/** Books right, every case balanced, nobody below zero without an open case. */
const sound = (venue: Venue): void => {
  expect(audit(venue.ledger)).toEqual([]);
  for (const data of venue.cases.all) for (const line of data.lines) expect(neededOf(line)).toBe(borneOf(line));
  for (const account of venue.accountsOf('trader')) {
    if (!venue.inCase(account)) expect(venue.valuation.read(account).equity).toBeGreaterThanOrEqual(0);
  }
};

describe('the life of a case', () => {
  it('goes on over many steps while the book takes a little each time', () => {
    const venue = venueOf(design([liquidation(90)], { margin: use(testMargin(100_000)) }));
    const subject = person(venue, 150, [[0, 10, 100]]);
    person(venue, 5000, [[0, -10, 100]]);
    const maker = person(venue, 10_000, [], 'maker');
    for (let i = 0; i < 3; i++) {
      quote(venue, maker, 0, 1, 2, 90);
      step(venue, [90]);
    }
    // 150 - 100 = 50 of equity; maintenance 90, 72, 54, 36: healthy after the third slice.
    expect(venue.cases.all).toHaveLength(1);
    expect(venue.cases.all[0]).toMatchObject({ opened: 1, closed: 3 });
    expect(venue.ledger.lots(subject, 0)).toBe(4);
    expect(venue.cases.all[0]?.lines[0]?.left).toBe(50);
    sound(venue);
  });

  it('opens several cases in one step and walks them in due order', () => {
    const order: number[] = [];
    for (const dueOrder of ['account', 'margin-ratio'] as const) {
      const venue = venueOf(design([liquidation()], { dueOrder }));
      const mild = person(venue, 55, [[0, 10, 100]]);
      const severe = person(venue, 20, [[0, 10, 100]]);
      person(venue, 5000, [[0, -20, 100]]);
      const maker = person(venue, 10_000, [], 'maker');
      quote(venue, maker, 0, 1, 20, 94);
      step(venue, [94]);
      expect(venue.cases.all.map((data) => data.subject).sort()).toEqual([mild, severe].sort());
      order.push(venue.cases.all[0]?.subject ?? -1);
      sound(venue);
    }
    expect(order).toHaveLength(2);
  });

  it('lets a winner who is ruined by ADL in one round open a case in the next', () => {
    // The winner's other leg has lost more than it owns, and only this gain kept it afloat.
    //            money   A            B             at 50 / 50
    // loser         10   +10 @ 100                  10 - 500 = -490
    // winner        10   -10 @ 100    +9 @ 100      10 + 500 - 450 = 60
    // ADL of A at bankruptcy value 990: the winner gains 10 instead of 500, and stands at -430.
    const layers = [adl()];
    const venue = venueOf(design(layers), [{}, {}]);
    person(venue, 10, [[0, 10, 100]]);
    const winner = person(venue, 10, [
      [0, -10, 100],
      [1, 9, 100],
    ]);
    person(venue, 5000, [[1, -9, 100]]);
    step(venue, [50, 50]);
    expect(venue.cases.all.map((data) => data.subject)).toEqual([expect.any(Number), winner]);
    expect(venue.cases.all.every((data) => data.closed === 1)).toBe(true);
    sound(venue);
  });

  it('takes what a fund has when it empties half-way, and leaves the rest to the next layer', () => {
    const venue = venueOf(
      design([adl({ closeOut: use(closeAt('mark')) }), fund], { funds: { fund: use(testFund(4)) } }),
    );
    const loser = person(venue, 50, [[0, 10, 100]]);
    person(venue, 100, [[0, -10, 100]]);
    step(venue, [94]);
    // The deficit was born after the walk began, so it is shown to every layer once more before it is written off.
    expect(venue.cases.all[0]?.lines[0]).toMatchObject({ ownCollateral: 56, fund: 4, uncovered: 0 });
    step(venue, [94]);
    expect(venue.cases.all[0]?.lines[0]).toMatchObject({ ownCollateral: 50, fund: 4, uncovered: 6, left: 0 });
    expect(venue.ledger.accounts.balance(0, loser)).toBe(0);
    expect(venue.pools[0]?.cash).toBe(0);
    sound(venue);
  });

  it('keeps the lots that too few winners could take, and tries again when there are more', () => {
    const venue = venueOf(design([adl()]));
    const loser = person(venue, 50, [[0, 10, 100]]);
    person(venue, 100, [[0, -4, 100]]);
    const fundLike = person(venue, 100, [[0, -6, 100]], 'member');
    venue.cases.openDefault(fundLike);
    step(venue, [94]);
    expect(venue.ledger.lots(loser, 0)).toBe(6);
    expect(venue.cases.all.find((data) => data.subject === loser)?.closed).toBeUndefined();
    sound(venue);
    step(venue, [93]);
    expect(venue.cases.all.find((data) => data.subject === loser)?.closed).toBe(2);
    sound(venue);
  });

  it('leaves a case open when nobody is on the other side', () => {
    const venue = venueOf(design([adl()]));
    const loser = person(venue, 50, [[0, 10, 100]]);
    step(venue, [94]);
    step(venue, [93]);
    expect(venue.ledger.lots(loser, 0)).toBe(10);
    expect(venue.cases.all).toHaveLength(1);
    expect(venue.cases.all[0]?.closed).toBeUndefined();
    sound(venue);
  });

  it('does nothing in a market that nobody holds', () => {
    const venue = venueOf(design([liquidation(), adl()]));
    person(venue, 50);
    step(venue, [1]);
    step(venue, [1000]);
    expect(venue.cases.all).toEqual([]);
    sound(venue);
  });

  it('lets a vault take positions over and default itself later', () => {
    const layers = [backstop('forfeited'), adl({ closeOut: use(closeAt('bankruptcy')) }, 'adl')];
    const venue = venueOf(
      design(layers, { margin: use(testMargin(10_000)), funds: { vault: use(testFund(60, 'vault')) } }),
    );
    person(venue, 65, [[0, 10, 100]]);
    person(venue, 1000, [[0, -10, 100]]);
    step(venue, [94]);
    const vault = venue.pools[0];
    expect(vault?.lots(0)).toBe(10);
    step(venue, [80]);
    const own = venue.cases.all.find((data) => data.kind === 'default' && data.subject === vault?.account);
    // 60 + 5 forfeited - 140 = -75 at mark: ADL of the vault's own inventory at its bankruptcy value.
    expect(own?.lines[0]).toMatchObject({ ownCollateral: 65, adl: 75 });
    expect(venue.cases.all.every((data) => data.closed !== undefined)).toBe(true);
    sound(venue);
  });

  it('does not count what the subject itself trades, deposits or is funded while its case is open', () => {
    const venue = venueOf(design([liquidation(90)], { margin: use(testMargin(100_000)) }));
    const subject = person(venue, 150, [[0, 10, 100]]);
    const other = person(venue, 5000, [[0, -10, 100]]);
    const maker = person(venue, 10_000, [], 'maker');
    quote(venue, maker, 0, 1, 1, 90);
    step(venue, [90]);
    const open = venue.cases.all[0]?.lines[0];
    const before = { ...open };
    deposit(venue, subject, 7);
    venue.ledger.shiftIndex(0, 1, 1_000_000, 'funding');
    venue.ledger.shiftIndex(0, -1, 1_000_000, 'funding');
    venue.ledger.settle(subject, 0);
    quote(venue, other, 0, 1, 1, 89);
    expect(place(venue, { do: 'place', account: subject, market: 0, lots: -1, timeInForce: 'ioc' }).refused).toBe(
      'in-case',
    );
    expect(withdraw(venue, subject, 1).refused).toBe('in-case');
    expect(open).toEqual(before);
    step(venue, [90]);
    step(venue, [90]);
    sound(venue);
    cancelAll(venue, other);
  });
});

describe('closing a market', () => {
  it('ends every position at mark, and lets those below zero open cases', () => {
    // loser 50 + 10 x (94 - 100) = -10; winner 100 + 60 = 160. Nobody is left to be cut, so the hole bears 10.
    const venue = venueOf(design([adl()], { margin: use(testMargin()) }));
    const loser = person(venue, 50, [[0, 10, 100]]);
    const winner = person(venue, 100, [[0, -10, 100]]);
    venue.ledger.setPrice(0, 94, 94);
    closeMarket(venue, 0);
    expect(venue.ledger.accounts.balance(0, winner)).toBe(160);
    expect(
      place(venue, { do: 'place', account: winner, market: 0, lots: 1, limit: 1, timeInForce: 'gtc' }).refused,
    ).toBe('closed');
    step(venue, [94]);
    expect(venue.cases.all.map((data) => data.kind)).toEqual(['market-close', 'default']);
    expect(venue.cases.all[1]?.lines[0]?.uncovered).toBe(10);
    expect(venue.ledger.accounts.balance(0, loser)).toBe(0);
    sound(venue);
  });
});
