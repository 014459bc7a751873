import { configError, type Invariant, type Mechanism, WORLD_SLOTS } from '../contract/index.ts';
import {
  type AdlComposite,
  DEFAULT_PHASES,
  type ExchangeDesign,
  type Use,
  type WaterfallLayer,
} from '../exchange/index.ts';
import { stream } from '../math/index.ts';
import { Dice } from './dice.ts';
import {
  plainAllocation,
  plainCloseOut,
  plainEligible,
  plainFund,
  plainLiquidation,
  plainMargin,
  plainRanking,
  plainTrigger,
} from './plain-mechanisms.ts';
import { randomRun } from './random-run.ts';
import { mergeVerdicts, StepChecker, type Verdict } from './runner.ts';

/** How a mechanism is tried. */
export interface TrialOptions {
  /** Its parameters as a file would say them; all at their defaults when left out. */
  readonly params?: Readonly<Record<string, unknown>>;
  /** Random exchanges it is tried on. Defaults to 200. */
  readonly runs?: number;
  /** Seed of the exchanges. Defaults to 1. */
  readonly seed?: number;
}

const WORDS = 400;
const ADL_PARTS = {
  'adl.trigger': 'trigger',
  'adl.ranking': 'ranking',
  'adl.severity': 'severity',
  'adl.allocation': 'allocation',
  'adl.close-out': 'closeOut',
  'adl.protection': 'protection',
} as const;

const use = (mechanism: Mechanism): Use<never> => ({
  mechanism: mechanism as never,
  params: mechanism.params.parse({}),
});

const compositeWith = ({ slot }: Mechanism, tried: Use<never>): AdlComposite => {
  const part = ADL_PARTS[slot as keyof typeof ADL_PARTS];
  return {
    trigger: use(plainTrigger),
    settle: 'close',
    eligible: slot === 'adl.eligible' ? [tried] : [use(plainEligible)],
    ranking: use(plainRanking),
    allocation: use(plainAllocation),
    closeOut: use(plainCloseOut),
    ...(part === undefined ? {} : { [part]: tried }),
  };
};

/** The standard waterfall: book, fund, ADL. A layer under test stands anywhere in it, a whole ADL rule in the place of ADL. */
const waterfallWith = (mechanism: Mechanism, tried: Use<never>, dice: Dice): WaterfallLayer[] => {
  const { slot } = mechanism;
  const layers: WaterfallLayer[] = [
    { label: 'book', kind: 'liquidation', use: use(plainLiquidation) },
    { label: 'fund', kind: 'fund', pool: 'insurance' },
    slot === 'adl'
      ? { label: 'adl', kind: 'adl', whole: tried }
      : { label: 'adl', kind: 'adl', composite: compositeWith(mechanism, tried) },
  ];
  if (slot === 'liquidation' || slot === 'backstop' || slot === 'socialisation')
    layers.splice(dice.below(layers.length + 1), 0, { label: 'tried', kind: slot, use: tried });
  return layers;
};

/** A small exchange around a mechanism: pools `insurance` and `vault`, and the standard waterfall. */
const designWith = (mechanism: Mechanism, tried: Use<never>, dice: Dice): ExchangeDesign => {
  const { slot } = mechanism;
  const whole = ['margin', 'mark', 'index', 'funding', 'collateral', 'payout'].includes(slot);
  return {
    name: `trial of ${mechanism.name}`,
    summary: 'A small standard exchange.',
    sources: [],
    assumed: {},
    margin: use(plainMargin),
    funds: {
      insurance: slot === 'fund' ? tried : use(plainFund('fund', dice.pick([0, 1000, 50_000]))),
      vault: use(plainFund('vault', dice.pick([0, 5000, 100_000]))),
    },
    fees: { takerPerMillion: 500, makerPerMillion: 0 },
    waterfall: waterfallWith(mechanism, tried, dice),
    walk: dice.pick(['breadth', 'depth']),
    dueOrder: 'account',
    maxRounds: 16,
    phases: DEFAULT_PHASES,
    defaultersEligible: false,
    claims: [],
    ...(whole ? { [slot]: tried } : {}),
  };
};

/**
 * Tries a mechanism on random exchanges and asks the invariants after each step.
 *
 * @param mechanism - A mechanism of any slot of an exchange.
 * @param invariants - What to ask.
 * @returns What came of each invariant over all runs. A `BreakwaterError` of kind `contract` or `plugin` is thrown as it is: the venue
 * refused what the mechanism decided, and the message says what and why.
 * @throws BreakwaterError `no-trial` for a market model.
 */
export const tryMechanism = (
  mechanism: Mechanism,
  invariants: readonly Invariant[],
  options: TrialOptions = {},
): readonly Verdict[] => {
  if ((WORLD_SLOTS as readonly string[]).includes(mechanism.slot))
    throw configError('no-trial', `${mechanism.name} is a market model; a trial is for mechanisms of an exchange`);
  const params = mechanism.params.parse(options.params ?? {});
  const tried = { mechanism, params } as Use<never>;
  const runs: (readonly Verdict[])[] = [];
  for (let run = 0; run < (options.runs ?? 200); run++) {
    const random = stream(options.seed ?? 1, 'trial', run);
    const dice = new Dice(Uint32Array.from({ length: WORDS }, () => random.next()));
    const checker = new StepChecker(invariants, { every: 1 });
    const venue = randomRun(dice, { design: (own) => designWith(mechanism, tried, own), onStep: checker.onStep });
    runs.push(checker.finish({ venue }));
  }
  return mergeVerdicts(runs);
};
