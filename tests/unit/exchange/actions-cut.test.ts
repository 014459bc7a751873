import { describe, expect, test } from 'vitest';
import { cutParts, cutSolved } from '../../../src/exchange/actions/cut.ts';
import type { Market } from '../../../src/exchange/index.ts';
import type { Action } from '../../../src/index.ts';
import { person } from '../../fixtures/exchange.ts';
import { sound } from '../../mechanisms/engine/built.ts';
import { done, rowsFrom, scene } from './actions.ts';

describe('a cut', () => {
  test('closes the subject against one, two, or more, who share the value by lots', () => {
    const { venue, live, loser, winner, other } = scene();
    const third = person(venue, 1000, [[0, -9, 100]]);
    const cut = (value: number, ...cuts: { account: number; lots: number }[]): Action => ({
      do: 'cut',
      market: 0,
      cuts,
      value,
    });
    expect(done(venue, live, cut(95, { account: winner, lots: 1 }))).toEqual({
      told: [{ do: 'cut', lots: 1, value: 95 }],
      rows: [`fill adl 0: ${loser} ${winner} 1 95`],
    });
    expect(done(venue, live, cut(286, { account: winner, lots: 1 }, { account: other, lots: 2 }))).toEqual({
      told: [{ do: 'cut', lots: 3, value: 286 }],
      rows: [`fill adl 0: ${loser} ${winner} 1 95`, `fill adl 0: ${loser} ${other} 2 191`],
    });
    const three = [winner, other, third].map((account, i) => ({ account, lots: i + 1 }));
    expect(done(venue, live, cut(575, ...three))).toEqual({
      told: [{ do: 'cut', lots: 6, value: 575 }],
      rows: [
        `fill adl 0: ${loser} ${winner} 1 96`,
        `fill adl 0: ${loser} ${other} 2 192`,
        `fill adl 0: ${loser} ${third} 3 287`,
      ],
    });
  });

  test('of a short takes from longs', () => {
    const { venue, live, loser, other } = scene();
    const action: Action = { do: 'cut', market: 1, cuts: [{ account: other, lots: 3 }], value: -303 };
    expect(done(venue, live, action)).toEqual({
      told: [{ do: 'cut', lots: -3, value: -303 }],
      rows: [`fill adl 1: ${loser} ${other} -3 -303`],
    });
  });

  test('at two values has a pool on the difference, whichever way it goes', () => {
    const differing = (counterpartyValue: number) => {
      const { venue, live, winner, fund, loser } = scene();
      const { rows } = done(venue, live, {
        do: 'cut',
        market: 0,
        cuts: [{ account: winner, lots: 10 }],
        value: 945,
        counterpartyValue,
        difference: 'fund',
      });
      return rows.slice(1).map((row) => row.replace(`${fund}`, 'fund').replace(`${loser}`, 'loser'));
    };
    expect(differing(950)).toEqual(['transfer adl-difference 0: loser fund 0 5']);
    expect(differing(940)).toEqual(['transfer adl-difference 0: fund loser 0 5']);
    expect(differing(945)).toEqual([]);
  });

  test('takes its parts from a stretch of longer columns', () => {
    const { venue, live, market, loser, winner, other } = scene();
    const third = person(venue, 1000, [[0, -9, 100]]);
    const accounts = [third, winner, other, third, winner];
    const amounts = [9, 1, 2, 1, 1];
    const cut = (from: number, end: number, value: number) => {
      const start = venue.ledger.log.length;
      cutSolved(venue, live, market, { accounts, amounts, from, end }, value);
      return rowsFrom(venue, start).map((row) => row.replace(`fill adl 0: ${loser} `, ''));
    };
    expect(cut(4, 5, 95)).toEqual([`${winner} 1 95`]);
    expect(cut(2, 4, 285)).toEqual([`${other} 2 190`, `${third} 1 95`]);
    expect(cut(1, 4, 380)).toEqual([`${winner} 1 95`, `${other} 2 190`, `${third} 1 95`]);
    sound(venue);
  });

  test('at a value of 0 is written as 0, not as -0', () => {
    for (const amounts of [[2], [1, 1], [1, 1, 1]]) {
      const { venue, live, market, winner, other } = scene();
      const third = person(venue, 1000, [[0, -9, 100]]);
      const from = venue.ledger.log.length;
      const parts = { accounts: [winner, other, third], amounts, from: 0, end: amounts.length };
      cutParts(venue, live.data, market, parts, -0);
      const values = [...venue.ledger.log].slice(from).map(({ value }) => value);
      expect(values).toEqual(amounts.map(() => 0));
    }
  });

  test('of a solved problem is refused where somebody holds less, may not be cut, or the subject has less', () => {
    const { venue, live, market, loser, winner, long, other } = scene();
    const refusal = (at: Market, accounts: number[], amounts: number[]): string => {
      const before = venue.ledger.log.length;
      try {
        cutSolved(venue, live, at, { accounts, amounts, from: 0, end: accounts.length }, 1);
      } catch (error) {
        expect(venue.ledger.log.length).toBe(before);
        return (error as Error).message;
      }
      return 'done';
    };
    const b = venue.markets[1] as Market;
    const second = person(venue, 100, [[0, -3, 100]]);
    venue.cases.openDefault(second);
    expect(
      [
        refusal(market, [winner, other], [4, 7]),
        refusal(market, [long], [1]),
        refusal(b, [other], [5]),
        refusal(b, [winner], [1]),
        refusal(market, [loser], [1]),
        refusal(market, [second], [1]),
        refusal(market, [winner, other], [5, 6]),
        refusal(market, [winner, other], [5, 5]),
      ].join('\n'),
    ).toMatchInlineSnapshot(`
      "engine: cut: cut was 7 lots, but account 10 holds -6 of A
      engine: cut: cut was 1 lots, but account 11 holds 6 of A
      engine: cut: cut was 5 lots, but account 10 holds 4 of B
      engine: cut: cut was 1 lots, but account 9 holds 0 of B
      engine: cut: cut was 1 lots, but account 8 holds 10 of A
      engine: cut: account 13 may not be a counterparty: it has an open case, or is the subject
      engine: cut: a piece of 11 lots of A, but the case has 10 to place
      done"
    `);
  });
});
