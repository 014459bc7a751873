import type { Json } from '../contract/index.ts';

interface Declared {
  readonly initial?: (params: never) => Json;
}

/** The states of all mechanisms, keyed by where the mechanism stands in the design and by what its state belongs to. */
export class StateStore {
  readonly #states = new Map<string, Json>();

  /** The state of a mechanism for one key; made by its `initial` when first asked for, null when it has none. */
  of(place: string, key: string | number, mechanism: Declared, params: unknown): Json {
    if (mechanism.initial === undefined) return null;
    const id = `${place}|${key}`;
    const present = this.#states.get(id);
    if (present !== undefined) return present;
    const first = mechanism.initial(params as never);
    this.#states.set(id, first);
    return first;
  }

  /** Plain copy for a snapshot. */
  save(): Record<string, Json> {
    return structuredClone(Object.fromEntries(this.#states));
  }

  /** States that continue a snapshot. */
  static restore(saved: Record<string, Json>): StateStore {
    const store = new StateStore();
    for (const [id, state] of Object.entries(structuredClone(saved))) store.#states.set(id, state);
    return store;
  }
}
