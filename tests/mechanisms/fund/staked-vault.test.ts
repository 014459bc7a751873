import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stakedFund, stakedVault as vault } from '../../../mechanisms/fund/index.ts';
import { firstState, flowsOf, paramsOf, poolView, venueView } from '../../fixtures/views.ts';

type Input = Parameters<typeof paramsOf<typeof vault.params>>[1];
const DAY = 86_400;

/** A vault of which these tests say what it earns; what flows is done as the engine does it. */
const opened = (input: Input, capital = 1_000) => {
  const params = paramsOf(vault, { lockUp: '0s', ...input });
  const state = firstState(vault, params);
  let equity = capital;
  return {
    state,
    get equity() {
      return equity;
    },
    earns: (units: number) => {
      equity += units;
    },
    shares: () => ({ ...state.book.of }),
    /** Lets a step pass, with so much that may leave, and tells what flowed. */
    at: (now: number, seconds = 1, withdrawable = Math.max(0, equity)) => {
      const flows = flowsOf(
        vault.flow?.(poolView({ equity, withdrawable }), venueView({ now, stepSeconds: seconds }), params, state),
      );
      for (const { amount } of flows) equity += amount;
      return flows.map(({ amount, cause }) => [cause, amount]);
    },
  };
};

/*
 *   day 0    opening 1,000                                1,000 shares, worth 1
 *   day 1    anna stakes 500                              1,500 shares
 *   day 2    the vault loses 300                          1,200, worth 0.8
 *   day 3    opening asks half of its 1,000 back          500 shares for 400; 1,000 shares are left, worth 0.8
 */
test('all bear a loss by their shares, and neither coming nor going changes what a share is worth', () => {
  const pool = opened({
    stakes: [{ by: 'anna', at: '1d', amount: '500' }],
    unstakes: [{ at: '3d', share: '0.5' }],
  });
  expect(pool.at(1)).toEqual([]);
  expect(pool.at(DAY)).toEqual([['stake', 500]]);
  expect(pool.at(DAY + 1)).toEqual([]);
  pool.earns(-300);
  expect(pool.at(2 * DAY)).toEqual([]);
  expect(pool.at(3 * DAY)).toEqual([['unstake', -400]]);
  expect([pool.equity, pool.shares()]).toEqual([800, { opening: 500, anna: 500 }]);
});

describe('a lock-up', () => {
  // Hyperliquid: a deposit on 14 September, 08:00, can leave on 18 September, 08:00.
  test('counts from the latest stake, and holds nobody else', () => {
    const pool = opened({
      lockUp: '4d',
      stakes: [
        { by: 'anna', at: '14d', amount: '100' },
        { by: 'anna', at: '15d', amount: '100' },
      ],
      unstakes: [
        { by: 'anna', at: '16d' },
        { at: '16d', share: '0.1' },
      ],
    });
    pool.at(14 * DAY);
    pool.at(15 * DAY);
    expect(pool.at(16 * DAY)).toEqual([['unstake', -100]]);
    expect(pool.at(19 * DAY - 1)).toEqual([]);
    expect(pool.at(19 * DAY)).toEqual([['unstake', -200]]);
    expect(pool.shares()).toEqual({ opening: 900 });
  });
});

describe('a cool-down', () => {
  const asks: Input = { coolDown: '10d', unstakes: [{ at: '1d' }] };

  test('pays at its end what the shares are worth then, losses and gains of it included', () => {
    for (const change of [-400, 400]) {
      const pool = opened(asks);
      pool.at(DAY);
      pool.earns(change);
      expect(pool.at(11 * DAY - 1)).toEqual([]);
      expect(pool.at(11 * DAY)).toEqual([['unstake', -1_000 - change]]);
    }
  });

  // Drift: min(worth now, worth at the request).
  test.each([
    [-400, 600],
    [400, 1_000],
  ])('of the lesser kind pays after %d the lesser: %d', (change, paid) => {
    const pool = opened({ ...asks, pays: 'lesser' });
    pool.at(DAY);
    pool.earns(change);
    expect(pool.at(11 * DAY)).toEqual([['unstake', -paid]]);
  });

  test('keeps no more than about a hundred requests of a holder, however often it asks', () => {
    const pool = opened({ coolDown: '10d', run: { calm: '0.1' } }, 1_000_000_000);
    for (let hour = 1; hour < 240; hour++) pool.at(3_600 * hour, 3_600);
    expect(pool.state.queue.length).toBeLessThanOrEqual(101);
    expect(JSON.parse(JSON.stringify(pool.state))).toEqual(pool.state);
  });
});

