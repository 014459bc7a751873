import { describe, expect, test, vi } from 'vitest';
import { CandidateWalk, prefixLength, type Query } from '../../../src/exchange/adl/candidates.ts';
import { ClaimColumns } from '../../../src/exchange/adl/claim-columns.ts';
import { FrozenRanking } from '../../../src/exchange/adl/frozen-ranking.ts';
import type { Market, Venue } from '../../../src/exchange/index.ts';
import type { CaseView } from '../../../src/index.ts';
import { defineAdlEligible, defineAdlRanking, type LegView, z } from '../../../src/index.ts';
import { design, person, use, venueOf } from '../../fixtures/exchange.ts';

const head = { summary: 'For tests.', source: 'tests', params: z.strictObject({}) };
const bound = <M>(mechanism: M) => ({ ...use(mechanism), place: 'test' });
/** The lowest account first. */
const byAccount = defineAdlRanking({ ...head, name: 'by-account', score: (candidate) => -candidate.account });
const weighing = defineAdlRanking({ ...byAccount, weigh: (candidate) => candidate.account / 2 });

const walkOf = (venue: Venue, over: Partial<Query> = {}, rank = byAccount, side: 1 | -1 | 0 = -1) => {
  const market = venue.markets[0] as Market;
  const ranking = new FrozenRanking(venue, market, side).freeze(bound(rank) as never);
  const query: Query = { market, on: 'lots', ranking, eligible: [], scan: Number.POSITIVE_INFINITY, ...over };
  return { walk: new CandidateWalk(venue, query, new ClaimColumns()), ranking };
};
const claimed = ({ accounts, claim }: { accounts: Int32Array; claim: Float64Array }) => [[...accounts], [...claim]];

/** A loser, and shorts of these lots. */
const shorts = (lots: readonly number[], over: Parameters<typeof design>[1] = {}) => {
  const venue = venueOf(design([], over), [{}, {}]);
  const loser = person(venue, 50, [[0, 10_000, 100]]);
  return { venue, loser, accounts: lots.map((size) => person(venue, 100_000, [[0, -size, 100]])) };
};
/** A predicate that notes whom it was asked about. */
const noting = (asked: number[], allows: (account: number) => boolean = () => true) =>
  bound(
    defineAdlEligible({
      ...head,
      name: 'noting',
      candidate: ({ account }) => {
        asked.push(account);
        return allows(account);
      },
    }),
  );

test.each([
  [5, 0, 2],
  [5, 3, 3],
  [6, 0, 3],
  [0, 0, 0],
  [0, 2, 2],
  [99, 0, 4],
  [1, 99, 4],
])('a need of %d with at least %d claims reaches along %d of them', (need, least, length) => {
  expect(prefixLength(Float64Array.of(2, 3, 4, 5, 6), 4, { need, least })).toBe(length);
});

describe('a walk along a ranking', () => {
  const hundred = () => shorts(Array.from({ length: 100 }, () => 1));

  test('claims what all hold who may be cut, in ranked order', () => {
    const { venue, accounts } = shorts([3, 5, 7, 9]);
    const asked: number[] = [];
    const { walk } = walkOf(venue, { eligible: [noting(asked, (account) => account !== accounts[2])] });
    const [a, b, , d] = accounts;
    expect(claimed(walk.claims())).toEqual([
      [a, b, d],
      [3, 5, 9],
    ]);
    expect(asked).toEqual(accounts);
  });

  test('looks only as far as a need reaches, at four holders first and then at twice as many each time', () => {
    const looked = (need: number, least: number) => {
      const asked: number[] = [];
      const { walk } = walkOf(hundred().venue, { eligible: [noting(asked)] });
      return [asked, walk.claims({ need, least }).accounts].map(({ length }) => length);
    };
    expect([looked(1, 0), looked(4, 0), looked(5, 0), looked(12, 0), looked(13, 0), looked(1000, 0)]).toEqual([
      [4, 1],
      [4, 4],
      [12, 5],
      [12, 12],
      [28, 13],
      [100, 100],
    ]);
    expect([looked(0, 0), looked(1, 4), looked(1, 5), looked(9, 2)]).toEqual([
      [0, 0],
      [4, 4],
      [12, 5],
      [12, 9],
    ]);
  });

  test('has all places put in order at once where it looks at all of them, and asks a predicate once for all', () => {
    for (const [reach, ordered, calls] of [
      [undefined, 1, 1],
      [{ need: 5, least: 0 }, 0, 2],
    ] as const) {
      const { venue } = hundred();
      const { walk, ranking } = walkOf(venue, { eligible: [noting([])] });
      const order = vi.spyOn(ranking, 'orderAll');
      const call = vi.spyOn(venue.guard, 'call');
      walk.claims(reach);
      expect([order.mock.calls.length, call.mock.calls.length]).toEqual([ordered, calls]);
    }
  });

  test('looks on from where it stood when accounts are left out, for what they would have given', () => {
    const { venue, accounts } = shorts([3, 5, 7, 9, 11, 13]);
    const [a, b, c, d, e] = accounts as [number, number, number, number, number];
    const asked: number[] = [];
    const { walk } = walkOf(venue, { eligible: [noting(asked)] });
    const reach = { need: 20, least: 0 };
    expect(claimed(walk.claims(reach))[0]).toEqual([a, b, c, d]);
    expect(asked).toHaveLength(4);
    walk.leaveOut(new Set([a, c]));
    expect(claimed(walk.claims(reach))).toEqual([
      [b, d, e],
      [5, 9, 11],
    ]);
    expect(asked).toEqual(accounts);
    walk.leaveOut(new Set([b]));
    expect(claimed(walk.claims({ need: 9, least: 0 }))[0]).toEqual([d]);
  });

  test('looks at no more holders than it may, and at others for those left out', () => {
    const { venue, accounts } = shorts([3, 5, 7, 9, 11]);
    const [a, b, c, d] = accounts as [number, number, number, number];
    const asked: number[] = [];
    // Who is not let be cut has been looked at, too.
    const eligible = [noting(asked, (account) => account !== b)];
    const { walk } = walkOf(venue, { eligible, scan: 3 });
    expect(claimed(walk.claims())[0]).toEqual([a, c]);
    expect(claimed(walk.claims())[0]).toEqual([a, c]);
    walk.leaveOut(new Set([a]));
    expect(claimed(walk.claims())[0]).toEqual([c, d]);
    expect(asked).toEqual([a, b, c, d]);
  });

  test('goes on behind a bunch of whom nobody may be cut', () => {
    const { venue, accounts } = shorts([1, 1, 1, 1, 1, 1]);
    const { walk } = walkOf(venue, { eligible: [noting([], (account) => account === accounts[5])] });
    expect(claimed(walk.claims({ need: 1, least: 0 }))[0]).toEqual([accounts[5]]);
  });

  test('weighs where the ranking does', () => {
    const { venue, accounts } = shorts([3, 5]);
    expect(walkOf(venue).walk.claims().weights).toBeUndefined();
    const { walk } = walkOf(venue, {}, weighing as never);
    expect([...(walk.claims().weights ?? [])]).toEqual(accounts.map((account) => account / 2));
  });

  test('claims gains, as far as there is equity; none where there is no gain', () => {
    const venue = venueOf(design([]), [{}, {}]);
    const [winner, even, loser, poor, broke] = [
      person(venue, 100, [[0, -10, 100]]),
      person(venue, 100, [[0, -10, 90]]),
      person(venue, 100, [[0, 5, 100]]),
      // A gain of 100 in A beside a loss of 60 in B, with 10 and with nothing of its own.
      person(venue, 10, [
        [0, -10, 100],
        [1, 10, 106],
      ]),
      person(venue, 0, [
        [0, -10, 100],
        [1, 10, 110],
      ]),
    ];
    const long = person(venue, 100, [[0, 4, 80]]);
    venue.ledger.setPrice(0, 90, 90);
    const { walk } = walkOf(venue, { on: 'gain' }, byAccount, 0);
    expect(claimed(walk.claims())).toEqual([
      [winner, poor, long],
      [100, 50, 40],
    ]);
    for (const account of [even, loser, broke]) expect(venue.ledger.lots(account as number, 0)).not.toBe(0);
  });
});

