/**
 * What a run is asked for and what it answers: plain data, so that both cross the border of a worker.
 *
 * @module
 */
import type { ExchangeDesign } from '../exchange/index.ts';
import type { EventWriter } from '../ledger/index.ts';
import type { RunFigures, RunResult } from '../measure/index.ts';
import type { Override } from '../spec/index.ts';
import type { World } from '../world/index.ts';
import type { RunWatch } from './simulate-here.ts';

/** One run: a design, a scenario, a seed. */
export interface RunTask {
  /** Exchange: a file, or the name of a shipped one. */
  readonly exchange: string;
  /** Scenario: a file, or the name of a shipped one. */
  readonly scenario: string;
  /** Seed of every random stream, an integer >= 0. */
  readonly seed: number;
  /** Plug-in files besides those the exchange names. */
  readonly plugins: readonly string[];
  /** Values that stand in for what the exchange file says. */
  readonly overrides: readonly Override[];
  /** Values that stand in for what the scenario file says; none when left out. */
  readonly scenarioOverrides?: readonly Override[];
  /** What funds and vaults hold together, as a share of opening open interest: a decimal or fraction; what they declare when left out. */
  readonly fundShare?: string;
  /** The same as an amount of the settlement asset, decimal text. */
  readonly fundTotal?: string;
  /** What is made equal between designs in this run, and which variant of design or scenario it is: labels, for the result. */
  readonly equalised?: readonly string[];
  readonly variant?: string;
  /** Address of a {@link ChecksModule}; nothing is checked when left out. */
  readonly checks?: string;
  /** Where the event log goes as it is written; it goes nowhere when left out. */
  readonly events?: EventsTask;
  /** Whether what a report draws is wanted too. Defaults to no. */
  readonly figures?: boolean;
  /** Whether the log holds every score of every ADL decision; left out: no. */
  readonly trace?: boolean;
}

/** Where the event log of a run goes. */
export interface EventsTask {
  /** Address of a module that exports `eventWriterOf`: {@link EventWriterOf}. */
  readonly writer: string;
  /** The file it is for: its ending names the format, and messages name it. */
  readonly file: string;
  /** Where the bytes go until the run is over; whoever asked for the run renames it then, or removes it. */
  readonly part: string;
}

/** What a module of writers exports as `eventWriterOf`. */
export type EventWriterOf = (task: EventsTask) => Promise<EventWriter>;

/** Work other than a run that calls mechanisms, and so is to be watched. */
export interface WorkTask {
  /** Address of a module that exports `work`: {@link Work}. */
  readonly module: string;
  /** Plain data. */
  readonly input: unknown;
}

/** What such a module exports: does the work, tells the watch which mechanism it calls, and answers with plain data. */
export type Work<Input = unknown, Output = unknown> = (input: Input, watch: RunWatch) => Promise<Output>;

/** Looks at a run while it goes on and when it is over. `V` is plain data. */
export interface Checker<V = unknown> {
  /** Told after each step. */
  readonly onStep: (world: World) => void;
  /** Number of the first row of the event log that it still needs; left out, it needs the whole log to the end. */
  readonly needs?: () => number;
  /** Told when the run is over; says what came of each check. */
  readonly finish: (world: World) => readonly V[];
}

/** What a module of checks exports as `checkerOf`. */
export type CheckerOf<V = unknown> = (design: ExchangeDesign) => Checker<V>;

/** A module of checks. */
export interface ChecksModule<V = unknown> {
  readonly checkerOf: CheckerOf<V>;
  /** Invariants that an exchange may claim; any when left out. */
  readonly claimable?: readonly string[];
}

/** What reading an exchange needs to know of a module of checks. */
export const claimableOf = ({ claimable }: Partial<ChecksModule>): { readonly claimable?: readonly string[] } =>
  claimable === undefined ? {} : { claimable };

/** A finished run. `V` is what the checks answer. */
export interface RunOutcome<V = unknown> {
  readonly result: RunResult;
  /** What the checks answered; empty when there were none. */
  readonly verdicts: readonly V[];
  /** Markets whose holders the margin check had to read every time, because the margin rule gives no bound on its slope. */
  readonly unbounded: readonly string[];
  readonly figures?: RunFigures;
}

/** Where a run stands among others, in the words of a message: `hyperliquid-2025-10, flash-crash, seed 1`. */
export const describeTask = ({
  exchange,
  scenario,
  seed,
  equalised = [],
  variant,
}: Pick<RunTask, 'exchange' | 'scenario' | 'seed' | 'equalised' | 'variant'>): string =>
  [
    exchange,
    scenario,
    `seed ${seed}`,
    ...(equalised.length === 0 ? [] : [`equalised: ${equalised.join(', ')}`]),
    ...(variant === undefined ? [] : [variant]),
  ].join(', ');
