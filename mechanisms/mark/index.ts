/** The price at which positions are valued. @module */
export * from './binance-median.ts';
export * from './book-median.ts';
export * from './last-price.ts';
export * from './median-of-three.ts';
export * from './oracle.ts';