describe('predicates', () => {
  const paired = (seen: [number, number, LegView][]) =>
    bound(
      defineAdlEligible({
        ...head,
        name: 'paired',
        pair: ({ account }, subject, leg) => {
          seen.push([account, subject.subject.id, leg]);
          return account % 2 === 0;
        },
      }),
    );
  const unasked = () => bound(defineAdlEligible({ ...head, name: 'unasked', scanLimit: () => 3 }));

  test('on pairs look at the leg of the case in the market, and at nobody where there is no case or no such leg', () => {
    const { venue, accounts } = shorts([3, 5]);
    const both = person(venue, 50, [
      [1, -2, 100],
      [0, 6, 101],
    ]);
    const subject = venue.cases.openDefault(both);
    const seen: [number, number, LegView][] = [];
    const { walk } = walkOf(venue, { eligible: [paired(seen)], subject });
    expect(claimed(walk.claims())[0]).toEqual(accounts.filter((account) => account % 2 === 0));
    expect(
      seen.map(([account, of, { market, lots, cost, value, maintenance }]) => [
        account,
        of,
        market.id,
        lots,
        cost,
        value,
        maintenance,
      ]),
    ).toEqual(accounts.map((account) => [account, both, 'A', 6, 606, 600, 0]));
    seen.length = 0;
    const flat: CaseView = venue.cases.openDefault(person(venue, 5, [[1, 1, 100]]));
    expect(claimed(walkOf(venue, { eligible: [paired(seen)], subject: flat }).walk.claims())).toEqual([[], []]);
    expect(claimed(walkOf(venue, { eligible: [paired(seen)] }).walk.claims())[0]).toEqual(accounts);
    expect(seen).toEqual([]);
  });

  test('are asked one after the other, each about whom those before let through', () => {
    const { venue, accounts } = shorts([3, 5, 7]);
    const [first, second]: [number[], number[]] = [[], []];
    const eligible = [
      noting(first, (account) => account !== accounts[0]),
      noting(second, (account) => account !== accounts[2]),
    ];
    expect(claimed(walkOf(venue, { eligible }).walk.claims())[0]).toEqual([accounts[1]]);
    expect([first, second]).toEqual([accounts, accounts.slice(1)]);
  });

  test('that neither look at candidates nor, without a case, at pairs are not called', () => {
    const { venue, accounts } = shorts([3, 5]);
    const { walk } = walkOf(venue, { eligible: [unasked(), paired([])] });
    const call = vi.spyOn(venue.guard, 'call');
    expect(claimed(walk.claims())[0]).toEqual(accounts);
    expect(call.mock.calls).toEqual([]);
  });

  test('never meet the subject itself, nor others in default unless the design lets them be cut', () => {
    for (const defaultersEligible of [true, false]) {
      const { venue, accounts, loser } = shorts([3, 5], { defaultersEligible });
      const subject = venue.cases.openDefault(loser);
      venue.cases.openDefault(accounts[1] as number);
      const { walk } = walkOf(venue, { subject }, byAccount, 0);
      expect(claimed(walk.claims())[0]).toEqual(defaultersEligible ? accounts : accounts.slice(0, 1));
    }
  });
});
