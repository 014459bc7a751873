/** What an account must hold against its positions. @module */
export * from './bracketed-mm-with-deduction.ts';
export * from './fraction.ts';
export * from './half-of-initial-tiered.ts';
export * from './linear-size-mm.ts';
export * from './oi-scaled-initial-margin.ts';
export * from './risk-limit-steps.ts';
export * from './size-scaled-fraction.ts';
export * from './skew-scaled-margin.ts';
export * from './sqrt-participation-margin.ts';
export * from './three-level-close-out.ts';
