import { type AxiomVerdict, tell } from '../../check/axioms/index.ts';
import { formatUnits } from '../../money/index.ts';
import type { AllocateAnswer, AllocateTable } from '../../report/index.ts';
import type { RuleWork } from './work.ts';

type Told = AllocateAnswer['axioms'][string];

/** A verdict with the ids and decimals of the table. */
const verdictInWords = (verdict: AxiomVerdict, { ids, decimals }: AllocateTable): Told => {
  const { status, tried, reason, witness } = verdict;
  const told = { status, tried, ...(reason === undefined ? {} : { reason }) };
  if (witness === undefined) return told;
  const { who, bound, expected, found } = witness;
  const name = (row: number): string => ids[row] as string;
  const lots = (amount: number): string => formatUnits(amount, decimals);
  return {
    ...told,
    witness: {
      who: who.map(name),
      bound,
      expected: lots(expected),
      ...(found === null ? {} : { found: lots(found) }),
      says: tell(witness.tells, { claim: name, lots }),
    },
  };
};

/** What a rule answered, with the names and the unit of the table. */
export const answerInWords = ({ verdicts, ...answer }: RuleWork, table: AllocateTable): AllocateAnswer => ({
  ...answer,
  axioms: Object.fromEntries(verdicts.map((verdict) => [verdict.id, verdictInWords(verdict, table)])),
});
