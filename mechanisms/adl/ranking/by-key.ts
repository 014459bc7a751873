import { type Candidate, defineAdlRanking, z } from 'breakwater';

/** Least and greatest number of keys that are compared in turn. */
const MOST_KEYS = 4;

const of = {
  profit: ({ profit }) => profit,
  'profit-ratio': ({ profitRatio }) => profitRatio,
  'price-ratio': ({ priceRatio }) => priceRatio,
  'account-leverage': ({ accountLeverage }) => accountLeverage,
  'effective-leverage': ({ effectiveLeverage }) => effectiveLeverage,
  'profit-ratio-times-account-leverage': ({ profitRatio, accountLeverage }) =>
    // A gain of nothing is nothing at any leverage, also where there is no equity.
    profitRatio === 0 ? 0 : profitRatio * accountLeverage,
  size: ({ lots }) => Math.abs(lots),
  notional: ({ notional }) => notional,
  equity: ({ equity }) => equity,
  wallet: ({ wallet }) => wallet,
  maintenance: ({ maintenance }) => maintenance,
  age: ({ account }) => 0 - account,
  'unhedged-share': ({ hedgedShare }) => 1 - hedgedShare,
} satisfies Readonly<Record<string, (candidate: Candidate) => number>>;

type Name = keyof typeof of;
type Key = Name | `-${Name}`;

const names = Object.keys(of) as Name[];
const keys = [...names, ...names.map((name): Key => `-${name}`)] as [Key, ...Key[]];

const at = (candidate: Candidate, key: Key | undefined): number => {
  if (key === undefined) return 0;
  return key.startsWith('-') ? 0 - of[key.slice(1) as Name](candidate) : of[key as Name](candidate);
};

/**
 * Ranks by keys of the user's choice, compared in turn, the greatest first; a minus before a key puts the least first.
 *
 * profit (units), profit-ratio (profit / entry value), price-ratio (mark / entry for longs, entry / mark for shorts), account-leverage,
 * effective-leverage, profit-ratio-times-account-leverage, size (lots), notional, equity, wallet, maintenance (units), age (the lower
 * account id is the older) and unhedged-share. Ties go to the lower account id.
 *
 * @source ours: one rule for queues that differ in their key alone, such as those of https://arxiv.org/abs/2512.01112
 */
export const byKey = defineAdlRanking({
  name: 'by-key',
  summary: 'By up to four keys of your choice, compared in turn.',
  formula: 'keys in turn, the greatest first, a key with a minus the least first; ties go to the lower account id',
  source: 'our own proposal',
  exempt: {
    'ranking/more-leverage-first': 'by default profit over entry value is all that counts',
  },
  params: z.strictObject({
    keys: z
      .array(z.enum(keys))
      .min(1)
      .max(MOST_KEYS)
      .default(['profit-ratio'])
      .describe('Keys compared in turn, the greatest first; with a minus before it, the least first.'),
  }),
  keys: Array.from(
    { length: MOST_KEYS },
    (_, k) => (candidate: Candidate, params: { readonly keys: readonly Key[] }) => at(candidate, params.keys[k]),
  ),
});
