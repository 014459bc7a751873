/**
 * The shipped invariants.
 *
 * @module
 */
export {};
