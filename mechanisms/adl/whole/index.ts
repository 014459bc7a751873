/** Whole ADL rules: those that look at several markets at once. @module */
export * from './joint-min-max-haircut.ts';
export * from './joint-pro-rata-tear-up.ts';
export * from './partial-tear-up.ts';
export * from './pro-rata-size-and-loss.ts';
export * from './vmgh.ts';
