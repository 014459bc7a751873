import { describe, expect, it } from 'vitest';
import {
  compareFractions,
  formatRatio,
  MAX_EXACT,
  parseRatio,
  ratioCeil,
  ratioFloor,
  ratioOf,
} from '../../../src/money/index.ts';

describe('ratios by hand', () => {
  it.each([
    ['2/3', 2, 3, '2/3'],
    ['4/6', 2, 3, '2/3'],
    ['0.2', 1, 5, '0.2'],
    ['-0.05', -1, 20, '-0.05'],
    ['1', 1, 1, '1'],
    ['-3/4', -3, 4, '-0.75'],
    ['0', 0, 1, '0'],
    ['-0', 0, 1, '0'],
    ['0/7', 0, 1, '0'],
    ['12.50', 25, 2, '12.5'],
    ['0.000000001', 1, 1_000_000_000, '0.000000001'],
    ['0.0000000001', 1, 10_000_000_000, '1/10000000000'],
    ['0.200000000000000000000', 1, 5, '0.2'],
    ['9007199254740991', MAX_EXACT, 1, '9007199254740991'],
  ])('reads %s', (text, n, d, written) => {
    const ratio = parseRatio(text);
    expect(ratio).toEqual({ n, d });
    expect(Object.is(ratio.n, -0)).toBe(false);
    expect(formatRatio(ratio)).toBe(written);
  });

  it.each(['', ' 1', '1 ', '+1', '.5', '5.', '1e3', '2 / 3', '2/-3', '1/2/3', '0.5/2', 'NaN', '0x10', '１', '--1'])(
    'does not read "%s"',
    (text) => {
      expect(() => parseRatio(text)).toThrow(expect.objectContaining({ code: 'bad-ratio' }));
    },
  );

  it('says what is wrong with a text', () => {
    expect(() => parseRatio('1e-3')).toThrowErrorMatchingInlineSnapshot(`[MoneyError: "1e-3" is not a ratio]`);
    expect(() => parseRatio('1'.repeat(65))).toThrow('(65 characters)" is not a ratio');
    expect(() => parseRatio('1/0')).toThrow(expect.objectContaining({ code: 'division-by-zero' }));
    expect(() => parseRatio('1/9007199254740993')).toThrow(expect.objectContaining({ code: 'bad-ratio' }));
    expect(() => parseRatio('9007199254740993')).toThrow('needs numbers beyond 9007199254740991');
  });

  it('are read up to 64 characters', () => {
    expect(parseRatio(`0.5${'0'.repeat(61)}`)).toEqual({ n: 1, d: 2 });
    expect(() => parseRatio(`0.5${'0'.repeat(62)}`)).toThrow('(65 characters)" is not a ratio');
    expect(() => parseRatio('x'.repeat(64))).toThrow(`"${'x'.repeat(64)}" is not a ratio`);
  });

  it('are built in lowest terms, or refused', () => {
    expect(ratioOf(-4, 6)).toEqual({ n: -2, d: 3 });
    expect(ratioOf(0, 6)).toEqual({ n: 0, d: 1 });
    expect(Object.is(ratioOf(-0, 6).n, 0)).toBe(true);
    expect(() => ratioOf(1, 0)).toThrow(expect.objectContaining({ code: 'division-by-zero' }));
    expect(() => ratioOf(1, -2)).toThrow(expect.objectContaining({ code: 'bad-ratio' }));
    expect(() => ratioOf(0.5, 2)).toThrow(expect.objectContaining({ code: 'not-an-integer' }));
  });

  it('take a share of an amount', () => {
    expect(ratioFloor(100, { n: 2, d: 3 })).toBe(66);
    expect(ratioCeil(100, { n: 2, d: 3 })).toBe(67);
    expect(ratioFloor(-100, { n: 2, d: 3 })).toBe(-67);
    expect(ratioFloor(MAX_EXACT, { n: 1, d: 1 })).toBe(MAX_EXACT);
  });
});

describe('comparing fractions by hand', () => {
  it('sees differences that rounding hides', () => {
    expect(compareFractions(1, 3, 2, 6)).toBe(0);
    expect(compareFractions(-1, 3, 1, 3)).toBe(-1);
    // (2^53 - 2) / (2^53 - 1) against (2^53 - 3) / (2^53 - 2): the products differ by 1 in 2^106
    expect(compareFractions(MAX_EXACT - 1, MAX_EXACT, MAX_EXACT - 2, MAX_EXACT - 1)).toBe(1);
    expect(compareFractions(MAX_EXACT - 2, MAX_EXACT - 1, MAX_EXACT - 1, MAX_EXACT)).toBe(-1);
    expect(compareFractions(MAX_EXACT, MAX_EXACT, 1, 1)).toBe(0);
  });

  it('refuses bad terms', () => {
    expect(() => compareFractions(1, 0, 1, 1)).toThrow(expect.objectContaining({ code: 'division-by-zero' }));
    expect(() => compareFractions(1, 1, 1, -1)).toThrow(expect.objectContaining({ code: 'out-of-range' }));
    expect(() => compareFractions(Number.NaN, 1, 1, 1)).toThrow(expect.objectContaining({ code: 'not-an-integer' }));
    expect(() => compareFractions(1, 1, 1, 2 ** 53)).toThrow(expect.objectContaining({ code: 'overflow' }));
  });
});
