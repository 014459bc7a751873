import { describe, expect, test } from 'vitest';
import { Taken } from '../../../src/exchange/actions/taken.ts';
import { collateralPhase } from '../../../src/exchange/index.ts';
import { defineBackstop, defineSocialisation, isBreakwaterError, z } from '../../../src/index.ts';
import { adl, closeAt, design, person, step, testFund, use, venueOf } from '../../fixtures/exchange.ts';
import { flat, holding, type People, table } from './refusals.ts';

type Answer = (people: People) => unknown;
const lots = (mistakes: Record<string, Answer>) =>
  table(mistakes, (mistake) => holding((people) => [mistake(people)].flat()));
/** The same, answered once. */
const once = (answers: Record<string, Answer>) =>
  table(answers, (answer) => {
    let asked = false;
    return holding((people) => {
      if (asked) return 'pass';
      asked = true;
      return [answer(people)].flat();
    });
  });
const money = (mistakes: Record<string, Answer>) =>
  table(mistakes, (mistake) => flat((people) => [mistake(people)].flat()));

const order = { do: 'order', market: 0, lots: 10, timeInForce: 'ioc' };
const offer = { do: 'offer', market: 0, lots: 10, value: 950, to: [], share: 'pro-rata' };
const cut = (account: number, over: object) => ({
  do: 'cut',
  market: 0,
  value: 950,
  cuts: [{ account, lots: 10 }],
  ...over,
});

