import { describe, expect, it } from 'vitest';
import {
  admits,
  checkBand,
  inverse,
  inverseFromDecimals,
  linear,
  linearFromDecimals,
  MAX_EXACT,
  value,
} from '../../../src/money/index.ts';

describe('instruments by hand', () => {
  it('value a linear position as lots x ticks x tickValue', () => {
    const market = linear({ tickValue: 2 });
    expect(market.kind).toBe('linear');
    expect([value(market, 3, 100), value(market, -3, 100)]).toEqual([600, -600]);
    expect(Object.is(value(market, 0, -1), 0)).toBe(true);
  });

  it('value an inverse position as minus lots x face / ticks, rounded to nearest and odd in lots', () => {
    const market = inverse({ face: 1_000 });
    expect(market.kind).toBe('inverse');
    // 3000 / 7 = 428.57 and 1000 / 16 = 62.5
    expect([value(market, 3, 7), value(market, -3, 7)]).toEqual([-429, 429]);
    expect([value(market, 1, 16), value(market, -1, 16)]).toEqual([-63, 63]);
    expect(Object.is(value(market, 0, 7), 0)).toBe(true);
  });

  it('gains when the price rises, for a long of either kind', () => {
    for (const market of [linear({ tickValue: 1 }), inverse({ face: 10 ** 9 })]) {
      expect(value(market, 5, 1_100)).toBeGreaterThan(value(market, 5, 1_000));
    }
  });

  it('refuse values beyond 2^53 - 1, and a price of zero where it divides', () => {
    expect(() => value(linear({ tickValue: 10 }), 2 ** 30, 2 ** 30)).toThrowErrorMatchingInlineSnapshot(
      `[MoneyError: the value of 1073741824 lots at 1073741824 ticks is 11529215046068470000, beyond the largest exact integer 9007199254740991 (2^53 - 1)]`,
    );
    expect(() => value(linear({ tickValue: 1 }), 0.5, 1)).toThrow(expect.objectContaining({ code: 'not-an-integer' }));
    expect(() => value(inverse({ face: 1 }), 1, 0)).toThrow(expect.objectContaining({ code: 'division-by-zero' }));
    expect(() => value(inverse({ face: MAX_EXACT }), 2, 1)).toThrow(expect.objectContaining({ code: 'overflow' }));
  });

  it('refuse terms below one unit', () => {
    expect(() => linear({ tickValue: 0 })).toThrow(expect.objectContaining({ code: 'bad-market' }));
    expect(() => linear({ tickValue: 0.5 })).toThrow(expect.objectContaining({ code: 'not-an-integer' }));
    expect(() => inverse({ face: -1 })).toThrow(expect.objectContaining({ code: 'bad-market' }));
  });
});

describe('admission by hand', () => {
  it('takes positions whose account stays within 2^52 at the worst price of the band, and not one lot more', () => {
    const market = linear({ tickValue: 1 });
    expect(admits(market, 10 ** 9, 1, 10 ** 6, 4)).toBe(undefined);
    expect(admits(market, -(2 ** 30), 1, 2 ** 20, 4)).toBe(undefined);
    expect(admits(market, -(2 ** 30) - 1, 1, 2 ** 20, 4)).toMatchInlineSnapshot(
      `"1073741825 lots at 1048576 ticks are worth about 1125899907891200 units, and an account may hold 4 such positions, which must stay within 4503599627370496 units (2^52) together: at most 1073741824 lots fit"`,
    );
    expect(admits(market, MAX_EXACT, 0, 0, 1)).toBe(undefined);
  });

  it('looks at the floor of the band for an inverse market', () => {
    const market = inverse({ face: 2 ** 32 });
    expect(admits(market, 2 ** 30, 2 ** 12, 2 ** 20, 4)).toBe(undefined);
    expect(admits(market, 2 ** 30 + 1, 2 ** 12, 2 ** 20, 4)).toContain('at most 1073741824 lots fit');
    // A quarter above the limit before rounding, on it after.
    expect(admits(inverse({ face: 1 }), 2 ** 52 + 1, 4, 2 ** 20, 4)).toBe(undefined);
    expect(admits(market, MAX_EXACT, 1, 2 ** 20, 4)).toContain('at most 262144 lots fit');
  });

  it('refuses a band or a number of positions that makes no sense', () => {
    for (const [floor, cap, positions] of [
      [0, 10, 1],
      [10, 9, 1],
      [1, 10, 0],
    ] as const) {
      expect(() => admits(inverse({ face: 1 }), 1, floor, cap, positions)).toThrow(
        expect.objectContaining({ code: 'bad-market' }),
      );
    }
    expect(() => admits(linear({ tickValue: 1 }), 0.5, 1, 2, 1)).toThrow(
      expect.objectContaining({ code: 'not-an-integer' }),
    );
  });
});

