/** How positions leave an account while its own money lasts. @module */
export * from './book-ioc.ts';
export * from './ioc-reduce-then-takeover.ts';
export * from './liquidator-purchase.ts';
export * from './market-slice-with-cooldown.ts';
export * from './oracle-close-vs-pool.ts';
