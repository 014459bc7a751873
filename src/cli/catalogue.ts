/** What there is: shipped specs as their files describe themselves, mechanisms, metrics, invariants. @module */
import { readFileSync } from 'node:fs';
import { EXCHANGE_SLOTS, type Registry, type Slot, WORLD_SLOTS } from '../contract/index.ts';
// From the files themselves: the door of spec loads far more than a list needs.
import type { Override } from '../spec/overlay.ts';
import { resolveSpec, type SpecKind, shippedExchanges, shippedExperiments, shippedScenarios } from '../spec/shipped.ts';
import { readSource } from '../spec/source.ts';
import { type Fidelity, fidelityOf } from './fidelity.ts';

/** All slots, in the order of the contract. */
export const SLOTS: readonly Slot[] = [...EXCHANGE_SLOTS, ...WORLD_SLOTS];

/** A shipped spec, in one line. */
export interface SpecEntry {
  readonly name: string;
  readonly summary: string;
}

/** A shipped exchange, in one line. */
export interface ExchangeEntry extends SpecEntry {
  /** How far each slot can be trusted. */
  readonly fidelity: Readonly<Record<string, Fidelity>>;
}

/** A mechanism, in one line. */
export interface MechanismEntry {
  readonly name: string;
  readonly summary: string;
  /** Where it came from, when it is no built-in. */
  readonly origin?: string;
}

const NAMES: Readonly<Record<SpecKind, () => readonly string[]>> = {
  exchange: shippedExchanges,
  scenario: shippedScenarios,
  experiment: shippedExperiments,
};

/** A spec as its file writes it. */
export const dataOf = async (kind: SpecKind, name: string): Promise<Readonly<Record<string, unknown>>> => {
  const { file, shown } = resolveSpec(kind, name);
  return (await readSource(file, shown)).data as Readonly<Record<string, unknown>>;
};

/** The summary of a shipped spec, without reading all of a long file where it is plain to see. */
const summaryOf = async (kind: SpecKind, name: string): Promise<string> => {
  const plain = /^summary: ([A-Za-z][^:#]*)$/m.exec(readFileSync(resolveSpec(kind, name).file, 'utf8'));
  return plain?.[1]?.trim() ?? String((await dataOf(kind, name)).summary ?? '');
};

/** The shipped specs of a kind, by name. */
export const specEntries = (kind: SpecKind): Promise<readonly SpecEntry[]> =>
  Promise.all(NAMES[kind]().map(async (name) => ({ name, summary: await summaryOf(kind, name) })));

/** The shipped exchanges, by name, with how far each slot can be trusted. */
export const exchangeEntries = (): Promise<readonly ExchangeEntry[]> =>
  Promise.all(
    NAMES.exchange().map(async (name) => {
      const data = await dataOf('exchange', name);
      return { name, summary: String(data.summary ?? ''), fidelity: fidelityOf(data) };
    }),
  );

/** The mechanisms of a slot, by name. */
export const mechanismEntries = (registry: Registry, slot: Slot): readonly MechanismEntry[] =>
  registry.list(slot).map(({ name, summary }) => {
    const origin = registry.originOf(slot, name);
    return { name, summary, ...(origin === undefined || origin === 'breakwater/mechanisms' ? {} : { origin }) };
  });

/** Overrides in words: `fees.taker = 0.001`. */
export const overridesText = (overrides: readonly Override[]): readonly string[] =>
  overrides.map(({ path, value }) => `${path} = ${JSON.stringify(value)}`);
