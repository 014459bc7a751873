import { exp, log } from 'breakwater';

/**
 * Shares among rules after some waves, by online mirror descent with entropy (its lazy form).
 *
 * share_k = exp(-eta x loss_k) / sum of all, loss_k the sum of what rule k would have lost in the t - 1 waves before, each between 0 and
 * G = 1; step eta = D / (G sqrt(t)), D = sqrt(ln K) for K rules. Whatever the losses: over T waves the sum of share_k x loss_k is at most
 * 2 D G sqrt(T) above that of the best single rule.
 *
 * @param losses - Sums of losses, one a rule, >= 0.
 * @param wave - t, the number of this wave, from 1.
 * @returns Shares, real, in sum 1.
 * @source Shalev-Shwartz, "Online learning and online convex optimization", 2012, ch. 2; https://arxiv.org/abs/2602.15182 (ADL as
 * online learning)
 */
export const descentShares = (losses: readonly number[], wave: number): number[] => {
  const step = Math.sqrt(log(losses.length)) / Math.sqrt(wave);
  // From the least loss, so that not all of them vanish.
  const least = Math.min(...losses);
  const weights = losses.map((loss) => exp(step * (least - loss)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
};
