import {
  type AccountKind,
  type CaseView,
  type LegView,
  mulDivFloor,
  ratio,
  ratioFloor,
  type VenueView,
  z,
} from 'breakwater';

/** Parameters of what one of those who are offered positions will take. */
export const budgetParams = (who: string) => ({
  capitalShare: ratio({ max: '1' })
    .prefault('0.5')
    .describe(`Share of its free equity ${who} risks on one offer, 0 to 1; assumed.`),
  leverage: z.int().min(1).max(100).default(5).describe(`Notional ${who} takes over that equity, 1 to 100; assumed.`),
});

interface Budget {
  readonly capitalShare: { readonly n: number; readonly d: number };
  readonly leverage: number;
}

/** Who buys, and how many lots of a leg each at most: what a share of its free equity carries at the leverage. */
export const buyers = (
  view: VenueView,
  subject: CaseView,
  leg: LegView,
  kind: AccountKind,
  given: Budget,
): { readonly account: number; readonly capacity: number }[] => {
  const notional = Math.max(1, leg.market.notional(leg.lots));
  const able: { account: number; capacity: number }[] = [];
  for (const id of view.accountsOf(kind)) {
    const account = view.account(id);
    if (id === subject.subject.id || account.inCase) continue;
    const { equity } = account;
    // Nobody risks money it does not have, so its margin need not be asked for.
    const free = equity > 0 ? Math.max(0, equity - account.initial) : 0;
    const capacity = mulDivFloor(Math.abs(leg.lots), ratioFloor(free, given.capitalShare) * given.leverage, notional);
    if (capacity > 0) able.push({ account: id, capacity });
  }
  return able;
};
