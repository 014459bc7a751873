/** Spreading what is left over accounts, market sides or members. @module */
export * from './cash-call.ts';
export * from './cumulative-funding-shift.ts';
export * from './default-fund-contributions.ts';
export * from './equal-percentage-clawback.ts';
export * from './gains-haircut.ts';
export * from './opposing-interest-index.ts';
export * from './period-gains-haircut.ts';
