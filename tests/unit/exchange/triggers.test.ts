import { describe, expect, test } from 'vitest';
import type { MarginSchedule, MarketView } from '../../../src/index.ts';
import { inverse, linear } from '../../../src/money/index.ts';
import { person } from '../../fixtures/exchange.ts';
import { ruled, sloped, watching, world } from './watched.ts';

/** Each account is told of just when what it holds may have lost what it has to spare: no move later, and none earlier. */

describe('a trigger on a price', () => {
  // Twelve units of a position may be lost to rounding. With a slope of a tenth a tick against a lot takes 1.1 units.
  const SPARE = 10 * 1.1 * 20 + 12;

  test.each([
    ['long', 10, [81, 80]],
    ['short', -10, [119, 120]],
  ] as const)('is met by a %s once its spare equity may be gone', (_, lots, [before, at]) => {
    const venue = world(sloped(100_000), [{}, { open: 50 }]);
    const account = person(venue, 1000, [[0, lots, 100]]);
    const { settle, marked } = watching(venue);
    expect(settle(account, SPARE + 1)).toBe(true);
    // Neither another market, nor a move in its favour.
    expect(marked(1, 45)).toEqual([]);
    expect(marked(1, 55)).toEqual([]);
    expect(marked(0, lots > 0 ? 110 : 90)).toEqual([]);
    expect(marked(0, before)).toEqual([]);
    expect(marked(0, at - Math.sign(lots))).toEqual([account]);
    // Once.
    expect(marked(0, at - 2 * Math.sign(lots))).toEqual([]);
  });

  test.each([
    ['just enough for twenty ticks', 212, 80],
    ['a unit more', 213, 79],
  ])('counts six units for a position, and six more of its asset, as lost already: %s', (_, spare, at) => {
    const venue = world(sloped(0));
    const account = person(venue, 1000, [[0, 10, 100]]);
    const { settle, marked } = watching(venue);
    expect(settle(account, spare)).toBe(true);
    expect(marked(0, at + 1)).toEqual([]);
    expect(marked(0, at)).toEqual([account]);
  });

  test.each([
    [1, 1000, 802, 799],
    [-1, 1000, 1330, 1335],
  ])('lies on the side on which a holder of an inverse market loses: %i', (sign, open, before, at) => {
    const venue = world(sloped(0), [{ instrument: inverse({ face: 100_000 }), open }]);
    const account = person(venue, 0, [[0, 10 * sign, open]]);
    const { settle, marked } = watching(venue);
    // A lot is worth 100 units; 125 at a price of 800, and 75 at 1,333: a long of the contract owes them.
    expect(settle(account, 10 * 25 + 12)).toBe(true);
    expect([marked(0, before), marked(0, at)]).toEqual([[], [account]]);
  });

  test('is shared by all positions: each may fall by the same part of what it is worth', () => {
    const venue = world(sloped(0), [{ open: 100 }, { open: 1000 }]);
    const account = person(venue, 0, [
      [0, 10, 100],
      [1, -1, 1000],
    ]);
    const watch = watching(venue);
    // A tenth of 2,000, and the twelve of each position.
    expect(watch.settle(account, 200 + 24)).toBe(true);
    expect([watch.marked(0, 91), watch.marked(1, 1099)]).toEqual([[], []]);
    expect(watch.marked(1, 1100)).toEqual([account]);
    // The other trigger of the account is still there, until it is dropped.
    expect(watch.marked(0, 90)).toEqual([account]);
  });

  test('is taken back when the account is dropped, and when it is settled anew', () => {
    const venue = world(sloped(0));
    const account = person(venue, 1000, [[0, 10, 100]]);
    const { triggers, settle, marked } = watching(venue);
    expect(settle(account, 62)).toBe(true);
    triggers.drop(account);
    expect(marked(0, 90)).toEqual([]);
    expect(settle(account, 62)).toBe(true);
    expect(settle(account, 112)).toBe(true);
    expect([marked(0, 85), marked(0, 80)]).toEqual([[], [account]]);
  });

  test('tells nobody where the position is gone', () => {
    const venue = world(sloped(0));
    const account = person(venue, 1000, [[0, 10, 100]]);
    const { settle, marked } = watching(venue);
    expect(settle(account, 62)).toBe(true);
    venue.ledger.fill(0, account, venue.ledger.outsideAccount, 10, 1000, 'trade');
    expect(marked(0, 50)).toEqual([]);
  });

  test.each([
    ['as little as rounding may take', 12],
    ['less', 11],
    ['so little that the next tick may take it', 13],
  ])('is not laid for %s', (_, spare) => {
    const venue = world(sloped(0));
    const account = person(venue, 1000, [[0, 200, 100]]);
    const { settle, marked } = watching(venue);
    expect(settle(account, spare)).toBe(false);
    expect(marked(0, 50)).toEqual([]);
  });

  test('is not needed where nothing is held', () => {
    const venue = world(sloped(0));
    const { settle, marked } = watching(venue);
    expect(settle(person(venue, 0), 0)).toBe(true);
    expect(marked(0, 1)).toEqual([]);
  });
});

