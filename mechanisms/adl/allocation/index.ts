/** Who gives how much of a need. @module */
export * from './greedy-queue.ts';
export * from './integer-pro-rata.ts';
export * from './top-n-pro-rata.ts';
