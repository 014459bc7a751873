import { defineInvariant, type StepSubject, type Witness } from 'breakwater';
import { type Disturbed, disturbedIn, isAlone, isNeutral, matchedOf, netOf } from './hedges.ts';

const closesBoth = ({ waterfall }: StepSubject['design']): true | string =>
  waterfall.some(({ mechanisms }) => mechanisms.some(({ capabilities }) => capabilities.closes === 'both'))
    ? true
    : 'it does not close the other leg of a hedge';

/** What whole lots may leave of a hedge: half a lot of each market that was moved, for every cut; units x beta. */
const roomOf = ({ rows, before }: Disturbed): number => {
  const perLot = new Map<number, number>();
  let cuts = 0;
  for (const { market, lots, ofA, ofB, cause } of rows) {
    if (cause === 'adl') cuts += 1;
    const moved = cause === 'adl' ? ofB : ofA;
    if (moved !== undefined) perLot.set(market, Math.abs((netOf(moved.after) - netOf(moved.before)) / lots));
  }
  let room = 0;
  for (const delta of perLot.values()) room += (cuts * delta) / 2;
  // Exposures are sums of doubles.
  return room + 1e-9 * (before.long + before.short);
};

/** Neutral accounts that were cut. */
const neutral = (subject: StepSubject): readonly Disturbed[] =>
  disturbedIn(subject).filter(({ before, account }) => isNeutral(before) && isAlone(account, subject));

/** Those of which other legs were closed too. */
const paired = (subject: StepSubject): readonly Disturbed[] =>
  neutral(subject).filter(({ rows }) => rows.some(({ cause }) => cause === 'companion'));

const witnessOf = (one: Disturbed, expected: string, found: number): Witness => ({
  who: `account ${one.account}`,
  expected,
  found,
  detail: `step ${one.rows[0]?.step}: long ${one.before.long} to ${one.after.long}, short ${one.before.short} to ${one.after.short}`,
});

/** HB7: both legs go together. */
export const pairClose = defineInvariant({
  id: 'HB7/pair-close',
  says: 'Where both legs of a hedge are closed, they shrink by equal exposure.',
  scope: 'design',
  given: closesBoth,
  tolerance: 'one lot of each leg, and what the hedge was off before',
  source: 'catalogue HB7',
  over: 'step',
  reaches: (subject) => paired(subject).length,
  holds: (subject) => {
    for (const one of paired(subject)) {
      const { before, after } = one;
      const off = Math.abs(before.long - after.long - (before.short - after.short));
      const most = 2 * roomOf(one) + Math.abs(netOf(before));
      if (off > most) return witnessOf(one, `legs that shrink alike, to ${most}`, off);
    }
    return undefined;
  },
});

/** Hedge bound 2: a joint close leaves no hedge worse than whole lots do. */
export const jointClose = defineInvariant({
  id: 'hedge-bound/2',
  says: 'Where both legs of a hedge are closed, a neutral account that is cut is no further from neutral after the step than half a lot a leg allows; where the other leg cannot be closed, the account is not cut at all.',
  scope: 'design',
  given: closesBoth,
  tolerance: 'half a lot of each leg that moves, at mark',
  source: 'modelling.md 4.4, HB2',
  over: 'step',
  reaches: (subject) => neutral(subject).length,
  holds: (subject) => {
    for (const one of neutral(subject)) {
      const { before, after } = one;
      const most = Math.abs(netOf(before)) + roomOf(one);
      if (Math.abs(netOf(after)) > most)
        return witnessOf(one, `a net exposure of at most ${most}`, Math.abs(netOf(after)));
    }
    return undefined;
  },
});

/** Hedge bound 3: what is left of a hedge is as good as it was. */
export const hedgeQuality = defineInvariant({
  id: 'hedge-bound/3',
  says: 'Where both legs of a hedge are closed, its legs shrink by one factor, so that net exposure and what is matched keep their ratio.',
  scope: 'design',
  given: closesBoth,
  tolerance: 'one lot of each leg that moves',
  source: 'modelling.md 4.4, HB3',
  over: 'step',
  reaches: (subject) => paired(subject).length,
  holds: (subject) => {
    for (const one of paired(subject)) {
      const { before, after } = one;
      const expected = (netOf(before) * matchedOf(after)) / matchedOf(before);
      const off = Math.abs(netOf(after) - expected);
      const most = 2 * roomOf(one);
      if (off > most) return witnessOf(one, `a net exposure of ${expected}, to ${most}`, netOf(after));
    }
    return undefined;
  },
});