describe('a trigger on a charge', () => {
  const held = (sign: 1 | -1, market = 0) => {
    const venue = world(sloped(0), [{}, {}]);
    const account = person(venue, 0, [[market, 10 * sign, 100]]);
    const watch = watching(venue);
    expect(watch.settle(account, 10 * 15 + 12)).toBe(true);
    return { account, ...watch };
  };

  test.each([1, -1] as const)('is met when charges per lot come to the spare equity: side %i', (sign) => {
    const { account, charged } = held(sign);
    expect([charged(0, sign, 9 * sign), charged(0, sign, 5 * sign)]).toEqual([[], []]);
    expect(charged(0, -sign as 1 | -1, -50 * sign)).toEqual([]);
    expect(charged(0, sign, sign)).toEqual([account]);
  });

  test.each([1, -1] as const)('is met by those of its own market and side alone: side %i', (sign) => {
    const { account, charged } = held(sign, 1);
    expect([charged(0, sign, 100 * sign), charged(1, -sign as 1 | -1, -100 * sign)]).toEqual([[], []]);
    expect(charged(1, sign, 15 * sign)).toEqual([account]);
  });

  test('counts what was charged, and not what was given back', () => {
    const { account, charged } = held(1);
    expect([charged(0, 1, 8), charged(0, 1, -30), charged(0, 1, 6)]).toEqual([[], [], []]);
    expect(charged(0, 1, 1)).toEqual([account]);
  });

  test('counts a charge as much as a move, where a move takes a tenth more', () => {
    const venue = world(sloped(100_000));
    const account = person(venue, 0, [[0, 10, 100]]);
    const { settle, charged } = watching(venue);
    // The coordinate of the longs may fall by 20 x (1 - 0.1).
    expect(settle(account, 10 * 20 * 1.1 + 12)).toBe(true);
    expect([charged(0, 1, 17), charged(0, 1, 1)]).toEqual([[], [account]]);
  });
});

describe('a rule without one slope', () => {
  test.each([
    [{}, [0]],
    [{ slopePerMillion: 0 }, []],
    [{ slopePerMillion: 999_999 }, []],
    [{ slopePerMillion: 1_000_000 }, [0]],
    [{ tiers: [500], slopesPerMillion: [10, 250_000] }, []],
    [{ tiers: [500], slopesPerMillion: [250_001, 300_000] }, [0]],
    // The one slope is what holds where both are told.
    [{ tiers: [500], slopesPerMillion: [10, 20], slopePerMillion: 1_000_000 }, [0]],
  ])('bounds what a move takes, or does not: %j', (rule, unbounded) => {
    const venue = world(ruled(rule));
    expect(watching(venue).triggers.unbounded).toEqual(unbounded);
    const account = person(venue, 0, [[0, 10, 100]]);
    const { settle } = watching(venue);
    expect(settle(account, 1_000_000)).toBe(unbounded.length === 0);
  });
});

