import type { ExchangeDesign } from '../exchange/index.ts';
import type { Scenario } from './scenario.ts';
import { World, type WorldOptions } from './world.ts';

/** What a whole run may be given. */
export interface SimulateOptions extends WorldOptions {
  /** Called after each step. */
  readonly onStep?: (world: World) => void;
}

/** Runs a design through a scenario to its end. */
export const simulate = (design: ExchangeDesign, scenario: Scenario, options: SimulateOptions): World => {
  const world = new World(design, scenario, options);
  let more = true;
  while (more) {
    more = world.step();
    options.onStep?.(world);
  }
  world.finish();
  return world;
};
