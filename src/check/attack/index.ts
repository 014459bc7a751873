/** Attacks: strategies of coalitions, what they gain, and the search for the best. @module */
export { AttackMeter, type AttackResult } from './gain.ts';
export { plainerAttack } from './plainer.ts';
export { goalOf, type Rediscovery, rediscover } from './rediscover.ts';
export { AttackSearch, type SearchGoal, type SearchState, type Tried } from './search.ts';
export { type AttackTraces, SHAPES, type Shape } from './shapes.ts';
export { STRATEGIES, type Strategy } from './strategies.ts';
export {
  type Attack,
  type AttackMove,
  type AttackWorld,
  costOf,
  leftAlone,
  openInterestOf,
  trialOfAttack,
} from './world.ts';
