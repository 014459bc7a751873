import { exp } from 'breakwater';

/** An exponentially weighted mean with samples at irregular times. JSON, so that it can be part of a state. */
export type DecayingMean = {
  /** Weighted sum of the samples, in their unit. */
  sum: number;
  /** Sum of the weights, 0 to 1, dimensionless. */
  weight: number;
};

/** A mean that has seen nothing. */
export const noSamples = (): DecayingMean => ({ sum: 0, weight: 0 });

/**
 * Lets time pass and, where there is a sample, lets it hold for that time.
 *
 * With d = e^(-seconds / tau): sum <- sum x d + sample x (1 - d), weight <- weight x d + (1 - d). The published form
 * weighs a sample by its seconds, the first-order term of tau x (1 - d); ours gives the same mean however the time is
 * split into steps.
 *
 * @param mean - Changed in place.
 * @param sample - Any unit; undefined when there was none.
 * @param seconds - Time since the last call, >= 0.
 * @param tau - Time constant, seconds, > 0.
 */
export const addSample = (mean: DecayingMean, sample: number | undefined, seconds: number, tau: number): void => {
  const decay = exp(-seconds / tau);
  mean.sum *= decay;
  mean.weight *= decay;
  if (sample === undefined) return;
  mean.sum += sample * (1 - decay);
  mean.weight += 1 - decay;
};

/** The mean; undefined while it has seen nothing. */
export const meanOf = (mean: DecayingMean): number | undefined =>
  mean.weight > 0 ? mean.sum / mean.weight : undefined;
