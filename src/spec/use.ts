import { isBreakwaterError, type Mechanism, type Registry, type Slot, UnboundAmount } from '../contract/index.ts';
import type { Use } from '../exchange/design.ts';
import { MAX_EXACT } from '../money/index.ts';
import type { Path } from './place.ts';
import type { ProblemList } from './problems.ts';
import { explain } from './wording.ts';

/** A mechanism that a file uses, and where. */
export interface Placed {
  readonly mechanism: Mechanism;
  readonly params: unknown;
  /** Where the mechanism stands; its parameters stand just below. */
  readonly path: Path;
}

/** Schemas of parameters by mechanism: making one costs more than reading parameters with it. */
const schemas = new WeakMap<Mechanism, Mechanism['params']>();

const strictly = (mechanism: Mechanism): Mechanism['params'] => {
  const schema = schemas.get(mechanism) ?? mechanism.params.strict();
  schemas.set(mechanism, schema);
  return schema;
};

/** Resolves the mechanisms of a file, and keeps those it resolved. */
export class Uses {
  readonly #registry: Registry;
  readonly #problems: ProblemList;
  /** All mechanisms resolved so far. */
  readonly placed: Placed[] = [];

  /**
   * @param registry - The mechanisms there are.
   * @param problems - Receives what is wrong.
   */
  constructor(registry: Registry, problems: ProblemList) {
    this.#registry = registry;
    this.#problems = problems;
  }

  /**
   * Resolves one use: `NAME`, or `{ use: NAME, ...parameters }`.
   *
   * @param slot - The slot it fills, which decides the type of what is returned.
   * @param raw - The value as written; anything that is no use is passed over, since the schema of the file complains of it.
   * @param path - Where it stands.
   * @returns The mechanism with its parameters; undefined when there was a problem, or nothing to resolve.
   */
  resolve<M>(slot: Slot, raw: unknown, path: Path): Use<M> | undefined {
    const use = takeApart(raw);
    if (use === undefined) return undefined;
    let mechanism: Mechanism;
    try {
      mechanism = this.#registry.require(slot, use.name);
    } catch (error) {
      if (!isBreakwaterError(error)) throw error;
      const at = typeof raw === 'string' ? path : [...path, 'use'];
      this.#problems.add({
        path: at,
        message: error.message,
        ...(error.hint === undefined ? {} : { hint: error.hint }),
      });
      return undefined;
    }
    const schema = strictly(mechanism);
    const parsed = schema.safeParse(use.params);
    if (!parsed.success) {
      this.#problems.add(...explain(parsed.error.issues, { schema, value: use.params, path, owner: mechanism.name }));
      return undefined;
    }
    this.#refuseHugeAmounts(parsed.data, path);
    this.placed.push({ mechanism, params: parsed.data, path });
    return { mechanism: mechanism as unknown as M, params: parsed.data };
  }

  /** An amount of more whole units than float64 counts fits no asset. */
  #refuseHugeAmounts(params: unknown, path: Path): void {
    if (params instanceof UnboundAmount) {
      if (Math.abs(Number(params.decimal)) <= MAX_EXACT) return;
      this.#problems.add({ path, message: `${params.decimal} is too large; an amount is at most ${MAX_EXACT}` });
    } else if (params !== null && typeof params === 'object') {
      for (const [key, value] of Object.entries(params)) this.#refuseHugeAmounts(value, [...path, key]);
    }
  }
}

/** The name and the parameters of a use; undefined when the value is none. */
export const takeApart = (
  raw: unknown,
): { readonly name: string; readonly params: Record<string, unknown> } | undefined => {
  if (typeof raw === 'string' && raw !== '') return { name: raw, params: {} };
  if (raw === null || typeof raw !== 'object' || !('use' in raw) || typeof raw.use !== 'string') return undefined;
  const { use, ...params } = raw;
  return { name: use, params };
};
