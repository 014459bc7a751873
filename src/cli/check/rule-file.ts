/** Counterexamples that are questions to allocation rules, as files; there is no run in them. @module */
import { type AnsweredRule, askAgain, type RuleCase, type RulesToAsk, rulesOf } from '../../check/index.ts';
import type { Invariant, Witness } from '../../contract/index.ts';
import type { ExchangeDesign } from '../../exchange/index.ts';
import type { RunWatch } from '../../experiment/index.ts';
import { type Placing, plainName } from './counterexample-file.ts';

/** What is written down of a question that broke a statement. */
export interface RuleCounterexample {
  readonly design: string;
  readonly seed: number;
  readonly claims: RuleCase;
  readonly witness: Witness;
  /** The design as a file would say it, where no file does. */
  readonly document?: Readonly<Record<string, unknown>>;
}

/** The file of such a counterexample, as plain data. */
export const ruleDocumentOf = (
  { design, seed, claims, witness, document }: RuleCounterexample,
  { id, says, scope }: Invariant,
  { exchange, plugins, command }: Placing,
): Readonly<Record<string, unknown>> => {
  const { draw, rule, layer, question } = claims;
  return {
    name: plainName(id, design),
    summary: `Breaks ${id}.`,
    ...(plugins.length === 0 ? {} : { plugins }),
    counterexample: {
      breaks: id,
      says,
      scope,
      exchange: document ?? exchange ?? design,
      seed,
      rules: {
        draw,
        ...(rule === undefined ? {} : { rule }),
        ...(layer === undefined ? {} : { layer }),
        ...(question === undefined ? {} : { question }),
      },
      witness,
      command,
    },
  };
};

/** Asks once more what broke a statement: nothing where the exchange does not use the rule any more. */
export const askFile = (
  { seed, claims }: { readonly seed: number; readonly claims: Omit<RuleCase, 'asked'> },
  invariant: Invariant,
  { design, rules }: { readonly design: ExchangeDesign; readonly rules: RulesToAsk['rules'] },
  watch: RunWatch,
): AnsweredRule | undefined => askAgain(invariant, claims, rulesOf(design), { seed, rules }, watch);
