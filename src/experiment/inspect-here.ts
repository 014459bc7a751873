import { BreakwaterError, isBreakwaterError, type Registry } from '../contract/index.ts';
import { absorbsLosses, type ExchangeDesign } from '../exchange/index.ts';
import { exchangeData, type Override, readExchange, readScenario, scenarioData } from '../spec/index.ts';
import { modules, reading, registryWith } from './registry.ts';
import type { RunWatch } from './simulate-here.ts';
import { type ChecksModule, claimableOf } from './task.ts';

/** A file to read, and what stands in for what it says. */
export interface Reading {
  /** A file, or the name of a shipped spec. */
  readonly name: string;
  readonly overrides: readonly Override[];
  /** What put the overrides there, for messages; nothing when the user wrote each of them. */
  readonly why?: string;
}

/** Files to read before any run begins, so that a mistake in the last of them is told at once. */
export interface InspectTask {
  readonly exchanges: readonly Reading[];
  readonly scenarios: readonly Reading[];
  readonly plugins: readonly string[];
  /** Address of a {@link ChecksModule}, which knows what exchanges may claim; they may claim anything when left out. */
  readonly checks?: string;
}

/** What a spec says of itself. */
interface Head {
  readonly name: string;
  readonly summary: string;
  /** Assumed fields by dotted path, each with the range it may lie in; those that are overridden are left out. */
  readonly assumed: Readonly<Record<string, readonly [string, string]>>;
  /** The file as plain data, with what it extends and what overrides it. */
  readonly data: unknown;
}

/** What an exchange says of itself. */
export interface InspectedExchange extends Head {
  readonly sources: readonly string[];
  /** Whether it has a pool that absorbs losses and so can be given another size. */
  readonly hasFund: boolean;
}

/** What a scenario says of itself. */
export interface InspectedScenario extends Head {
  /** Whether the run's own forced flow moves prices. */
  readonly price: 'path' | 'path+impact';
}

/** What the files say of themselves, in the order asked. */
export interface Inspection {
  readonly exchanges: readonly InspectedExchange[];
  readonly scenarios: readonly InspectedScenario[];
}

/**
 * Reads exchanges and scenarios in this process.
 *
 * @param task - What to read.
 * @param watch - Told what is being read.
 * @param registry - The mechanisms; the built-in ones and the task's plug-ins when left out.
 * @throws BreakwaterError what reading the first wrong one throws.
 */
export const inspectHere = async (task: InspectTask, watch: RunWatch, registry?: Registry): Promise<Inspection> => {
  watch.phase('reading');
  const known = registry ?? (await registryWith(task.plugins, watch));
  const checks: Partial<ChecksModule> = task.checks === undefined ? {} : await import(task.checks);
  const exchanges: InspectedExchange[] = [];
  for (const { name, overrides, why } of task.exchanges) {
    const options = { overrides, modules, ...claimableOf(checks) };
    const design = await reading(watch, `exchange ${name}`, () => explained(readExchange(name, known, options), why));
    const { summary, sources, assumed } = design;
    const data = await exchangeData(name, options);
    exchanges.push({ name: design.name, summary, sources, assumed, hasFund: hasFund(design), data });
  }
  const scenarios: InspectedScenario[] = [];
  for (const { name, overrides, why } of task.scenarios) {
    const options = { overrides, modules };
    const scenario = await reading(watch, `scenario ${name}`, () => explained(readScenario(name, known, options), why));
    const { summary, assumed = {} } = scenario;
    const data = await scenarioData(name, options);
    scenarios.push({ name: scenario.name, summary, assumed, price: scenario.price, data });
  }
  return { exchanges, scenarios };
};

/** Says in what is thrown why the file was not read as it is. */
const explained = async <T>(read: Promise<T>, why: string | undefined): Promise<T> => {
  try {
    return await read;
  } catch (error) {
    if (why === undefined || !isBreakwaterError(error)) throw error;
    const { kind, code, message, where, hint } = error;
    throw new BreakwaterError(kind, code, `${message} (${why})`, {
      ...(where === undefined ? {} : { where }),
      ...(hint === undefined ? {} : { hint }),
    });
  }
};

const hasFund = ({ funds }: ExchangeDesign): boolean =>
  Object.values(funds).some(({ mechanism }) => absorbsLosses(mechanism));
