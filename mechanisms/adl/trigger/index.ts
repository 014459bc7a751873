/** When ADL starts and stops, and how much it shall raise. @module */
export * from './account-equity-negative.ts';
export * from './always.ts';
export * from './fund-cannot-absorb.ts';
export * from './fund-depleted.ts';
export * from './pnl-to-pool-factor.ts';
export * from './symbol-pnl-drawdown.ts';
