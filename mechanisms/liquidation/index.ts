/** How positions leave an account while its own money lasts. @module */
export * from './bankruptcy-takeover.ts';
export * from './book-ioc.ts';
export * from './fillable-price-ioc.ts';
export * from './hedge-and-auction.ts';
export * from './ioc-reduce-then-takeover.ts';
export * from './liquidator-purchase.ts';
export * from './market-slice-with-cooldown.ts';
export * from './oracle-close-vs-pool.ts';
export * from './risk-tier-step-down.ts';
