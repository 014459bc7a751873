/** Allocation rules side by side: for a reader, as JSON, as CSV. @module */
export type { AllocateAnswer, AllocateTable } from './answer.ts';
export { allocateCsv, allocateJson } from './files.ts';
export { allocateText } from './text.ts';
