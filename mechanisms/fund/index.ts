/** Pools of institutional money. @module */
export * from './default-fund-with-assessments.ts';
export * from './depositor-vault.ts';
export * from './insurance-fund.ts';
export * from './liquidity-pool.ts';
export * from './staked-fund.ts';
export * from './staked-vault.ts';
