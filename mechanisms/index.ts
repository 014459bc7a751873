/**
 * The built-in mechanisms, one line each.
 *
 * @module
 */
export {};
