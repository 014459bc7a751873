/** When ADL starts and stops, and how much it shall raise. @module */
export * from './account-equity-negative.ts';
export * from './always.ts';
export * from './fund-cannot-absorb.ts';
export * from './fund-depleted.ts';
export * from './mark-through-bankruptcy.ts';
export * from './peak-drawdown.ts';
export * from './pnl-to-pool-factor.ts';
export * from './rolling-average-drawdown.ts';
export * from './symbol-pnl-drawdown.ts';
