import { describe, expect, test } from 'vitest';
import { cancelAll, deposit, openPosition, place, reopen, type Venue, withdraw } from '../../../src/exchange/index.ts';
import { type AgentAction, defineFund, definePayout, isBreakwaterError, type Side, z } from '../../../src/index.ts';
import { design, person, quote, testFund, testMargin, use, venueOf } from '../../fixtures/exchange.ts';

const head = { name: 'rule', summary: 'For tests.', source: 'tests', params: z.strictObject({}) };
type Order = Extract<AgentAction, { do: 'place' }>;
const send = (venue: Venue, account: number, lots: number, over: Partial<Order> = {}) =>
  place(venue, { do: 'place', account, market: 0, lots, timeInForce: 'ioc', ...over });
const refusal = (run: () => unknown): string => {
  try {
    return JSON.stringify(run());
  } catch (error) {
    if (!isBreakwaterError(error)) throw error;
    return `${error.kind} ${error.code} | ${error.message}`;
  }
};
const last = (venue: Venue, rows: number) =>
  [...venue.ledger.log].slice(-rows).map(({ kind, cause, a, b, value }) => [kind, cause, a, b, value]);

describe('money', () => {
  test('comes in and goes out under its own name', () => {
    const venue = venueOf(design([]));
    const account = person(venue, 0);
    const { outsideAccount } = venue.ledger;
    deposit(venue, account, 70);
    expect(last(venue, 1)).toEqual([['transfer', 'deposit', outsideAccount, account, 70]]);
    expect(withdraw(venue, account, 20)).toEqual({ filled: 0, moved: 20 });
    expect(last(venue, 1)).toEqual([['transfer', 'withdraw', account, outsideAccount, 20]]);
  });

  test('is a whole number of units', () => {
    const venue = venueOf(design([]));
    const account = person(venue, 100);
    expect(
      [
        refusal(() => deposit(venue, account, 0.5)),
        refusal(() => deposit(venue, account, -1)),
        refusal(() => withdraw(venue, account, Number.NaN)),
        refusal(() => withdraw(venue, account, -1)),
      ].join('\n'),
    ).toMatchInlineSnapshot(`
      "contract answer | a deposit was 0.5; it is a whole number, at least 0
      contract answer | a deposit was -1; it is a whole number, at least 0
      contract answer | a withdrawal was NaN; it is a whole number, at least 0
      contract answer | a withdrawal was -1; it is a whole number, at least 0"
    `);
  });

  test('does not leave an account that has nothing free, and then no rule is asked', () => {
    let asked = 0;
    const payout = definePayout({
      ...head,
      allow: ({ amount }) => {
        asked += 1;
        return { paid: amount };
      },
    });
    const venue = venueOf(design([], { payout: use(payout), margin: use(testMargin(100_000)) }));
    // Initial margin of 10 lots at 100 is 200.
    const [under, at, above] = [190, 200, 201].map((money) => person(venue, money, [[0, 10, 100]]));
    expect([under, at, above].map((account) => withdraw(venue, account as number, 50))).toEqual([
      { filled: 0, moved: 0, refused: 'nothing-free' },
      { filled: 0, moved: 0, refused: 'nothing-free' },
      { filled: 0, moved: 1 },
    ]);
    expect(asked).toBe(1);
  });

  test('that a rule withholds has left the account too, and is no loss of its trading', () => {
    const payout = definePayout({ ...head, allow: () => ({ paid: 30, withheld: 30 }) });
    const venue = venueOf(design([], { payout: use(payout) }));
    venue.periods.begin(0);
    const account = person(venue, 100);
    expect(withdraw(venue, account, 60)).toEqual({ filled: 0, moved: 30 });
    expect(venue.gainSincePeriod(account, 40)).toBe(0);
  });

  test('is paid by a rule that answers what can be', () => {
    const answer = (decision: unknown) => {
      const payout = definePayout({ ...head, allow: () => decision as never });
      const venue = venueOf(design([], { payout: use(payout), funds: { fund: use(testFund(0)) } }));
      return refusal(() => withdraw(venue, person(venue, 100), 60));
    };
    expect(
      [
        undefined,
        { paid: -1 },
        { paid: 1, withheld: 0.5 },
        { paid: 40, withheld: 21 },
        { paid: 61 },
        { paid: 1, withheld: 1, to: 'nobody' },
        { paid: 40, withheld: 20 },
        { paid: 40, withheld: 20, to: 'fund' },
      ]
        .map(answer)
        .join('\n'),
    ).toMatchInlineSnapshot(`
      "contract answer | payout rule: what is paid of 60 was undefined; it is a whole number, at least 0
      contract answer | payout rule: what is paid of 60 was -1; it is a whole number, at least 0
      contract answer | payout rule: what is withheld of 60 was 0.5; it is a whole number, at least 0
      contract answer | payout rule: it pays 40 and withholds 21 of a request of 60
      contract answer | payout rule: it pays 61 and withholds 0 of a request of 60
      contract answer | payout rule: there is no pool called "nobody"
      {"filled":0,"moved":40}
      {"filled":0,"moved":40}"
    `);
  });
});

