/** Who may be cut at all. @module */
export * from './exempt-accounts.ts';
export * from './non-overlapping-bankruptcy.ts';
export * from './opposite-side.ts';
export * from './profitable.ts';
