import { z } from 'zod';
import { defineDepth, duration } from '../../contract/index.ts';
import { exp, log, pow } from '../../math/index.ts';
import { pathOf, valueAt } from './keyframe-path.ts';

const SECONDS_PER_DAY = 86_400;

const time = (text: string) =>
  duration()
    .refine((seconds) => seconds > 0, 'a time here is longer than 0s')
    .prefault(text);
const share = z.number().positive().max(1);

const params = z.strictObject({
  reference: z
    .number()
    .positive()
    .max(10)
    .default(0.09)
    .describe('Volatility over a day beyond which makers thin out, log standard deviation.'),
  references: z.record(z.string(), z.number().positive().max(10)).default({}).describe('The same by class of market.'),
  gamma: z.number().min(0).max(4).default(1).describe('Power of volatility, dimensionless; 0 ignores it.'),
  eta: z
    .number()
    .min(0)
    .max(4)
    .default(0.5)
    .describe('Power of the makers’ remaining capital, dimensionless; 0 ignores it.'),
  memory: time('2m').describe('Half-life of the average of squared returns.'),
  withdrawal: time('15s').describe('Time in which makers leave, to 1/e of the way.'),
  recovery: time('12m').describe('Time in which makers come back, to 1/e of the way.'),
  floor: share.default(0.05).describe('Least multiplier, dimensionless.'),
  floors: z.record(z.string(), share).default({}).describe('The same by class of market.'),
  schedule: pathOf(1).optional().describe('Timetable of a cap from outside the run: [time, multiplier in (0, 1]].'),
  classes: z.record(z.string(), pathOf(1)).default({}).describe('Timetables of single classes of market.'),
});
type Params = z.infer<typeof params>;

/** Multiplier quoted, variance of the log price per second, and the price it was last updated with; 0 before the first. */
type State = { multiplier: number; variance: number; price: number };

const ofClass = <T>(given: Readonly<Record<string, T>>, name: string, other: T): T =>
  Object.hasOwn(given, name) ? given[name]! : other;

/** Takes the return since the last update into the average: over a time dt the past keeps the weight 2^(-dt / memory). */
const observe = (state: State, price: number, elapsed: number, memory: number): void => {
  if (state.price > 0 && elapsed > 0) {
    const move = log(price / state.price);
    const kept = exp((-Math.LN2 * elapsed) / memory);
    state.variance = kept * state.variance + ((1 - kept) * move * move) / elapsed;
  }
  state.price = price;
};

const aim = (state: State, name: string, seconds: number, capitalShare: number, given: Params): number => {
  const sigma = Math.sqrt(state.variance * SECONDS_PER_DAY);
  const calm = ofClass(given.references, name, given.reference);
  const byVolatility = sigma <= calm || given.gamma === 0 ? 1 : pow(calm / sigma, given.gamma);
  const byCapital = given.eta === 0 ? 1 : pow(Math.max(0, Math.min(1, capitalShare)), given.eta);
  const path = ofClass(given.classes, name, given.schedule);
  const cap = path === undefined ? 1 : valueAt(path, seconds, 'linear');
  return Math.max(ofClass(given.floors, name, given.floor), Math.min(cap, byVolatility * byCapital));
};

/**
 * Makers who leave fast when prices swing or their capital goes, and come back slowly.
 *
 *     m* = max(floor, min(schedule(t), min(1, (reference / sigma)^gamma) x min(1, K / K_0)^eta))
 *     dm = (m* - m) dt / tau,   tau = withdrawal where m* < m, recovery otherwise
 *
 * sigma is the volatility over a day of an exponential average of squared returns of the reference price, K the makers' capital. The
 * relaxation is solved exactly over each step. A timetable is a cap from outside the run, where there is one.
 *
 * @source Brunnermeier and Pedersen, "Market liquidity and funding liquidity", Review of Financial Studies 22 (2009), the
 *   spiral; all numbers are assumed. Depth of October 2025: -98 % at worst (https://followin.io/feed/22111099).
 * @example
 * // depth: { use: volatility-and-capital, floors: { btc: 0.12, long-tail: 0.02 } }
 */
export const volatilityAndCapital = defineDepth<typeof params, State>({
  name: 'volatility-and-capital',
  summary: 'Depth falls fast with volatility and the makers’ losses, and recovers slowly.',
  formula:
    'depth = m x calm depth, dm = (m* - m) dt / tau, tau = withdrawal where m* < m, else recovery\n' +
    'm* = max(floor, min(schedule(t), min(1, reference / sigma)^gamma x min(1, K / K_0)^eta)), K = capital of the makers\n' +
    'sigma = volatility over a day, squared returns weighted by 2^(-age / memory)',
  source: [
    'Brunnermeier and Pedersen, Market Liquidity and Funding Liquidity, Review of Financial Studies 22 (2009)',
    'https://followin.io/feed/22111099',
  ],
  params,
  initial: () => ({ multiplier: 1, variance: 0, price: 0 }),
  multiplier: ({ market, seconds, elapsed, price, capitalShare }, given, state) => {
    observe(state, price, elapsed, given.memory);
    const target = aim(state, market.class, seconds, capitalShare, given);
    const tau = target < state.multiplier ? given.withdrawal : given.recovery;
    state.multiplier = target + (state.multiplier - target) * exp(-elapsed / tau);
    return state.multiplier;
  },
});
