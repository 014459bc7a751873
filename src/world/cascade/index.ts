/** The static cascade: how far a shock falls once liquidations sell into it. @module */
export { type Absorption, absorbed, absorptionSlope, discountFor } from './absorption.ts';
export { branchingRatio, type Cascade, type CascadeMarket, cascade, holdsAt } from './cascade.ts';
export { cohortMap, type LongCohorts } from './cohorts.ts';
export { type CriticalOptions, type CriticalShock, criticalShock } from './critical-shock.ts';
export { type Bracket, leastFixedPoint } from './least-fixed-point.ts';
export { type LiquidationLevel, type LiquidationMap, liquidationMap } from './liquidation-map.ts';
export { type PeopleMapOptions, peopleMap } from './people-map.ts';
