/** When ADL starts and stops, and how much it shall raise. @module */
export * from './account-equity-negative.ts';
export * from './always.ts';
export * from './at-settlement.ts';
export * from './backstop-loss-threshold.ts';
export * from './fund-cannot-absorb.ts';
export * from './fund-depleted.ts';
export * from './fund-equity-negative.ts';
export * from './mark-through-bankruptcy.ts';
export * from './peak-drawdown.ts';
export * from './pnl-to-pool-factor.ts';
export * from './rolling-average-drawdown.ts';
export * from './settlement-shortfall.ts';
export * from './symbol-pnl-drawdown.ts';
export * from './unmatched-liquidation-backlog.ts';
export * from './waterfall-exhausted.ts';
