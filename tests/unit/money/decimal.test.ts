import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { D, formatUnits, MAX_EXACT, parseUnits, Total } from '../../../src/money/index.ts';

describe('D', () => {
  it('rounds halves to even at 40 digits, whatever is set on the global class', () => {
    Decimal.set({ precision: 3 });
    expect(new D(1).div(3).toFixed()).toBe(`0.${'3'.repeat(40)}`);
    expect([new D('2.5').toFixed(0), new D('3.5').toFixed(0)]).toEqual(['2', '4']);
    Decimal.set({ defaults: true });
  });
});

describe('decimal texts by hand', () => {
  it.each([
    ['1250.5', 6, 1_250_500_000, '1250.5'],
    ['-0.01', 2, -1, '-0.01'],
    ['0', 6, 0, '0'],
    ['-0.000', 6, 0, '0'],
    ['007', 0, 7, '7'],
    ['1.500000000', 1, 15, '1.5'],
    ['100', 0, 100, '100'],
    ['9007199254.740991', 6, MAX_EXACT, '9007199254.740991'],
    ['0.000000000000000000000000000001', 30, 1, '0.000000000000000000000000000001'],
  ])('%s at %d places is %d units', (text, decimals, units, written) => {
    const read = parseUnits(text, decimals);
    expect(Object.is(read, units)).toBe(true);
    expect(formatUnits(read, decimals)).toBe(written);
  });

  it('say the finest step, or the limit, that a number breaks', () => {
    expect(() => parseUnits('0.0000001', 6)).toThrowErrorMatchingInlineSnapshot(
      `[MoneyError: "0.0000001" is no whole multiple of 0.000001, the finest step here]`,
    );
    expect(() => parseUnits('9007199254.740992', 6)).toThrowErrorMatchingInlineSnapshot(
      `[MoneyError: "9007199254.740992" is too large: with steps of 0.000001 the limit is 9007199254.740991]`,
    );
    expect(() => parseUnits('9'.repeat(500), 2)).toThrow('(500 characters)" is too large');
  });

  it.each(['', ' ', '1,5', '1e6', '.5', '5.', '+1', '--1', 'NaN', 'Infinity', '1.2.3', '0x1', '٣'])(
    'refuse "%s"',
    (text) => {
      expect(() => parseUnits(text, 6)).toThrow(expect.objectContaining({ code: 'bad-decimal' }));
    },
  );

  it('write totals of any size', () => {
    const total = Total.of(-MAX_EXACT);
    total.subtract(MAX_EXACT);
    expect(formatUnits(total, 6)).toBe('-18014398509.481982');
    expect(formatUnits(new Total(), 6)).toBe('0');
  });

  it('refuse a unit or an amount that makes no sense', () => {
    for (const decimals of [-1, 1.5, 31, Number.NaN]) {
      expect(() => parseUnits('1', decimals)).toThrow(expect.objectContaining({ code: 'out-of-range' }));
    }
    expect(() => formatUnits(0.5, 2)).toThrow(expect.objectContaining({ code: 'not-an-integer' }));
  });
});
