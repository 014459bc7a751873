import { type BreakwaterError, contractError } from '../contract/index.ts';
import { viewChanged } from '../exchange/index.ts';

/** A column as a mechanism may be handed it. */
type Column = Float64Array | Int32Array | Uint32Array | Uint8Array;

const isColumn = (value: object): value is Column => ArrayBuffer.isView(value) && 'length' in value;

/** A column that was handed out, and what it is called. */
interface Copy {
  readonly name: string;
  readonly real: Column;
  readonly copy: Column;
}

/** Whether a value is plain data that cannot be changed: parameters are, through and through. */
const isFixed = (value: object): boolean => Object.isFrozen(value) && Object.getPrototypeOf(value) === Object.prototype;

/** The name of a part of something: `markets[0].mark`. */
const under = (real: object, path: string, property: string | symbol): string => {
  if (Array.isArray(real)) return `${path === '' ? 'list' : path}[${String(property)}]`;
  return path === '' ? String(property) : `${path}.${String(property)}`;
};

/**
 * What a mechanism is handed in one call: stand-ins that read as the real thing does, refuse every write, and are no longer to be read
 * when the call is over. Columns are copies, compared with the real ones afterwards and then made useless.
 *
 * Much slower than the real views: for runs that are played for this alone.
 */
export class CallViews {
  readonly #who: string;
  readonly #standIns = new Map<object, object>();
  readonly #reals = new Map<object, object>();
  readonly #copies: Copy[] = [];
  #over = false;
  #fault: BreakwaterError | undefined;

  /** @param who - Slot and name of the mechanism. */
  constructor(who: string) {
    this.#who = who;
  }

  /** The first write that was refused, however the mechanism took it. */
  get fault(): BreakwaterError | undefined {
    return this.#fault;
  }

  /** What stands for a value. @param path - What the value is called, for messages; empty for the view itself. */
  hand(value: unknown, path = ''): unknown {
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return value;
    const present = this.#standIns.get(value);
    if (present !== undefined) return present;
    if (typeof value === 'object' && isFixed(value)) return value;
    const standIn = isColumn(value) ? this.#copy(value, path) : this.#proxy(value, path);
    this.#standIns.set(value, standIn);
    this.#reals.set(standIn, value);
    return standIn;
  }

  /**
   * Ends the call. Where the answer holds functions, as a margin schedule does, what was handed out stays readable for them.
   *
   * @returns The answer, as the engine would have had it.
   * @throws BreakwaterError `view-changed` when something was written to.
   */
  end(answer: unknown): unknown {
    for (const { name, real, copy } of this.#copies) {
      const place = copy.findIndex((each, i) => !Object.is(each, real[i]));
      if (place !== -1)
        this.#fault ??= viewChanged(this.#who, `${name}[${place}] was ${real[place]} and became ${copy[place]}`);
    }
    if (this.#fault !== undefined) throw this.#fault;
    const given = this.#real(answer);
    if (!holdsFunctions(answer)) {
      this.#over = true;
      for (const { copy } of this.#copies) copy.fill(Number.NaN);
    }
    return given;
  }

  #real(value: unknown): unknown {
    return typeof value === 'object' && value !== null ? (this.#reals.get(value) ?? value) : value;
  }

  #copy(real: Column, name: string): Column {
    const copy = real.slice();
    this.#copies.push({ name, real, copy });
    return copy;
  }

  #proxy(real: object, path: string): object {
    const refuse = (property: string | symbol): never => {
      this.#fault ??= viewChanged(this.#who, under(real, path, property));
      throw this.#fault;
    };
    const handler: ProxyHandler<object> = {
      get: (_, property, receiver) => this.#read(real, property, receiver, path),
      has: (_, property) => Reflect.has(real, property),
      ownKeys: () => Reflect.ownKeys(real),
      getPrototypeOf: () => Reflect.getPrototypeOf(real),
      getOwnPropertyDescriptor: (_, property) => {
        const own = Reflect.getOwnPropertyDescriptor(real, property);
        if (own === undefined) return undefined;
        const isLength = Array.isArray(real) && property === 'length';
        const value = this.#read(real, property, real, path);
        return { value, writable: isLength, enumerable: own.enumerable ?? false, configurable: !isLength };
      },
      set: (_, property) => refuse(property),
      defineProperty: (_, property) => refuse(property),
      deleteProperty: (_, property) => refuse(property),
      setPrototypeOf: () => refuse('prototype'),
      preventExtensions: () => refuse('all of it'),
      apply: (_, self, args) => this.#call(real as (...args: unknown[]) => unknown, this.#real(self), args, path),
    };
    // Not the real thing as the target: of a frozen one a proxy may not answer with stand-ins.
    return new Proxy(typeof real === 'function' ? () => {} : Array.isArray(real) ? [] : {}, handler);
  }

  #read(real: object, property: string | symbol, receiver: unknown, path: string): unknown {
    if (this.#over) throw kept(this.#who, under(real, path, property));
    // Methods of lists work on the stand-in, so that what they hand out is one too.
    if (Array.isArray(real)) {
      const value: unknown = Reflect.get(real, property, receiver);
      return typeof value === 'function' ? value : this.hand(value, under(real, path, property));
    }
    return this.hand(Reflect.get(real, property, real), under(real, path, property));
  }

  #call(method: (...args: unknown[]) => unknown, self: unknown, args: unknown[], path: string): unknown {
    if (this.#over) throw kept(this.#who, path);
    return this.hand(
      Reflect.apply(
        method,
        self,
        args.map((each) => this.#real(each)),
      ),
      path,
    );
  }
}

const holdsFunctions = (answer: unknown): boolean =>
  answer !== null && typeof answer === 'object' && Object.values(answer).some((each) => typeof each === 'function');

const kept = (who: string, what: string): BreakwaterError =>
  contractError('kept-view', `${who} reads ${what} of a view from an earlier call`, {
    hint: 'keep numbers, never the object: one cursor is moved over all candidates, and columns are used again',
  });
