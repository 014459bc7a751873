/**
 * Names for the parts of a comparison that a report is made from.
 *
 * @module
 */
import type { CompareResult } from '../../measure/index.ts';

/** An entry; a variant is an entry in which one part was swapped or taken away. */
export type Entry = CompareResult['designs'][number];
/** A difference between two designs over the same seeds. */
export type Difference = CompareResult['differences'][number];
/** Designs that no other beats on all objectives. */
export type Frontier = CompareResult['frontiers'][number];
/** What an assumed value decides when it is moved through its range. */
export type RobustnessField = CompareResult['robustness']['fields'][number];
