import { type DesignView, defineInvariant, type StepSubject } from 'breakwater';

interface Weight {
  readonly n: number;
  readonly d: number;
}

/** What an asset counts for that is not named. */
const NOTHING: Weight = { n: 0, d: 1 };

/** Weights of assets by name, where a design names one for each; undefined for rules that look at the balance. */
const weightsOf = ({ mechanisms }: DesignView): Readonly<Record<string, { readonly weight: Weight }>> | undefined => {
  const rule = mechanisms.find(({ slot }) => slot === 'collateral');
  return rule?.name === 'haircut-by-asset'
    ? (rule.params.assets as Readonly<Record<string, { readonly weight: Weight }>>)
    : undefined;
};

const floorOf = (units: number, n: number, d: number): number => {
  const [product, by] = [BigInt(units) * BigInt(n), BigInt(d)];
  const quotient = product / by;
  return Number(product % by < 0n ? quotient - 1n : quotient);
};

/** What the money of an account counts for: its own asset in full, others by their weight, debts in full. */
const countedOf = (id: number, { books, folded, design }: StepSubject): number => {
  const weights = weightsOf(design) ?? {};
  let counted = folded.balanceAtMark(id, 0);
  for (let asset = 1; asset < books.assets.length; asset++) {
    const { name, price } = books.assets[asset] as StepSubject['books']['assets'][number];
    const worth = floorOf(folded.balanceAtMark(id, asset), price.value, price.units);
    const { n, d } = (Object.hasOwn(weights, name) ? weights[name]?.weight : undefined) ?? NOTHING;
    counted += worth <= 0 ? worth : floorOf(worth, n, d);
  }
  return counted;
};

const hasOthers = (id: number, { books, folded }: StepSubject): boolean =>
  books.assets.some((_, asset) => asset > 0 && folded.balanceAtMark(id, asset) !== 0);

/** Whether other assets count for what the design says. */
export const collateralWeight = defineInvariant({
  id: 'LQ8/collateral-weight',
  says: 'Where each asset has one weight, an account counts for its own money, and for other assets at their index times their weight, once, rounded down; debts count in full.',
  scope: 'universal',
  given: (design) => (weightsOf(design) === undefined ? 'it names no weight for each asset' : true),
  tolerance: 0,
  source: 'https://www.binance.com/en/support/faq/29b45c485d664028b9ca1cdf90b24f6f',
  over: 'step',
  reaches: (subject) => {
    let holders = 0;
    if (subject.books.assets.length > 1) for (const id of subject.accounts()) if (hasOthers(id, subject)) holders += 1;
    return holders;
  },
  holds: (subject) => {
    if (subject.books.assets.length === 1) return undefined;
    for (const id of subject.accounts()) {
      if (!hasOthers(id, subject)) continue;
      const [expected, found] = [countedOf(id, subject), subject.books.account(id).equity];
      if (expected !== found)
        return {
          who: `account ${id}`,
          expected,
          found,
          difference: found - expected,
          detail: 'equity with collateral',
        };
    }
    return undefined;
  },
});
