/**
 * What a run is asked for and what it answers: plain data, so that both cross the border of a worker.
 *
 * @module
 */
import type { ExchangeDesign } from '../exchange/index.ts';
import type { EventColumns } from '../ledger/index.ts';
import type { RunFigures, RunResult } from '../measure/index.ts';
import type { Override } from '../spec/index.ts';
import type { World } from '../world/index.ts';

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
  /** What is made equal between designs in this run, and which variant of design or scenario it is: labels, for the result. */
  readonly equalised?: readonly string[];
  readonly variant?: string;
  /** Address of a module that exports `checkerOf`: {@link CheckerOf}; nothing is checked when left out. */
  readonly checks?: string;
  /** Whether the event log is wanted too. Defaults to no. */
  readonly events?: boolean;
  /** Whether what a report draws is wanted too. Defaults to no. */
  readonly figures?: boolean;
  /** Whether the log holds every score of every ADL decision; left out: no. */
  readonly trace?: boolean;
}

/** Looks at a run while it goes on and when it is over. `V` is plain data. */
export interface Checker<V = unknown> {
  /** Told after each step. */
  readonly onStep: (world: World) => void;
  /** Told when the run is over; says what came of each check. */
  readonly finish: (world: World) => readonly V[];
}

/** What a module of checks exports as `checkerOf`. */
export type CheckerOf<V = unknown> = (design: ExchangeDesign) => Checker<V>;

/** The event log of a run, and the names its numbers stand for. */
export interface EventTable {
  readonly columns: EventColumns;
  /** Markets by number. */
  readonly markets: readonly string[];
  /** Assets by number. */
  readonly assets: readonly { readonly name: string; readonly decimals: number }[];
}

/** A finished run. `V` is what the checks answer. */
export interface RunOutcome<V = unknown> {
  readonly result: RunResult;
  /** What the checks answered; empty when there were none. */
  readonly verdicts: readonly V[];
  readonly events?: EventTable;
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