describe('price bands by hand', () => {
  it('let prices from floor to cap through, and nothing else', () => {
    expect(Object.is(checkBand(-0, 0, 1_000, 'BTC'), 0)).toBe(true);
    expect([checkBand(1, 1, 1_000, 'BTC'), checkBand(1_000, 1, 1_000, 'BTC')]).toEqual([1, 1_000]);
    expect(() => checkBand(1_001, 1, 1_000, 'BTC')).toThrowErrorMatchingInlineSnapshot(
      `[MoneyError: the price of BTC is 1001 ticks, outside its band of 1 to 1000]`,
    );
    expect(() => checkBand(0, 1, 1_000, 'BTC')).toThrow(expect.objectContaining({ code: 'outside-band' }));
    expect(() => checkBand(1.5, 1, 1_000, 'BTC')).toThrow(expect.objectContaining({ code: 'not-an-integer' }));
  });
});

describe('terms from decimals by hand', () => {
  it('finds the units in a tick of one lot', () => {
    expect(linearFromDecimals({ tick: '0.1', lot: '0.00001', unit: '0.000001' }).tickValue).toBe(1);
    expect(linearFromDecimals({ tick: '0.123456789012', lot: '1', unit: '0.000000000001' }).tickValue).toBe(
      123_456_789_012,
    );
    expect(linearFromDecimals({ tick: '0.5', lot: '1', unit: '0.000001' }).tickValue).toBe(500_000);
    expect(linearFromDecimals({ tick: '0.00000001', lot: '100', unit: '0.000001' }).tickValue).toBe(1);
  });

  it('finds the face of an inverse contract', () => {
    const market = inverseFromDecimals({ tick: '0.5', face: '1', unit: '0.00000001' });
    expect(market.face).toBe(200_000_000);
    // 100 lots of 1 USD at 50,000 USD are 0.002 BTC
    expect(value(market, 100, 100_000)).toBe(-200_000);
  });

  it('rejects a market that does not come out in whole units, and says what to change', () => {
    expect(() => linearFromDecimals({ tick: '0.00000001', lot: '1', unit: '0.000001' })).toThrow(
      expect.objectContaining({
        code: 'bad-market',
        message: 'tick 0.00000001 x lot 1 is 0.01 units of 0.000001, not a whole number from 1 to 2^53 - 1',
        hint: expect.stringContaining('raise the lot or use a finer unit'),
      }),
    );
    expect(() => linearFromDecimals({ tick: '0.3', lot: '1', unit: '0.2' })).toThrow('is 1.5 units of 0.2');
    expect(() => linearFromDecimals({ tick: '10000000000', lot: '1', unit: '0.000001' })).toThrow(
      expect.objectContaining({ code: 'bad-market' }),
    );
    expect(() => inverseFromDecimals({ tick: '0.3', face: '1', unit: '0.01' })).toThrow(
      expect.objectContaining({ code: 'bad-market' }),
    );
  });

  it('rejects texts that are no decimals above zero', () => {
    for (const tick of ['', '0', '-1', '1e-3', 'abc', '1.', '0.1234567890123', '9'.repeat(60)]) {
      expect(() => linearFromDecimals({ tick, lot: '1', unit: '1' })).toThrow(
        expect.objectContaining({ code: 'bad-decimal' }),
      );
    }
  });
});
