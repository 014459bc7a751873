import { z } from 'zod';
import { defineImpact, duration, type ImpactFlow, type ImpactView } from '../../contract/index.ts';
import { exp, expm1 } from '../../math/index.ts';
import { wholeDepth } from './power-shape.ts';

const ONE_PERCENT = 0.01;

const params = z.strictObject({
  reach: z
    .number()
    .positive()
    .max(1000)
    .default(3)
    .describe('Depth of the whole market as a multiple of this venue’s own, dimensionless.'),
  permanent: z.number().min(0).max(1).default(0.1).describe('Share of the displacement that stays, dimensionless.'),
  halfLife: duration()
    .refine((seconds) => seconds > 0, 'a half-life is longer than 0s')
    .prefault('3m')
    .describe('Time in which half of the rest goes.'),
  deepest: z.number().positive().max(5).default(1).describe('Largest displacement, log price; the book ends there.'),
});
type Params = z.infer<typeof params>;

/** Log displacements, positive = pushed down. */
type State = { permanent: number; transient: number };

/** Notional that moves the price by 1 in log terms. */
const perLogUnit = (view: ImpactView, { reach }: Params): number => wholeDepth(view, reach) / ONE_PERCENT;

const displaced = ({ permanent, transient }: State): number => permanent + transient;

/** Displacement that a flow adds, and the notional it fills for it. */
const pushOf = (flow: ImpactFlow, view: ImpactView, given: Params, state: State) => {
  const depth = perLogUnit(view, given);
  const room = Math.max(0, given.deepest + flow.side * displaced(state));
  const filled = Math.min(flow.notional, room * depth);
  return { filled, push: depth > 0 ? (-flow.side * filled) / depth : 0 };
};

/**
 * Impact in proportion to the flow, part of which stays.
 *
 * A net sale of Q moves the log price down by lambda Q, lambda = 0.01 / D, with D = d1 (quoted + (reach - 1) m) the depth of the whole
 * market at 1 %. The share `permanent` stays; the rest decays with the half-life. Within the fill the price moves along, so
 * the average is exp(-delta) averaged from the displacement before to that after.
 *
 * @source Kyle, "Continuous auctions and insider trading", Econometrica 53 (1985), lambda; Obizhaeva and Wang, "Optimal trading strategy and
 *   supply/demand dynamics", Journal of Financial Markets 16 (2013), the decay. Parameters are assumed.
 * @example
 * // impact: { use: kyle, reach: 10, permanent: 0 }   a sale of 10 x d1 moves the price down by 1 %
 */
export const kyle = defineImpact<typeof params, State>({
  name: 'kyle',
  summary: 'Impact in proportion to the flow, of which a share stays and the rest decays.',
  formula:
    'selling Q lowers ln(price) by 0.01 x Q / D, D = depth at 1 % x (quoted + (reach - 1) x multiplier), at most deepest\n' +
    'permanent of it stays, of the rest 2^(-t / halfLife)',
  source: [
    'Kyle, Continuous Auctions and Insider Trading, Econometrica 53 (1985)',
    'Obizhaeva and Wang, Optimal Trading Strategy and Supply/Demand Dynamics, Journal of Financial Markets 16 (2013)',
  ],
  exempt: { 'impact/forgets': 'the permanent share stays' },
  params,
  initial: () => ({ permanent: 0, transient: 0 }),
  quote: (flow, view, given, state) => {
    const before = exp(-displaced(state));
    const { filled, push } = pushOf(flow, view, given, state);
    const endPrice = exp(-displaced(state) - push);
    const average = push === 0 ? before : (before * -expm1(-push)) / push;
    const [low, high] = before < endPrice ? [before, endPrice] : [endPrice, before];
    return { filled, vwap: Math.min(high, Math.max(low, average)), endPrice };
  },
  apply: (flow, view, given, state) => {
    const { push } = pushOf(flow, view, given, state);
    state.permanent += given.permanent * push;
    state.transient += (1 - given.permanent) * push;
  },
  step: (seconds, _view, given, state) => {
    state.transient *= exp((-Math.LN2 * seconds) / given.halfLife);
  },
  depth: (displacement, view, given) => Math.min(displacement, given.deepest) * perLogUnit(view, given),
  displacement: (_view, _given, state) => displaced(state),
});
