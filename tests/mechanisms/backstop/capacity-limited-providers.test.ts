import type { OfferAction } from 'breakwater';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capacityLimitedProviders as layer } from '../../../mechanisms/backstop/index.ts';
import {
  accountView,
  defaultView,
  firstState,
  marketView,
  outcomeOf,
  paramsOf,
  positionView,
  venueView,
} from '../../fixtures/views.ts';

type Input = Parameters<typeof paramsOf<typeof layer.params>>[1];
const member = (id: number, given = {}) => accountView(id, { kind: 'member', equity: 1_000_000, ...given });
const members = [member(30), member(31), member(32, { equity: 499_999 }), member(33, { inCase: true })];

const backstop = (input: Input = {}, accounts = members) => {
  const params = paramsOf(layer, input);
  const state = firstState(layer, params);
  return {
    state,
    at: (now: number, subject: ReturnType<typeof defaultView>, outcome?: ReturnType<typeof outcomeOf>) =>
      layer.next(subject, venueView({ now, accounts }), params, state, outcome),
  };
};
const offers = (answer: ReturnType<ReturnType<typeof backstop>['at']>): OfferAction[] =>
  typeof answer === 'object' && !('wait' in answer) ? answer.filter((action) => action.do === 'offer') : [];
const gives = (answer: ReturnType<ReturnType<typeof backstop>['at']>) =>
  offers(answer).map(({ lots, value, to }) => [to[0]?.account, lots, value]);

/*
 *   account A       mark 100                       members 30 and 31
 *   long 1 000      100 000    maintenance 1 000   100 000 a minute each
 *   equity              400    below 1/2 x 1 000
 *
 * Each takes 500 lots at the zero price: 99 600 in all, 400 below mark; the account ends at 0.
 */
const long = (equity = 400, lots = 1_000) => defaultView(equity, [{ lots }]);

describe('the level', () => {
  const at = (closeOut: number, equity = 400) => defaultView(equity, [{ lots: 1_000 }], { account: { closeOut } });

  test('may be close-out margin', () => {
    expect(gives(backstop({ belowCloseOut: true }).at(0, at(400)))).toEqual([]);
    expect(gives(backstop({ belowCloseOut: true }).at(0, at(401)))).toHaveLength(2);
    expect(gives(backstop({ belowMaintenance: '0.4' }).at(0, at(401)))).toEqual([]);
  });

  // Auto-close at 1,600: 1 - 400 / 1,600 of 1,000 lots. Just below it, 1,000 of notional are 10 lots.
  test('tells how much goes out, and no less than is set', () => {
    const given = { belowCloseOut: true, pace: 'by-shortfall' } as const;
    const sum = (answer: ReturnType<ReturnType<typeof backstop>['at']>) =>
      offers(answer).reduce((lots, offer) => lots + offer.lots, 0);
    expect(sum(backstop(given).at(0, at(1_600)))).toBe(750);
    expect(sum(backstop(given).at(0, at(401)))).toBe(3);
    expect(sum(backstop({ ...given, least: '1000' }).at(0, at(401)))).toBe(10);
    expect(
      sum(backstop({ ...given, least: '1000' }).at(0, defaultView(1, [{ lots: 4 }], { account: { closeOut: 2 } }))),
    ).toBe(4);
  });
});

describe('members', () => {
  test('share the position pro rata to capacity, at the zero price', () => {
    expect(gives(backstop().at(0, long()))).toEqual([
      [30, 500, 49_800],
      [31, 500, 49_800],
    ]);
  });

  test('or whoever trades there, where anybody may take a share of position and margin', () => {
    const makers = [20, 21].map((id) => accountView(id, { kind: 'maker', equity: 1_000_000 }));
    expect(gives(backstop({ providers: 'maker' }, [...members, ...makers]).at(0, long()))).toEqual([
      [20, 500, 49_800],
      [21, 500, 49_800],
    ]);
  });

  test('pay in sum the bankruptcy value to the last unit', () => {
    const answer = gives(backstop({}, [member(30), member(31), member(34)]).at(0, long(-101, -1_000)));
    expect(answer.reduce((sum, [, , value]) => sum + (value as number), 0)).toBe(-100_000 + 101);
    expect(answer.reduce((sum, [, lots]) => sum + (lots as number), 0)).toBe(-1_000);
  });

  test('take no more than a minute and an hour allow, and as much again in the next minute', () => {
    const pool = backstop();
    // 2 x 100 000 of 300 000
    expect(gives(pool.at(0, long(400, 3_000)))).toEqual([
      [30, 1_000, 99_867],
      [31, 1_000, 99_866],
    ]);
    expect(pool.at(0, long(400, 1_000), outcomeOf({ do: 'offer', lots: 1_000 }, { do: 'offer', lots: 1_000 }))).toBe(
      'pass',
    );
    expect(pool.at(59, long(400, 1_000))).toBe('pass');
    expect(gives(pool.at(60, long(400, 5_000)))).toHaveLength(2);
    expect(gives(pool.at(120, long(400, 5_000)))).toHaveLength(2);
    expect(pool.at(180, long(400, 5_000))).toBe('pass');
    expect(gives(pool.at(3_600, long(400, 5_000)))).toHaveLength(2);
  });

  test('have back what they were offered and did not get', () => {
    const pool = backstop({ perMinute: '50000' });
    expect(gives(pool.at(0, long()))).toHaveLength(2);
    pool.at(0, long(400, 700), outcomeOf({ do: 'offer', lots: 200 }, { do: 'offer', lots: 100 }));
    expect(gives(pool.at(1, long(300, 700))).map(([account, lots]) => [account, lots])).toEqual([
      [30, 300],
      [31, 400],
    ]);
  });

  test('are asked below the level only, in good standing only', () => {
    expect(backstop().at(0, long(500))).toBe('pass');
    expect(gives(backstop().at(0, long(499))).map(([account]) => account)).toEqual([30, 31]);
    expect(backstop({ leastEquity: '2000000' }).at(0, long())).toBe('pass');
  });
});

