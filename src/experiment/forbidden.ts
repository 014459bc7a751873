/**
 * What a mechanism may not use, and where Node keeps it.
 *
 * @module
 */
import crypto from 'node:crypto';
import os from 'node:os';
import timers from 'node:timers';
import timersPromises from 'node:timers/promises';

/** A kind of use that makes the same run come out differently, or leaves something behind. */
export interface Forbidden {
  /** Code of the error. */
  readonly code: 'clock' | 'randomness' | 'timer';
  /** What the mechanism does, said after its name. */
  readonly does: string;
  /** What it should do instead. */
  readonly hint: string;
}

/** Something that is replaced while traps are set: a property of an object, a function or one with a getter. */
export interface Place {
  readonly owner: object;
  readonly property: string;
  /** As a message names it. */
  readonly name: string;
  readonly use: Forbidden;
}

/** The clock. */
export const CLOCK: Forbidden = {
  code: 'clock',
  does: 'reads the clock',
  hint: 'take view.now, the seconds since the run began: the same run must come out the same on any day and machine',
};

const RANDOMNESS: Forbidden = {
  code: 'randomness',
  does: 'uses its own randomness',
  hint: 'take view.random(...), or the random stream it is handed: it is made of the seed, so that a run can be repeated',
};

const TIMER: Forbidden = {
  code: 'timer',
  does: 'puts something off until after it has answered',
  hint: 'decide at once: a mechanism is a pure, synchronous function; what it must remember belongs into its state',
};

const placesOf = (use: Forbidden, owner: object, prefix: string, properties: string): readonly Place[] =>
  properties.split(' ').map((property) => ({ owner, property, name: `${prefix}${property}`, use }));

/**
 * All places but `Date` itself, which is a constructor too.
 *
 * A module of Node that a plug-in imports hands out the same objects, so its functions are listed where they are not those of a global.
 */
export const PLACES: readonly Place[] = [
  ...placesOf(CLOCK, Date, 'Date.', 'now'),
  ...placesOf(CLOCK, performance, 'performance.', 'now timeOrigin mark measure'),
  ...placesOf(CLOCK, process.hrtime, 'process.hrtime.', 'bigint'),
  ...placesOf(CLOCK, process, 'process.', 'hrtime uptime cpuUsage resourceUsage'),
  ...placesOf(CLOCK, os, 'os.', 'uptime'),
  ...placesOf(RANDOMNESS, Math, 'Math.', 'random'),
  ...placesOf(RANDOMNESS, globalThis.crypto, 'crypto.', 'getRandomValues randomUUID'),
  // Its getRandomValues asks the global one.
  ...placesOf(RANDOMNESS, crypto, 'crypto.', 'randomBytes randomFill randomFillSync randomInt randomUUID'),
  ...placesOf(TIMER, globalThis, '', 'setTimeout setInterval setImmediate queueMicrotask'),
  ...placesOf(TIMER, process, 'process.', 'nextTick'),
  ...placesOf(TIMER, timers, 'timers.', 'setTimeout setInterval setImmediate'),
  ...placesOf(TIMER, timersPromises, 'timers.', 'setTimeout setInterval setImmediate'),
];
