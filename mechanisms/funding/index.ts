/** What longs pay shorts to keep the price near the index. @module */
export * from './clamped-premium.ts';
