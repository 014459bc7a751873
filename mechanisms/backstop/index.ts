/** Who takes positions over when the book does not. @module */
export * from './capacity-limited-providers.ts';
export * from './forced-allocation.ts';
export * from './fund-takeover.ts';
export * from './staked-fund-with-market-claim-caps.ts';
export * from './vault-takeover.ts';
