import { describe, expect, test } from 'vitest';
import { builtIns } from '../../../src/experiment/registry.ts';
import { type Override, readExchange, readScenario } from '../../../src/spec/index.ts';
import { type Scenario, simulate, type World } from '../../../src/world/index.ts';

const registry = builtIns();
const design = await readExchange('hyperliquid-2025-10', registry);
const cascade = (...overrides: Override[]): Promise<Scenario> => readScenario('cascade', registry, { overrides });
const set = (path: string, value: unknown): Override => ({ path, value });

/** Log of the lowest reference price over the opening one, by market. */
const lows = (scenario: Scenario, seed: number): readonly number[] => {
  const lowest = scenario.markets.map(() => 0);
  const look = (world: World): void => {
    scenario.markets.forEach((market, i) => {
      const price = (world.spot[i] as number) * Number(market.tick);
      lowest[i] = Math.min(lowest[i] as number, Math.log(price / market.open));
    });
  };
  simulate(design, scenario, { seed, onStep: look });
  return lowest;
};
const SEEDS = [1, 2, 3, 4, 5, 6];
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
/** Mean log low over markets, seed by seed: the same seeds meet the same people and noise. */
const falls = (scenario: Scenario): readonly number[] => SEEDS.map((seed) => mean(lows(scenario, seed)));

describe('ablations, by scenario overrides alone', async () => {
  const base = falls(await cascade());
  const without = async (...overrides: Override[]) =>
    falls(await cascade(...overrides)).map((low, i) => low - (base[i] as number));
  const noCascade = await without(set('impact', 'none'));
  const depthKept = await without(set('depth', 'constant'));
  const makersStay = await without(set('depth.eta', 0), set('agents.0.withdrawal.keeps', 1));

  test('without impact every run falls less, and just by the exogenous part', async () => {
    expect(Math.min(...noCascade)).toBeGreaterThan(0);
    const scenario = await cascade(set('impact', 'none'));
    lows(scenario, 1).forEach((low, i) => {
      expect(low).toBeCloseTo(-0.06 * scenario.markets[i]!.beta, 2);
    });
  });
  test('with depth kept markets fall less, though more than without a cascade', () => {
    expect(mean(depthKept)).toBeGreaterThan(0.03);
    expect(mean(depthKept)).toBeLessThan(mean(noCascade));
  });
  test('with makers who stay markets fall less', () => {
    expect(mean(makersStay)).toBeGreaterThan(0);
  });
});

test('impact none with the whole path is the path, to the last bit', async () => {
  const { impact: _, ...rest } = await cascade(set('impact', 'none'));
  const total: Scenario = { ...rest, price: 'path' };
  const moved = await cascade(set('impact', 'none'));
  const [one, other] = [total, moved].map((scenario) => simulate(design, scenario, { seed: 3 }));
  expect(one?.venue.ledger.log.digest()).toBe(other?.venue.ledger.log.digest());
});

test('a part of the path is exogenous', async () => {
  const half = await cascade(set('impact', 'none'), set('exogenous', { share: 0.5, classes: { btc: 1 } }));
  const [btc, mid] = lows(half, 1);
  expect(btc).toBeCloseTo(-0.06, 2);
  expect(mid).toBeCloseTo(-0.054, 2);
});

test('however hard the run pushes, no price leaves the band of its market', async () => {
  const hard = { use: 'shape-transient', reach: 0.001, standby: 0, halfLife: '1d', deepest: 5 };
  const scenario = await cascade(set('impact', hard));
  lows(scenario, 1).forEach((low, i) => {
    const { band, open } = scenario.markets[i]!;
    expect(low).toBeGreaterThan(Math.log(Number(band.floor) / open));
  });
  expect(Math.min(...lows(scenario, 1))).toBeLessThan(-3);
});

test('each step records the book of each market, and displacement comes and goes', async () => {
  const scenario = await cascade();
  const peak = scenario.markets.map(() => 0);
  const world = simulate(design, scenario, {
    seed: 1,
    onStep: ({ displacement }) => {
      displacement.forEach((pushed, i) => {
        peak[i] = Math.max(peak[i] as number, pushed);
      });
    },
  });
  const events = [...world.venue.ledger.log].filter(({ kind }) => kind === 'depth');
  expect(events).toHaveLength(world.steps * 3);
  peak.forEach((pushed, market) => {
    const own = events.filter((event) => event.market === market);
    expect(pushed).toBeGreaterThan(0.01);
    expect(Math.max(...own.map(({ lots }) => lots))).toBe(Math.round(pushed * 1e6));
    expect(Math.abs(world.displacement[market] as number)).toBeLessThan(pushed / 4);
    expect(own.every(({ value }) => Number.isInteger(value) && value >= 0 && value <= 1e6)).toBe(true);
    expect(Math.min(...own.map(({ value }) => value))).toBeLessThan(400_000);
  });
});

test('half the step gives the same fall, within the spread of seeds', async () => {
  const steps = (step: number) => [
    set('step', `${2 * step}s`),
    set('steps', [{ from: '30s', to: '4m', step: `${step}s` }]),
  ];
  // Noise and agents draw by the step, so two step lengths are two samples of one law: means are compared.
  const [whole, halved] = await Promise.all([cascade(...steps(2)), cascade(...steps(1))]);
  expect(Math.abs(mean(falls(whole)) - mean(falls(halved)))).toBeLessThan(0.06);
});
