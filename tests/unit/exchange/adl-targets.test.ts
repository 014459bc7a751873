import { describe, expect, test } from 'vitest';
import { type TargetList, Targets } from '../../../src/exchange/adl/targets.ts';
import type { Venue } from '../../../src/exchange/index.ts';
import { type Action, type AdlCandidate, defineAdl, z } from '../../../src/index.ts';
import { design, person, step, testFund, use, venueOf } from '../../fixtures/exchange.ts';

const told = ({ subjects, amounts }: TargetList) => subjects.map(({ id }, i) => [id, amounts[i]]);

describe('a need for the case of a pool', () => {
  /** A pool that is short 6 of A and long 2 of B; a default of 4 long of A. */
  const cases = () => {
    const venue = venueOf(design([], { funds: { pool: use(testFund(1000, 'pool')) } }), [{}, {}]);
    const loser = person(venue, 1, [[0, 4, 100]]);
    person(venue, 1, [
      [0, 2, 100],
      [1, -2, 100],
    ]);
    const lost = venue.cases.openDefault(loser);
    const pool = venue.cases.openPoolCase('pool', 0);
    return { venue, lost, pool };
  };
  const of = (targets: Targets, over: object, amount = 100) => {
    const { long, short } = targets.ofLots({ in: 'lots', market: 0, amount, ...over }, amount);
    return { long: told(long), short: told(short) };
  };

  test('is for that case alone, whether it has reached the layer or not, and once', () => {
    const { venue, lost, pool } = cases();
    for (const reached of [[lost], [lost, pool], [pool, lost]]) {
      const targets = new Targets(venue, reached);
      expect(of(targets, { pool: 'pool' })).toEqual({ long: [], short: [[pool.id, 6]] });
      expect(of(targets, { pool: 'pool' }, 5)).toEqual({ long: [], short: [[pool.id, 5]] });
      expect(of(targets, { pool: 'pool', case: pool.id })).toEqual({ long: [], short: [[pool.id, 6]] });
      expect(of(targets, { pool: 'pool', case: lost.id })).toEqual({ long: [], short: [] });
    }
  });

  test('leaves the pool out where it names none', () => {
    const { venue, lost, pool } = cases();
    const targets = new Targets(venue, [pool, lost]);
    expect(of(targets, {})).toEqual({ long: [[lost.id, 4]], short: [] });
    expect(of(targets, { case: pool.id })).toEqual({ long: [], short: [] });
  });

  test('opens a case in another market where there is none', () => {
    const { venue, lost } = cases();
    const targets = new Targets(venue, [lost]);
    expect(of(targets, { market: 1, pool: 'pool' })).toEqual({ long: [[3, 2]], short: [] });
    expect(venue.cases.all[2]).toMatchObject({ kind: 'pool', market: 1 });
  });
});

test('a need in money is shared in due order until it is used up', () => {
  const venue = venueOf(design([]));
  const lives = [20, 30, 5].map((owed) => {
    const account = person(venue, 0);
    venue.ledger.transfer(0, account, venue.ledger.outsideAccount, owed, 'withdraw');
    return venue.cases.openDefault(account);
  });
  const of = (amount: number) => told(new Targets(venue, lives).ofDeficits({ in: 'gain', market: 0, amount }, amount));
  expect([of(25), of(20), of(55), of(100)]).toEqual([
    [
      [1, 20],
      [2, 5],
    ],
    [[1, 20]],
    [
      [1, 20],
      [2, 30],
      [3, 5],
    ],
    [
      [1, 20],
      [2, 30],
      [3, 5],
    ],
  ]);
});

type Plan = { readonly case: number; readonly actions: readonly Action[] };

describe('a whole rule', () => {
  const planning = (plan: (candidates: (market: number, side: 1 | -1) => readonly AdlCandidate[]) => readonly Plan[]) =>
    use(
      defineAdl({
        name: 'plans',
        summary: 'For tests.',
        source: 'tests',
        params: z.strictObject({}),
        plan: (view) => plan((market, side) => view.candidates(market, side)),
      }),
    );
  /** Two who are bankrupt at 94; the shorts come to their positions in another order than to their accounts. */
  const crashed = (rule: ReturnType<typeof planning>) => {
    const funds = { fund: use(testFund(100)) };
    const venue = venueOf(design([{ label: 'adl', kind: 'adl', whole: rule }], { funds }), [{}, {}]);
    const losers = [50, 40].map((money) => person(venue, money, [[0, 10, 100]]));
    const shorts = [0, 1, 2].map(() => person(venue, 1000));
    for (const i of [2, 0, 1]) venue.ledger.fill(0, shorts[i] as number, venue.ledger.outsideAccount, 10, 1000, 'open');
    const long = person(venue, 1000, [[0, 3, 100]]);
    return { venue, losers, shorts, long };
  };
  const takenBy = (venue: Venue) =>
    [...venue.ledger.log].filter(({ kind }) => kind === 'taken').map(({ case: of, a, mark }) => [of, a, mark]);

  test('sees who may be cut on a side, by rising account', () => {
    const seen: (readonly AdlCandidate[])[] = [];
    const { venue, losers, shorts, long } = crashed(
      planning((candidates) => {
        seen.push(candidates(0, -1), candidates(0, 1), candidates(1, 1));
        return [];
      }),
    );
    step(venue, [94, 100]);
    expect(seen.map((side) => side.map(({ account, lots, profit }) => [account, lots, profit]))).toEqual([
      shorts.map((account) => [account, -10, 60]),
      [[long, 3, -18]],
      [],
    ]);
    expect(losers.map((account) => venue.ledger.lots(account, 0))).toEqual([10, 10]);
  });

  test('is told as having taken from others once: for its case, or for several', () => {
    const cut = (account: number) => [{ do: 'cut' as const, market: 0, cuts: [{ account, lots: 10 }], value: 940 }];
    const one = crashed(
      planning(() => [
        { case: 1, actions: [] },
        { case: 2, actions: cut(one.shorts[0] as number) },
      ]),
    );
    step(one.venue, [94, 100]);
    expect(takenBy(one.venue)[0]).toEqual([2, one.losers[1], 0]);
    let asked = 0;
    const both = crashed(
      planning(() => {
        asked += 1;
        if (asked > 1) return [];
        return [
          { case: 1, actions: [{ do: 'cancel' }] },
          { case: 2, actions: [{ do: 'cancel' }, ...cut(both.shorts[0] as number)] },
        ];
      }),
    );
    step(both.venue, [94, 100]);
    expect(takenBy(both.venue)).toEqual([[0, both.losers[0], 0]]);
  });

  test('that only cancels or pays has taken from nobody', () => {
    const { venue } = crashed(planning(() => [1, 2].map((id) => ({ case: id, actions: [{ do: 'cancel' as const }] }))));
    step(venue, [94, 100]);
    expect(takenBy(venue)).toEqual([]);
  });

  test('is not asked where no case reaches it', () => {
    let asked = 0;
    const { venue } = crashed(
      planning(() => {
        asked += 1;
        return [];
      }),
    );
    step(venue, [100, 100]);
    expect(asked).toBe(0);
  });
});
