import { defineInvariant, type RunSubject } from 'breakwater';
import { figure } from './metric.ts';

const head = { scope: 'metric', tolerance: 0, source: 'catalogue IF9', over: 'run' } as const;

const most = (figures: readonly number[]): number | undefined =>
  figures.length === 0 ? undefined : Math.max(...figures);

/** IF9: how deep a fund falls. */
export const fundDrawdown = defineInvariant({
  ...head,
  id: 'IF9/fund-drawdown',
  says: 'The deepest fall of the equity of a pool below the highest it had at the end of a step before, as a share of that.',
  ...figure<'run'>('of the highest', ({ pools }: RunSubject) =>
    most(pools.flatMap(({ drawdown, high }) => (high > 0 && drawdown > 0 ? [drawdown / high] : []))),
  ),
});

/** IF9: how long it takes to be what it was. */
export const fundBelow = defineInvariant({
  ...head,
  id: 'IF9/refill-time',
  says: 'The most steps in a row at whose end the equity of a pool was below the highest it had before.',
  ...figure<'run'>('steps', ({ pools }: RunSubject) => most(pools.flatMap(({ below }) => (below > 0 ? [below] : [])))),
});

/** IF9: how long nobody was cut. */
export const firstCut = defineInvariant({
  ...head,
  id: 'IF9/first-cut',
  says: 'The step in which ADL or a charge first took something from somebody; of several runs the latest.',
  ...figure<'run'>('steps', ({ people, tally }: RunSubject) => {
    const cuts = people.flatMap((account) => {
      const { firstCut: step } = tally(account);
      return step < 0 ? [] : [step];
    });
    return cuts.length === 0 ? undefined : Math.min(...cuts);
  }),
});