describe('a rule that jumps at the end of a tier', () => {
  const tiered = (lots: number, spare: number, rule: Partial<MarginSchedule> = {}) => {
    const margin = ruled({ tiers: [1000, 2000, 4000], slopesPerMillion: [0, 0, 300_000, 0], ...rule });
    const venue = world(margin, [{}, { instrument: linear({ tickValue: 2 }) }]);
    const account = person(venue, 0, [[0, lots, 100]]);
    const watch = watching(venue);
    return { account, settled: watch.settle(account, spare), ...watch };
  };

  test('tells of a position whose worth has come to the end of its tier', () => {
    // 9 lots are worth 1,000 at 111.1; the two units before count as beyond.
    const { account, settled, marked } = tiered(9, 9 * 90 + 12);
    expect(settled).toBe(true);
    expect([marked(1, 119), marked(0, 110), marked(0, 111)]).toEqual([[], [], [account]]);
  });

  test('tells of a short in the same way, before its money is gone', () => {
    const { account, settled, marked } = tiered(-9, 9 * 90 + 12);
    expect(settled).toBe(true);
    expect([marked(0, 90), marked(0, 110), marked(0, 111)]).toEqual([[], [], [account]]);
  });

  test('takes the steepest of its tiers, but for those in which nobody is settled, for the slope everywhere', () => {
    // A tick against a lot takes 1 + 0.25.
    const margin = ruled({ tiers: [500, 2000], slopesPerMillion: [0, 250_000, 250_001] });
    const venue = world(margin);
    const account = person(venue, 0, [[0, 10, 100]]);
    const { settle, marked } = watching(venue);
    expect(settle(account, 10 * 10 * 1.25 + 12)).toBe(true);
    expect([marked(0, 91), marked(0, 90)]).toEqual([[], [account]]);
  });

  test('needs no ends of tiers where it tells one slope besides', () => {
    const both = { tiers: [1000], slopesPerMillion: [0, 0], slopePerMillion: 0 };
    const { account, settled, marked } = tiered(10, 112, both);
    expect(settled).toBe(true);
    expect([marked(0, 119), marked(0, 91), marked(0, 90)]).toEqual([[], [], [account]]);
  });

  test('may stand beside one that does not', () => {
    const [jump, plain] = [ruled({ tiers: [1000], slopesPerMillion: [0, 0] }), sloped(0)];
    const margin = {
      ...plain,
      mechanism: {
        ...plain.mechanism,
        schedule: (market: MarketView) => (market.id === 'A' ? jump : plain).mechanism.schedule(market, {} as never),
      },
    };
    const venue = world(margin);
    const watched = world(margin, [{}, {}]);
    for (const one of [venue, watched]) {
      const account = person(one, 0, [[0, 9, 100]]);
      const { settle, marked } = watching(one);
      expect(settle(account, 9 * 90 + 12)).toBe(true);
      expect([marked(0, 110), marked(0, 111)]).toEqual([[], [account]]);
    }
  });

  test('tells of a position within its tier as where the rule has one slope', () => {
    const { account, settled, marked } = tiered(15, 15 * 10 + 12);
    expect(settled).toBe(true);
    expect([marked(0, 91), marked(0, 90)]).toEqual([[], [account]]);
  });

  test.each([
    ['a tier has room', 990 / 2, 2, true],
    ['a tier is full but for two units', 998 / 2, 2, false],
    ['a tier is full but for one unit', 999 / 3, 3, false],
    ['a tier is full', 500, 2, false],
    ['a tier has just begun', 1001 / 7, 7, false],
    ['a tier began three units ago', 1002 / 6, 6, false],
    ['a tier began long enough ago', 1003 / 17, 17, true],
    ['a tier is too steep', 250, 10, false],
    ['the last tier has begun', 500, 10, true],
  ])('is read at every check where it cannot tell the tier: %s', (_, ticks, lots, settles) => {
    const margin = ruled({ tiers: [1000, 2000, 4000], slopesPerMillion: [0, 0, 300_000, 0] });
    const venue = world(margin, [{ open: ticks }]);
    const account = person(venue, 0, [[0, lots, ticks]]);
    const { settle } = watching(venue);
    expect(settle(account, lots * ticks * 0.5)).toBe(settles);
  });

  test('has no end of the last tier to tell of', () => {
    const { account, settled, marked } = tiered(50, 50 * 50 + 12);
    expect(settled).toBe(true);
    expect([marked(0, 119), marked(0, 70), marked(0, 51), marked(0, 50)]).toEqual([[], [], [], [account]]);
  });

  test('has one tier where it names no end of any', () => {
    const margin = ruled({ slopesPerMillion: [0] });
    const venue = world(margin);
    const account = person(venue, 0, [[0, 10, 100]]);
    const { settle, marked } = watching(venue);
    expect(settle(account, 112)).toBe(true);
    expect([marked(0, 119), marked(0, 91), marked(0, 90)]).toEqual([[], [], [account]]);
  });
});