describe('what may leave', () => {
  test('is what the pool has free, first come first served; the rest waits', () => {
    const pool = opened({
      stakes: [{ by: 'anna', amount: '1000' }],
      unstakes: [{ at: '1d' }, { by: 'anna', at: '1d' }],
    });
    pool.at(1);
    expect(pool.at(DAY, 1, 600)).toEqual([['unstake', -600]]);
    expect(pool.shares()).toEqual({ opening: 400, anna: 1_000 });
    expect(pool.at(DAY + 1, 1, 0)).toEqual([]);
    expect(pool.at(DAY + 2, 1, 500)).toEqual([['unstake', -500]]);
    expect(pool.shares()).toEqual({ anna: 900 });
    expect(pool.at(DAY + 3)).toEqual([['unstake', -900]]);
    expect(pool.shares()).toEqual({});
  });

  test('is a share of what the pool held when the day began', () => {
    const pool = opened({ dailyLimit: '0.25', unstakes: [{}] });
    expect(pool.at(1)).toEqual([['unstake', -250]]);
    expect(pool.at(2)).toEqual([]);
    expect(pool.at(DAY)).toEqual([['unstake', -187]]);
  });

  test('is nothing of a pool without equity, and the shares are kept', () => {
    const pool = opened({ unstakes: [{ at: '1d' }] });
    pool.at(1);
    pool.earns(-1_000);
    expect(pool.at(DAY)).toEqual([]);
    pool.earns(30);
    expect(pool.at(DAY + 1)).toEqual([['unstake', -30]]);
  });
});

describe('a run', () => {
  /*
   * A tenth a day in calm, and a fifth of the fall on top: a share at 50 % of its best loses 0.1 + 0.2 x 0.5 = 0.2 of what is held
   * in a day. Of 1,000,000 shares 100,000 leave at 1 and 180,000 at 0.5; the fall of those who stay is the same after it.
   */
  test('goes faster the further a share lies below its best', () => {
    const pool = opened({ run: { calm: '0.1', perDrawdown: '0.2' } }, 1_000_000);
    expect(pool.at(DAY, DAY)).toEqual([['unstake', -100_000]]);
    pool.earns(-450_000);
    expect(pool.at(2 * DAY, DAY)).toEqual([['unstake', -90_000]]);
    expect(pool.shares()).toEqual({ opening: 720_000 });
    expect(pool.at(3 * DAY, DAY)).toEqual([['unstake', -72_000]]);
  });

  test('does not begin before the fall it bears, and is over at a new best', () => {
    const pool = opened({ run: { perDrawdown: '1', beyond: '0.3' } }, 1_000_000);
    pool.at(1);
    pool.earns(-300_000);
    expect(pool.at(DAY, DAY)).toEqual([]);
    pool.earns(-100_000);
    // 0.4 - 0.3 of a million shares, at 0.6 each.
    expect(pool.at(2 * DAY, DAY)).toEqual([['unstake', -60_000]]);
    pool.earns(400_000);
    expect(pool.at(3 * DAY, DAY)).toEqual([]);
  });

  test('takes all at most, whatever the rates and the step', () => {
    const pool = opened({ run: { calm: '24' } }, 1_000_000);
    expect(pool.at(3_600, 3_600)).toEqual([['unstake', -1_000_000]]);
  });
});

test('a new stake into a vault that has lost almost all is worth what was paid, and those before keep their little', () => {
  const pool = opened(
    { stakes: [{ by: 'anna', at: '1d', amount: '1000000' }], unstakes: [{ by: 'anna', at: '2d' }] },
    60_000_000,
  );
  pool.at(1);
  pool.earns(-59_999_993);
  expect(pool.at(DAY)).toEqual([['stake', 1_000_000]]);
  expect(pool.equity).toBe(1_000_007);
  expect(pool.at(2 * DAY)).toEqual([['unstake', -1_000_000]]);
  expect(pool.equity).toBe(7);
});

