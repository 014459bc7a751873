import { invariants } from '../../specs/invariants/index.ts';
import type { Trial } from '../../src/check/index.ts';
import type { ExchangeDesign } from '../../src/exchange/index.ts';
import type { PairChange, Witness } from '../../src/index.ts';
import { MOST_ACCOUNTS, type Outcome } from './fault.ts';
import type { Package } from './sound.ts';
import type { Task } from './task.ts';

/** Breaks that are made small at most, one after the other, until one has few accounts. */
const MOST_SHRUNK = 8;

/** The same trial for another package: prices are drawn by a model of its own. */
const trialFor = ({ keyframes }: Package, design: ExchangeDesign, trial: Trial): Trial => {
  const shock = { ...trial.scenario.shock, mechanism: keyframes as never };
  return { ...trial, design, scenario: { ...trial.scenario, shock } };
};

/** Plays trials of the exchange of a fault until the invariant breaks where it holds without the mistake. */
export const tryTrials = async (faulty: Package, sound: Package, task: Task): Promise<Outcome> => {
  const { runs, seed, shrink } = task;
  const { check, invariant } = faulty;
  const design = await faulty.design();
  const honest = await sound.design();
  const also = new Set<string>();
  let asked = [
    invariant,
    ...invariants.filter((one) => one !== invariant && one.scope === 'universal' && one.over !== 'pair'),
  ];
  const trialOf = (run: number): Trial => check.trialOf(design, seed, run);

  /** What the sound package says of a trial: nothing where it does not play it to its end. */
  const said = (trial: Trial, change: PairChange | undefined) => {
    const changes = change === undefined ? [] : [change];
    const { refusal, verdicts } = sound.check.askTrial(trialFor(sound, honest, trial), [sound.invariant], { changes });
    return refusal === undefined ? verdicts : undefined;
  };
  /** What the mistake breaks, and would not be broken without it. */
  const brokenBy = (trial: Trial, change: PairChange | undefined): Witness | undefined => {
    if (invariant.scope === 'metric') return moreBy(trial, change);
    const witness = check.breaks(trial, invariant, change);
    if (witness === undefined) return undefined;
    const verdicts = said(trial, change);
    // Of a change that does not apply nothing is said, and what is said of nothing proves nothing.
    const isSaid = verdicts !== undefined && verdicts.length > 0;
    return isSaid && verdicts.every(({ status }) => status !== 'broken') ? witness : undefined;
  };
  /** A figure that the mistake makes larger: of a metric no value is wrong by itself. */
  const moreBy = (trial: Trial, change: PairChange | undefined): Witness | undefined => {
    const changes = change === undefined ? [] : [change];
    const outcome = check.askTrial(trial, [invariant], { changes });
    const found = outcome.refusal === undefined ? outcome.verdicts[0]?.value : undefined;
    if (found === undefined) return undefined;
    const expected = said(trial, change)?.[0]?.value;
    if (expected === undefined) return undefined;
    return found > expected ? { who: 'the figure, without the mistake and with it', expected, found } : undefined;
  };
  const metricChanges = invariant.over === 'pair' ? [invariant.change ?? []].flat() : [undefined];

  let smallest: (Outcome & { status: 'caught' }) | undefined;
  let left = MOST_SHRUNK;
  for (let run = 0; run < runs && left > 0; run++) {
    const { tallies, reasons } = check.playBatch(design, asked, { from: run, runs: 1, trialOf });
    if (reasons[invariant.id] !== undefined)
      return { status: 'missed', why: `does not apply: ${reasons[invariant.id]}`, also: [] };
    for (const [id, { found }] of Object.entries(tallies)) if (found !== undefined && id !== invariant.id) also.add(id);
    asked = asked.filter(({ id }) => !also.has(id));
    const found = tallies[invariant.id]?.found;
    if (found === undefined && invariant.scope !== 'metric') continue;
    const change = found === undefined ? metricChanges[run % metricChanges.length] : found.change;
    if (brokenBy(trialOf(run), change) === undefined) continue;
    const small = check.shrinkTrial(trialOf(run), (trial) => isBroken(trial, change), shrink);
    left -= 1;
    const { accounts, events, duration, step } = small.scenario;
    if (smallest !== undefined && smallest.accounts <= accounts.length) continue;
    smallest = {
      status: 'caught',
      runs: run + 1,
      accounts: accounts.length,
      events: events.length,
      steps: duration / step,
      ...(change === undefined ? {} : { change }),
      also: [...also],
      witness: brokenBy(small, change),
    };
    if (accounts.length <= MOST_ACCOUNTS) break;
  }
  return smallest ?? { status: 'missed', why: `held in ${runs} runs`, also: [...also] };

  function isBroken(trial: Trial, change: PairChange | undefined): boolean {
    try {
      return brokenBy(trial, change) !== undefined;
    } catch {
      // A simpler trial may make no sense.
      return false;
    }
  }
};
