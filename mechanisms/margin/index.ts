/** What an account must hold against its positions. @module */
export * from './bracketed-mm-with-deduction.ts';
export * from './fraction.ts';
export * from './half-of-initial-tiered.ts';
