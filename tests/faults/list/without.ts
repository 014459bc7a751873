/** Invariants without a planted fault, and why: each of the others has one at least. */
export const without: readonly { readonly why: string; readonly ids: readonly string[] }[] = [
  {
    why: 'They are refuted: they break without any mistake, and are kept so that nobody proves them again.',
    ids: [
      'hedge-bound/7',
      'T8/queue-minimises-top',
      'T9/queue-gap-as-printed',
      'T11/unweighted-as-printed',
      'T12/monotone-with-any-caps',
      'T13/rap-optimal',
      'T15/unweighted-majorisation',
      'T30/levered-pro-rata-as-printed',
    ],
  },
  {
    why: 'They are arithmetic of drawn numbers: no rule or engine takes part, and a mistake could only be in the statement.',
    ids: [
      'hedge-bound/4',
      'T7/matched-book',
      'T20/trilemma',
      'T23/newsvendor-size',
      'T24/restoring-size',
      'T25/static-severity',
      'T27/no-wait',
      'T28/two-providers',
    ],
  },
  {
    why: 'They hold of thousands of traders or of many waves, so that no counterexample is small.',
    ids: ['T17/opposing-orders', 'T18/ptsr-scaling', 'T19/pmr-scaling'],
  },
  {
    why: 'They are about several venues, and there is no world of several venues yet.',
    ids: ['CS11/venue-isolation', 'HB4/cross-venue-leg-loss', 'HB5/cross-venue-liquidated'],
  },
  {
    why: 'They are about what a check comes to, and no trial breaks them; tests of the checks try them.',
    ids: ['TQ1/non-vacuity', 'TQ2/mutation', 'TQ3/replayable', 'TQ4/strength-said'],
  },
];
