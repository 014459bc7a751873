/**
 * Money in whole numbers: integers in float64, exact multiply-divide, apportionment, totals, ratios, and the border where
 * decimal texts come in and go out.
 *
 * @module
 */
export { apportion } from './apportion.ts';
export { D, formatUnits, parseUnits } from './decimal.ts';
export { nearestStep, stepsOf } from './grid.ts';
export {
  admits,
  checkBand,
  type Instrument,
  type InverseInstrument,
  inverse,
  type LinearInstrument,
  linear,
  value,
} from './instrument.ts';
export { exact, isExact, MAX_EXACT, product, sum } from './integer.ts';
export { MoneyError, type MoneyErrorCode } from './money-error.ts';
export { mulDivCeil, mulDivFloor, mulDivNearest, rateCeil, rateFloor } from './mul-div.ts';
export {
  compareFractions,
  formatRatio,
  parseRatio,
  type Ratio,
  ratioCeil,
  ratioFloor,
  ratioOf,
} from './ratio.ts';
export { inverseFromDecimals, linearFromDecimals } from './terms.ts';
export { sumColumn, Total } from './total.ts';
export { gridWeights } from './weights.ts';
