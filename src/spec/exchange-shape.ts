import { z } from 'zod';
import { duration, rate, type Slot } from '../contract/index.ts';
import { DEFAULT_PHASES } from '../exchange/design.ts';
import { assumedShape, oursShape } from './assumed.ts';

/** Builds the schema of one use of a slot: loose for reading a file, a choice of all mechanisms for an editor. */
export type UseShape = (slot: Slot) => z.ZodType;

/** A use as it is read: the mechanism's own schema looks at its parameters later. */
export const looseUse = (): z.ZodType => z.union([z.string().min(1), z.looseObject({ use: z.string().min(1) })]);

/** A name that stands in paths and on command lines. */
export const NAME = /^[a-z0-9][a-z0-9-]*$/i;

/** A name: letters, digits and hyphens. */
export const name = z.string().refine((text) => NAME.test(text), {
  error: 'a name has letters, digits and hyphens only',
});

/** The kinds of layer a waterfall may have. */
export const LAYER_KINDS = ['liquidation', 'backstop', 'fund', 'adl', 'socialisation'] as const;
/** A kind of layer. */
export type LayerKind = (typeof LAYER_KINDS)[number];

/** The parts of an ADL composite, each with the slot it fills. */
export const ADL_PARTS = {
  trigger: 'adl.trigger',
  ranking: 'adl.ranking',
  severity: 'adl.severity',
  allocation: 'adl.allocation',
  closeOut: 'adl.close-out',
  protection: 'adl.protection',
} as const satisfies Record<string, Slot>;

/** What an ADL composite says besides its parts. */
export const ADL_CHOICES = {
  settle: z.enum(['close', 'gains']).default('close').describe('Close positions, or charge gains.'),
  orders: z
    .enum(['keep', 'cancel', 'cancel-market', 'cancel-subject'])
    .default('keep')
    .describe(
      'Resting orders that are cancelled: none, all of whom is cut, those in the market, or all of whom is closed.',
    ),
  fees: z
    .strictObject({
      subject: rate({ max: '1' }).prefault('0').describe('Share of the value that the account being closed pays.'),
      counterparty: rate({ max: '1' }).prefault('0').describe('Share of the value that each account that is cut pays.'),
    })
    .optional()
    .describe('Fees on fills by ADL, as far as the payer has equity; none when left out.'),
  notice: duration()
    .optional()
    .describe('Time between the trigger turning on in a market and the first cut there; none when left out.'),
};

/** Slots of a design that stand at the top of its file. */
export const TOP_SLOTS = ['margin', 'mark', 'index', 'funding', 'collateral', 'payout'] as const;

const decimalText = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine((text) => /^\d+(\.\d+)?$/.test(text) && Number(text) > 0, 'write a decimal above 0, such as "0.5"');

/** How a venue lists a market, where it differs from the scenario. */
const listing = z
  .strictObject({
    kind: z.enum(['linear', 'inverse']).describe('Whether value is linear or inverse in price.'),
    settle: name.optional().describe('Asset it settles in; the settlement asset of the scenario when left out.'),
    decimals: z
      .int()
      .min(0)
      .max(12)
      .default(8)
      .describe('Decimals of that asset, where the scenario does not have it.'),
    tick: decimalText.optional().describe("Price step; the scenario's when left out."),
    lot: decimalText.optional().describe('Size of one lot in coins, of a linear market.'),
    face: decimalText.optional().describe('Face value of one lot in quote currency, of an inverse market.'),
  })
  .superRefine((entry, context) => {
    const [own, foreign] = entry.kind === 'linear' ? (['lot', 'face'] as const) : (['face', 'lot'] as const);
    const add = (path: string, message: string, hint: string): void =>
      context.addIssue({ code: 'custom', path: [path], message, params: { hint } });
    if (entry[foreign] !== undefined)
      add(foreign, `a market of kind ${entry.kind} has no ${foreign}`, `write ${own}, the size of one lot`);
    if (entry.kind === 'inverse' && entry.face === undefined)
      add('face', 'an inverse market needs its face', 'write face: "1" for contracts of one dollar');
    if (entry.kind === 'inverse' && entry.settle === undefined)
      add('settle', 'an inverse market settles in its base asset', 'name it: settle: BTC');
  });

