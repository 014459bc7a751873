import type { Json } from '../contract/index.ts';

interface Declared {
  readonly initial?: (params: never) => Json;
}

type Key = string | number;

/** States as plain data: where the mechanism stands, what its state belongs to, the state. */
export type SavedStates = readonly (readonly [place: string, key: Key, state: Json])[];

/** The states of all mechanisms, by where the mechanism stands in the design and by what its state belongs to. */
export class StateStore {
  readonly #places = new Map<string, Map<Key, Json>>();

  /** The state of a mechanism for one key; made by its `initial` when first asked for, null when it has none. */
  of(place: string, key: Key, mechanism: Declared, params: unknown): Json {
    if (mechanism.initial === undefined) return null;
    const states = this.#at(place);
    const present = states.get(key);
    if (present !== undefined) return present;
    const first = mechanism.initial(params as never);
    states.set(key, first);
    return first;
  }

  #at(place: string): Map<Key, Json> {
    const present = this.#places.get(place);
    if (present !== undefined) return present;
    const states = new Map<Key, Json>();
    this.#places.set(place, states);
    return states;
  }

  /** Plain copy for a snapshot. */
  save(): SavedStates {
    const saved = [...this.#places].flatMap(([place, states]) =>
      [...states].map(([key, state]) => [place, key, state] as const),
    );
    return structuredClone(saved);
  }

  /** States that continue a snapshot. */
  static restore(saved: SavedStates): StateStore {
    const store = new StateStore();
    for (const [place, key, state] of structuredClone(saved)) store.#at(place).set(key, state);
    return store;
  }
}
