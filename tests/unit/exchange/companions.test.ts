import { describe, expect, test } from 'vitest';
import { CompanionPlan } from '../../../src/exchange/adl/companions.ts';
import { deposit, openPosition, type Venue } from '../../../src/exchange/index.ts';
import { defineAdlProtection, type HedgeScope, type PlannedCut, z } from '../../../src/index.ts';
import { design, person, quote, venueOf } from '../../fixtures/exchange.ts';

/** Of an account, by how far it is cut: market, lots that leave, and the worst price. */
type Wish = readonly (readonly [market: number, lots: number, limit?: number | undefined, account?: number])[];

/*
 * Three shorts of A who hold other markets too; the loser is long 30 of A. The makers bid and ask for B and C.
 *
 *         A      B     C
 *   one  -10     8     5
 *   two  -10     8    -5
 *   three -10
 */
const planOf = (scope: HedgeScope | (() => HedgeScope) = 'account', defaultersEligible = false) => {
  const venue = venueOf(design([], { defaultersEligible }), [{}, {}, {}]);
  const loser = person(venue, 1, [[0, 30, 100]]);
  const one = person(venue, 1000, [
    [0, -10, 100],
    [1, 8, 100],
    [2, 5, 100],
  ]);
  const two = person(venue, 1000, [
    [0, -10, 100],
    [1, 8, 100],
    [2, -5, 100],
  ]);
  const three = person(venue, 1000, [[0, -10, 100]]);
  const maker = person(venue, 10_000, [], 'maker');
  const asked: string[] = [];
  const wishes = new Map<number, Wish | ((cut: PlannedCut) => unknown)>();
  const protection = defineAdlProtection({
    name: 'script',
    summary: 'Answers what the test says.',
    source: 'tests',
    params: z.strictObject({}),
    scope,
    complete: (cut) => {
      asked.push(`${cut.account} of ${cut.market} cut by ${cut.lots}`);
      const wish = wishes.get(cut.account) ?? [];
      if (typeof wish === 'function') return wish(cut) as never;
      return wish.map(([market, lots, limit, account]) => ({
        do: 'order' as const,
        market,
        lots,
        timeInForce: 'ioc' as const,
        ...(limit === undefined ? {} : { limit }),
        ...(account === undefined ? {} : { account }),
      }));
    },
  });
  const purpose = { market: venue.markets[0] as never, side: -1 as const, first: venue.cases.openDefault(loser) };
  const plan = new CompanionPlan(venue, { mechanism: protection, params: {}, place: 'test' }, purpose);
  /** Lots ordered as `account market lots`, or who stands in the way. */
  const planned = (cuts: readonly (readonly [number, number])[], none = false) => {
    const orders = plan.orders(
      Int32Array.from(cuts, ([account]) => account),
      Float64Array.from(cuts, ([, lots]) => lots),
      none,
    );
    if (plan.infeasible.size > 0) return { infeasible: [...plan.infeasible] };
    return orders.map((order) => [order.account, order.market, order.lots]);
  };
  return { venue, loser, one, two, three, maker, asked, wishes, planned };
};
const bids = (venue: Venue, maker: number, lots: readonly number[]): void =>
  lots.forEach((size, market) => {
    if (size > 0) quote(venue, maker, market, 1, size, 90);
  });

