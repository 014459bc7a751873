/** At what value the subject and the counterparties are closed. @module */
export * from './bankruptcy.ts';
export * from './bankruptcy-on-leg.ts';
export * from './bankruptcy-recomputed-at-fund-limit.ts';
export * from './mark.ts';
export * from './oracle.ts';
export * from './oracle-capped-at-bankruptcy.ts';
export * from './previous-mark.ts';
export * from './resting-orders-at-bankruptcy.ts';
export * from './settlement-price.ts';
export * from './zero-mark-blend.ts';
