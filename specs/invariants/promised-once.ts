import { defineInvariant, type StepRow, type StepSubject } from 'breakwater';

/** Charges with what their payer has left; those of a cash call, which is paid with money that comes for it, are not among them. */
function* charges({ walk }: StepSubject): Generator<{ readonly row: StepRow; readonly left: number }> {
  let called = { account: -1, units: 0 };
  for (const row of walk('transfer')) {
    const { cause, a, b, value, payerAfter: left } = row;
    if (cause === 'charge' && left !== undefined && (called.account !== a || called.units !== value))
      yield { row, left };
    called = cause === 'commitment' ? { account: b, units: value } : { account: -1, units: 0 };
  }
}

/** IF5: money is promised once. */
export const promisedOnce = defineInvariant({
  id: 'IF5/promised-once',
  says: 'Whatever an account is charged, for how many losses at once, is there: no charge takes its payer below zero.',
  scope: 'universal',
  tolerance: 'none with one asset, a unit each with several',
  source: 'catalogue IF5, of those who are charged; that a pool pays nothing twice is IF1',
  over: 'step',
  reaches: (subject) => {
    let count = 0;
    for (const _ of charges(subject)) count += 1;
    return count;
  },
  holds: (subject) => {
    const rounded = subject.books.assets.length - 1;
    for (const { row, left } of charges(subject))
      if (left < -rounded)
        return {
          who: `account ${row.a}, charged for case ${row.case} in step ${row.step}`,
          expected: 'equity >= 0 after the charge',
          found: left,
          detail: `charge of ${row.value}`,
        };
    return undefined;
  },
});
