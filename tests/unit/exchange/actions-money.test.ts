import { describe, expect, test } from 'vitest';
import type { Action } from '../../../src/index.ts';
import { inverse } from '../../../src/money/index.ts';
import { design, person, testFund, use, venueOf } from '../../fixtures/exchange.ts';
import { accountOf } from '../../mechanisms/engine/built.ts';
import { done, scene } from './actions.ts';

describe('a take-over', () => {
  const takeOver = (over: object = {}): Action => ({
    do: 'takeOver',
    by: 'vault',
    market: 0,
    lots: 10,
    value: 940,
    margin: 'kept',
    ...over,
  });

  test('is a fill at mark, and a payment where its value is another', () => {
    const above = scene();
    expect(done(above.venue, above.live, takeOver({ value: 943 }))).toEqual({
      told: [{ do: 'takeOver', lots: 10, value: 943 }],
      rows: [
        `transfer take-over-difference 0: ${above.vault} ${above.loser} 0 3`,
        `fill take-over 0: ${above.loser} ${above.vault} 10 940`,
        `open-case none -1: ${above.vault} -1 0 1`,
      ],
    });
    const below = scene();
    expect(done(below.venue, below.live, takeOver({ value: 936 })).rows.slice(0, 2)).toEqual([
      `fill take-over 0: ${below.loser} ${below.vault} 10 940`,
      `transfer take-over-difference 0: ${below.loser} ${below.vault} 0 4`,
    ]);
    const at = scene();
    expect(done(at.venue, at.live, takeOver()).rows).toHaveLength(2);
  });

  test('takes the margin once the subject is flat: money of every asset, of which inventory counts what its market settles in', () => {
    const assets = [
      { name: 'USD', decimals: 0 },
      { name: 'BTC', decimals: 0 },
    ];
    const venue = venueOf(
      design([], { funds: { vault: use(testFund(1000, 'vault')) } }),
      [{}, { instrument: inverse({ face: 10_000 }), settle: 1 }],
      assets,
    );
    const subject = person(venue, 500, [[0, 10, 100]]);
    venue.ledger.transfer(1, venue.ledger.outsideAccount, subject, 70, 'deposit');
    const live = venue.cases.openDefault(subject);
    const forfeited = { value: 1000, margin: 'forfeited' };
    done(venue, live, takeOver({ ...forfeited, lots: 4, value: 400 }));
    expect(venue.ledger.accounts.balance(0, subject)).toBe(-100);
    const { rows } = done(venue, live, takeOver({ ...forfeited, lots: 6, value: 600 }));
    const pool = venue.pools[0]?.account;
    expect(rows.slice(1)).toEqual([
      `transfer forfeit 0: ${subject} ${pool} 0 500`,
      `transfer forfeit 1: ${subject} ${pool} 0 70`,
    ]);
    expect(venue.cases.all[1]).toMatchObject({ kind: 'inventory', forfeitedReceived: 500 });
    expect(accountOf(venue, 1)).toMatchObject({ forfeited: 500, ownCollateral: 500 });
  });

  test('that only nets what the pool holds leaves no inventory, and takes the margin all the same', () => {
    const { venue, live, other, vault } = scene();
    venue.ledger.fill(0, vault, other, 10, 940, 'trade');
    venue.ledger.fill(1, venue.ledger.outsideAccount, live.data.subject, 4, 400, 'trade');
    const { rows } = done(venue, live, takeOver({ margin: 'forfeited', value: 960 }));
    expect(rows.at(-1)).toBe(`transfer forfeit 0: ${live.data.subject} ${vault} 0 10`);
    expect(venue.cases.all).toHaveLength(1);
  });
});

