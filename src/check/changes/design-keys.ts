import { isMechanism } from '../../contract/index.ts';
import type { ExchangeDesign } from '../../exchange/index.ts';
import type { Change } from './change.ts';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;

/** The same data with the keys of every record in the other order; mechanisms are as they are. */
const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (!isRecord(value) || isMechanism(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, of]) => [key, reversed(of)]),
  );
};

const inOrderOf = <T>(first: Readonly<Record<string, T>>, second: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.keys(first).map((name) => [name, second[name] as T]));

/** Every record of the design lists its keys in the other order. */
export const reorderKeys: Change = {
  name: 'reorder-keys',
  says: 'every record of its design and of the parameters in it lists its keys in the other order',
  apply: (trial) => {
    const design = reversed(trial.design) as ExchangeDesign;
    // Accounts of pools are opened in the order of the funds, and assets counted in that of the markets a venue lists in its own way.
    const funds = inOrderOf(trial.design.funds, design.funds);
    const { instruments } = trial.design;
    const listed = instruments === undefined ? {} : { instruments: inOrderOf(instruments, design.instruments ?? {}) };
    return { trial: { ...trial, design: { ...design, funds, ...listed } } };
  },
};
