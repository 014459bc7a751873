import { expect, it } from 'vitest';
import {
  admits,
  apportion,
  checkBand,
  compareFractions,
  formatUnits,
  gridWeights,
  inverse,
  inverseFromDecimals,
  linear,
  linearFromDecimals,
  MAX_EXACT,
  MoneyError,
  mulDivFloor,
  parseRatio,
  parseUnits,
  rateFloor,
  ratioOf,
  sumColumn,
  Total,
  value,
} from '../../../src/money/index.ts';

/** What a user reads of a refusal. */
const refusal = (act: () => unknown): string => {
  try {
    return `returned ${act()}`;
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    return `${error.code}: ${error.message}. Hint: ${error.hint}.`;
  }
};
const refusals = (acts: (() => unknown)[]): string => acts.map(refusal).join('\n');

it('numbers are refused with what to use instead', () => {
  expect(
    refusals([
      () => mulDivFloor(0.5, 1, 1),
      () => mulDivFloor(1, 2 ** 53, 1),
      () => mulDivFloor(2, 3, 0),
      () => mulDivFloor(2, 3, -4),
      () => mulDivFloor(MAX_EXACT, 2, 1),
      () => mulDivFloor(-MAX_EXACT, 2, 1),
      () => rateFloor(1.5, 2),
      () => rateFloor(1, 0.25),
      () => rateFloor(1, 2, 0.5),
      () => rateFloor(1, 2, -5),
      () => rateFloor(0, 0, 0),
    ]),
  ).toMatchInlineSnapshot(`
    "not-an-integer: an operand is 0.5, which is not a whole number. Hint: express amounts in units, sizes in lots and prices in ticks before computing.
    overflow: an operand is 9007199254740992, beyond the largest exact integer 9007199254740991 (2^53 - 1). Hint: use a coarser unit, a larger lot or smaller positions.
    division-by-zero: 2 x 3 is divided by 0. Hint: check that the divisor is at least 1.
    out-of-range: the divisor is -4, below 1. Hint: move the sign to one of the factors.
    overflow: 9007199254740991 x 2 / 1 is 18014398509481982, beyond the largest exact integer 9007199254740991 (2^53 - 1). Hint: use a coarser unit, a larger lot or smaller positions.
    overflow: -9007199254740991 x 2 / 1 is -18014398509481982, beyond the largest exact integer 9007199254740991 (2^53 - 1). Hint: use a coarser unit, a larger lot or smaller positions.
    not-an-integer: an operand is 1.5, which is not a whole number. Hint: express amounts in units, sizes in lots and prices in ticks before computing.
    not-an-integer: an operand is 0.25, which is not a whole number. Hint: express amounts in units, sizes in lots and prices in ticks before computing.
    not-an-integer: an operand is 0.5, which is not a whole number. Hint: express amounts in units, sizes in lots and prices in ticks before computing.
    out-of-range: the divisor is -5, below 1. Hint: move the sign to one of the factors.
    division-by-zero: 0 x 0 is divided by 0. Hint: check that the divisor is at least 1."
  `);
});

it('ratios and fractions are refused with what to write instead', () => {
  expect(
    refusals([
      () => ratioOf(3, 0),
      () => ratioOf(3, -4),
      () => parseRatio('one half'),
      () => parseRatio('7'.repeat(65)),
      () => parseRatio('3/0'),
      () => parseRatio('1/9007199254740993'),
      () => compareFractions(0.5, 1, 1, 1),
      () => compareFractions(1, 2, 3, 0),
      () => compareFractions(1, 0, 3, 2),
      () => compareFractions(1, 2, 3, -4),
      () => compareFractions(1, -2, 3, 4),
    ]),
  ).toMatchInlineSnapshot(`
    "division-by-zero: the ratio 3/0 has no value. Hint: use a denominator of 1 or more.
    bad-ratio: the denominator is -4, below 1. Hint: move the sign to the numerator.
    bad-ratio: "one half" is not a ratio. Hint: write a decimal such as "0.2" or a fraction such as "2/3", without spaces or exponent.
    bad-ratio: "7777777777777777777777777777777777777777777777777777777777777777... (65 characters)" is not a ratio. Hint: write a decimal such as "0.2" or a fraction such as "2/3", without spaces or exponent.
    division-by-zero: "3/0" divides by zero. Hint: use a denominator of 1 or more.
    bad-ratio: "1/9007199254740993" in lowest terms needs numbers beyond 9007199254740991 (2^53 - 1). Hint: write it with fewer digits.
    not-an-integer: a term of a fraction is 0.5, which is not a whole number. Hint: express amounts in units, sizes in lots and prices in ticks before computing.
    division-by-zero: 1/2 or 3/0 divides by zero. Hint: use denominators of 1 or more.
    division-by-zero: 1/0 or 3/2 divides by zero. Hint: use denominators of 1 or more.
    out-of-range: 1/2 or 3/-4 has a denominator below 1. Hint: move the sign to the numerator.
    out-of-range: 1/-2 or 3/4 has a denominator below 1. Hint: move the sign to the numerator."
  `);
});