describe('preferences', () => {
  const asked = (input: Input, subject = long(400, 1_000), accounts = [member(30), member(31), member(32)]) =>
    gives(backstop(input, accounts).at(0, subject)).map(([account, lots]) => [account, lots]);

  // https://support.kraken.com/hc/en-us/articles/4819410136340, its example: 400,000 at a time, 2,000,000 held after it.
  test('bound what is taken at a time and what is held after it, and others take the rest', () => {
    const much = { perMinute: '900000000', perHour: '900000000' };
    const kraken = { count: 1, markets: { BTC: { assignment: '400000', position: '2000000' } } };
    const held = (lots: number) => member(30, { positions: [positionView(marketView(), lots)] });
    const of = (lots: number, own: number) =>
      asked({ ...much, preferences: [kraken] }, long(400, lots), [held(own)]).map(([, taken]) => taken);
    expect(of(9_000, 0)).toEqual([4_000]);
    expect(of(9_000, 17_000)).toEqual([3_000]);
    expect(of(9_000, 20_000)).toEqual([]);
    // What it holds short comes off first: from -18,000 it takes 4,000 at a time as ever.
    expect(of(9_000, -18_000)).toEqual([4_000]);
    expect(of(-9_000, -17_000)).toEqual([-3_000]);
    expect(asked({ ...much, preferences: [kraken] }, long(400, 9_000))).toEqual([
      [30, 1_636],
      [31, 3_682],
      [32, 3_682],
    ]);
  });

  test('name markets and sides; who has none accepts all', () => {
    const only = (side: 'long' | 'short') => ({ preferences: [{ count: 2, markets: { BTC: { side } } }] });
    expect(asked(only('short'))).toEqual([[32, 1_000]]);
    expect(asked(only('long')).map(([account]) => account)).toEqual([30, 31, 32]);
    expect(asked({ preferences: [{ markets: { ETH: {} } }] }).map(([account]) => account)).toEqual([31, 32]);
  });

  test('go by the place among all providers, also of those who are not asked', () => {
    const poor = [member(30, { equity: 0 }), member(31), member(32)];
    expect(asked({ preferences: [{ markets: {} }, { markets: {} }] }, long(), poor)).toEqual([[32, 1_000]]);
  });

  test('are those of one provider at least', () => {
    expect(layer.params.safeParse({ preferences: [{ count: 0, markets: {} }] }).error?.issues[0]?.message).toBe(
      'a preference is that of 1 to 10000 providers',
    );
  });
});

test('a price between zero and mark needs a pool for the difference', () => {
  expect(layer.params.safeParse({ mark: '1/3' }).error?.issues[0]?.message).toBe(
    'mark is 1/3, so a pool must have the difference; name it',
  );
  expect(layer.params.safeParse({ mark: '1/3', difference: 'backstop' }).success).toBe(true);
});

test('by shortfall, takes the share by which equity is short of the level, and all at zero', () => {
  const slow = { pace: 'by-shortfall' } as const;
  const lots = (equity: number) =>
    gives(backstop(slow).at(0, long(equity))).reduce((sum, [, part]) => sum + (part as number), 0);
  // Level 500: 1 - 400 / 500
  expect(lots(400)).toBe(200);
  expect(lots(499)).toBe(2);
  expect(lots(0)).toBe(1_000);
  expect(lots(-10)).toBe(1_000);
});

test('no member ever takes more than its minute allows', () => {
  const market = marketView({ mark: 97 });
  fc.assert(
    fc.property(
      fc.array(fc.record({ lots: fc.integer({ min: 1, max: 5_000 }), taken: fc.integer({ min: 0, max: 100 }) }), {
        minLength: 1,
        maxLength: 8,
      }),
      (cases) => {
        const pool = backstop();
        const took = new Map<number, number>();
        for (const { lots, taken } of cases) {
          const subject = defaultView(0, [{ market, lots, maintenance: 10 }]);
          const made = offers(pool.at(10, subject));
          if (made.length === 0) continue;
          const parts = made.map((offer) => Math.floor((offer.lots * taken) / 100));
          for (const [i, offer] of made.entries()) {
            const account = offer.to[0]?.account as number;
            took.set(account, (took.get(account) ?? 0) + (parts[i] as number) * 97);
          }
          pool.at(10, subject, outcomeOf(...parts.map((part) => ({ do: 'offer' as const, lots: part }))));
        }
        return [...took.values()].every((notional) => notional <= 100_000);
      },
    ),
  );
});

test('keeps its state in JSON', () => {
  const pool = backstop();
  pool.at(0, long());
  expect(JSON.parse(JSON.stringify(pool.state))).toEqual(pool.state);
});