const step = fc.record({
  earns: fc.oneof(fc.constant(0), fc.integer({ min: -400_000, max: 400_000 })),
  seconds: fc.constantFrom(1, 3_600, DAY),
  free: fc.constantFrom(0, 0.1, 1),
});
const name = fc.constantFrom('opening', 'anna', 'bert');
const plans = fc.record({
  coolDown: fc.constantFrom('0s', '2h', '3d'),
  lockUp: fc.constantFrom('0s', '1d'),
  pays: fc.constantFrom('current' as const, 'lesser' as const),
  dailyLimit: fc.constantFrom('0.1', '1', undefined),
  stakes: fc.array(
    fc.record({ by: name, at: fc.constantFrom('0s', '1h', '2d'), amount: fc.integer({ min: 1, max: 900_000 }) }),
    { maxLength: 4 },
  ),
  unstakes: fc.array(
    fc.record({ by: name, at: fc.constantFrom('0s', '1h', '2d'), share: fc.constantFrom('0.3', '1') }),
    { maxLength: 4 },
  ),
  run: fc.record({ calm: fc.constantFrom('0', '0.5'), perDrawdown: fc.constantFrom('0', '3') }),
});

test('whatever is planned and earned, shares sum up, no more leaves than is free, and flows take nothing from a share', () => {
  let moved = 0;
  fc.assert(
    fc.property(plans, fc.array(step, { minLength: 1, maxLength: 20 }), (input, steps) => {
      const pool = opened(input as Input, 1_000_000);
      let now = 0;
      for (const { earns, seconds, free } of steps) {
        now += seconds;
        pool.earns(earns);
        const before = pool.equity;
        const [equity, shares] = [BigInt(before), BigInt(pool.state.book.total)];
        const withdrawable = Math.floor(Math.max(0, before) * free);
        const flows = pool.at(now, seconds, withdrawable);
        const paid = flows.reduce((sum, [cause, units]) => sum + (cause === 'unstake' ? 0 - Number(units) : 0), 0);
        expect(paid).toBeLessThanOrEqual(withdrawable);
        const all = Object.values(pool.shares());
        expect(all.reduce((sum, held) => sum + held, 0)).toBe(pool.state.book.total);
        for (const holder of Object.keys(pool.shares())) {
          const waiting = pool.state.queue
            .filter(([whose]) => whose === holder)
            .reduce((sum, [, part]) => sum + part, 0);
          expect(waiting).toBeLessThanOrEqual(pool.shares()[holder] ?? 0);
        }
        const total = BigInt(pool.state.book.total);
        // A merge makes a share worth more; nothing makes it worth less. Where all have left, the next begin anew with the dust.
        const emptied = before - paid < 10;
        if (equity > 0n && shares > 0n && total > 0n && !emptied)
          expect(BigInt(pool.equity) * shares >= equity * total).toBe(true);
        moved += flows.length;
      }
    }),
  );
  expect(moved).toBeGreaterThan(100);
});

test('an insurance fund of stakers is the same, and counts as a fund', () => {
  expect([stakedFund.holds, vault.holds]).toEqual(['fund', 'vault']);
  expect(stakedFund.flow).toBe(vault.flow);
  expect(stakedFund.params).toBe(vault.params);
});

test('refuses what is out of range, and says the unit', () => {
  const message = (input: object) => vault.params.safeParse(input).error?.issues[0]?.message;
  expect(message({ lockUp: '366d' })).toBe('366d is out of range; a duration here is between 0s and 365d');
  expect(message({ dailyLimit: '1.1' })).toBe('1.1 is out of range; a ratio here is between 0 and 1');
  expect(message({ run: { calm: '25' } })).toBe('25 is out of range; a ratio here is between 0 and 24');
  expect(message({ stakes: [{ by: 'anna', amount: '0' }] })).toBe('0 is not above zero; an amount here is above 0');
  expect(message({ stakes: [{ by: 'Anna!', amount: '1' }] })).toBe(
    'a holder is named in lower case, with digits and dashes, as early-stakers',
  );
});