describe('what goes with a cut', () => {
  test('is asked of every account that is cut, in the order of the cuts, and of no other', () => {
    const { venue, one, two, three, maker, asked, wishes, planned } = planOf();
    bids(venue, maker, [0, 20, 20]);
    wishes.set(two, [
      [1, 6],
      [1, 1],
    ]);
    wishes.set(one, [[2, 5]]);
    expect(
      planned([
        [two, 7],
        [three, 0],
        [one, 3],
      ]),
    ).toEqual([
      [two, 1, 6],
      [two, 1, 1],
      [one, 2, 5],
    ]);
    expect(asked).toEqual([`${two} of 0 cut by -7`, `${one} of 0 cut by -3`]);
  });

  test('is known to those that come after: lots that cuts and orders take, by account and market', () => {
    const { venue, one, two, three, maker, wishes, planned } = planOf();
    bids(venue, maker, [0, 20, 20]);
    wishes.set(one, [
      [1, 6],
      [2, 2],
    ]);
    wishes.set(two, [[1, 3]]);
    const seen: number[][] = [];
    wishes.set(three, (cut) => {
      seen.push(...[one, two, three].map((account) => [0, 1, 2].map((market) => cut.planned(account, market))));
      for (let account = 0; account < venue.ledger.accounts.count; account++)
        for (const market of [0, 1, 2])
          if (account < one || account > two)
            expect([account, market, cut.planned(account, market)]).toEqual([account, market, 0]);
      return [];
    });
    const cuts = [
      [one, 10],
      [two, 4],
      [three, 1],
    ] as const;
    planned(cuts);
    expect(seen).toEqual([
      [-10, 6, 2],
      [-4, 3, 0],
      [0, 0, 0],
    ]);
    // In the next try the second is not cut, and the first less.
    seen.length = 0;
    planned([
      [one, 9],
      [two, 0],
      [three, 2],
    ]);
    expect(seen).toEqual([
      [-9, 6, 2],
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });

  test('is not asked again of the cuts a try has in common with the one before, up to the first that differs', () => {
    const { venue, one, two, three, maker, asked, wishes, planned } = planOf();
    bids(venue, maker, [0, 20, 0]);
    wishes.set(one, [[1, 8]]);
    const first = [
      [one, 4],
      [two, 3],
      [three, 2],
    ] as const;
    expect(planned(first)).toEqual([[one, 1, 8]]);
    expect(planned(first)).toEqual([[one, 1, 8]]);
    expect(asked).toHaveLength(3);
    // Other lots; another account; and all that follow them.
    planned([
      [one, 4],
      [two, 5],
      [three, 2],
    ]);
    expect(asked.slice(3)).toEqual([`${two} of 0 cut by -5`, `${three} of 0 cut by -2`]);
    planned([
      [two, 5],
      [one, 4],
      [three, 2],
    ]);
    expect(asked.slice(5)).toEqual([`${two} of 0 cut by -5`, `${one} of 0 cut by -4`, `${three} of 0 cut by -2`]);
    planned([[two, 5]]);
    expect(asked).toHaveLength(8);
    expect(
      planned([
        [two, 5],
        [one, 4],
      ]),
    ).toEqual([[one, 1, 8]]);
    expect(asked).toHaveLength(9);
  });
});

describe('orders fit the books', () => {
  test('when all that came before are counted against the side they meet', () => {
    const { venue, one, two, maker, wishes, planned } = planOf();
    bids(venue, maker, [0, 12, 5]);
    quote(venue, maker, 2, -1, 5, 110);
    const cuts = [
      [one, 5],
      [two, 5],
    ] as const;
    wishes.set(one, [
      [1, 8],
      [2, 5],
    ]);
    // Four are left of the bids for B; the five asks of C are another side than the bids.
    wishes.set(two, [
      [1, 4],
      [2, -5],
    ]);
    expect(planned(cuts)).toHaveLength(4);
    wishes.set(two, [[1, 5]]);
    expect(planned([cuts[0], [two, 6]])).toEqual({ infeasible: [two] });
    // Orders of one cut count together, too.
    wishes.set(two, [
      [1, 3],
      [1, 2],
    ]);
    expect(planned([cuts[0], [two, 7]])).toEqual({ infeasible: [two] });
    wishes.set(one, []);
    expect(planned([[one, 6], cuts[1]])).toHaveLength(2);
  });

  test('down to their limits', () => {
    const { venue, one, maker, wishes, planned } = planOf();
    bids(venue, maker, [0, 8, 0]);
    wishes.set(one, [[1, 8, 90]]);
    expect(planned([[one, 5]])).toHaveLength(1);
    wishes.set(one, [[1, 8, 91]]);
    expect(planned([[one, 6]])).toEqual({ infeasible: [one] });
  });

  test('of the other side: a sale meets bids, and a purchase asks', () => {
    const { venue, one, two, maker, wishes, planned } = planOf();
    quote(venue, maker, 2, -1, 5, 110);
    wishes.set(two, [[2, -5]]);
    expect(planned([[two, 5]])).toEqual([[two, 2, -5]]);
    wishes.set(one, [[2, 5]]);
    expect(planned([[one, 5]])).toEqual({ infeasible: [one] });
  });

  test('and all accounts whose orders do not are named at once, the others cut as before', () => {
    const { venue, one, two, three, maker, asked, wishes, planned } = planOf();
    bids(venue, maker, [0, 7, 0]);
    for (const account of [one, two]) wishes.set(account, [[1, 8]]);
    expect(
      planned([
        [one, 5],
        [two, 5],
        [three, 5],
      ]),
    ).toEqual({ infeasible: [one, two] });
    expect(planned([[three, 5]])).toEqual([]);
    expect(asked).toHaveLength(3);
  });

  test('or no cut may go with orders any more', () => {
    const { venue, one, two, maker, asked, wishes, planned } = planOf();
    bids(venue, maker, [0, 20, 0]);
    wishes.set(one, [[1, 8]]);
    const cuts = [
      [two, 5],
      [one, 5],
    ] as const;
    expect(planned(cuts)).toHaveLength(1);
    expect(planned(cuts, true)).toEqual({ infeasible: [one] });
    expect(asked).toHaveLength(4);
    expect(planned([[two, 5]], true)).toEqual([]);
    expect(planned(cuts)).toHaveLength(1);
  });
});

describe('an answer', () => {
  const refusal = (answer: unknown, scope: HedgeScope | (() => HedgeScope) = 'account') => {
    const made = planOf(scope);
    bids(made.venue, made.maker, [0, 20, 20]);
    made.wishes.set(made.one, () => answer);
    try {
      made.planned([[made.one, 5]]);
    } catch (error) {
      return `${(error as { code: string }).code} | ${(error as Error).message}`;
    }
    return 'accepted';
  };

  test('is a list of orders for what is held', () => {
    const order = (over: object) => [{ do: 'order', market: 1, lots: 8, timeInForce: 'ioc', ...over }];
    const answers = [
      undefined,
      [null],
      [undefined],
      [{ do: 'cancel' }],
      order({ lots: 9 }),
      order({ lots: -1 }),
      [...order({ lots: 5 }), ...order({ lots: 4 })],
      order({ account: 8 }),
      order({}),
    ];
    expect(answers.map((answer) => refusal(answer)).join('\n')).toMatchInlineSnapshot(`
      "answer | script: the companions of account 7 was undefined; it is a list
      companion | script: it goes with a cut by a object; companions are orders
      companion | script: it goes with a cut by a undefined; companions are orders
      companion | script: it goes with a cut by a cancel; companions are orders
      refused | adl.protection script: order: cut was 9 lots on the long side, but account 7 holds 8 of B
      refused | adl.protection script: order: cut was 1 lots on the short side, but account 7 holds 8 of B
      refused | adl.protection script: order: cut was 4 lots on the long side, but account 7 holds 3 of B
      companion | script: the cut of account 7 goes with an order of account 8, which its scope does not reach or which has an open case
      accepted"
    `);
  });

  test('takes no more in sum than is held, whatever cut it goes with', () => {
    const { venue, one, two, maker, wishes, planned } = planOf('venue');
    const second = venue.ledger.open('trader', one);
    deposit(venue, second, 1000);
    openPosition(venue, second, 0, -5, -500);
    openPosition(venue, second, 1, 3, 300);
    bids(venue, maker, [0, 30, 0]);
    wishes.set(one, [[1, 3, undefined, second]]);
    wishes.set(second, [[1, 3]]);
    expect(planned([[one, 5]])).toEqual([[second, 1, 3]]);
    // As long as somebody's orders do not fit nothing is done, so nothing is refused either.
    wishes.set(two, [[2, -5]]);
    expect(
      planned([
        [one, 5],
        [second, 5],
        [two, 5],
      ]),
    ).toEqual({ infeasible: [two] });
    expect(() =>
      planned([
        [one, 5],
        [second, 5],
      ]),
    ).toThrow(`cut was 3 lots on the long side, but account ${second} holds 0 of B`);
  });

  test('reaches accounts of the same owner as far as the scope says, but for those being resolved', () => {
    const reached = (scope: HedgeScope | (() => HedgeScope), inCase = false) => {
      const { venue, one, maker, wishes, planned } = planOf(scope);
      const second = venue.ledger.open('trader', one);
      deposit(venue, second, 1000);
      openPosition(venue, second, 1, 3, 300);
      if (inCase) venue.cases.openDefault(second);
      bids(venue, maker, [0, 30, 0]);
      wishes.set(one, [[1, 3, undefined, second]]);
      try {
        return planned([[one, 5]]).toString() === `${second},1,3`;
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    expect([reached('account'), reached(() => 'account')]).toEqual(['companion', 'companion']);
    expect([reached('venue'), reached('owner'), reached(() => 'venue')]).toEqual([true, true, true]);
    expect(reached('venue', true)).toBe('companion');
  });
});
