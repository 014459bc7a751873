/**
 * Mathematics with the same bits on every machine: functions, random streams and digests made of exactly specified
 * operations only. The reasons are in docs/decisions/pinned-math.md.
 *
 * @module
 */
export { Digest } from './digest.ts';
export { exp, expm1 } from './exp.ts';
export { log, log1p } from './log.ts';
export { normalQuantile } from './normal-quantile.ts';
export { poisson } from './poisson.ts';
export { pow } from './pow.ts';
export type { Shufflable } from './samplers.ts';
export {
  exponential,
  lognormal,
  normal,
  pareto,
  shuffle,
  studentT,
  truncatedPareto,
  truncatedParetoAt,
} from './samplers.ts';
export type { RandomStream } from './stream.ts';
export { stream, streamsOf } from './stream.ts';
