/** How positions leave an account while its own money lasts. @module */
export * from './bankruptcy-takeover.ts';
export * from './book-ioc.ts';
export * from './fillable-price-ioc.ts';
export * from './hedge-and-auction.ts';
export * from './incremental-until-healthy.ts';
export * from './ioc-reduce-then-takeover.ts';
export * from './liquidator-purchase.ts';
export * from './market-slice-with-cooldown.ts';
export * from './oracle-close-vs-pool.ts';
export * from './rate-limited-book-slices.ts';
export * from './risk-tier-step-down.ts';
export * from './zero-price-ioc.ts';