/** The schema of an exchange file, but for the rules that tie its parts together. {@link looseExchange} is the one files are read with. */
export const exchangeShape = (use: UseShape) => {
  const optional = (slot: Slot) => use(slot).optional();
  const composite = z.strictObject({
    trigger: use(ADL_PARTS.trigger).describe('When ADL is on, and what it shall raise.'),
    ...ADL_CHOICES,
    eligible: z.array(use('adl.eligible')).default(['opposite-side']).describe('Who may be cut: all of these hold.'),
    ranking: use(ADL_PARTS.ranking).describe('Who is cut first.'),
    severity: optional(ADL_PARTS.severity).describe('How much of the need is raised; all when left out.'),
    allocation: use(ADL_PARTS.allocation).describe('How much each gives.'),
    closeOut: optional(ADL_PARTS.closeOut).describe('The price of the close-out; none where gains are charged.'),
    protection: optional(ADL_PARTS.protection).describe('What shields hedges.'),
  });
  const layer = z
    .strictObject({
      liquidation: optional('liquidation').describe('Takes lots to the book or to liquidators.'),
      backstop: optional('backstop').describe('A vault, fund, provider or member takes positions over.'),
      fund: z
        .union([name, z.strictObject({ pool: name })])
        .optional()
        .describe('Pays the deficit from a pool of `funds`.'),
      adl: z
        .union([composite, use('adl')])
        .optional()
        .describe('Auto-deleveraging: composed of parts, or a whole rule.'),
      socialisation: optional('socialisation').describe('Spreads what is left over accounts, sides or depositors.'),
      unless: name.optional().describe('Label of an ADL layer: while it is on, this layer is not asked.'),
      as: name.optional().describe('Label of this layer; the kind, with a number from the second on, when left out.'),
    })
    .superRefine((entry, context) => {
      const kinds = LAYER_KINDS.filter((kind) => entry[kind] !== undefined);
      if (kinds.length === 1) return;
      const message =
        kinds.length === 0 ? 'names no kind of layer' : `names ${kinds.length} kinds of layer: ${kinds.join(', ')}`;
      context.addIssue({
        code: 'custom',
        message,
        params: { hint: `a layer is exactly one of: ${LAYER_KINDS.join(', ')}` },
      });
    });
  return z.strictObject({
    name: name.describe('Name of the design, as commands and reports use it.'),
    summary: z.string().min(1).describe('One sentence.'),
    sources: z.array(z.string()).default([]).describe('Where the rules are published.'),
    assumed: assumedShape,
    ours: oursShape,
    plugins: z.array(z.string().min(1)).default([]).describe('Files with mechanisms, relative to this file.'),
    instruments: z
      .record(z.string(), listing)
      .default({})
      .describe('Markets this venue lists in its own way, by name: an inverse contract, another tick.'),
    margin: use('margin').describe('What an account must hold against its positions.'),
    mark: optional('mark').describe('The mark price; the index when left out.'),
    index: optional('index').describe('The index price; the spot price when left out.'),
    funding: optional('funding').describe('The funding rate; none when left out.'),
    collateral: optional('collateral').describe('What other assets count; only the settlement asset when left out.'),
    payout: optional('payout').describe('What may be withdrawn; what initial margin leaves free when left out.'),
    funds: z.record(name, use('fund')).default({}).describe('Pools of institutional money, by name.'),
    fees: z
      .strictObject({
        taker: rate({ max: '1' }).prefault('0').describe('Share of the executed value that takers pay.'),
        maker: rate({ max: '1' }).prefault('0').describe('Share of the executed value that makers pay.'),
      })
      .prefault({})
      .describe('Trading fees.'),
    waterfall: z.array(layer).min(1).describe('The layers that resolve a loss, in order.'),
    walk: z
      .enum(['breadth', 'depth'])
      .default('breadth')
      .describe('All cases through one layer first, or one case through all.'),
    dueOrder: z
      .enum(['account', 'margin-ratio', 'seed'])
      .default('account')
      .describe('Order in which cases are walked.'),
    settlement: duration().optional().describe('Length of the settlement period; the whole run when left out.'),
    maxRounds: z.int().min(1).max(10_000).default(100).describe('Bound on the rounds of one step.'),
    phases: z
      .array(z.enum(DEFAULT_PHASES as typeof DEFAULT_PHASES & readonly [string, ...string[]]))
      .default([...DEFAULT_PHASES])
      .superRefine((phases, context) => {
        for (const phase of DEFAULT_PHASES) {
          const times = phases.filter((each) => each === phase).length;
          if (times === 1) continue;
          const message = times === 0 ? `the phase ${phase} is left out` : `the phase ${phase} is named ${times} times`;
          context.addIssue({
            code: 'custom',
            message,
            params: { hint: `name each once: ${DEFAULT_PHASES.join(', ')}` },
          });
        }
      })
      .describe('Order of the parts of a step.'),
    defaultersEligible: z
      .boolean()
      .default(false)
      .describe('Whether accounts with an open case may be counterparties.'),
    claims: z.array(z.string().min(1)).default([]).describe('Design invariants this venue says it meets.'),
  });
};

/** What an exchange file says, once its shape is known to be right. */
export type ExchangeFile = z.output<ReturnType<typeof exchangeShape>>;

let loose: ReturnType<typeof exchangeShape> | undefined;

/** The schema with which files are read: made once, when the first is. */
export const looseExchange = (): ReturnType<typeof exchangeShape> => {
  loose ??= exchangeShape(looseUse);
  return loose;
};
