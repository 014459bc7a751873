import { type AdlNeed, type CaseView, type LegView, type VenueView, z } from 'breakwater';
import { partsOf } from '../../socialisation/case-legs.ts';

/** Parameters of the triggers that push what cases still hold or owe. */
export const residualParams = z.strictObject({
  in: z
    .enum(['lots', 'gain'])
    .default('lots')
    .describe('What the needs count: lots to close (with settle: close), or gains to charge in units (settle: gains).'),
});

/** Whether a case counts in a market; the leg is undefined once the case is flat. */
export type Wanted = (subject: CaseView, market: number, leg: LegView | undefined) => boolean;

/** Wanted legs of a market: how many lots they hold, and whether all legs there are wanted. */
interface MarketNeed {
  all: boolean;
  amount: number;
}

/** The wanted legs of a market one by one. */
const legNeeds = (cases: readonly CaseView[], market: number, wanted: Wanted): AdlNeed[] =>
  cases.flatMap((subject): AdlNeed[] => {
    const leg = subject.kind === 'pool' ? undefined : subject.legs.find((one) => one.market.number === market);
    if (leg === undefined || leg.lots === 0 || !wanted(subject, market, leg)) return [];
    return [{ in: 'lots', market, amount: Math.abs(leg.lots), case: subject.id }];
  });

/** Lots: all that the wanted legs hold; by case only where a market holds legs that are not wanted, so that none takes their turn. */
const lotsNeeds = (cases: readonly CaseView[], wanted: Wanted): AdlNeed[] => {
  const markets = new Map<number, MarketNeed>();
  for (const subject of cases) {
    if (subject.kind === 'pool') continue;
    for (const leg of subject.legs) {
      const { number } = leg.market;
      let need = markets.get(number);
      if (need === undefined) {
        need = { all: true, amount: 0 };
        markets.set(number, need);
      }
      if (leg.lots === 0) continue;
      if (wanted(subject, number, leg)) need.amount += Math.abs(leg.lots);
      else need.all = false;
    }
  }
  return [...markets]
    .sort(([a], [b]) => a - b)
    .flatMap(([market, { all, amount }]): AdlNeed[] => {
      if (!all) return legNeeds(cases, market, wanted);
      return amount === 0 ? [] : [{ in: 'lots', market, amount }];
    });
};

/** Gains: the deficits of flat cases, in the markets where they held lots. */
const gainNeeds = (view: VenueView, cases: readonly CaseView[], wanted: Wanted): AdlNeed[] =>
  cases.flatMap((subject) =>
    subject.deficit === 0
      ? []
      : partsOf(subject, view)
          .filter(({ market }) => wanted(subject, market, undefined))
          .map(({ market, amount }) => ({ in: 'gain', market, amount, case: subject.id })),
  );

/**
 * The needs of the cases that count: their residual lots, or the deficits they have once they are flat.
 *
 * @param view - The venue.
 * @param cases - The cases, in due order.
 * @param unit - What is counted.
 * @param wanted - Which cases count, market by market; all when left out.
 * @returns Needs above zero, lots in the order of the markets, gains in that of the cases.
 */
export const residualNeeds = (
  view: VenueView,
  cases: readonly CaseView[],
  unit: 'lots' | 'gain',
  wanted: Wanted = () => true,
): AdlNeed[] => (unit === 'lots' ? lotsNeeds(cases, wanted) : gainNeeds(view, cases, wanted));
