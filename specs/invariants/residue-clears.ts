import { defineInvariant, defineRowInvariant, type StepSubject, same } from 'breakwater';

/** Open defaults of accounts that hold nothing any more. */
function* flatDefaults({ books }: StepSubject): Generator<{ readonly id: number; readonly account: number }> {
  for (const { id, kind, subject } of books.open()) {
    if (kind !== 'default') continue;
    let held = 0;
    for (const { lots } of books.walk(subject)) held += lots === 0 ? 0 : 1;
    if (held === 0) yield { id, account: subject };
  }
}

/** LV6: no rounding keeps a case open. */
export const residueClears = defineRowInvariant({
  id: 'LV6/residue-clears',
  says: 'No default stays open over nothing: whoever holds no lots and owes nothing, and neither traded nor got money in a step, is out of its case when the step ends.',
  scope: 'universal',
  tolerance: 0,
  source: 'catalogue LV6',
  rows: {
    kinds: ['step', 'fill', 'transfer', 'close-case'],
    // What comes in or leaves after the rounds is seen by those of the next step.
    begin: () => ({ touched: new Set<number>(), isWhole: false }),
    ask: ({ kind, cause, step, a, b, case: id, value }, subject, seen) => {
      if (kind === 'close-case') return value >= 0 && value < 2 && subject.books.case(id)?.kind === 'default';
      if (step !== subject.step) return false;
      seen.isWhole ||= kind === 'step';
      if (kind === 'fill') seen.touched.add(a);
      if (kind === 'fill' || cause === 'deposit') seen.touched.add(b);
      return false;
    },
    rest: (subject, { touched, isWhole }) => {
      if (!isWhole) return undefined;
      for (const { id, account } of flatDefaults(subject)) {
        if (touched.has(account) || subject.acted.has(account)) continue;
        const { equity } = subject.books.account(account);
        if (equity >= 0)
          return { who: `account ${account}, case ${id}`, expected: 'closed', found: `open with equity ${equity}` };
      }
      return undefined;
    },
  },
});

/** LV6: no rounding is left in a market without holders. */
export const indexClears = defineInvariant({
  id: 'LV6/index-clears',
  says: 'When a run is over and its charges are settled, the index account is owed nothing for a market that nobody holds.',
  scope: 'universal',
  tolerance: 0,
  source: 'catalogue LV6',
  over: 'run',
  reaches: ({ books }) => books.markets.filter(({ long, short }) => long === 0 && short === 0).length,
  holds: ({ books }) => {
    for (const { id, long, short, indexBalance } of books.markets) {
      const witness =
        long === 0 && short === 0 ? same(0, indexBalance, `market ${id}`, 'owed to its index') : undefined;
      if (witness !== undefined) return witness;
    }
    return undefined;
  },
});
