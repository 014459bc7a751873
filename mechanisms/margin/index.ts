/** What an account must hold against its positions. @module */
export * from './bracketed-mm-with-deduction.ts';
export * from './fraction.ts';
export * from './half-of-initial-tiered.ts';
export * from './oi-scaled-initial-margin.ts';
export * from './risk-limit-steps.ts';