describe('an order', () => {
  const asked = () => {
    const venue = venueOf(design([], { margin: use(testMargin(100_000)) }), [{}, {}]);
    const maker = person(venue, 10_000, [], 'maker');
    quote(venue, maker, 0, -1, 5, 101);
    const trader = person(venue, 1000);
    const resting = () => venue.markets[0]?.book.save().orders.filter(({ account }) => account === trader);
    return { venue, maker, trader, resting };
  };

  test('has whole lots and a limit of at least one tick, in a market that is there', () => {
    const { venue, trader } = asked();
    expect(
      [
        refusal(() => send(venue, trader, 1, { market: 9 })),
        refusal(() => send(venue, trader, 0.5)),
        refusal(() => send(venue, trader, 1, { limit: 0 })),
        refusal(() => send(venue, trader, 1, { limit: 1.5 })),
      ].join('\n'),
    ).toMatchInlineSnapshot(`
      "contract order | there is no market number 9
      contract answer | the lots of an order was 0.5; it is a whole number, at least -9007199254740991
      contract answer | the limit of an order, in ticks, was 0; it is a whole number, at least 1
      contract answer | the limit of an order, in ticks, was 1.5; it is a whole number, at least 1"
    `);
  });

  test('is filled whole or not at all, if it says so', () => {
    const { venue, trader, resting } = asked();
    expect(send(venue, trader, 6, { timeInForce: 'fok' }).refused).toBe('not-fillable');
    expect(send(venue, trader, 5, { timeInForce: 'fok', limit: 101 })).toEqual({ filled: 5, moved: 0 });
    expect(last(venue, 1)).toEqual([['fill', 'trade', 6, trader, 505]]);
    expect(resting()).toEqual([]);
  });

  test('does not rest when it was filled, or may not, or has no limit', () => {
    const filled = asked();
    expect(send(filled.venue, filled.trader, 5, { timeInForce: 'gtc', limit: 101 }).filled).toBe(5);
    expect(filled.resting()).toEqual([]);
    const part = asked();
    expect(send(part.venue, part.trader, 7, { limit: 101 }).filled).toBe(5);
    expect(part.resting()).toEqual([]);
    for (const timeInForce of ['gtc', 'post-only'] as const) {
      const { venue, trader, resting } = asked();
      expect(send(venue, trader, 5, { timeInForce })).toEqual({ filled: 0, moved: 0 });
      expect(resting()).toEqual([]);
      expect(venue.markets[0]?.bestAsk).toBe(101);
    }
  });

  test('is cancelled with the others of its account, in one market or in all', () => {
    const quoted = () => {
      const made = asked();
      for (const market of [0, 1]) {
        quote(made.venue, made.trader, market, 1, 1, 10);
        quote(made.venue, made.maker, market, 1, 2, 9);
      }
      return { ...made, left: () => made.venue.markets.map(({ book }) => book.fillable(-1, 1)) };
    };
    const one = quoted();
    cancelAll(one.venue, one.trader, 1);
    expect(one.left()).toEqual([3, 2]);
    const all = quoted();
    cancelAll(all.venue, all.trader);
    expect(all.left()).toEqual([2, 2]);
  });
});

test('an offer is taken by its number', () => {
  const venue = venueOf(design([], { funds: { vault: use(testFund(1000, 'vault')) } }));
  const account = person(venue, 1000, [[0, -10, 100]]);
  const { data } = venue.cases.openDefault(person(venue, 1));
  for (const lots of [3, 5])
    venue.replacements.make(
      'test',
      data,
      { account, market: 0, lots: -lots, value: -100 * lots },
      { by: 'vault', lots, until: 9 },
    );
  expect(reopen(venue, 2)).toEqual({ filled: -5, moved: 0 });
  expect(venue.replacements.standing.map(({ id }) => id)).toEqual([1]);
  expect(venue.ledger.lots(account, 0)).toBe(-15);
  expect(refusal(() => reopen(venue, 0))).toMatchInlineSnapshot(
    `"contract answer | the number of an offer was 0; it is a whole number, at least 1"`,
  );
});

test('who opens with a position opens it against the pool that faces its side', () => {
  const facing = (side: Side) =>
    use(
      defineFund({
        ...head,
        name: `faces-${side}`,
        holds: 'pool',
        scope: () => 'all',
        capital: () => 100,
        faces: () => side,
      }),
    );
  const venue = venueOf(design([], { funds: { longs: facing(1), shorts: facing(-1) } }));
  const account = person(venue, 100);
  openPosition(venue, account, 0, 3, 300);
  openPosition(venue, account, 0, -5, -500);
  expect(venue.pools.map((pool) => [pool.name.split('/')[0], pool.lots(0)])).toEqual([
    ['longs', -3],
    ['shorts', 5],
  ]);
});
