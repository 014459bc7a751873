import { z } from 'zod';
import { ratio } from '../contract/index.ts';
import { formatRatio, type Ratio } from '../money/index.ts';

/** A ratio as the nearest number. */
export const asNumber = ({ n, d }: Ratio): number => n / d;

/** Values of one axis: at least two, each once. */
const axis = (path: string, what: string, values: readonly string[]) =>
  z
    .strictObject({
      path: z.string().min(1).default(path).describe(`${what}, by dotted path.`),
      with: z
        .array(ratio({ max: '1' }))
        .min(2)
        .refine((list) => new Set(list.map(formatRatio)).size === list.length, 'each value is listed once')
        .prefault([...values])
        .describe('What stands there in turn: decimals or fractions, 0 to 1.'),
    })
    .prefault({});

/** From the least to the most that passes. */
const bounds = (what: string, least: string, most: string) =>
  z
    .tuple([ratio(), ratio()])
    .refine(([low, high]) => asNumber(low) <= asNumber(high), 'the least must not be above the most')
    .prefault([least, most])
    .describe(what);

const FIFTHS = ['0', '0.25', '0.5', '0.75', '1'] as const;

/** What an experiment on the trilemma sweeps in its baseline, and what passes. */
export const trilemmaShape = z.strictObject({
  severity: axis('adl.severity.of', 'Share of a deficit that winners bear', FIFTHS).describe('The first axis.'),
  diversion: axis('funds.insurance.feeShare', 'Share of trading fees that the fund gets', FIFTHS).describe(
    'The second axis.',
  ),
  solvency: z
    .strictObject({
      residual: ratio({ max: '1' })
        .prefault('0.01')
        .describe('Most that may stay unpaid, as a share of all deficits, in a run and on the mean.'),
      breaches: ratio({ max: '1' }).prefault('0.2').describe('Most runs, as a share, in which more stays unpaid.'),
    })
    .prefault({})
    .describe('What a solvent point is.'),
  fairness: z
    .strictObject({
      ptsr: bounds('Least and most mean of what the top winner keeps over what winners gave.', '1', '100'),
      pmr: bounds('Least and most mean of what it keeps over their part of the largest loss.', '1', '1000'),
    })
    .prefault({})
    .describe('What a fair point is.'),
  revenue: ratio({ max: '1' })
    .prefault('0.5')
    .describe('Least that is left of the best fees of any point once the fund has had its share.'),
});

/** What a file says of it, once its shape is known to be right. */
export type TrilemmaFile = z.output<typeof trilemmaShape>;
