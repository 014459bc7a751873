import { z } from 'zod';
import { defineDepth } from '../../contract/index.ts';
import { pow } from '../../math/index.ts';
import { pathOf, valueAt } from './keyframe-path.ts';

/**
 * Depth along a timetable, cut further as makers lose capital.
 *
 * multiplier = max(floor, schedule(t) x min(1, K_t / K_0)^eta), linear between keyframes. K is the makers' capital. With
 * eta 0 the timetable alone decides; eta 0.5 is the liquidity spiral: losses thin the book, a thin book deepens losses.
 *
 * @source Brunnermeier and Pedersen, "Market liquidity and funding liquidity", Review of Financial Studies 22 (2009);
 *   eta 0.5 is assumed. Depth of October 2025: -98 % at worst (https://followin.io/feed/22111099).
 * @example
 * // depth: { use: scheduled, schedule: [[0, 1], [25m, 0.05], [60m, 0.3]] }
 */
export const scheduled = defineDepth({
  name: 'scheduled',
  summary: 'Depth along a timetable, times the makers’ remaining capital to a power.',
  formula: 'depth = max(floor, schedule(t) x min(1, K / K_0)^eta) x calm depth, K = capital of the makers',
  source: [
    'Brunnermeier and Pedersen, Market Liquidity and Funding Liquidity, Review of Financial Studies 22 (2009)',
    'https://followin.io/feed/22111099',
  ],
  params: z.strictObject({
    schedule: pathOf(1)
      .default([[0, 1]])
      .describe('Keyframes [time, multiplier in (0, 1]], linear between.'),
    classes: z.record(z.string(), pathOf(1)).default({}).describe('Timetables of single classes of market.'),
    eta: z.number().min(0).max(4).default(0.5).describe('Power of the makers’ remaining capital, dimensionless.'),
    floor: z.number().positive().max(1).default(0.01).describe('Least multiplier, dimensionless.'),
  }),
  multiplier: ({ market, seconds, capitalShare }, { schedule, classes, eta, floor }) => {
    const path = Object.hasOwn(classes, market.class) ? classes[market.class]! : schedule;
    const capital = Math.max(0, Math.min(1, capitalShare));
    const left = eta === 0 ? 1 : pow(capital, eta);
    return Math.max(floor, Math.min(1, valueAt(path, seconds, 'linear') * left));
  },
});
