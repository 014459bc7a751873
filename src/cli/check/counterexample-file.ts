/** Counterexamples as scenario files, and trials made of such files again. @module */
import type { Counterexample, Trial } from '../../check/index.ts';
import type { Invariant } from '../../contract/index.ts';
import type { ExchangeDesign } from '../../exchange/index.ts';
import { builtIns } from '../../experiment/registry.ts';
import { formatUnits, parseUnits } from '../../money/index.ts';
import { type CounterexampleBlock, parseScenario, scenarioDocument } from '../../spec/index.ts';
import { decimalsOf, type Scenario } from '../../world/index.ts';

/** How a file names what it needs. */
export interface Placing {
  /** The exchange, as the file names it; it is written out where the trial has a document. */
  readonly exchange?: string;
  /** Plug-ins, relative to the file. */
  readonly plugins: readonly string[];
  /** What to type to play it again. */
  readonly command: string;
}

/** A name for files and scenarios: letters, digits and hyphens. */
export const plainName = (...words: readonly string[]): string =>
  words
    .join('-')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** The scenario file of a counterexample, as plain data. */
export const documentOf = (
  { trial, change, witness }: Counterexample,
  { id, says, scope }: Invariant,
  { exchange, plugins, command }: Placing,
): Readonly<Record<string, unknown>> => {
  const { design, scenario, seed, fundTotal, document } = trial;
  const name = plainName(id, design.name);
  const { name: _name, summary: _summary, ...rest } = scenarioDocument({ ...scenario, sources: [] });
  const block: Record<string, unknown> = {
    breaks: id,
    says,
    scope,
    ...(change === undefined ? {} : { change }),
    exchange: document ?? exchange ?? design.name,
    seed,
    ...(fundTotal === undefined ? {} : { fund: formatUnits(fundTotal, decimalsOf(scenario)) }),
    witness,
    command,
  };
  return {
    name,
    summary: `Breaks ${id}.`,
    ...(plugins.length === 0 ? {} : { plugins }),
    counterexample: block,
    ...rest,
  };
};

/** The trial that a block and its scenario say. */
export const trialOfBlock = (
  { seed, fund }: CounterexampleBlock,
  scenario: Scenario,
  design: ExchangeDesign,
): Trial => ({
  design,
  scenario,
  seed,
  ...(fund === undefined ? {} : { fundTotal: parseUnits(fund, decimalsOf(scenario)) }),
});

/** The trial that a document says, read as its file will be. */
export const trialOfDocument = async (
  document: Readonly<Record<string, unknown>>,
  design: ExchangeDesign,
): Promise<Trial> => {
  // Through text, as a file is: what has no value is gone then.
  const data: unknown = JSON.parse(JSON.stringify(document));
  const scenario = parseScenario({ file: String(document.name), data, find: () => undefined }, builtIns());
  return trialOfBlock((data as { counterexample: CounterexampleBlock }).counterexample, scenario, design);
};
