import { defineInvariant, type StepSubject, type Witness } from 'breakwater';
import { onceAStep } from './once.ts';

const PEOPLE: ReadonlySet<string> = new Set(['trader', 'maker', 'member']);

/** Subjects of the defaults that are open when the step ends, with the lots they gained since it began or since theirs opened. */
const changesOf = onceAStep(({ books, walk }: StepSubject): Map<number, Map<number, number>> => {
  const changes = new Map<number, Map<number, number>>();
  for (const { kind, subject: of } of books.open())
    if (kind === 'default' && PEOPLE.has(books.kindOf(of))) changes.set(of, new Map());
  if (changes.size === 0) return changes;
  for (const { kind, a, b, market, lots } of walk()) {
    // What it did before its default is no part of it.
    if (kind === 'open-case') changes.get(a)?.clear();
    if (kind !== 'fill') continue;
    for (const [account, change] of [
      [a, -lots],
      [b, lots],
    ] as const) {
      const of = changes.get(account);
      of?.set(market, (of.get(market) ?? 0) + change);
    }
  }
  return changes;
});

/** Defaults that books no longer call open although no row has closed them. */
const vanished = ({ books, walk }: StepSubject): number | undefined => {
  const closed = new Set<number>();
  for (const row of walk('close-case')) closed.add(row.case);
  for (const row of walk('open-case'))
    if (books.case(row.case)?.isOpen !== true && !closed.has(row.case)) return row.case;
  return undefined;
};

/** LV2: a walk leaves less to do, or says what is left. */
export const progress = defineInvariant({
  id: 'LV2/progress',
  says: 'An account with an open default holds no more lots in any market when a step ends than when it began, whoever it trades with; and no default leaves the list of the open but by a row that closes it.',
  scope: 'universal',
  tolerance: 0,
  source: 'catalogue LV2: why a walk could do nothing is the layers’ to know; what is left is shown as open',
  over: 'step',
  reaches: (subject) => changesOf(subject).size,
  holds: (subject) => {
    const { books, folded } = subject;
    const lost = vanished(subject);
    if (lost !== undefined) return { who: `case ${lost}`, expected: 'open, or closed by a row', found: 'neither' };
    for (const [account, changes] of changesOf(subject))
      for (const [market, change] of changes) {
        const now = folded.lots(account, market);
        const before = now - change;
        if (Math.abs(now) <= Math.abs(before) && now * before >= 0) continue;
        const witness: Witness = {
          who: `account ${account}, market ${books.markets[market]?.id}`,
          expected: `no more than the ${before} lots it held`,
          found: now,
          detail: `step ${subject.step}, with an open default`,
        };
        return witness;
      }
    return undefined;
  },
});
