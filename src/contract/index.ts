/** The contract between engine and mechanisms. @module */
export * from './actions.ts';
export * from './adl.ts';
export * from './books.ts';
export * from './error.ts';
export * from './fund.ts';
export * from './invariant.ts';
export * from './json.ts';
export * from './layers.ts';
export * from './margin.ts';
export * from './market-models.ts';
export * from './mechanism.ts';
export * from './params.ts';
export * from './prices.ts';
export * from './protection.ts';
export * from './registry.ts';
export * from './views.ts';
