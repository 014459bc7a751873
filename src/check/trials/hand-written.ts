import { type Scenario, worldModels } from '../../world/index.ts';

const keyframes = worldModels.find(({ name }) => name === 'keyframes');

/** What differs between scenarios that are written out by hand. */
export interface HandWritten
  extends Pick<Scenario, 'name' | 'summary' | 'step' | 'assets' | 'markets' | 'accounts' | 'events'> {
  /** Prices of each market in order, in any unit: the opening price, then one for each step. */
  readonly prices: readonly (readonly number[])[];
}

/** Prices as multiples of the first, at the ends of the steps. */
const framesOf = (prices: readonly number[], step: number): readonly (readonly [number, number])[] =>
  prices.map((price, i) => [i * step, price / (prices[0] as number)] as const);

/** A scenario in which everybody and everything is named: prices follow a path, nobody else is there, all settles in USD. */
export const handWritten = ({ prices, name, ...written }: HandWritten): Scenario => ({
  name,
  ...written,
  sources: [],
  steps: [],
  duration: ((prices[0]?.length ?? 1) - 1) * written.step,
  settle: 'USD',
  shock: {
    mechanism: keyframes as never,
    params: {
      markets: Object.fromEntries(
        written.markets.map(({ id }, number) => [id, framesOf(prices[number] as number[], written.step)]),
      ),
      classes: {},
      interpolation: 'linear',
      spread: 0,
      noise: 0,
    },
  },
  price: 'path',
  agents: [],
});