it('totals are refused with the entry and the limit', () => {
  const column = Float64Array.of(1, 0.5, 2);
  expect(
    refusals([
      () => Total.of(0.5),
      () => new Total().addLimbs(0.5, 0),
      () => new Total().addLimbs(0, 0.5),
      () => new Total().addLimbs(MAX_EXACT, 2 ** 26),
      () => new Total().addLimbs(-MAX_EXACT, -1),
      () => {
        const total = Total.of(MAX_EXACT);
        total.add(1);
        return total.toNumber();
      },
      () => sumColumn(column, 0, 3),
      () => sumColumn(column, -1, 3),
      () => sumColumn(column, 0, 0.5),
    ]),
  ).toMatchInlineSnapshot(`
    "not-an-integer: an amount added to a total is 0.5, which is not a whole number. Hint: express amounts in units, sizes in lots and prices in ticks before computing.
    not-an-integer: the high limb of a sum is 0.5, which is not a whole number. Hint: express amounts in units, sizes in lots and prices in ticks before computing.
    not-an-integer: the low limb of a sum is 0.5, which is not a whole number. Hint: express amounts in units, sizes in lots and prices in ticks before computing.
    overflow: a total is about 6.044629098073145e+23, beyond the largest that two limbs hold (2^79). Hint: use a coarser unit.
    overflow: a total is about -6.044629098073145e+23, beyond the largest that two limbs hold (2^79). Hint: use a coarser unit.
    overflow: the total is 9007199254740992, beyond the largest exact integer 9007199254740991 (2^53 - 1). Hint: use a coarser unit, a larger lot or smaller positions.
    not-an-integer: entry 1 of the column is 0.5, which is not a whole number. Hint: express amounts in units, sizes in lots and prices in ticks before computing.
    out-of-range: entries -1 to 3 are not inside a column of 3. Hint: pass whole numbers with 0 <= from <= to <= length.
    out-of-range: entries 0 to 0.5 are not inside a column of 3. Hint: pass whole numbers with 0 <= from <= to <= length."
  `);
});

it('claims tables are refused by entry', () => {
  expect(
    refusals([
      () => apportion(0.5, [1], undefined),
      () => apportion(-1, [1], undefined),
      () => apportion(1, [1, 2], [1]),
      () => apportion(1, [1, 2], undefined, new Float64Array(3)),
      () => apportion(1, [1, 0.5], undefined),
      () => apportion(1, [1, 2], [1, -2]),
      () => gridWeights([1, -1]),
      () => gridWeights([1, 2], new Float64Array(1)),
    ]),
  ).toMatchInlineSnapshot(`
    "not-an-integer: the need is 0.5, which is not a whole number. Hint: express amounts in units, sizes in lots and prices in ticks before computing.
    out-of-range: the need is -1, below zero. Hint: share a need of 0 or more.
    out-of-range: weights and limits differ in length: 2 and 1. Hint: pass columns of one length and order.
    out-of-range: weights and out differ in length: 2 and 3. Hint: pass columns of one length and order.
    bad-weight: weight 1 is 0.5; it has to be a whole number from 0 to 2^53 - 1. Hint: turn real weights into whole ones with gridWeights.
    bad-limit: limit 1 is -2; it has to be a whole number from 0 to 2^53 - 1. Hint: express limits in whole lots or units.
    bad-weight: weight 1 is -1; it has to be zero or more, and finite. Hint: check the score or the formula that makes the weights, for example a ratio with a zero below the line.
    out-of-range: weights and out differ in length: 2 and 1. Hint: pass arrays of one length."
  `);
});

