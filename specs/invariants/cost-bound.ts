import { defineInvariant } from 'breakwater';
import { figure } from './metric.ts';

const head = {
  scope: 'metric',
  tolerance: 0,
  source: 'catalogue LV8, by counters and not by the clock',
  over: 'step',
} as const;

/** LV8: how many are asked for one decision. */
export const claimsAsked = defineInvariant({
  ...head,
  id: 'LV8/claims-asked',
  says: 'The most claims that one decision of a step was asked about, as a share of all accounts.',
  ...figure<'step'>('claims an account', ({ walk, books }) => {
    let most = 0;
    for (const { b } of walk('decision')) most = Math.max(most, b);
    return most === 0 ? undefined : most / books.count;
  }),
});

/** LV8: how much is written in a step. */
export const rowsWritten = defineInvariant({
  ...head,
  id: 'LV8/rows-written',
  says: 'The most rows of the log that a step with a default has written, for each account.',
  ...figure<'step'>('rows an account', ({ walk, books }) => {
    let rows = 0;
    let works = false;
    for (const { kind } of walk()) {
      rows += 1;
      works ||= kind === 'round';
    }
    return works ? rows / books.count : undefined;
  }),
});
