import type { ExchangeDesign, Watch } from '../../exchange/index.ts';
import { type Scenario, World } from '../../world/index.ts';

/** One small run: a design, a scenario with everything written out by hand, and what else fixes its bytes. */
export interface Trial {
  readonly design: ExchangeDesign;
  readonly scenario: Scenario;
  readonly seed: number;
  /** What all pools that absorb losses hold together, units of the settlement asset; what they declare when left out. */
  readonly fundTotal?: number;
  /** The design as a file would say it, where no file does: plain data. */
  readonly document?: Readonly<Record<string, unknown>>;
}

/** How a trial is played. */
export interface PlayOptions {
  readonly watch?: Watch;
  /** Whether every margin check reads every account. */
  readonly plainSweep?: boolean;
  /** Step after which the world is saved, thrown away and resumed from what was saved. */
  readonly snapshotAfter?: number;
  /** Called when everybody is there, before the first step. */
  readonly onStart?: (world: World) => void;
  /** Called after each step. */
  readonly onStep?: (world: World) => void;
}

/**
 * Plays a trial to its end.
 *
 * The log holds the score of every candidate, so that invariants about ranks can be asked.
 *
 * @throws BreakwaterError of kind `contract` or `plugin` when a mechanism decides what the venue refuses.
 */
export const playTrial = (trial: Trial, options: PlayOptions = {}): World => {
  const { design, scenario, seed, fundTotal } = trial;
  const { watch, plainSweep = false, snapshotAfter, onStart, onStep } = options;
  const settings = {
    seed,
    trace: true,
    plainSweep,
    ...(watch === undefined ? {} : { watch }),
    ...(fundTotal === undefined ? {} : { fundTotal }),
  };
  let world = new World(design, scenario, settings);
  onStart?.(world);
  for (let more = true; more; ) {
    more = world.step();
    onStep?.(world);
    if (world.done === snapshotAfter && more) world = new World(design, scenario, settings, world.save());
  }
  world.finish();
  return world;
};
