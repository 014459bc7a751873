import type { ExchangeDesign } from '../../exchange/index.ts';
import { AttackSearch, type SearchGoal, type Tried } from './search.ts';
import type { Shape } from './shapes.ts';

/** A shape as a goal: how near an attack is, the mean share of the way to each aim and 1 only when every one is reached; and which are. */
export const goalOf = (shape: Shape): SearchGoal => ({
  score: (result, attack) => {
    const aims = shape.aims(result.traces, result, attack);
    return aims.reduce((sum, aim) => sum + aim, 0) / aims.length;
  },
  reached: (result, attack) => shape.aims(result.traces, result, attack).map(Math.floor).join(''),
});

/** Whether and when the search found a shape. */
export interface Rediscovery {
  readonly shape: string;
  /** Attacks that were tried until it was found, or altogether. */
  readonly tried: number;
  readonly found?: Tried;
}

/**
 * Searches a design for an attack of a shape, from the generators alone.
 *
 * @param most - Attacks tried at most.
 * @param onTrial - Told after each; answers whether to go on.
 */
export const rediscover = (
  design: ExchangeDesign,
  shape: Shape,
  {
    seed,
    most,
    onTrial,
  }: { readonly seed: number; readonly most: number; readonly onTrial?: (tried: number) => boolean },
): Rediscovery => {
  const search = new AttackSearch(design, seed, goalOf(shape));
  while (search.tried < most) {
    const best = search.next();
    if (best?.score === 1) return { shape: shape.name, tried: best.trial, found: best };
    if (onTrial?.(search.tried) === false) break;
  }
  return { shape: shape.name, tried: search.tried };
};
