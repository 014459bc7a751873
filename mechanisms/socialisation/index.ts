/** Spreading what is left over accounts, market sides or members. @module */
export * from './cash-call.ts';
export * from './cumulative-funding-shift.ts';
export * from './daily-winner-socialisation.ts';
export * from './default-fund-contributions.ts';
export * from './deficit-carried.ts';
export * from './deposit-haircut.ts';
export * from './equal-percentage-clawback.ts';
export * from './gains-haircut.ts';
export * from './opposing-interest-index.ts';
export * from './period-gains-haircut.ts';
export * from './unvested-profit-first.ts';
export * from './variation-margin-gains-haircut.ts';
export * from './vault-depositor-loss.ts';
export * from './withdrawal-factor.ts';
