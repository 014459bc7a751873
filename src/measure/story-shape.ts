/** What happened in a small run, told for people: who held what, what was decided, who paid. @module */
import { z } from 'zod';
import { decimal, id } from './result-shape.ts';

const positionShape = z.strictObject({
  market: id('Market.'),
  lots: z.int().describe('Signed lots.'),
  value: decimal('Signed value at mark, asset the market settles in.'),
});

const sideShape = z.strictObject({
  equity: decimal('Equity, settlement asset.'),
  positions: z.array(positionShape),
});

const personShape = z.strictObject({
  name: id('Name in the scenario.'),
  account: z.int().min(0).describe('Its number, which a witness may name.'),
  kind: z.enum(['trader', 'maker', 'member']),
  before: sideShape.describe('When the run begins.'),
  after: sideShape.describe('When it is over.'),
  deposited: decimal('Paid in since the run began.'),
  withdrawn: decimal('Paid out.'),
  fees: decimal('Trading and liquidation fees paid.'),
  defaults: z.int().describe('Default cases about it.'),
  liquidatedLots: z.int().describe('Lots that left it as the subject of a case.'),
  cutLots: z.int().describe('Lots that ADL closed, companions included.'),
  cutCost: decimal('What ADL took against the mark of the moment; below zero when it gave.'),
  charged: decimal('What it was charged for losses of others.'),
});

const happeningShape = z.strictObject({
  kind: z
    .enum(['act', 'case', 'decision', 'cut', 'book', 'take-over', 'fund', 'charge', 'uncovered', 'money', 'close'])
    .describe('What sort of thing it was.'),
  says: z.string().describe('A sentence.'),
  who: z.array(z.string()).describe('People it is about.'),
});

const momentShape = z.strictObject({
  step: z.int().min(0).describe('Number of the step; 0 is before the first.'),
  at: z.number().describe('Seconds since the run began.'),
  marks: z.record(z.string(), decimal('Mark price when the step is over, quote currency.')).describe('By market.'),
  happened: z.array(happeningShape).describe('In order.'),
});

/** One small run. */
export const storyShape = z.strictObject({
  settle: id('Settlement asset of the venue; amounts are in it.'),
  people: z.array(personShape).describe('Accounts of the scenario, in its order.'),
  pools: z
    .array(
      z.strictObject({
        name: id('Pool.'),
        account: z.int().min(0).describe('Number of its account.'),
        before: decimal('Equity before.'),
        after: decimal('Equity after.'),
      }),
    )
    .describe('Pools of institutional money.'),
  uncovered: decimal('Losses that nobody covered, settlement asset.'),
  moments: z.array(momentShape).describe('Step by step.'),
  refusal: z.string().optional().describe('Why the run ended before its time.'),
});
/** One small run, told. */
export type Story = z.infer<typeof storyShape>;
/** Somebody in it. */
export type StoryPerson = Story['people'][number];
/** Something that happened. */
export type Happening = z.infer<typeof happeningShape>;