describe('fields of an action', () => {
  test('are of the kind they should be', () => {
    expect(
      lots({
        'action null': () => null,
        'action a word': () => 'stop',
        'fee null': () => ({ ...order, fee: null }),
        'fee a number': () => ({ ...order, fee: 5 }),
        'share by lot': () => ({ ...offer, share: 'raffle' }),
        'offered to a number': () => ({ ...offer, to: 5 }),
        'cuts a number': () => ({ do: 'cut', market: 0, value: 950, cuts: 5 }),
        'account below zero': () => ({ do: 'cancel', account: -1 }),
        'the account after the last': ({ venue }) => ({ do: 'cancel', account: venue.ledger.accounts.count }),
      }),
    ).toMatchInlineSnapshot(`
      "action null                | contract refused | liquidation bad: an action was null; it is an object with a do
      action a word              | contract refused | liquidation bad: an action was stop; it is an object with a do
      fee null                   | contract refused | liquidation bad: order: the fee was null; it is an object with perMillion and to
      fee a number               | contract refused | liquidation bad: order: the fee was 5; it is an object with perMillion and to
      share by lot               | contract refused | liquidation bad: offer: no share "raffle"; it is pro-rata or in-order
      offered to a number        | contract refused | liquidation bad: offer: to was 5; it is a list
      cuts a number              | contract refused | liquidation bad: cut: cuts was 5; it is a list
      account below zero         | contract refused | liquidation bad: cancel: there is no account -1
      the account after the last | contract refused | liquidation bad: cancel: there is no account 13"
    `);
    expect(
      money({
        'charges a number': () => ({ do: 'charge', base: 'equity', charges: 5 }),
        'charge on luck': () => ({ do: 'charge', base: 'luck', charges: [] }),
        'equity in a market': ({ short }) => ({
          do: 'charge',
          base: 'equity',
          market: 0,
          charges: [{ account: short, amount: 1 }],
        }),
      }),
    ).toMatchInlineSnapshot(`
      "charges a number           | contract refused | socialisation bad: charge: charges was 5; it is a list
      charge on luck             | contract refused | socialisation bad: charge: no base "luck"
      equity in a market         | contract refused | socialisation bad: charge: a charge on equity has no market; only gains are in one"
    `);
  });

  test('may be what they may be', () => {
    expect(
      once({
        'cancel for account 0': () => ({ do: 'cancel', account: 0 }),
        'cancel after an order': () => [order, { do: 'cancel' }],
        'order on its own behalf': ({ loser }) => ({ ...order, account: loser }),
        'whole fee': () => ({ ...order, fee: { perMillion: 1_000_000, to: 'fund' } }),
        'both values alike': ({ winner }) => cut(winner, { counterpartyValue: 950 }),
        'a pool without a difference': ({ winner }) => cut(winner, { difference: 'poor' }),
        'a difference to a pool': ({ winner }) =>
          cut(winner, { value: 940, counterpartyValue: 950, difference: 'poor' }),
        'all a pool has': ({ winner }) => cut(winner, { value: 950, counterpartyValue: 947, difference: 'poor' }),
      }),
    ).toMatchInlineSnapshot(`
      "cancel for account 0       | accepted
      cancel after an order      | accepted
      order on its own behalf    | accepted
      whole fee                  | accepted
      both values alike          | accepted
      a pool without a difference | accepted
      a difference to a pool     | accepted
      all a pool has             | accepted"
    `);
  });

  test('a refusal says what to do next', () => {
    const bad = defineSocialisation({
      name: 'bad',
      summary: 'Answers nonsense.',
      source: 'tests',
      params: z.strictObject({}),
      takesLots: true,
      next: () => [{ do: 'burn' }] as never,
    });
    const venue = venueOf(design([{ label: 'socialisation', kind: 'socialisation', use: use(bad) }]));
    person(venue, 50, [[0, 10, 100]]);
    let hint: string | undefined;
    try {
      step(venue, [94]);
    } catch (error) {
      if (isBreakwaterError(error)) hint = error.hint;
    }
    expect(hint).toBe('the ledger is as it was; mend the mechanism and run again');
  });

  test('a pool does not take its own position over', () => {
    const bad = defineBackstop({
      name: 'bad',
      summary: 'Takes all over.',
      source: 'tests',
      params: z.strictObject({}),
      takesLots: true,
      next: (subject) =>
        subject.legs.map(({ lots, value }) => ({
          do: 'takeOver',
          by: 'vault',
          market: 0,
          lots,
          value,
          margin: 'kept',
        })),
    });
    const layers = [{ label: 'backstop', kind: 'backstop' as const, use: use(bad) }];
    const venue = venueOf(design(layers, { funds: { vault: use(testFund(60, 'vault')) } }));
    venue.ledger.fill(0, person(venue, 5000), venue.pools[0]?.account ?? -1, 10, 1000, 'trade');
    expect(() => step(venue, [80])).toThrow('backstop bad: takeOver: pool vault would take its own position over');
  });

  test('a payment is in the settlement asset, what a pool bears of a cut in that of the market', () => {
    const coins = [
      { name: 'USD', decimals: 0 },
      { name: 'BTC', decimals: 0 },
    ];
    const paying = (amount: number) =>
      defineSocialisation({
        name: 'paying',
        summary: 'Has the pool pay.',
        source: 'tests',
        params: z.strictObject({}),
        takesLots: false,
        next: (subject, _view, _params, _state, outcome) =>
          outcome !== undefined || subject.legs.length > 0 ? 'pass' : [{ do: 'pay', from: 'fund', amount }],
      });
    const stopped = (amount: number) => {
      const layers = [
        adl({ closeOut: use(closeAt('mark')) }),
        { label: 'paying', kind: 'socialisation' as const, use: use(paying(amount)) },
      ];
      const venue = venueOf(design(layers, { funds: { fund: use(testFund(30)) } }), [{ settle: 1 }], coins);
      collateralPhase(venue, new Map([[1, { units: 1, value: 5 }]]));
      const loser = venue.ledger.open('trader');
      venue.ledger.transfer(1, venue.ledger.outsideAccount, loser, 50, 'deposit');
      const winner = venue.ledger.open('trader');
      venue.ledger.transfer(1, venue.ledger.outsideAccount, winner, 500, 'deposit');
      venue.ledger.fill(0, winner, loser, 10, 1000, 'open');
      try {
        step(venue, [94]);
      } catch (error) {
        return isBreakwaterError(error) ? error.message : String(error);
      }
      return venue.pools[0]?.cash;
    };
    // 10 coins at 5 are missing; the pool has 30.
    expect(stopped(30)).toBe(0);
    expect(stopped(31)).toBe('socialisation paying: pay: pool fund would pay 31, but it may spend 30 above its floor');
  });
});

test('what is charged is kept apart for every account, market and base', () => {
  const taken = new Taken(2);
  let units = 1;
  const expected: number[] = [];
  const keys = ['gains', 'equity'].flatMap((base) =>
    [0, 1, 2, 3].flatMap((account) => [-1, 0, 1].map((market) => [base, account, market] as const)),
  );
  for (const [base, account, market] of keys) {
    taken.charge(base as 'gains', account, market, units);
    expected.push(2 * units);
    units *= 2;
  }
  expect(keys.map(([base, account, market], i) => taken.charge(base as 'gains', account, market, 2 ** i))).toEqual(
    expected,
  );
});
