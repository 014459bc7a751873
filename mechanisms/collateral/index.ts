/** What other assets count for as margin, and how they are sold. @module */
export * from './haircut-by-asset.ts';
export * from './weighted-multi-collateral.ts';