it('markets, prices and sizes are refused with what to change', () => {
  expect(
    refusals([
      () => linear({ tickValue: 0 }),
      () => inverse({ face: 0 }),
      () => value(linear({ tickValue: 1 }), MAX_EXACT, 2),
      () => checkBand(0.5, 1, 9, 'BTC'),
      () => checkBand(10, 1, 9, 'BTC'),
      () => admits(linear({ tickValue: 1 }), 1, -1, 9, 1),
      () => admits(inverse({ face: 1 }), 1, 0, 9, 1),
      () => linearFromDecimals({ tick: '0.3', lot: '1', unit: '0.2' }),
      () => linearFromDecimals({ tick: 'x', lot: '1', unit: '1' }),
      () => linearFromDecimals({ tick: '1', lot: '0', unit: '1' }),
      () => linearFromDecimals({ tick: '1', lot: '1', unit: '-1' }),
      () => inverseFromDecimals({ tick: '0.3', face: '1', unit: '0.01' }),
      () => inverseFromDecimals({ tick: 'x', face: '1', unit: '1' }),
      () => inverseFromDecimals({ tick: '1', face: 'x', unit: '1' }),
      () => inverseFromDecimals({ tick: '1', face: '1', unit: 'x' }),
    ]),
  ).toMatchInlineSnapshot(`
    "bad-market: tickValue is 0, below 1. Hint: use a larger lot or face, or a finer unit.
    bad-market: face is 0, below 1. Hint: use a larger lot or face, or a finer unit.
    overflow: the value of 9007199254740991 lots at 2 ticks is 18014398509481982, beyond the largest exact integer 9007199254740991 (2^53 - 1). Hint: use a coarser unit, a larger lot or smaller positions.
    not-an-integer: the price of BTC is 0.5, which is not a whole number. Hint: express amounts in units, sizes in lots and prices in ticks before computing.
    outside-band: the price of BTC is 10 ticks, outside its band of 1 to 9. Hint: widen the band of the market, or make the shock smaller.
    bad-market: a band of -1 to 9 ticks with 1 positions an account cannot be checked. Hint: use a floor of at least 0, a cap at or above it, and at least one position.
    bad-market: a band of 0 to 9 ticks with 1 positions an account cannot be checked. Hint: use a floor of at least 1, a cap at or above it, and at least one position.
    bad-market: tick 0.3 x lot 1 is 1.5 units of 0.2, not a whole number from 1 to 2^53 - 1. Hint: raise the lot or use a finer unit (when the number is too large, lower the lot or use a coarser unit).
    bad-decimal: tick is "x", which is not a decimal number above zero with at most 12 significant digits. Hint: write it out with digits and a point, such as "0.01".
    bad-decimal: lot is "0", which is not a decimal number above zero with at most 12 significant digits. Hint: write it out with digits and a point, such as "0.01".
    bad-decimal: unit is "-1", which is not a decimal number above zero with at most 12 significant digits. Hint: write it out with digits and a point, such as "0.01".
    bad-market: face 1 is 333.3333333333333333333333333333333333333 times tick 0.3 x unit 0.01, not a whole number from 1 to 2^53 - 1. Hint: make the face a multiple of tick x unit, or use a finer unit (a coarser one when the number is too large).
    bad-decimal: tick is "x", which is not a decimal number above zero with at most 12 significant digits. Hint: write it out with digits and a point, such as "0.01".
    bad-decimal: face is "x", which is not a decimal number above zero with at most 12 significant digits. Hint: write it out with digits and a point, such as "0.01".
    bad-decimal: unit is "x", which is not a decimal number above zero with at most 12 significant digits. Hint: write it out with digits and a point, such as "0.01"."
  `);
});

it('decimal texts are refused with the finest step or the limit', () => {
  expect(
    refusals([
      () => parseUnits('1e6', 2),
      () => parseUnits('x'.repeat(65), 2),
      () => parseUnits('x'.repeat(64), 2),
      () => parseUnits('0.125', 2),
      () => parseUnits('90071992547409.92', 2),
      () => parseUnits('1', 31),
      () => formatUnits(1, -1),
    ]),
  ).toMatchInlineSnapshot(`
    "bad-decimal: "1e6" is not a decimal number. Hint: write digits with at most one point, such as "1250.5", without spaces or exponent.
    bad-decimal: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx... (65 characters)" is not a decimal number. Hint: write digits with at most one point, such as "1250.5", without spaces or exponent.
    bad-decimal: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" is not a decimal number. Hint: write digits with at most one point, such as "1250.5", without spaces or exponent.
    bad-decimal: "0.125" is no whole multiple of 0.01, the finest step here. Hint: round it to 2 decimal places, or use a finer unit.
    bad-decimal: "90071992547409.92" is too large: with steps of 0.01 the limit is 90071992547409.91. Hint: use a smaller number, or a coarser unit.
    out-of-range: a unit of 31 decimal places is not supported. Hint: use a whole number of places from 0 to 30.
    out-of-range: a unit of -1 decimal places is not supported. Hint: use a whole number of places from 0 to 30."
  `);
});
