import { isMechanism, type Mechanism } from '../contract/index.ts';
import type { ExchangeDesign } from '../exchange/index.ts';
import { CallViews } from './call-views.ts';

/** One answer of a mechanism, as text that is the same for the same answer. */
export interface Answered {
  /** Slot and name of the mechanism. */
  readonly who: string;
  /** What it was asked: `score`, `allocate`. */
  readonly what: string;
  /** The answer, and the state as it was left. */
  readonly answer: string;
}

/** How a mechanism is listened to. */
export interface Listening {
  /** Told of each answer, in the order they are given. */
  readonly note: (answered: Answered) => void;
  /** Whether it is handed stand-ins that refuse every write: {@link CallViews}. */
  readonly strict: boolean;
}

/** Where the state stands among the arguments: the one thing a mechanism may write to. */
const STATE_AT: Readonly<Record<string, number>> = {
  'adl.trigger observe': 2,
  'adl.trigger decide': 3,
  'adl.allocation allocate': 2,
  'adl plan': 3,
  'liquidation next': 3,
  'liquidation work': 3,
  'backstop next': 3,
  'backstop work': 3,
  'socialisation next': 3,
  'fund flow': 3,
  'payout allow': 3,
  'mark price': 4,
  'index price': 4,
  'funding observe': 3,
  'funding rate': 3,
};

type Ask = (this: unknown, ...args: unknown[]) => unknown;

/** The same mechanism, listened to. */
export const listenTo = <M extends Mechanism>(mechanism: M, listening: Listening): M => {
  const heard = Object.entries(mechanism).map(([name, value]) => [name, hear(mechanism, name, value, listening)]);
  return Object.freeze(Object.fromEntries(heard)) as M;
};

const hear = (mechanism: Mechanism, name: string, value: unknown, listening: Listening): unknown => {
  if (typeof value === 'function') return heardAsk(mechanism, name, value as Ask, listening);
  // The keys of a ranking: several scores in a list.
  if (Array.isArray(value)) return value.map((each, i) => hear(mechanism, `${name} ${i + 1}`, each, listening));
  return value;
};

const heardAsk = (mechanism: Mechanism, what: string, ask: Ask, { note, strict }: Listening): Ask => {
  const who = `${mechanism.slot} ${mechanism.name}`;
  const stateAt = STATE_AT[`${mechanism.slot} ${what}`] ?? -1;
  return (...args) => {
    const views = strict ? new CallViews(who) : undefined;
    const handed = views === undefined ? args : args.map((each, i) => (i === stateAt ? each : views.hand(each)));
    let answer: unknown;
    try {
      answer = Reflect.apply(ask, mechanism, handed);
    } catch (error) {
      if (views?.fault !== undefined) throw views.fault;
      note({ who, what, answer: `[threw ${error instanceof Error ? error.message : String(error)}]` });
      throw error;
    }
    if (views !== undefined) answer = views.end(answer);
    const state = stateAt === -1 ? null : args[stateAt];
    note({ who, what, answer: state === null ? textOf(answer) : `${textOf(answer)} with state ${textOf(state)}` });
    return answer;
  };
};

const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) => {
    if (typeof each === 'number') return Object.is(each, -0) || !Number.isFinite(each) ? wordOf(each) : each;
    if (ArrayBuffer.isView(each)) return Array.from(each as Float64Array);
    return each === undefined || typeof each === 'bigint' || typeof each === 'function' ? typeof each : each;
  });

const wordOf = (number: number): string => (number === 0 ? '-0' : String(number));

/** A design in which every mechanism is replaced; one that stands in two places by one and the same. */
export const withMechanisms = (design: ExchangeDesign, change: (mechanism: Mechanism) => Mechanism): ExchangeDesign => {
  const changed = new Map<Mechanism, Mechanism>();
  const changeOne = (mechanism: Mechanism): Mechanism => {
    const present = changed.get(mechanism) ?? change(mechanism);
    changed.set(mechanism, present);
    return present;
  };
  const within = (part: unknown): unknown => {
    if (part === null || typeof part !== 'object') return part;
    if (isMechanism(part)) return changeOne(part);
    if (Array.isArray(part)) return part.map(within);
    const entries = Object.entries(part);
    // Parameters hold no mechanisms, and objects that are more than their fields.
    return Object.fromEntries(entries.map(([key, value]) => [key, key === 'params' ? value : within(value)]));
  };
  return within(design) as ExchangeDesign;
};
