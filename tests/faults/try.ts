// Runs inside a copy of the built package in which one mistake was planted: plays trials until the invariant breaks, and makes the
// counterexample small, with the sound package beside it to tell that the mistake is the cause.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { invariants } from '../../specs/invariants/index.ts';
import * as check from '../../src/check/index.ts';
import type { ExchangeDesign } from '../../src/exchange/index.ts';
import * as registry from '../../src/experiment/registry.ts';
import type { Invariant, PairChange } from '../../src/index.ts';
import * as spec from '../../src/spec/index.ts';
import type { worldModels } from '../../src/world/index.ts';
import type { Outcome } from './fault.ts';
import type { Task } from './task.ts';

const task = JSON.parse(process.argv[2] as string) as Task;
const { fault, runs, seed, shrink } = task;

/** What is needed of the package without the mistake. */
interface Sound {
  readonly check: typeof check;
  readonly design: ExchangeDesign;
  readonly invariant: Invariant;
  readonly keyframes: unknown;
}

const find = (list: readonly Invariant[]): Invariant => {
  const found = list.find(({ id }) => id === fault.caughtBy);
  if (found === undefined) throw new Error(`there is no invariant ${fault.caughtBy}`);
  return found;
};

const keyframesOf = (models: typeof worldModels): unknown => models.find(({ name }) => name === 'keyframes');

const loadSound = async (): Promise<Sound> => {
  const load = <T>(file: string): Promise<T> => import(pathToFileURL(join(task.sound, file)).href) as Promise<T>;
  const { builtIns } = await load<typeof registry>('src/experiment/registry.js');
  const { readExchange } = await load<typeof spec>('src/spec/index.js');
  const list = await load<{ invariants: readonly Invariant[] }>('specs/invariants/index.js');
  const world = await load<{ worldModels: typeof worldModels }>('src/world/index.js');
  return {
    check: await load<typeof check>('src/check/index.js'),
    design: await readExchange(task.exchange, builtIns(), { folder: task.specs }),
    invariant: find(list.invariants),
    keyframes: keyframesOf(world.worldModels),
  };
};

/** Whether the sound package plays a trial to its end, with the invariant holding. */
const holdsWithout = (sound: Sound, trial: check.Trial, change: PairChange | undefined): boolean => {
  const shock = { ...trial.scenario.shock, mechanism: sound.keyframes as never };
  const honest: check.Trial = { ...trial, design: sound.design, scenario: { ...trial.scenario, shock } };
  const changes = change === undefined ? [] : [change];
  const { refusal, verdicts } = sound.check.askTrial(honest, [sound.invariant], { changes });
  return refusal === undefined && verdicts.every(({ status }) => status !== 'broken');
};

const play = async (): Promise<Outcome> => {
  const design = await spec.readExchange(task.exchange, registry.builtIns(), { folder: task.specs });
  const invariant = find(invariants);
  const sound = await loadSound();
  const also = new Set<string>();
  let asked = [
    invariant,
    ...invariants.filter((one) => one !== invariant && one.scope === 'universal' && one.over !== 'pair'),
  ];
  const trialOf = (run: number): check.Trial => check.trialOf(design, seed, run);
  for (let run = 0; run < runs; run++) {
    const { tallies, reasons } = check.playBatch(design, asked, { from: run, runs: 1, trialOf });
    if (reasons[invariant.id] !== undefined)
      return { status: 'missed', why: `does not apply: ${reasons[invariant.id]}`, also: [] };
    for (const [id, { found }] of Object.entries(tallies)) if (found !== undefined && id !== invariant.id) also.add(id);
    asked = asked.filter(({ id }) => !also.has(id));
    const found = tallies[invariant.id]?.found;
    if (found === undefined) continue;
    const { change } = found;
    const isCause = (trial: check.Trial): boolean =>
      check.breaks(trial, invariant, change) !== undefined && holdsWithout(sound, trial, change);
    if (!isCause(trialOf(run))) continue;
    const small = check.shrinkTrial(trialOf(run), isCause, shrink);
    const { accounts, events, duration, step } = small.scenario;
    return {
      status: 'caught',
      runs: run + 1,
      accounts: accounts.length,
      events: events.length,
      steps: duration / step,
      ...(change === undefined ? {} : { change }),
      also: [...also],
      witness: check.breaks(small, invariant, change),
    };
  }
  return { status: 'missed', why: `held in ${runs} runs`, also: [...also] };
};

const outcome: Outcome = await play().catch((error: unknown) => ({
  status: 'missed',
  why: `stopped: ${String(error)}`,
  also: [],
}));
process.stdout.write(`${JSON.stringify(outcome)}\n`);
