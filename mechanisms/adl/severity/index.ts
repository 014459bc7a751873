/** How much of a need is raised at all. @module */
export * from './all.ts';
export * from './share.ts';
