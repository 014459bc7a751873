import { defineInvariant, type RunSubject } from 'breakwater';

/** Rules that take from whoever has gained in a period, and so from nobody who has held nothing. */
const OF_GAINS: ReadonlySet<string> = new Set([
  'period-gains-haircut',
  'daily-winner-socialisation',
  'equal-percentage-clawback',
]);

/** People who have never been a side of a fill, and had a part in no staking or crediting that could be a gain. */
const onlookers = (run: RunSubject): readonly number[] => {
  const sides = new Set<number>();
  for (const { kind, a, b } of run.rows) if (kind === 'fill') sides.add(a).add(b);
  return run.people.filter((account) => !sides.has(account) && run.tally(account).deposited > 0);
};

/** Whether money that was put in is mistaken for a gain. */
export const neverTraded = defineInvariant({
  id: 'AF11/onlooker-never-pays',
  says: 'Where losses are shared out over gains, an account that has never held a position is charged nothing, whatever it puts in.',
  scope: 'universal',
  given: ({ mechanisms }) => {
    const other = mechanisms.find(({ name, capabilities }) => capabilities.chargesFlat === true && !OF_GAINS.has(name));
    return other === undefined ? true : `${other.name} charges more than gains by design`;
  },
  tolerance: 0,
  source: 'catalogue AF11; gains since a period began are counted net of deposits',
  over: 'run',
  reaches: (run) => onlookers(run).length,
  holds: (run) => {
    for (const account of onlookers(run)) {
      const { charged, deposited } = run.tally(account);
      if (charged > 0)
        return {
          who: `account ${account}`,
          expected: 0,
          found: charged,
          detail: `charged, after a deposit of ${deposited}`,
        };
    }
    return undefined;
  },
});
