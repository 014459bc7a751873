import { z } from 'zod';
import { decimalText, duration } from '../contract/index.ts';
import { assumedShape } from './assumed.ts';
import { counterexampleShape } from './counterexample.ts';
import { looseUse, NAME, type UseShape } from './exchange-shape.ts';

/** A name of a market, an asset or an account. */
const name = z.string().refine((text) => NAME.test(text), { error: 'a name has letters, digits and hyphens only' });

/** A decimal above zero, kept as text. */
const positive = decimalText.refine((text) => Number(text) > 0, {
  error: (issue) => `was ${issue.input}, but a number above 0 is expected`,
});
/** A decimal of at least zero, kept as text. */
const atLeastZero = decimalText.refine((text) => Number(text) >= 0, {
  error: (issue) => `was ${issue.input}, but at least 0 is expected`,
});
/** A decimal as a plain number, for market models. */
const real = <S extends z.ZodType<string>>(text: S) => text.transform(Number);
/** A share, from 0 to 1. */
const share = z.number().min(0).max(1);
/** A duration above zero. */
const length = duration().refine((seconds) => seconds > 0, { error: 'a duration here is longer than 0s' });

/** A whole number of lots, which may be written as a text too. */
const lots = z
  .union([
    z.int(),
    z
      .string()
      .regex(/^[+-]?\d+$/, { error: 'lots are a whole number' })
      .transform(Number)
      .pipe(z.int()),
  ])
  .refine((count) => count !== 0, { error: 'lots of 0 are no position' });

const asset = z.strictObject({
  decimals: z.int().min(0).max(18).describe('Decimals of its smallest unit: 6 for millionths.'),
  price: positive
    .optional()
    .describe('Price in the settlement asset at the start; left out for the settlement asset itself.'),
  path: z
    .array(z.tuple([duration(), real(positive)]))
    .optional()
    .describe('Multipliers of the price over time, linear between them: [[0s, 1], [30m, "0.9"]].'),
  book: z
    .array(z.tuple([duration(), real(positive)]))
    .optional()
    .describe("Price on the venue's own book over that price, in the same form; the same price when left out."),
  redemption: positive
    .optional()
    .describe('What its issuer redeems it for, a share of the price at the start; its price when left out.'),
});

const market = z.strictObject({
  kind: z.enum(['linear', 'inverse']).default('linear').describe('How value depends on price.'),
  settle: name.optional().describe('Asset it settles in; that of the venue when left out.'),
  class: z.string().min(1).default('major').describe('Class it belongs to, for models: major, mid-cap.'),
  tick: positive.describe('Price step, quote currency.'),
  lot: positive.optional().describe('Size of a lot of a linear market, coins.'),
  face: positive.optional().describe('Face value of a lot of an inverse market, quote currency.'),
  band: z.strictObject({ floor: positive, cap: positive }).describe('Hard price band for the whole run.'),
  open: positive.describe('Price at the start.'),
  beta: real(decimalText).prefault('1').describe('Sensitivity to the common factor, dimensionless.'),
  openInterest: real(atLeastZero).optional().describe('One-sided open interest at the start, settlement asset.'),
  depthAtOnePercent: real(atLeastZero)
    .optional()
    .describe('Notional that moves the price by 1 % on one side in calm times.'),
});

const position = z.strictObject({
  lots: lots.describe('Signed lots; a short is negative.'),
  entry: positive.optional().describe('Entry price; the opening price when left out.'),
});

const account = z.strictObject({
  owner: name.optional().describe('Owner; the account itself when left out.'),
  kind: z.enum(['trader', 'maker', 'member']).default('trader'),
  deposit: z.union([atLeastZero, z.record(name, atLeastZero)]).describe('Settlement asset, or a map of assets.'),
  commitment: atLeastZero.optional().describe('What a member has committed beyond its deposit, settlement asset.'),
  positions: z
    .union([z.array(position.extend({ market: name })), z.record(name, position)])
    .default([])
    .describe('Positions at the start, by market.'),
});

