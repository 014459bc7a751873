import { type AnsweredRule, askTrial, changedTrial, type RuleCase, storyOf, type Trial } from '../../check/index.ts';
import { type AdlAllocation, configError, type PairChange } from '../../contract/index.ts';
import type { RunWatch } from '../../experiment/index.ts';
import { modules, reading, registryWith } from '../../experiment/registry.ts';
import type { Asked, Replayed, Story } from '../../measure/index.ts';
import { type CounterexampleBlock, readCounterexample, readExchange, readScenario } from '../../spec/index.ts';
import { invariantCalled, nearestTo } from '../known-invariants.ts';
import { trialOfBlock } from './counterexample-file.ts';
import { askFile } from './rule-file.ts';

/** Both stories of a trial, or the one where nothing is compared. */
export const storiesOf = (
  trial: Trial,
  change: PairChange | undefined,
  watch: RunWatch,
): { readonly story: Story; readonly second?: Story; readonly changeSays?: string } => {
  const story = storyOf(trial, { watch });
  if (change === undefined || story.refusal !== undefined) return { story };
  const second = changedTrial(trial, change, { watch });
  if (second === undefined) return { story };
  const { changed, says } = second;
  return { story, second: storyOf(changed.trial, { watch, ...changed.play }), changeSays: says };
};

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What a file asks; what is left out is not there. */
type RuleQuestion = Omit<RuleCase, 'asked'>;

const doesNotUse = (exchange: string, rules: CounterexampleBlock['rules']): string =>
  `${exchange} does not use ${rules?.rule}${rules?.layer === undefined ? '' : ` in a layer called ${rules.layer}`}`;

/** What rules answer to a file now. */
const askedOnce = (
  answered: AnsweredRule | undefined,
  { rules, witness: written }: CounterexampleBlock,
  exchange: string,
): Pick<Replayed, 'stillBreaks' | 'same' | 'reason' | 'witness' | 'asked'> => {
  if (answered === undefined)
    return { stillBreaks: false, same: false, reason: doesNotUse(exchange, rules), asked: [] };
  const { witness } = answered.verdict;
  return {
    stillBreaks: witness !== undefined,
    same: witness !== undefined && isSame(witness, written),
    ...(witness === undefined ? {} : { witness }),
    asked: (answered.claims?.asked ?? []) as Asked[],
  };
};

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
  const head = { file, breaks: id, says, scope, exchange: design.name, written };
  if (block.rules !== undefined) {
    const asksOne = block.rules.rule !== undefined;
    if (invariant.over !== (asksOne ? 'claims' : 'model'))
      throw configError('bad-scenario', `${id} is not about ${asksOne ? 'an allocation rule' : 'a model'}`, {
        where: { file, path: 'counterexample.rules' },
        hint: 'write rule and question for what is over claims, neither for what is over a model, and no rules for what is over runs',
      });
    watch.phase('running');
    const rules = registry.list('adl.allocation') as unknown as readonly AdlAllocation[];
    return {
      ...head,
      ...askedOnce(
        askFile({ seed: block.seed, claims: block.rules as RuleQuestion }, invariant, { design, rules }, watch),
        block,
        design.name,
      ),
    };
  }
  const scenario = await reading(watch, `scenario ${file}`, () => readScenario(file, registry, { modules }));
  watch.phase('running');
  const trial = trialOfBlock(block, scenario, design);
  const { verdicts } = askTrial(trial, [invariant], { watch, changes: change === undefined ? [] : [change] });
  const verdict = verdicts.find((one) => one.id === id);
  const witness = verdict?.witness;
  return {
    ...head,
    ...(change === undefined ? {} : { change }),
    stillBreaks: witness !== undefined,
    same: witness !== undefined && isSame(witness, written),
    ...(verdict?.reason === undefined ? {} : { reason: verdict.reason }),
    ...(witness === undefined ? {} : { witness }),
    ...storiesOf(trial, change, watch),
  };
};
