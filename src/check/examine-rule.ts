import type { Invariant } from '../contract/index.ts';
import type { Watch } from '../exchange/index.ts';
import { askRuleOnce } from './ask-rules.ts';
import type { RuleUse } from './axioms/index.ts';
import type { Break } from './batch.ts';
import type { FindingOf } from './examine.ts';
import type { RulesToAsk } from './rules-asked.ts';

/** How a rule is examined: the rules it is compared with, the seed of the questions, and how many there are. */
export interface ExamineRuleOptions extends RulesToAsk {
  readonly runs: number;
  readonly watch?: Watch;
}

/**
 * Asks one allocation rule every invariant over claims, outside any exchange.
 *
 * @returns One finding for each of them; invariants over anything else are left out. One that broke is not asked again.
 */
export const examineRule = (
  rule: RuleUse,
  invariants: readonly Invariant[],
  { runs, watch, ...rules }: ExamineRuleOptions,
): readonly FindingOf<Break>[] =>
  invariants
    .filter(({ over }) => over === 'claims')
    .map((invariant) => {
      const { id, says, scope } = invariant;
      let reachedIn = 0;
      let reached = 0;
      for (let run = 0; run < runs; run++) {
        const [answered] = askRuleOnce(rule, [invariant], run, rules, watch);
        if (answered === undefined) break;
        const { verdict, claims } = answered;
        if (verdict.reached > 0) reachedIn += 1;
        reached += verdict.reached;
        const counts = { id, says, scope, runs: reachedIn, reached };
        if (verdict.witness !== undefined)
          return {
            ...counts,
            status: 'broken',
            counterexample: { run, witness: verdict.witness, ...(claims && { claims }) },
          };
      }
      const counts = { id, says, scope, runs: reachedIn, reached };
      return reachedIn === 0
        ? { ...counts, status: 'not-tried', reason: 'its branch was never reached' }
        : { ...counts, status: 'held', upperBound: Math.min(1, 3 / reachedIn) };
    });
