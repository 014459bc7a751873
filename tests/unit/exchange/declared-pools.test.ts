import { describe, expect, test } from 'vitest';
import { bindUse } from '../../../src/exchange/bind.ts';
import { Venue } from '../../../src/exchange/index.ts';
import { amount, defineFund, z } from '../../../src/index.ts';
import { linear } from '../../../src/money/index.ts';
import { design, testFund, use } from '../../fixtures/exchange.ts';
import { refused } from '../../fixtures/refused.ts';

const none = z.strictObject({});
const fundOf = (over: object) =>
  defineFund({
    name: 'told',
    summary: 'Says what a test wants.',
    source: 'tests',
    params: none,
    holds: 'fund',
    scope: () => 'all',
    capital: () => 100,
    ...over,
  });
/** A venue of three markets that are about to open with an interest of 10, 20 and none that is told. */
const opened = (over: object): Venue =>
  new Venue({
    design: design([], { funds: { safety: use(fundOf(over)) } }),
    assets: [{ name: 'USD', decimals: 0 }],
    seed: 1,
    markets: ['A', 'B', 'C'].map((id, i) => ({
      ...{ id, instrument: linear({ tickValue: 1 }), settle: 0, tick: 1, floor: 1, cap: 1000, beta: 1, open: 100 },
      ...(i < 2 ? { openingInterest: 10 * (i + 1) } : {}),
    })),
  });
const poolsOf = ({ pools }: Venue) =>
  pools.map(({ name, cash, floor, lossCap, opening, feeShare }) => ({ name, cash, floor, lossCap, opening, feeShare }));

describe('the pools that a fund opens', () => {
  test('have what it declares, and nothing where it is silent', () => {
    const silent = { cash: 100, floor: 0, lossCap: Number.POSITIVE_INFINITY, opening: 100, feeShare: { n: 0, d: 1 } };
    expect(poolsOf(opened({}))).toEqual([{ name: 'safety', ...silent }]);
    const told = { floor: () => 7, lossCap: () => 0, feeShare: () => ({ n: 1, d: 1 }) };
    expect(poolsOf(opened(told))).toEqual([
      { name: 'safety', cash: 100, floor: 7, lossCap: 0, opening: 100, feeShare: { n: 1, d: 1 } },
    ]);
  });

  test('are one for each scope, which is told what its own markets are about to open with', () => {
    const asked: unknown[] = [];
    const scope = ({ id }: { id: string }) => (id === 'B' ? 'alone' : 'rest');
    const capital = (key: string, _: unknown, interest: readonly number[]) => {
      asked.push([key, interest]);
      return key === 'alone' ? 5 : 0;
    };
    const venue = opened({ scope, capital });
    expect(asked).toEqual([
      ['rest', [10, 0]],
      ['alone', [20]],
    ]);
    expect(poolsOf(venue).map(({ name, cash }) => [name, cash])).toEqual([
      ['safety/rest', 0],
      ['safety/alone', 5],
    ]);
    expect([0, 1, 2].map((market) => venue.findPoolFor('safety', market)?.name)).toEqual([
      'safety/rest',
      'safety/alone',
      'safety/rest',
    ]);
    // Who asks without a market gets the first.
    expect([venue.view.pool('safety')?.name, venue.view.pool('safety', 1)?.name]).toEqual([
      'safety/rest',
      'safety/alone',
    ]);
    expect([venue.view.pool('safe'), venue.view.pool('rest')]).toEqual([undefined, undefined]);
    // Nothing moves for a pool that begins with nothing.
    const deposits = [...venue.ledger.log].filter(({ kind }) => kind === 'transfer');
    expect(deposits.map(({ value, cause }) => [value, cause])).toEqual([[5, 'deposit']]);
  });

  test('have members, who are told what all markets open with', () => {
    const asked: unknown[] = [];
    const members = (_: unknown, interest: readonly number[]) => {
      asked.push(interest);
      return [
        { deposit: 30, commitment: 4 },
        { deposit: 0, commitment: 0 },
      ];
    };
    const venue = opened({ members });
    const ids = venue.accountsOf('member');
    expect(asked).toEqual([[10, 20, 0]]);
    expect(ids.map((id) => [venue.ledger.accounts.balance(0, id), venue.view.account(id).commitment])).toEqual([
      [30, 4],
      [0, 0],
    ]);
  });

  test.each<[string, object, string]>([
    ['capital', { capital: () => 0.5 }, 'the capital of safety was 0.5'],
    ['floor', { floor: () => -1 }, 'the floor of safety was -1'],
    ['loss cap', { lossCap: () => Number.NaN }, 'the loss cap of safety was NaN'],
    ['deposit', { members: () => [{ deposit: 1.5, commitment: 0 }] }, 'the deposit of a member of safety was 1.5'],
    ['commitment', { members: () => [{ deposit: 1, commitment: -2 }] }, 'the commitment of a member of safety was -2'],
  ])('are refused where the %s is no amount', (_, over, said) => {
    expect(refused(() => opened(over))).toEqual([
      'contract answer',
      `fund told: ${said}; it is a whole number, at least 0`,
    ]);
  });

  test.each([
    { n: 0.5, d: 1 },
    { n: 0, d: 1.5 },
    { n: -1, d: 2 },
    { n: 3, d: 2 },
    { n: 0, d: 0 },
    { n: -2, d: -1 },
  ])('are refused where the share of fees is %j', (share) => {
    expect(refused(() => opened({ feeShare: () => share }))).toEqual([
      'contract answer',
      `fund told: a share of trading fees of ${share.n}/${share.d}; it is between 0 and 1`,
    ]);
  });
});

describe('parameters of a mechanism', () => {
  const bound = (params: unknown, decimals = 2) => bindUse({ mechanism: testFund(0), params }, decimals, 'funds.x');
  const parsed = z.strictObject({ floor: amount(), list: z.array(amount()), name: z.string() });

  test('are bound to the unit of an asset: once for each unit, however often they are used', () => {
    const params = parsed.parse({ floor: '1.25', list: ['3', '0.01'], name: 'x' });
    const first = bound(params);
    expect(first).toMatchObject({ place: 'funds.x', params: { floor: 125, list: [300, 1], name: 'x' } });
    expect(bound(params).params).toBe(first.params);
    expect(bound(params, 3).params).toEqual({ floor: 1250, list: [3000, 10], name: 'x' });
    expect(bound(params).params).toBe(first.params);
  });

  test.each([[null], ['word'], [7], [undefined]])('that are no object stay what they are: %j', (params) => {
    expect(bound(params).params).toBe(params);
  });

  test('finer than the unit are refused, with their place', () => {
    const params = parsed.parse({ floor: '1.255', list: [], name: 'x' });
    const [kind, message, where, ...hint] = refused(() => bound(params));
    expect([kind, where]).toEqual(['config amount', 'funds.x']);
    expect(message).toMatch(/^test-fund: .*1\.255/);
    expect([hint.length, (hint[0] ?? '').length > 10]).toEqual([1, true]);
  });
});
