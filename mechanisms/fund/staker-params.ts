import { amount, duration, rate, ratio, z } from 'breakwater';
import { OPENING } from './share-book.ts';

const holder = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, 'a holder is named in lower case, with digits and dashes, as early-stakers')
  .default(OPENING);

/** Parameters of when shares may leave, and who moves when. */
export const stakerParams = {
  lockUp: duration({ max: '365d' })
    .prefault('4d')
    .describe('Time after its latest stake before a holder may ask for its money, 0s to 365d.'),
  coolDown: duration({ max: '365d' })
    .prefault('0s')
    .describe('Time between asking and being paid, in which shares still bear losses, 0s to 365d.'),
  pays: z
    .enum(['current', 'lesser'])
    .default('current')
    .describe('What is paid: worth at the end, or the lesser of that and worth when it was asked for.'),
  dailyLimit: ratio({ max: '1' })
    .optional()
    .describe(
      'Most that leaves in a day, a share of what the pool held when the day began, 0 to 1; no limit when left out.',
    ),
  stakes: z
    .array(
      z.strictObject({
        by: holder.describe('Who stakes.'),
        at: duration().prefault('0s').describe('When, counted from the start of the run, at least 0s.'),
        amount: amount({ positive: true }).describe('How much, settlement asset, above 0.'),
      }),
    )
    .default([])
    .describe('Money that is staked in the course of a run.'),
  unstakes: z
    .array(
      z.strictObject({
        by: holder.describe('Who asks for money back.'),
        at: duration().prefault('0s').describe('When, counted from the start of the run, at least 0s.'),
        share: ratio({ max: '1' }).prefault('1').describe('How much of what the holder has then, 0 to 1.'),
      }),
    )
    .default([])
    .describe('Shares that are asked back in the course of a run.'),
  run: z
    .strictObject({
      calm: rate({ max: '24' })
        .prefault('0')
        .describe('Share of what each holder has that is asked back a day, whatever the pool has lost, 0 to 24.'),
      perDrawdown: rate({ max: '1000' })
        .prefault('0')
        .describe('The same for each whole that a share has fallen below its best, 0 to 1000 a day.'),
      beyond: ratio({ max: '1' }).prefault('0').describe('Fall below the best that makes nobody leave, 0 to 1.'),
    })
    .prefault({})
    .describe('How fast all holders ask for their money; assumed, nobody publishes it.'),
};

/** What the parameters are, once they are read. */
export type StakerTerms = z.infer<z.ZodObject<typeof stakerParams>>;
