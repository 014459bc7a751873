import type { StepSubject } from 'breakwater';

const OWN: ReadonlySet<string> = new Set(['trade', 'trading-fee', 'withdraw', 'withheld']);

/** Accounts that traded or withdrew in this step: what they did after its last margin check is for the next step to find. */
export const actedThemselves = ({ rows, step }: StepSubject): ReadonlySet<number> => {
  const accounts = new Set<number>();
  for (const row of rows) if (row.step === step && OWN.has(row.cause)) accounts.add(row.a).add(row.b);
  return accounts;
};
