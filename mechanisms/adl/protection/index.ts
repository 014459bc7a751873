/** What is done for hedged accounts. @module */
export * from './joint-close.ts';
export * from './lexicographic.ts';
