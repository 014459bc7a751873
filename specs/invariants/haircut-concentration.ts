import { defineInvariant, type RunSubject } from 'breakwater';
import { haircutsOf } from './haircuts.ts';
import { figure } from './metric.ts';

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

const ofPayers =
  (figureOf: (rising: readonly number[]) => number) =>
  (run: RunSubject): number | undefined => {
    const rising = haircutsOf(run);
    return rising.length < 2 ? undefined : figureOf(rising);
  };

const head = { scope: 'metric', tolerance: 0, source: 'catalogue AF8', over: 'run' } as const;

/** AF8: how unequal haircuts are. */
export const haircutGini = defineInvariant({
  ...head,
  id: 'AF8/haircut-gini',
  says: 'The Gini index of what accounts lost to ADL and charges, over those who lost anything.',
  ...figure<'run'>(
    'of 1',
    ofPayers((rising) => {
      const n = rising.length;
      const weighed = rising.reduce((total, amount, i) => total + (2 * (i + 1) - n - 1) * amount, 0);
      return weighed / (n * sum(rising));
    }),
  ),
});

/** AF8: what the one who lost most bore. */
export const largestHaircut = defineInvariant({
  ...head,
  id: 'AF8/largest-share',
  says: 'The share of all that was lost to ADL and charges which the one who lost most bore.',
  ...figure<'run'>(
    'of what all lost',
    ofPayers((rising) => (rising.at(-1) as number) / sum(rising)),
  ),
});

/** AF8: what the top decile bore. */
export const topDecileHaircut = defineInvariant({
  ...head,
  id: 'AF8/top-decile-share',
  says: 'The share of all that was lost to ADL and charges which the tenth of the payers bore who lost most, one at least.',
  ...figure<'run'>(
    'of what all lost',
    ofPayers((rising) => sum(rising.slice(-Math.ceil(rising.length / 10))) / sum(rising)),
  ),
});
