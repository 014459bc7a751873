/**
 * Breakwater: a testbed for how perpetual-futures exchanges survive their traders' losses.
 *
 * What a plug-in author or a script imports. Built-in mechanisms are in `breakwater/mechanisms`, shipped specs in `breakwater/specs`.
 *
 * @packageDocumentation
 */
export { z } from 'zod';
export * from './contract/index.ts';
export { exp, log, pow, type RandomStream } from './math/index.ts';
export {
  apportion,
  compareFractions,
  gridWeights,
  MoneyError,
  type MoneyErrorCode,
  mulDivCeil,
  mulDivFloor,
  mulDivNearest,
  type Ratio,
  rateCeil,
  rateFloor,
  ratioCeil,
  ratioFloor,
} from './money/index.ts';
export * from './world/cascade/index.ts';
