import { syncBuiltinESMExports } from 'node:module';
import { isAbsolute, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contractError, type Where } from '../contract/index.ts';
import { CLOCK, type Forbidden, PLACES, type Place } from './forbidden.ts';
import type { RunWatch } from './simulate-here.ts';

/**
 * Does something with traps set: a mechanism that reads the clock, uses its own randomness or sets a timer while it is called is refused,
 * and the error names it and the line.
 *
 * The globals of this process are replaced as long as the work lasts, by ones that do what they always do while no mechanism is called;
 * so it is for a process that checks plug-ins, and for one piece of work at a time. Plug-ins are best loaded as part of the work, since
 * they may keep a global of the moment. What they do while they are loaded is not looked at, and one that wants to get round traps can.
 *
 * @param watch - Told what it would be told without traps.
 * @param work - Does it, telling the watch it is given which mechanism it calls: `new Guard(watch)` or a venue with it.
 * @throws BreakwaterError of kind `contract`: `clock`, `randomness`, `timer`; also where the mechanism catches what is thrown at it.
 */
export const trapped = async <T>(watch: RunWatch, work: (watch: RunWatch) => Promise<T>): Promise<T> => {
  const traps = new Traps(watch);
  const lift = setTraps(traps);
  try {
    return await work(traps);
  } finally {
    lift();
  }
};

/** Knows which mechanism is being called. */
class Traps implements RunWatch {
  readonly #watch: RunWatch;
  /** Mechanisms at work, the outermost first. */
  readonly #open: string[] = [];
  #reading = false;
  #caught: Error | undefined;

  constructor(watch: RunWatch) {
    this.#watch = watch;
  }

  phase(phase: Parameters<RunWatch['phase']>[0]): void {
    // A file that is read is entered like a mechanism, but its loader may use what it likes.
    this.#reading = phase === 'reading';
    this.#watch.phase(phase);
  }

  steps(done: number, total: number): void {
    this.#watch.steps(done, total);
  }

  enter(mechanism: string): void {
    this.#open.push(mechanism);
    this.#watch.enter(mechanism);
  }

  leave(): void {
    this.#open.pop();
    this.#watch.leave();
    const caught = this.#caught;
    if (caught === undefined) return;
    if (this.#open.length === 0) this.#caught = undefined;
    // Thrown once more, in case the mechanism went on as if nothing had been.
    throw caught;
  }

  /** Refuses a use, unless nobody is being called. @param trap - The function that was used, left out of the stack. */
  spring({ code, does, hint }: Forbidden, name: string, trap: (...args: never[]) => unknown): void {
    const mechanism = this.#open.at(-1);
    if (mechanism === undefined || this.#reading) return;
    const where = callerOf(trap);
    this.#caught = contractError(code, `${mechanism} ${does} (${name})`, {
      hint,
      ...(where === undefined ? {} : { where }),
    });
    throw this.#caught;
  }
}

/** File and line that called a function. */
const callerOf = (called: (...args: never[]) => unknown): Where | undefined => {
  const here: { stack?: string } = {};
  Error.captureStackTrace(here, called);
  for (const line of (here.stack ?? '').split('\n')) {
    const [, place = 'node:', number] = /^\s*at (?:.*\()?(.+?):(\d+):\d+\)?$/.exec(line) ?? [];
    if (place.startsWith('node:')) continue;
    const path = place.startsWith('file:') ? fileURLToPath(place) : place;
    const near = isAbsolute(path) ? relative(process.cwd(), path) : path;
    // The loader of plug-ins keeps lines, but not columns.
    return { file: near.startsWith('..') ? path : near, line: Number(number) };
  }
  return undefined;
};

/** Replaces what is forbidden; answers with what puts it back. */
const setTraps = (traps: Traps): (() => void) => {
  const undo = [...PLACES.map((place) => replace(place, trapAt(place, traps))), replaceDate(traps)];
  syncBuiltinESMExports();
  return () => {
    for (const back of undo.reverse()) back();
    syncBuiltinESMExports();
  };
};

/** The descriptor of a property, its own or inherited. */
const descriptorOf = (owner: object, property: string): PropertyDescriptor =>
  Object.getOwnPropertyDescriptor(owner, property) ?? descriptorOf(Object.getPrototypeOf(owner) as object, property);

const trapAt = ({ owner, property, name, use }: Place, traps: Traps): PropertyDescriptor => {
  const { get, value, enumerable = true } = descriptorOf(owner, property);
  const original = (get ?? value) as (this: unknown, ...args: unknown[]) => unknown;
  const trap = function (this: unknown, ...args: unknown[]): unknown {
    traps.spring(use, name, trap);
    return Reflect.apply(original, this, args);
  };
  // What stands on the function stays there: process.hrtime.bigint.
  Object.defineProperties(trap, Object.getOwnPropertyDescriptors(original));
  return { configurable: true, enumerable, ...(get === undefined ? { value: trap, writable: true } : { get: trap }) };
};

const replace = ({ owner, property }: Pick<Place, 'owner' | 'property'>, by: PropertyDescriptor): (() => void) => {
  const own = Object.getOwnPropertyDescriptor(owner, property);
  Object.defineProperty(owner, property, by);
  return () => {
    if (own === undefined) Reflect.deleteProperty(owner, property);
    else Object.defineProperty(owner, property, own);
  };
};

const replaceDate = (traps: Traps): (() => void) => {
  const spring = (trap: (...args: never[]) => unknown): void => traps.spring(CLOCK, 'Date', trap);
  const construct: NonNullable<ProxyHandler<DateConstructor>['construct']> = (target, args, newTarget) => {
    if (args.length === 0) spring(construct);
    return Reflect.construct(target, args, newTarget) as Date;
  };
  const apply: NonNullable<ProxyHandler<DateConstructor>['apply']> = (target) => {
    spring(apply);
    return target();
  };
  const by = { configurable: true, enumerable: false, writable: true, value: new Proxy(Date, { construct, apply }) };
  const places = [
    { owner: globalThis, property: 'Date' },
    { owner: Date.prototype, property: 'constructor' },
  ];
  const undo = places.map((place) => replace(place, by));
  return () => {
    for (const back of undo) back();
  };
};
