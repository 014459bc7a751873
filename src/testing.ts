/**
 * What a plug-in author needs to test a mechanism.
 *
 * @module
 */
export {};
