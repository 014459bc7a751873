import { configError, pluginError } from './error.ts';
import { CONTRACT_VERSION, type Mechanism, type Slot } from './mechanism.ts';

/** Choices of entry. */
export interface Entry {
  readonly mechanism: Mechanism;
  readonly origin: string;
}

/** Most names that are told beside one that was meant. */
const MOST_TOLD = 8;

/** Edits between two words; only small words are compared, so the plain table is enough. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
};

/** The name nearest to a mistyped or shortened one, if any is near enough to be meant. */
export const nearest = (word: string, names: readonly string[]): string | undefined => {
  const ranked = names.map((name) => ({ name, d: distance(word, name) })).sort((x, y) => x.d - y.d);
  const best = ranked[0];
  // More than one wrong letter is less likely than a name that was broken off: okx is okx-like, not ftx.
  const whole =
    best === undefined || best.d <= 1 || word.length < 3 ? undefined : ranked.find(({ name }) => name.startsWith(word));
  if (whole !== undefined) return whole.name;
  return best !== undefined && best.d <= Math.max(2, Math.floor(word.length / 2)) ? best.name : undefined;
};

/**
 * The mechanisms a run may use: an argument, never a global.
 *
 * Two mechanisms of one name and slot are an error that names both origins.
 */
export class Registry {
  readonly #bySlot = new Map<Slot, Map<string, Entry>>();

  /** @param mechanisms - Built-ins to start from. */
  constructor(mechanisms: readonly Mechanism[] = [], origin = 'breakwater/mechanisms') {
    for (const mechanism of mechanisms) this.#add(mechanism, origin);
  }

  /** A new registry with more mechanisms; this one stays as it is. */
  with(mechanisms: readonly Mechanism[], origin: string): Registry {
    const next = new Registry();
    for (const entries of this.#bySlot.values())
      for (const entry of entries.values()) next.#add(entry.mechanism, entry.origin);
    for (const mechanism of mechanisms) next.#add(mechanism, origin);
    return next;
  }

  #add(mechanism: Mechanism, origin: string): void {
    if (mechanism.contractVersion !== CONTRACT_VERSION) {
      throw pluginError(
        'contract-version',
        `${mechanism.slot} ${mechanism.name} was written for contract ${mechanism.contractVersion}, this is contract ${CONTRACT_VERSION}`,
        { where: { file: origin }, hint: 'build the plug-in against this version of breakwater' },
      );
    }
    const entries = this.#bySlot.get(mechanism.slot) ?? new Map<string, Entry>();
    const present = entries.get(mechanism.name);
    if (present !== undefined) {
      throw pluginError(
        'two-of-one-name',
        `two ${mechanism.slot} mechanisms are called ${mechanism.name}: one in ${present.origin}, one in ${origin}`,
        {
          where: { file: origin },
          hint: 'rename one of them',
        },
      );
    }
    entries.set(mechanism.name, { mechanism, origin });
    this.#bySlot.set(mechanism.slot, entries);
  }

  /** All mechanisms of a slot, by name. */
  list(slot: Slot): readonly Mechanism[] {
    return [...(this.#bySlot.get(slot)?.values() ?? [])]
      .map((entry) => entry.mechanism)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Every mechanism, slot by slot. */
  all(): readonly Mechanism[] {
    return [...this.#bySlot.keys()].sort().flatMap((slot) => this.list(slot));
  }

  /** Where a mechanism came from: `breakwater/mechanisms` or a file. */
  originOf(slot: Slot, name: string): string | undefined {
    return this.#bySlot.get(slot)?.get(name)?.origin;
  }

  /** The mechanism of that name, or undefined. */
  find(slot: Slot, name: string): Mechanism | undefined {
    return this.#bySlot.get(slot)?.get(name)?.mechanism;
  }

  /**
   * The mechanism of that name.
   *
   * @throws BreakwaterError `unknown-mechanism`, which suggests the nearest name.
   */
  require(slot: Slot, name: string): Mechanism {
    const found = this.find(slot, name);
    if (found !== undefined) return found;
    const names = this.list(slot).map((mechanism) => mechanism.name);
    const near = nearest(name, names);
    const known = names.length === 0 ? `no ${slot} mechanism is known` : `known: ${names.join(', ')}`;
    const others = names.length > MOST_TOLD ? `${names.length} are known: breakwater list ${slot}` : known;
    throw configError('unknown-mechanism', `there is no ${slot} mechanism called "${name}"`, {
      hint: near === undefined ? known : `did you mean ${near}? (${others})`,
    });
  }
}
