import { askTrial, CHANGES, storyOf, type Trial } from '../../check/index.ts';
import { configError, type PairChange } from '../../contract/index.ts';
import type { RunWatch } from '../../experiment/index.ts';
import { modules, reading, registryWith } from '../../experiment/registry.ts';
import { stream } from '../../math/index.ts';
import type { Replayed, Story } from '../../measure/index.ts';
import { readCounterexample, readExchange, readScenario } from '../../spec/index.ts';
import { invariantCalled, nearestTo } from '../known-invariants.ts';
import { trialOfBlock } from './counterexample-file.ts';

/** Both stories of a trial, or the one where nothing is compared. */
export const storiesOf = (
  trial: Trial,
  change: PairChange | undefined,
  watch: RunWatch,
): { readonly story: Story; readonly second?: Story; readonly changeSays?: string } => {
  const story = storyOf(trial, { watch });
  const known = change === undefined ? undefined : CHANGES.get(change);
  const changed = known?.apply(trial, stream(trial.seed, 'change', change as PairChange));
  if (known === undefined || changed === undefined) return { story };
  return { story, second: storyOf(changed.trial, { watch, ...changed.play }), changeSays: known.says };
};

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Plays a counterexample again.
 *
 * @param file - The file. @param plugins - Plug-ins besides those it names.
 * @throws BreakwaterError `no-counterexample`, `unknown-invariant`, and what reading files and playing the run throws.
 */
export const playAgain = async (file: string, plugins: readonly string[], watch: RunWatch): Promise<Replayed> => {
  watch.phase('reading');
  const block = await readCounterexample(file);
  const { breaks: id, says, scope, change, witness: written } = block;
  const invariant = invariantCalled(id);
  if (invariant === undefined)
    throw configError('unknown-invariant', `there is no invariant called "${id}"`, {
      where: { file, path: 'counterexample.breaks' },
      hint: nearestTo(id),
    });
  const registry = await registryWith(plugins, watch);
  const design = await reading(watch, `exchange of ${file}`, () => readExchange(file, registry, { modules }));
  const scenario = await reading(watch, `scenario ${file}`, () => readScenario(file, registry, { modules }));
  watch.phase('running');
  const trial = trialOfBlock(block, scenario, design);
  const { verdicts } = askTrial(trial, [invariant], { watch, changes: change === undefined ? [] : [change] });
  const verdict = verdicts.find((one) => one.id === id);
  const witness = verdict?.witness;
  return {
    file,
    breaks: id,
    says,
    scope,
    ...(change === undefined ? {} : { change }),
    exchange: design.name,
    stillBreaks: witness !== undefined,
    same: witness !== undefined && isSame(witness, written),
    ...(verdict?.reason === undefined ? {} : { reason: verdict.reason }),
    written,
    ...(witness === undefined ? {} : { witness }),
    ...storiesOf(trial, change, watch),
  };
};
