/** Whole ADL rules: those that look at several markets at once. @module */
export * from './joint-pro-rata-tear-up.ts';
export * from './vmgh.ts';
