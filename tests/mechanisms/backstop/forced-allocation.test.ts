import { describe, expect, test } from 'vitest';
import { forcedAllocation as layer } from '../../../mechanisms/backstop/index.ts';
import { accountView, defaultView, marketView, outcomeOf, paramsOf, venueView } from '../../fixtures/views.ts';

const eth = marketView({ number: 1, id: 'ETH', mark: 10 });
/** Members 10, 11 and 12: deposits, and commitments in the other order. */
const members = [600, 300, 100].map((money, i) =>
  accountView(10 + i, { kind: 'member', equity: money, wallet: money, commitment: [100, 300, 600][i] ?? 0 }),
);
const ask = (input = {}, accounts = members, subject = defaultView(-50, [{ lots: 10 }])) =>
  layer.next(subject, venueView({ markets: [marketView(), eth], accounts }), paramsOf(layer, input), null, undefined);
const shares = (answer: ReturnType<typeof ask>) =>
  Array.isArray(answer)
    ? answer.map(({ to }: { to: { account: number; capacity: number }[] }) =>
        to.map((one) => [one.account, one.capacity]),
      )
    : answer;

describe('forced-allocation', () => {
  test('puts the positions of a defaulter on the members at mark, pro rata to what they have deposited', () => {
    expect(ask()).toEqual([
      {
        do: 'offer',
        market: 0,
        lots: 10,
        value: 1000,
        to: [
          { account: 10, capacity: 6 },
          { account: 11, capacity: 3 },
          { account: 12, capacity: 1 },
        ],
        share: 'pro-rata',
      },
    ]);
  });

  test('or pro rata to what they have committed, or equally; or at what leaves the account nothing', () => {
    expect(shares(ask({ by: 'commitment' }))).toEqual([
      [
        [10, 1],
        [11, 3],
        [12, 6],
      ],
    ]);
    expect(shares(ask({ by: 'equal' }))).toEqual([
      [
        [10, 4],
        [11, 3],
        [12, 3],
      ],
    ]);
    expect(ask({ price: 'bankruptcy' })).toMatchObject([{ value: 1050 }]);
  });

  test('shares every leg', () => {
    const two = defaultView(0, [{ lots: 10 }, { market: eth, lots: -20 }]);
    expect(ask({}, members, two)).toMatchObject([
      { market: 0, lots: 10, value: 1000 },
      { market: 1, lots: -20, value: -200, to: [{ capacity: 12 }, { capacity: 6 }, { capacity: 2 }] },
    ]);
  });

  test('spares the defaulter and members in default, and leaves nothing over while one stands', () => {
    const standing = members.map((one) => (one.id === 12 ? one : { ...one, inCase: true }));
    expect(shares(ask({}, standing))).toEqual([[[12, 10]]]);
    expect(shares(ask({}, members, defaultView(-50, [{ lots: 9 }], { account: { id: 10, kind: 'member' } })))).toEqual([
      [
        [11, 7],
        [12, 2],
      ],
    ]);
    expect(ask({}, [])).toBe('pass');
  });

  test('passes once it has acted', () => {
    const subject = defaultView(-50, [{ lots: 10 }]);
    const outcome = outcomeOf({ do: 'offer', lots: 10 });
    expect(layer.next(subject, venueView({ accounts: members }), paramsOf(layer), null, outcome)).toBe('pass');
  });
});
