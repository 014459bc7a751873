// The package without the mistake, beside the copy with it: what breaks there too is not caused by the mistake.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as mechanisms from '../../mechanisms/index.ts';
import type * as check from '../../src/check/index.ts';
import type { ExchangeDesign } from '../../src/exchange/index.ts';
import type * as registry from '../../src/experiment/registry.ts';
import type { AdlAllocation, Invariant } from '../../src/index.ts';
import type * as spec from '../../src/spec/index.ts';
import type { worldModels } from '../../src/world/index.ts';
import type { Task } from './task.ts';

/** One of the two packages, as far as faults are tried on it. */
export interface Package {
  readonly check: typeof check;
  readonly invariant: Invariant;
  readonly rules: readonly AdlAllocation[];
  /** Reads the exchange of the task. */
  readonly design: () => Promise<ExchangeDesign>;
  readonly keyframes: unknown;
}

/** Loads a package. @param folder - Where it is built. */
export const load = async (folder: string, { fault, exchange, specs }: Task): Promise<Package> => {
  const part = <T>(file: string): Promise<T> => import(pathToFileURL(join(folder, file)).href) as Promise<T>;
  const { builtIns } = await part<typeof registry>('src/experiment/registry.js');
  const { readExchange } = await part<typeof spec>('src/spec/index.js');
  const { invariants } = await part<{ invariants: readonly Invariant[] }>('specs/invariants/index.js');
  const world = await part<{ worldModels: typeof worldModels }>('src/world/index.js');
  const { mechanisms: all } = await part<typeof mechanisms>('mechanisms/index.js');
  const invariant = invariants.find(({ id }) => id === fault.caughtBy);
  if (invariant === undefined) throw new Error(`there is no invariant ${fault.caughtBy}`);
  return {
    check: await part<typeof check>('src/check/index.js'),
    invariant,
    rules: all.filter(({ slot }) => slot === 'adl.allocation') as unknown as readonly AdlAllocation[],
    design: () => readExchange(exchange, builtIns(), { folder: specs }),
    keyframes: world.worldModels.find(({ name }) => name === 'keyframes'),
  };
};
