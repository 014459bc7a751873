import * as builtInMechanisms from '../../mechanisms/index.ts';
import { Registry } from '../contract/index.ts';
import { unwatched, type Watch } from '../exchange/guard.ts';
import { loadPlugins } from '../spec/plugins.ts';
import { worldModels } from '../world/models/index.ts';

/** What plug-ins may import besides `breakwater`, by name. */
export const modules: Readonly<Record<string, unknown>> = { 'breakwater/mechanisms': builtInMechanisms };

/** The built-in mechanisms and market models. */
export const builtIns = (): Registry => new Registry([...builtInMechanisms.mechanisms, ...worldModels]);

/** Does something under the name of what is being read, so that a plug-in that loops while it loads is named too. */
export const reading = async <T>(watch: Watch, what: string, read: () => Promise<T>): Promise<T> => {
  watch.enter(what);
  try {
    return await read();
  } finally {
    watch.leave();
  }
};

/**
 * The built-in mechanisms, and those of plug-in files.
 *
 * @param plugins - The files, as the user named them; loaded one by one, each under its own name.
 * @param watch - Told which file is being loaded.
 * @throws BreakwaterError of kind `plugin`.
 */
export const registryWith = async (plugins: readonly string[], watch: Watch = unwatched): Promise<Registry> => {
  let registry = builtIns();
  for (const file of plugins) {
    const before = registry;
    registry = await reading(watch, `plug-in ${file}`, () => loadPlugins([file], before, { modules }));
  }
  return registry;
};
