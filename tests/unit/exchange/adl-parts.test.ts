import { describe, expect, test } from 'vitest';
import { Pairing } from '../../../src/exchange/adl/pairing.ts';
import { Piece } from '../../../src/exchange/adl/piece.ts';
import { TargetList, Targets } from '../../../src/exchange/adl/targets.ts';
import type { LiveCase } from '../../../src/exchange/views.ts';
import { design, person, testFund, testMargin, use, venueOf } from '../../fixtures/exchange.ts';

describe('what claims give, handed to those who need it', () => {
  const handed = (gives: readonly number[], needs: readonly number[]) => {
    const accounts = Int32Array.from(gives, (_, i) => 10 + i);
    const pairing = new Pairing(accounts, Float64Array.from(gives), needs.length);
    const taken = needs.map((need) => pairing.take(need));
    const parts = Array.from({ length: pairing.parts }, (_, i) => [pairing.accounts[i], pairing.amounts[i]]);
    return { taken, parts, room: pairing.accounts.length };
  };

  test('goes in the order of both, split where a need or a claim ends', () => {
    expect(handed([5, 3, 4], [6, 6])).toEqual({
      taken: [6, 6],
      parts: [
        [10, 5],
        [11, 1],
        [11, 2],
        [12, 4],
      ],
      room: 5,
    });
  });

  test('passes over who gives nothing, and ends where there is no more', () => {
    expect(handed([0, 2, 0, 0, 1, 0], [2, 5])).toEqual({
      taken: [2, 1],
      parts: [
        [11, 2],
        [14, 1],
      ],
      room: 4,
    });
    expect(handed([], [3])).toEqual({ taken: [0], parts: [], room: 1 });
    expect(handed([4], [0, 3])).toEqual({ taken: [0, 3], parts: [[10, 3]], room: 3 });
  });
});

describe('the cases a need is raised for', () => {
  /** Long 6, short 4 and long 3 in A; the last also long 5 in B; and one that is flat and owes 20. */
  const cases = () => {
    const venue = venueOf(design([], { funds: { fund: use(testFund(1000)) } }), [{}, {}]);
    const accounts = [
      person(venue, 1, [[0, 6, 100]]),
      person(venue, 1, [[0, -4, 100]]),
      person(venue, 1, [
        [0, 3, 100],
        [1, 5, 100],
      ]),
      person(venue, 0),
    ];
    venue.ledger.transfer(0, accounts[3] as number, venue.ledger.outsideAccount, 20, 'withdraw');
    const lives = accounts.map((account) => venue.cases.openDefault(account));
    return { venue, accounts, lives, targets: new Targets(venue, lives) };
  };
  const told = ({ subjects, amounts }: TargetList) => subjects.map(({ id }, i) => [id, amounts[i]]);

  test('share a need in due order, longs and shorts together, until it is used up', () => {
    const { targets } = cases();
    const of = (amount: number, over: object = {}) => {
      const { long, short } = targets.ofLots({ in: 'lots', market: 0, amount, ...over }, amount);
      return { long: told(long), short: told(short) };
    };
    expect(of(100)).toEqual({
      long: [
        [1, 6],
        [3, 3],
      ],
      short: [[2, 4]],
    });
    expect(of(11)).toEqual({
      long: [
        [1, 6],
        [3, 1],
      ],
      short: [[2, 4]],
    });
    expect(of(10)).toEqual({ long: [[1, 6]], short: [[2, 4]] });
    expect(of(0)).toEqual({ long: [], short: [] });
    expect(of(100, { market: 1 })).toEqual({ long: [[3, 5]], short: [] });
    expect(of(100, { case: 3 })).toEqual({ long: [[3, 3]], short: [] });
    expect(of(100, { case: 4 })).toEqual({ long: [], short: [] });
    expect(of(100, { case: 9 })).toEqual({ long: [], short: [] });
  });

  test('share a need in money by what each owes', () => {
    const { targets, venue, accounts } = cases();
    const of = (amount: number, over: object = {}) =>
      told(targets.ofDeficits({ in: 'gain', market: 0, amount, ...over }, amount));
    expect(of(100)).toEqual([[4, 20]]);
    expect(of(7)).toEqual([[4, 7]]);
    expect(of(0)).toEqual([]);
    expect(of(100, { case: 4 })).toEqual([[4, 20]]);
    expect(of(100, { case: 1 })).toEqual([]);
    venue.ledger.transfer(0, venue.ledger.outsideAccount, accounts[3] as number, 20, 'deposit');
    expect(of(100)).toEqual([]);
  });

  test('are brought to what they still hold', () => {
    const { venue, lives, accounts } = cases();
    const list = new TargetList();
    for (const [live, amount] of [
      [lives[0], 5],
      [lives[1], 4],
      [lives[2], 3],
    ] as [LiveCase, number][])
      list.add(live, amount);
    expect([list.length, list.need]).toEqual([3, 12]);
    expect(list.apart().map(told)).toEqual([[[1, 5]], [[2, 4]], [[3, 3]]]);
    venue.ledger.fill(0, accounts[0] as number, venue.ledger.outsideAccount, 4, 400, 'trade');
    // Two lots are left of the first; the second stands on the other side.
    expect(told(list.bringTo(0, 1))).toEqual([
      [1, 2],
      [3, 3],
    ]);
    venue.ledger.fill(0, accounts[0] as number, venue.ledger.outsideAccount, 2, 200, 'trade');
    expect(told(list.bringTo(0, 1))).toEqual([[3, 3]]);
    expect(list.need).toBe(3);
    expect(told(list.bringTo(0, -1))).toEqual([]);
  });
});

