import { z } from 'zod';
import { defineImpact, duration, type ImpactView } from '../../contract/index.ts';
import { exp } from '../../math/index.ts';
import {
  averagePrice,
  consumedAfter,
  displacementOf,
  offeredWithin,
  type Resilience,
  wholeDepth,
} from './power-shape.ts';

const shape = z.number().min(0.1).max(3).describe('Exponent b of the cumulative depth, dimensionless.');
const reach = z
  .number()
  .positive()
  .max(1000)
  .describe('Depth of the whole market as a multiple of this venue’s own, dimensionless.');
const halfLife = duration()
  .refine((seconds) => seconds > 0, 'a half-life is longer than 0s')
  .describe('Time in which a full book forgets half of what was consumed.');
const standby = z
  .number()
  .min(0)
  .max(100)
  .describe('Standby demand from off the venue per unit of log displacement, as a multiple of open interest.');

const params = z.strictObject({
  shape: shape.default(0.8),
  reach: reach.default(3),
  halfLife: halfLife.prefault('30s'),
  standby: standby.default(1),
  response: duration()
    .refine((seconds) => seconds > 0, 'a response time is longer than 0s')
    .prefault('2m')
    .describe('Time in which standby demand comes in.'),
  deepest: z.number().positive().max(5).default(1).describe('Largest displacement, log price; the book ends there.'),
  classes: z
    .record(z.string(), z.strictObject({ shape, reach, halfLife, standby }).partial())
    .default({})
    .describe('What differs for single classes of market.'),
});
type Params = z.infer<typeof params>;

/** Notional that sales have consumed and nobody has refilled, natural units, negative when it was bought. */
type State = { consumed: number };

/** The book of the whole market now: its depth at 1 %, its exponent, and how it refills. */
const bookOf = (view: ImpactView, given: Params): Resilience => {
  const { market, multiplier } = view;
  const own = Object.hasOwn(given.classes, market.class) ? given.classes[market.class]! : {};
  return {
    shape: own.shape ?? given.shape,
    depth: wholeDepth(view, own.reach ?? given.reach),
    refill: (Math.LN2 / (own.halfLife ?? given.halfLife)) * multiplier,
    demand: ((own.standby ?? given.standby) * market.openInterest) / given.response,
  };
};

/** What is consumed once a flow is filled: no further than the end of the book. */
const after = (consumed: number, side: 1 | -1, notional: number, capacity: number): number =>
  side === -1
    ? Math.max(consumed, Math.min(consumed + notional, capacity))
    : Math.min(consumed, Math.max(consumed - notional, -capacity));

/**
 * A book with a shape that refills: consumed volume decides the displacement, and goes away with time.
 *
 * E is the net notional that sales have consumed and nobody has refilled. The book of the whole market holds C(delta) = D (delta / 0.01)^b
 * within delta, D = d1 (quoted + (reach - 1) m), so delta = 0.01 (E / D)^(1/b), with the sign of E. Between flows
 *
 *     dE/dt = -(ln 2 / halfLife) m E - standby OI delta / response
 *
 * The first term is the book's own resilience, slower when makers have left (m < 1); the second is demand from outside the book: buyers
 * of value and late arbitrage. It has a closed form, so any division of time into steps gives the same path.
 *
 * @source Alfonsi, Fruth and Schied, "Optimal execution strategies in limit order books with general shape functions",
 *   Quantitative Finance 10 (2010), the shape and the consumed volume. Standby demand and all defaults are assumed.
 * @example
 * // impact: { use: shape-transient, reach: 10, classes: { long-tail: { reach: 4, standby: 0.4 } } }
 */
export const shapeTransient = defineImpact<typeof params, State>({
  name: 'shape-transient',
  summary: 'Consumed depth displaces the price by the shape of the book, and comes back with time and standby demand.',
  formula:
    'displacement of ln(price) = 0.01 x (C / D)^(1 / shape), C = notional consumed, D = depth of the whole market at 1 %\n' +
    'C falls at the rate (ln 2 / halfLife) x multiplier x C + standby x OI x displacement / response',
  source:
    'Alfonsi, Fruth and Schied, Optimal Execution Strategies in Limit Order Books with General Shape Functions, Quantitative Finance 10 (2010)',
  params,
  initial: () => ({ consumed: 0 }),
  quote: ({ side, notional }, view, given, { consumed }) => {
    const book = bookOf(view, given);
    const reached = after(consumed, side, notional, offeredWithin(given.deepest, book));
    const [start, endPrice] = [consumed, reached].map((each) => exp(-displacementOf(each, book))) as [number, number];
    const filled = Math.abs(reached - consumed);
    const average = averagePrice(consumed, reached, book);
    const [low, high] = start < endPrice ? [start, endPrice] : [endPrice, start];
    return { filled, vwap: Math.min(high, Math.max(low, average)), endPrice };
  },
  apply: ({ side, notional }, view, given, state) => {
    state.consumed = after(state.consumed, side, notional, offeredWithin(given.deepest, bookOf(view, given)));
  },
  step: (seconds, view, given, state) => {
    state.consumed = consumedAfter(seconds, state.consumed, bookOf(view, given));
  },
  depth: (displacement, view, given) => offeredWithin(Math.min(displacement, given.deepest), bookOf(view, given)),
  displacement: (view, given, { consumed }) => {
    const free = displacementOf(consumed, bookOf(view, given));
    return Math.sign(free) * Math.min(given.deepest, Math.abs(free));
  },
});
