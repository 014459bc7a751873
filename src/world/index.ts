/** The world around a venue: clock, shocks, liquidity, population, agents. @module */

export { lotNotional } from './listing.ts';
export { worldModels } from './models/index.ts';
export type { WorldVenueView } from './models/makers.ts';
export type { SettlingIn } from './open-people.ts';
export {
  type AccountSpec,
  type AssetSpec,
  decimalsOf,
  type MarketSpec,
  type Scenario,
  type ScriptedEvent,
} from './scenario.ts';
export type { Arrivals } from './settle-in.ts';
export { type SimulateOptions, simulate } from './simulate.ts';
export { timetable } from './timetable.ts';
export { isTooLarge } from './too-large.ts';
export { World, type WorldOptions, type WorldSnapshot } from './world.ts';
