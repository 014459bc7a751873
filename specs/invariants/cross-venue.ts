import { defineInvariant, type RunSubject } from 'breakwater';
import { figure } from './metric.ts';

type Venues = { readonly venues: readonly RunSubject[] };

/** Owners with accounts on more than one venue: for each, its accounts by venue. */
const ownersOf = ({
  venues,
}: Venues): readonly (readonly { readonly run: RunSubject; readonly account: number }[])[] => {
  const byOwner = new Map<number, { run: RunSubject; account: number }[]>();
  for (const run of venues)
    for (const account of run.people) {
      const owner = run.folded.ownerOf(account) ?? account;
      byOwner.set(owner, [...(byOwner.get(owner) ?? []), { run, account }]);
    }
  return [...byOwner.values()].filter((legs) => new Set(legs.map(({ run }) => run)).size > 1);
};

/** Owners that ADL cut on one venue, with their accounts on the others. */
const cutElsewhere = (subject: Venues) =>
  ownersOf(subject).flatMap((legs) => {
    const cut = legs.find(({ run, account }) => run.tally(account).firstCut >= 0);
    return cut === undefined ? [] : legs.filter(({ run }) => run !== cut.run).map((leg) => ({ cut, leg }));
  });

const head = { scope: 'metric', tolerance: 0, over: 'venues' } as const;

/** HB4: what the leg that is left loses. */
export const crossVenueLoss = defineInvariant({
  ...head,
  id: 'HB4/cross-venue-leg-loss',
  says: 'The most that an owner whose leg ADL cut on one venue has lost on another by the end: money paid in less money paid out and equity there.',
  source: 'catalogue HB4; modelling.md 4.2, H4',
  ...figure<'venues'>('units', (subject) => {
    const losses = cutElsewhere(subject).map(({ leg: { run, account } }) => {
      const { deposited, withdrawn } = run.tally(account);
      return deposited - withdrawn - run.books.account(account).equity;
    });
    return losses.length === 0 ? undefined : Math.max(0, ...losses);
  }),
});

/** HB5: what becomes of the leg that is left. */
export const crossVenueLiquidated = defineInvariant({
  ...head,
  id: 'HB5/cross-venue-liquidated',
  says: 'The share of legs left on another venue by ADL that fell into default at or after the cut.',
  source: 'catalogue HB5; modelling.md 4.2, H7',
  ...figure<'venues'>('of the legs left', (subject) => {
    const left = cutElsewhere(subject);
    if (left.length === 0) return undefined;
    const fell = left.filter(
      ({ cut, leg }) => leg.run.tally(leg.account).firstDefault >= cut.run.tally(cut.account).firstCut,
    );
    return fell.length / left.length;
  }),
});