describe('money for a deficit', () => {
  /** The loser, closed at mark: it owes 10. */
  const owing = () => {
    const made = scene();
    const { venue, live, winner, other } = made;
    done(venue, live, { do: 'cut', market: 0, cuts: [{ account: winner, lots: 10 }], value: 940 });
    done(venue, live, { do: 'cut', market: 1, cuts: [{ account: other, lots: 4 }], value: -400 });
    return made;
  };

  test('comes from a pool', () => {
    const { venue, live, loser, fund } = owing();
    expect(done(venue, live, { do: 'pay', from: 'fund', amount: 7 })).toEqual({
      told: [{ do: 'pay', lots: 0, value: 7 }],
      rows: [`transfer pay 0: ${fund} ${loser} 0 7`],
    });
  });

  test('is charged on gains, in a market or in all; only there the cost memo rises', () => {
    const { venue, live, loser, other, winner } = owing();
    const charges = [
      { account: other, amount: 4 },
      { account: winner, amount: 3 },
    ];
    expect(done(venue, live, { do: 'charge', base: 'gains', market: 0, charges: charges.slice(0, 1) })).toEqual({
      told: [{ do: 'charge', lots: 0, value: 4 }],
      rows: [`raise-cost charge 0: ${other} -1 0 4`, `transfer charge 0: ${other} ${loser} 0 4`],
    });
    expect(done(venue, live, { do: 'charge', base: 'equity', charges: charges.slice(1) })).toEqual({
      told: [{ do: 'charge', lots: 0, value: 3 }],
      rows: [`transfer charge 0: ${winner} ${loser} 0 3`],
    });
    const both = owing();
    expect(done(both.venue, both.live, { do: 'charge', base: 'equity', charges }).told).toEqual([
      { do: 'charge', lots: 0, value: 7 },
    ]);
  });

  test('is called from what a member has committed', () => {
    const { venue, live, loser } = owing();
    const member = person(venue, 0, [], 'member');
    venue.ledger.commit(member, 9);
    const { outsideAccount } = venue.ledger;
    expect(done(venue, live, { do: 'charge', base: 'commitment', charges: [{ account: member, amount: 6 }] })).toEqual({
      told: [{ do: 'charge', lots: 0, value: 6 }],
      rows: [
        `commit commitment -1: ${member} -1 0 3`,
        `transfer commitment 0: ${outsideAccount} ${member} 0 6`,
        `transfer charge 0: ${member} ${loser} 0 6`,
      ],
    });
  });

  test.each([
    [1, [1, 0]],
    [-1, [0, 1]],
    [0, [1, 1]],
  ] as const)('is raised by the index of side %d', (side, [long, short]) => {
    const { venue, live, loser } = owing();
    const { told, rows } = done(venue, live, { do: 'shiftIndex', market: 0, side, amount: 10 });
    expect(told).toEqual([{ do: 'shiftIndex', lots: 0, value: 10 }]);
    // Six lots are long, and six short: 10 units are 1.666667 a lot, or 0.833334 of both.
    const perLot = side === 0 ? 833_334 : 1_666_667;
    expect(rows).toEqual([
      ...(long === 1 ? [`shift-index index-shift 0: -1 -1 1 ${perLot}`] : []),
      ...(short === 1 ? [`shift-index index-shift 0: -1 -1 -1 ${-perLot}`] : []),
      `transfer index-shift 0: ${venue.ledger.indexAccount} ${loser} 0 10`,
    ]);
  });
});

describe('an index that has risen as far as it can be exact', () => {
  // Six are long and six short; half a unit a lot is left to raise.
  test.each([1, -1] as const)('on side %d carries what is left of it, and then nothing', (side) => {
    const { venue, live, loser, winner, other } = scene();
    done(venue, live, { do: 'cut', market: 0, cuts: [{ account: winner, lots: 10 }], value: 940 });
    done(venue, live, { do: 'cut', market: 1, cuts: [{ account: other, lots: 4 }], value: -400 });
    venue.ledger.shiftIndex(0, side, side * (2 ** 52 - 500_000), 'funding');
    const shift: Action = { do: 'shiftIndex', market: 0, side, amount: 10 };
    expect(done(venue, live, shift)).toEqual({
      told: [{ do: 'shiftIndex', lots: 0, value: 3 }],
      rows: [
        `shift-index index-shift 0: -1 -1 ${side} ${side * 500_000}`,
        `transfer index-shift 0: ${venue.ledger.indexAccount} ${loser} 0 3`,
      ],
    });
    expect(done(venue, live, { ...shift, amount: 7 })).toEqual({
      told: [{ do: 'shiftIndex', lots: 0, value: 0 }],
      rows: [],
    });
  });
});
