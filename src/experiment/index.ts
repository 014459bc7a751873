/** Runs and comparisons, in watched workers. @module */
export type { InspectedExchange, InspectedScenario, Inspection, InspectTask, Reading } from './inspect-here.ts';
export { type Plan, type PlannedRun, type PlanOptions, planOf } from './plan/index.ts';
export type { Sight } from './progress-block.ts';
export { builtIns, modules, registryWith } from './registry.ts';
export { type RunKey, runKeys } from './run-key.ts';
export { type Progress, type RunManyOptions, runMany } from './run-many.ts';
export { type RunOneOptions, runOne } from './run-one.ts';
export { inRun, lookingAway, type RunWatch, simulateHere } from './simulate-here.ts';
export { STALL_SECONDS } from './stall.ts';
export {
  type Checker,
  type CheckerOf,
  describeTask,
  type EventsTask,
  type EventWriterOf,
  type RunOutcome,
  type RunTask,
  type Work,
  type WorkTask,
} from './task.ts';
export { trapped } from './traps.ts';
export { type PoolOptions, WatchedPool } from './watched-pool.ts';
