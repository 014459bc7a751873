import { definePayout, type VenueView, z } from 'breakwater';
import { equityOfPools } from '../fund/pools-named.ts';
import { people, shareUp } from '../people.ts';

/** What bankrupt accounts owe, and what all others are owed, units: looked up once a step, less what has left in it. */
type Books = { step: number; shortfall: number; claims: number };

const booksOf = (view: VenueView): Books => {
  const books = { step: view.step, shortfall: 0, claims: 0 };
  for (const { equity } of people(view)) {
    if (equity < 0) books.shortfall -= equity;
    else books.claims += equity;
  }
  return books;
};

/**
 * Charges every withdrawal the share of all claims that the venue could not pay: who leaves bears, who stays does not.
 *
 * B = max(0, sum of max(0, -equity) - equity of the pools); factor = B / sum of max(0, equity) of everybody; withheld =
 * min(B, amount x factor), rounded up, paid = the rest. What is withheld goes to the pool, so B falls by it; whoever withdraws
 * next meets the same factor, and if all leave, B is raised to the unit. Equity at mark, units of the settlement asset. The
 * deficits have to be there: a layer such as `withdrawal-factor` or `deficit-carried` keeps them open.
 *
 * The venue's formula, B / (total balance + B), is that factor, since the money at the venue and what is missing are what
 * everybody is owed. Its example divides by the total balance alone (`over: balance`), which charges the first to leave more
 * than their share: with 4,000 in all and 1,000 missing 25 % instead of 20 %.
 *
 * @source https://docs.paradex.trade/risk/socialized-losses
 */
export const withdrawalFactor = definePayout({
  name: 'withdrawal-factor',
  summary: 'Each withdrawal pays the share of all claims that is missing.',
  formula:
    'withheld = min(B, ceil(amount x B / C)), paid = amount - withheld; C = sum of max(0, E), less B with over: balance\n' +
    'B = max(0, sum of max(0, -E) - E of the pools)',
  source: 'https://docs.paradex.trade/risk/socialized-losses',
  params: z.strictObject({
    pool: z.string().default('insurance').describe('Pool whose equity stands against the shortfall.'),
    to: z
      .string()
      .optional()
      .describe('Pool that receives what is withheld, and stands against the shortfall too; the same when left out.'),
    over: z
      .enum(['claims', 'balance'])
      .default('claims')
      .describe('What the missing amount is divided by: all claims, or the money that is there.'),
  }),
  initial: (): Books => ({ step: -1, shortfall: 0, claims: 0 }),
  allow: ({ amount }, view, { pool, to = pool, over }, state) => {
    if (state.step !== view.step) Object.assign(state, booksOf(view));
    const covered = equityOfPools(view, pool) + (to === pool ? 0 : equityOfPools(view, to));
    const missing = Math.max(0, state.shortfall - covered);
    const whole = over === 'claims' ? state.claims : state.claims - missing;
    state.claims -= amount;
    if (missing === 0) return { paid: amount };
    const withheld = whole <= missing ? Math.min(amount, missing) : Math.min(missing, shareUp(amount, missing, whole));
    return { paid: amount - withheld, withheld, to };
  },
});
