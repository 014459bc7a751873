/** Who gives how much of a need. @module */
export * from './adjusted-proportional.ts';
export * from './constrained-equal-awards.ts';
export * from './constrained-equal-losses.ts';
export * from './greedy-queue.ts';
export * from './integer-pro-rata.ts';
export * from './minimal-overlap.ts';
export * from './proportional.ts';
export * from './talmud.ts';
export * from './top-n-pro-rata.ts';
