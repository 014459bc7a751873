/** Who gives how much of a need. @module */
export * from './adjusted-proportional.ts';
export * from './constrained-equal-awards.ts';
export * from './constrained-equal-losses.ts';
export * from './factor-leverage.ts';
export * from './greedy-queue.ts';
export * from './greedy-risk.ts';
export * from './integer-pro-rata.ts';
export * from './leverage-water-filling.ts';
export * from './levered-pro-rata.ts';
export * from './min-max-haircut.ts';
export * from './minimal-overlap.ts';
export * from './mirror-descent.ts';
export * from './proportional.ts';
export * from './random-arrival.ts';
export * from './risk-aware-pro-rata.ts';
export * from './talmud.ts';
export * from './top-n-pro-rata.ts';
