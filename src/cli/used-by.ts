import { isMechanism, type Mechanism, type Registry } from '../contract/index.ts';
import type { ExchangeDesign } from '../exchange/design.ts';
import { readExchange, shippedExchanges } from '../spec/index.ts';

/** Mechanisms anywhere in a design. */
const within = (value: unknown, found: Set<Mechanism>): Set<Mechanism> => {
  if (isMechanism(value)) return found.add(value);
  if (value !== null && typeof value === 'object') for (const part of Object.values(value)) within(part, found);
  return found;
};

/** The mechanisms a design is made of, each once. */
export const mechanismsOf = (design: ExchangeDesign): ReadonlySet<Mechanism> => within(design, new Set());

/** Names of the shipped designs that use a mechanism, by mechanism. */
export type UsedBy = ReadonlyMap<Mechanism, readonly string[]>;

/**
 * Reads all shipped designs and tells which of them use which mechanism.
 *
 * @param registry - The built-ins.
 */
export const usedBy = async (registry: Registry): Promise<UsedBy> => {
  const users = new Map<Mechanism, string[]>();
  for (const name of shippedExchanges()) {
    for (const mechanism of mechanismsOf(await readExchange(name, registry))) {
      const names = users.get(mechanism) ?? [];
      users.set(mechanism, names);
      names.push(name);
    }
  }
  return users;
};
