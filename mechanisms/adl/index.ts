/** Auto-deleveraging, part by part. @module */
export * from './allocation/index.ts';
export * from './close-out/index.ts';
export * from './eligible/index.ts';
export * from './protection/index.ts';
export * from './ranking/index.ts';
export * from './severity/index.ts';
export * from './trigger/index.ts';
export * from './whole/index.ts';
