import { defineInvariant, type RunSubject, type StepSubject } from 'breakwater';
import { deleverages } from './cuts.ts';
import { disturbedIn, isNeutral, matchedOf, netOf } from './hedges.ts';
import { figure } from './metric.ts';

const source = 'catalogue HB1; modelling.md 4.2, H1';

/** HB1: how far ADL throws a neutral account off. */
export const deltaChange = defineInvariant({
  id: 'HB1/delta-change',
  says: 'The largest change of net exposure that the cuts of a step forced on an account that was neutral before, over what was matched in it.',
  scope: 'metric',
  given: deleverages,
  tolerance: 0,
  source,
  over: 'step',
  ...figure<'step'>('of what was matched', (subject: StepSubject) => {
    const changes = disturbedIn(subject)
      .filter(({ before }) => isNeutral(before))
      .map(({ before, after }) => Math.abs(netOf(after) - netOf(before)) / matchedOf(before));
    return changes.length === 0 ? undefined : Math.max(...changes);
  }),
});

/** HB5: what becomes of those whose hedge was broken, on one venue. */
export const nakedThenLiquidated = defineInvariant({
  id: 'HB5/naked-then-liquidated',
  says: 'The share of accounts whose hedge a cut broke that later fell into default, by the end of the run.',
  scope: 'metric',
  given: deleverages,
  tolerance: 0,
  source: 'catalogue HB5, within one venue; modelling.md 4.2, H7',
  over: 'run',
  ...figure<'run'>('of the broken hedges', (run: RunSubject) => {
    const broken = run.people.map((account) => run.tally(account)).filter(({ firstBroken }) => firstBroken >= 0);
    if (broken.length === 0) return undefined;
    return broken.filter(({ firstBroken, firstDefault }) => firstDefault >= firstBroken).length / broken.length;
  }),
});
