/** What is done for hedged accounts. @module */
export * from './blind.ts';
export * from './joint-close.ts';
export * from './lexicographic.ts';
export * from './replacement-offer.ts';
