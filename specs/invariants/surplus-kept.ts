import { defineInvariant } from 'breakwater';
import { caseOf, paidBySubjects } from './money-of-cases.ts';

/** Kinds of account that keep what they receive. */
const KEEPERS: ReadonlySet<string> = new Set(['trader', 'maker', 'member', 'fund', 'vault', 'pool', 'fees']);

/** IF3: a surplus is somebody's. */
export const surplusKept = defineInvariant({
  id: 'IF3/surplus-kept',
  says: 'Money that the subject of a default pays in its case, as a fee, a forfeit or the worse side of a take-over or cut, goes to a pool, an account or the fees; and when the case is closed its record says what the subject has, in every asset, as the log has it.',
  scope: 'universal',
  tolerance: 0,
  source: 'catalogue IF3',
  over: 'step',
  reaches: (subject) => paidBySubjects(subject).length,
  holds: (subject) => {
    const { books } = subject;
    for (const one of paidBySubjects(subject)) {
      const kind = one.row.b < 0 ? 'nobody' : books.kindOf(one.row.b);
      if (!KEEPERS.has(kind))
        return {
          who: caseOf(one),
          expected: 'a pool, an account or the fees',
          found: kind,
          detail: `${one.row.cause} of ${one.row.value} in step ${one.row.step}`,
        };
    }
    for (const row of subject.walk('close-case')) {
      const one = books.case(row.case);
      if (one?.kind !== 'default' || one.isOpen) continue;
      const inLog = one.folded[0]?.left ?? 0;
      if (row.value !== inLog)
        return {
          who: `account ${one.subject}, case ${row.case}`,
          expected: inLog,
          found: row.value,
          difference: row.value - inLog,
          detail: 'left when it was closed: by the rows before, by the row that closes it',
        };
      for (const [asset, { left }] of one.record.entries()) {
        const found = one.folded[asset]?.left ?? 0;
        if (left !== found)
          return {
            who: `account ${one.subject}, case ${row.case}`,
            expected: found,
            found: left,
            difference: left - found,
            detail: 'left when it was closed: by the log, by the record',
          };
      }
    }
    return undefined;
  },
});