const at = duration().describe('Seconds since the run began.');
const when = {
  at,
  when: z
    .enum(['before-mark', 'before-margin-check', 'between-rounds', 'before-adl', 'agents'])
    .optional()
    .describe('Point of the step at which it happens; at its beginning when left out.'),
  account: name,
};
const event = z.discriminatedUnion('do', [
  z.strictObject({ ...when, do: z.enum(['deposit', 'withdraw']), amount: positive, asset: name.optional() }),
  z.strictObject({
    ...when,
    do: z.literal('place'),
    market: name,
    lots: lots.describe('Signed lots; positive buys.'),
    limit: positive.optional().describe('Worst price; a market order when left out.'),
    timeInForce: z.enum(['ioc', 'fok', 'gtc', 'post-only']).default('ioc'),
  }),
  z.strictObject({ ...when, do: z.literal('cancel-all') }),
  z.strictObject({ ...when, do: z.literal('reopen').describe('Takes every offer that stands for the account.') }),
  z.strictObject({
    at,
    do: z.literal('close-market'),
    market: name.describe('Market that closes for good: every position ends at mark.'),
  }),
]);

/** A map from names, or a list whose entries carry the name under a key. */
const named = <S extends z.ZodRawShape, K extends string>(entry: z.ZodObject<S>, key: K) =>
  z.union([z.array(entry.extend({ [key]: name } as Record<K, typeof name>)), z.record(name, entry)]);

/** The schema of a scenario file, but for the rules that tie its parts together. */
export const scenarioShape = (use: UseShape) =>
  z.strictObject({
    name: name.describe('Name of the scenario, as commands and reports use it.'),
    summary: z.string().min(1).describe('One sentence.'),
    sources: z.array(z.string()).default([]).describe('Where its facts are published.'),
    assumed: assumedShape,
    extends: z.string().min(1).optional().describe('A shipped scenario or a file that this one is laid over.'),
    plugins: z.array(z.string().min(1)).default([]).describe('Files with market models, relative to this file.'),
    step: length.describe('Length of a step.'),
    steps: z
      .array(z.strictObject({ from: duration(), to: duration(), step: length }))
      .default([])
      .describe('Windows with a step of their own, in order.'),
    duration: length.describe('Length of the run.'),
    clock: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?Z$/, { error: 'write a time as 2025-10-10T20:50Z' })
      .optional()
      .describe('Clock time of second 0, for labels only.'),
    settle: name.default('USD').describe('Settlement asset of the venue.'),
    assets: named(asset, 'name')
      .default([])
      .describe('Assets by name; the settlement asset has 6 decimals unless it is listed.'),
    markets: named(market, 'id').describe('Markets by name.'),
    shock: use('shock').describe('The source of reference prices.'),
    price: z
      .enum(['path', 'path+impact'])
      .default('path')
      .describe(
        'Whether the path is the total price, or the run’s own flow moves the price on top of its exogenous part.',
      ),
    exogenous: z
      .strictObject({
        share: share.default(1).describe('Share of the log path for all markets.'),
        classes: z.record(z.string(), share).default({}).describe('The share for single classes of market.'),
      })
      .optional()
      .describe('Part of the path that is not of the run’s own making, with path+impact; all of it when left out.'),
    impact: use('impact').optional().describe('What the run’s own flow does to the price, with path+impact.'),
    liquidity: use('liquidity').optional().describe('The shape of the quoted book.'),
    depth: use('depth').optional().describe('How depth changes while the run goes on.'),
    population: use('population').optional().describe('The people of the run.'),
    agents: z.array(use('agent')).default([]).describe('Agents that act at declared points.'),
    accounts: named(account, 'name')
      .default([])
      .describe('Accounts written out by hand; their lots sum to zero in each market.'),
    events: z.array(event).default([]).describe('What happens to named accounts or to a market, and when.'),
    counterexample: counterexampleShape
      .optional()
      .describe('The statement that this scenario breaks, as check writes it; replay reads it.'),
  });

/** What a scenario file says, once its shape is known to be right. */
export type ScenarioFile = z.output<ReturnType<typeof scenarioShape>>;
/** An asset as a file says it. */
export type AssetEntry = z.output<typeof asset>;
/** A market as a file says it. */
export type MarketEntry = z.output<typeof market>;
/** An account as a file says it. */
export type AccountEntry = z.output<typeof account>;
/** An event as a file says it. */
export type EventEntry = z.output<typeof event>;

let loose: ReturnType<typeof scenarioShape> | undefined;

/** The schema with which files are read: made once, when the first is. */
export const looseScenario = (): ReturnType<typeof scenarioShape> => {
  loose ??= scenarioShape(looseUse);
  return loose;
};