describe('a piece of a leg', () => {
  // Long 10 at 100 and short 5 in B at 100, money 150, maintenance a tenth: 100 and 50 of 150.
  const pieceOf = (keep: number) => {
    const venue = venueOf(design([], { margin: use(testMargin(100_000)), funds: { fund: use(testFund(40)) } }), [
      {},
      {},
    ]);
    const subject = person(venue, 150, [
      [0, 10, 100],
      [1, -5, 100],
    ]);
    const live = venue.cases.openDefault(subject);
    return { piece: new Piece(venue, venue.markets[0] as never, live, keep), live, venue };
  };

  test('is valued at mark, at a price, and where its share of the equity is used up', () => {
    const { piece, live } = pieceOf(0);
    piece.of(live, 4);
    expect([piece.lots, piece.mark, piece.at(90)]).toEqual([4, 400, 360]);
    // 150 x 100 / 150 = 100 on the leg, 40 on four tenths of it; or all 150, 60 of it.
    expect([piece.bankruptcy, piece.bankruptcyOnLeg]).toEqual([360, 340]);
    const kept = pieceOf(30);
    kept.piece.of(kept.live, 10);
    expect([kept.piece.bankruptcy, kept.piece.bankruptcyOnLeg]).toEqual([920, 880]);
  });

  test('of a short has lots below zero', () => {
    const { venue, live } = pieceOf(0);
    const piece = new Piece(venue, venue.markets[1] as never, live, 0).of(live, 2);
    expect([piece.lots, piece.mark, piece.at(90)]).toEqual([-2, -200, -180]);
  });

  test('takes from a pool what pieces before it have not', () => {
    const { piece } = pieceOf(0);
    expect([piece.spendable('fund'), piece.spendable('nobody')]).toEqual([40, 0]);
    piece.count({ subject: 400, counterparty: 385, difference: 'fund' });
    expect(piece.spendable('fund')).toBe(25);
    piece.count({ subject: 400, counterparty: 410, difference: 'fund' });
    piece.count({ subject: 400, difference: 'fund' });
    piece.count({ subject: 400, counterparty: 390 });
    piece.count({ subject: 400, counterparty: 390, difference: 'nobody' });
    expect(piece.spendable('fund')).toBe(25);
    piece.count({ subject: 400, counterparty: 370, difference: 'fund' });
    expect(piece.spendable('fund')).toBe(0);
  });
});
