/** The shapes of what `check --json` and `replay --json` print. @module */
import { z } from 'zod';
import { PAIR_CHANGES } from '../contract/index.ts';
import { headShape, id } from './result-shape.ts';
import { storyShape } from './story-shape.ts';

const count = (text: string) => z.int().min(0).describe(text);

const scope = z
  .enum(['universal', 'design', 'metric', 'statistical', 'refuted'])
  .describe('What a failure means: universal is our bug or a plug-in’s; honest designs may fail the others.');

/** Why a statement does not hold. */
export const witnessShape = z.strictObject({
  who: z.string().optional().describe('Account, case, market or event it is about.'),
  expected: z.json().describe('What the statement asks for.'),
  found: z.json().describe('What was found.'),
  difference: z.union([z.number(), z.string()]).optional().describe('Found less expected.'),
  detail: z.string().optional().describe('What helps to understand it.'),
});

const change = z.enum(PAIR_CHANGES).describe('How the second run differs, where two runs are compared.');

const counterexampleShape = z.strictObject({
  file: z.string().optional().describe('File, relative to the folder of the results; left out when none was written.'),
  run: count('Number of the run in which it was found, from 0.'),
  change: change.optional(),
  witness: witnessShape,
  tells: z.string().describe('The witness in a sentence, with the names that the accounts have in the file.'),
  accounts: count('Accounts it has after it was made small; claims, where allocation rules were asked.'),
  steps: count('Steps it has; 0 where allocation rules were asked.'),
});

const propertyShape = z.strictObject({
  id: id('Invariant.'),
  says: z.string().describe('The statement in words.'),
  scope,
  claimed: z.boolean().describe('Whether the design says that it meets it.'),
  exempt: z.string().optional().describe('Why a mechanism of the design says that it does not meet it.'),
  status: z
    .enum(['held', 'broken', 'not-tried', 'not-applicable'])
    .describe('`held` in all runs that reached it; `not-tried`: no run reached its interesting branch.'),
  runs: count('Runs that reached its interesting branch.'),
  reached: count('How often it was reached altogether.'),
  upperBound: z
    .number()
    .optional()
    .describe('Of a held one: with 95 % confidence it breaks in at most this share of such runs, 3 / runs.'),
  value: z.number().optional().describe('Of a metric: the largest figure.'),
  reason: z.string().optional().describe('Why it does not apply or was not tried.'),
  counterexample: counterexampleShape.optional(),
});

const ended = (text: string) =>
  z
    .strictObject({ runs: count('How many.'), first: z.string().optional().describe('The first reason.') })
    .describe(text);

const designShape = {
  design: id('Design, or the mechanism in a standard exchange.'),
  seed: z.int().min(0).describe('Seed of the runs.'),
  runs: count('Runs played.'),
  seconds: z.number().min(0).describe('Time it took.'),
  smallScope: z
    .strictObject({
      count: count('How many exchanges there are up to that size; all were played when `runs` is as many.'),
      says: z.string().describe('Which they are, as words that follow their number.'),
    })
    .optional()
    .describe('With --small: what was played; left out where runs are drawn.'),
  refused: ended('Runs that ended early because the venue refused what a mechanism decided.'),
  tooLarge: ended('Runs that ended early because amounts outgrew what is exact, 2^53 - 1 units.'),
  branches: z.record(z.string(), count('Runs that reached it.')).describe('Branches worth reaching.'),
  faults: z.array(z.string()).describe('What makes the exit code 1, a sentence each.'),
  properties: z.array(propertyShape),
};

/** One design against all properties. */
export const checkedDesignShape = z.strictObject(designShape);
/** What came of one design. */
export type CheckedDesign = z.infer<typeof checkedDesignShape>;
/** What came of one property. */
export type CheckedProperty = CheckedDesign['properties'][number];

const headed = {
  version: headShape.version,
  stopped: z.boolean().describe('Whether it was ended before all runs were done.'),
};

/** One design, or several side by side. */
export const checkResultShape = z
  .union([
    z.strictObject({ ...headed, ...designShape }),
    z.strictObject({ ...headed, designs: z.array(checkedDesignShape) }),
  ])
  .describe('Properties of designs: `breakwater check --json`; `designs` where several were named.');
/** What `check` prints. */
export type CheckResult = z.infer<typeof checkResultShape>;

/** A question that an allocation rule was asked, and its answer. */
export const askedShape = z.strictObject({
  rule: id('Allocation rule.'),
  question: z
    .strictObject({
      capacity: z.array(z.number()).describe('Most that each claim may give, lots or units.'),
      need: z.number().describe('What was to be raised.'),
      claim: z.array(z.number()).optional(),
      exposure: z.array(z.number()).optional(),
      equity: z.array(z.number()).optional(),
      weight: z.array(z.number()).optional(),
      score: z.array(z.number()).optional(),
    })
    .describe('A column has a number for each claim; those that are left out follow the capacity.'),
  gives: z.array(z.number()).describe('What each claim gives.'),
});
/** A question and its answer. */
export type Asked = z.infer<typeof askedShape>;

const replayedShape = z.strictObject({
  file: z.string().describe('The counterexample.'),
  breaks: id('Invariant.'),
  says: z.string().describe('The statement in words.'),
  scope,
  change: change.optional(),
  exchange: id('Exchange it was played on.'),
  stillBreaks: z.boolean().describe('Whether it still breaks.'),
  same: z.boolean().describe('Whether the witness is the one that was written down.'),
  reason: z.string().optional().describe('Why the statement does not apply any more.'),
  written: witnessShape.describe('What the file says was found.'),
  witness: witnessShape.optional().describe('What is found now.'),
  changeSays: z.string().optional().describe('How the second run differs, in words.'),
  story: storyShape.optional().describe('The run; none where allocation rules were asked.'),
  asked: z.array(askedShape).optional().describe('What rules were asked and what they gave, in order; the first few.'),
  second: storyShape.optional().describe('The run it is compared with.'),
});
/** One counterexample, played again. */
export type Replayed = z.infer<typeof replayedShape>;

/** Counterexamples, played again. */
export const replayResultShape = z
  .strictObject({ version: headShape.version, cases: z.array(replayedShape) })
  .describe('Counterexamples played again: `breakwater replay --json`, `breakwater check --cases --json`.');
/** What `replay` prints. */
export type ReplayResult = z.infer<typeof replayResultShape>;
