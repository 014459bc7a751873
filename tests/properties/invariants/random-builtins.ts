import { mechanisms } from '../../../mechanisms/index.ts';
import type { Dice } from '../../../src/check/index.ts';
import type { AdlComposite, ExchangeDesign, Use, WaterfallLayer } from '../../../src/exchange/index.ts';
import type { Mechanism, Slot } from '../../../src/index.ts';
import { design } from '../../fixtures/exchange.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A built-in with its parameters parsed from what a file would say. */
const built = <M>(slot: Slot, name: string, fields: Fields = {}): Use<M> => {
  const mechanism = mechanisms.find((one) => one.slot === slot && one.name === name) as Mechanism;
  return { mechanism: mechanism as M, params: mechanism.params.parse(fields) };
};

/** Tiers that the positions of these runs reach: 5 % of the first 500, 1 % more for each 500. */
const STEPS = {
  tiers: [{ upTo: '500', maintenance: '0.05', initial: '0.1' }],
  beyond: { step: '500', maintenance: '0.01', initial: '0.01' },
};
/** Caps that the open interest of these runs crosses. */
const SCALED = { initial: '0.1', maintenance: '0.5', lowerCap: '1000', upperCap: '5000' };
const TWO_TIERS_AT_A_TIME = {
  tiersAtOnce: 2,
  lowestTier: 3,
  timeInForce: 'ioc',
  unfilled: 'retry',
  fullBelowLowest: true,
};

/** Holders who come, go and run within the minutes of these runs. */
const stakers = (dice: Dice): Fields => ({
  lockUp: dice.pick(['0s', '20s']),
  coolDown: dice.pick(['0s', '30s']),
  pays: dice.pick(['current', 'lesser']),
  stakes: [{ by: 'late', at: '10s', amount: '700' }],
  unstakes: [
    { at: '20s', share: dice.pick(['0.1', '1']) },
    { by: 'late', at: '20s' },
  ],
  run: { calm: dice.pick(['0', '24']), perDrawdown: dice.pick(['0', '1000']) },
});

const protection = (dice: Dice): AdlComposite['protection'] =>
  dice.pick([
    () => built('adl.protection', 'blind'),
    () => built('adl.protection', 'joint-close'),
    () => built('adl.protection', 'lexicographic'),
    () => built('adl.protection', 'replacement-offer', { limit: '2', within: '20s' }),
  ])() as AdlComposite['protection'];

const PAYOUTS: readonly [string, ...string[]] = [
  'free-margin',
  'haircut-ratio',
  'locked-until-settlement',
  'notional-reserve',
  'vesting-profit',
  'withdrawal-factor',
  'withdrawal-gate',
];

const pools = (dice: Dice): ExchangeDesign['funds'] => {
  const capital = () => dice.pick(['0', '500', '5000', '50000']);
  const scope = dice.pick(['global', 'per-market']);
  return {
    insurance: built('fund', 'insurance-fund', {
      capital: capital(),
      floor: dice.pick(['0', '100']),
      scope: scope === 'global' ? scope : 'per-market-isolated',
    }),
    vault: dice.once(2)
      ? built('fund', 'depositor-vault', { capital: capital(), floor: dice.pick(['0', '100']) })
      : built('fund', dice.pick(['staked-vault', 'staked-fund']), { capital: capital(), ...stakers(dice) }),
    members: built('fund', 'default-fund-with-assessments', {
      skinInTheGame: capital(),
      members: [{ deposit: '1000', commitment: dice.pick(['0', '500']), count: dice.between(1, 3) }],
    }),
    ...(dice.once(4)
      ? {
          pool: built('fund', 'liquidity-pool', { capital: '100000', scope, faces: dice.pick(['both', 'long']) }),
          shorts: built('fund', 'liquidity-pool', { capital: '100000', scope, faces: 'short' }),
        }
      : {}),
  } as ExchangeDesign['funds'];
};

const adlOf = (dice: Dice): AdlComposite => {
  const charges = dice.once(3);
  const settle = charges ? 'gain' : 'lots';
  return {
    trigger: dice.pick([
      () => built('adl.trigger', 'always', { in: settle }),
      () => built('adl.trigger', 'account-equity-negative', { in: settle }),
      () => built('adl.trigger', 'fund-cannot-absorb', { in: settle }),
      () => built('adl.trigger', 'fund-depleted', { in: settle }),
      () => built('adl.trigger', 'mark-through-bankruptcy', { in: settle, ...dice.pick([{}, { pool: 'insurance' }]) }),
      () => built('adl.trigger', 'peak-drawdown', { in: settle, window: dice.pick(['20s', '8h']) }),
      () => built('adl.trigger', 'rolling-average-drawdown', { in: settle, least: dice.pick(['0', '200']) }),
      () => built('adl.trigger', 'symbol-pnl-drawdown'),
      () => built('adl.trigger', 'fund-equity-negative', { in: settle, until: dice.pick(['clear', 'solvent']) }),
      () => built('adl.trigger', 'backstop-loss-threshold', { in: settle, loss: dice.pick(['1', '200']) }),
      () => built('adl.trigger', 'unmatched-liquidation-backlog', { in: settle, limit: dice.pick(['0', '2000']) }),
      () => built('adl.trigger', 'waterfall-exhausted', { in: settle, pool: dice.pick(['members', 'insurance']) }),
      () => built('adl.trigger', charges ? 'settlement-shortfall' : 'always'),
    ])() as AdlComposite['trigger'],
    settle: charges ? 'gains' : 'close',
    ...(dice.once(3) ? { orders: dice.pick(['cancel', 'cancel-market', 'cancel-subject']) } : {}),
    ...(dice.once(3) ? { fees: { subjectPerMillion: 5000, counterpartyPerMillion: 2000 } } : {}),
    ...(dice.once(4) ? { notice: dice.pick([5, 20]) } : {}),
    eligible: [
      ...(charges ? [] : [built('adl.eligible', 'opposite-side')]),
      ...(dice.once(2) ? [built('adl.eligible', 'profitable')] : []),
      ...(!charges && dice.once(4) ? [built('adl.eligible', 'non-overlapping-bankruptcy')] : []),
    ] as AdlComposite['eligible'],
    ranking: built(
      'adl.ranking',
      dice.pick([
        'by-key',
        'unranked',
        'largest-opposing-position',
        'net-rank',
        'leverage-then-pnl-lexicographic',
        'mark-over-entry-times-account-leverage',
        'operator-choice',
        'pnl-over-wallet-times-margin-ratio',
        'pnl-pct-times-effective-leverage',
        'profit-pct-only',
        'roi-over-margin-ratio',
        'roi-times-maintenance-rate',
        'seeded-random-scan',
      ]),
    ),
    ...(dice.once(4) ? { severity: built('adl.severity', 'share', { of: '0.5' }) as never } : {}),
    allocation: built(
      'adl.allocation',
      dice.pick([
        'adjusted-proportional',
        'constrained-equal-awards',
        'constrained-equal-losses',
        'factor-leverage',
        'greedy-queue',
        'greedy-risk',
        'integer-pro-rata',
        'leverage-water-filling',
        'levered-pro-rata',
        'min-max-haircut',
        'minimal-overlap',
        'mirror-descent',
        'proportional',
        'random-arrival',
        'risk-aware-pro-rata',
        'talmud',
        'top-n-pro-rata',
      ]),
    ),
    closeOut: dice.pick([
      () => built('adl.close-out', 'bankruptcy'),
      () => built('adl.close-out', 'bankruptcy-on-leg'),
      () => built('adl.close-out', 'bankruptcy-recomputed-at-fund-limit'),
      () => built('adl.close-out', 'mark'),
      () => built('adl.close-out', 'oracle'),
      () => built('adl.close-out', 'oracle-capped-at-bankruptcy', { cap: dice.pick(['counterparty', 'subject']) }),
      () => built('adl.close-out', 'previous-mark'),
      () => built('adl.close-out', 'resting-orders-at-bankruptcy', { crossing: dice.pick(['stands', 'refused']) }),
      () => built('adl.close-out', 'settlement-price', { insolvent: dice.pick(['settlement', 'bankruptcy']) }),
      () => built('adl.close-out', 'zero-mark-blend', { pool: 'insurance' }),
    ])() as NonNullable<AdlComposite['closeOut']>,
    ...(dice.once(4) && !charges ? { protection: protection(dice) as never } : {}),
  };
};

/**
 * A design put together at random from the built-in mechanisms.
 *
 * `compose` of the package draws documents: every parameter over its range, for whole trials, and whatever is registered. These stand beside
 * it because they are for the short runs of `randomRun`, which last a minute and hold some hundred lots: here windows, tiers, caps and
 * holders are of that size, so that most rules decide something, and a design is one roll of the same dice that draw the run, which a
 * property shrinks together with it.
 */
export const randomBuiltins = (dice: Dice): ExchangeDesign => {
  const funds = pools(dice);
  const hasPool = 'pool' in funds;
  const margin = () => dice.pick(['kept', 'forfeited']);
  const one = (kind: 'liquidation' | 'backstop' | 'socialisation', name: string, fields: Fields = {}) =>
    ({ kind, label: name, use: built(kind, name, fields) }) as WaterfallLayer;
  const layers: (() => WaterfallLayer)[] = [
    () =>
      one('liquidation', 'book-ioc', {
        limit: dice.pick(['none', 'bankruptcy', 'slippage']),
        fee: dice.pick(['0', '0.005']),
      }),
    () => one('liquidation', 'ioc-reduce-then-takeover'),
    () => one('liquidation', 'bankruptcy-takeover', { slippage: dice.pick(['0', '0.05']) }),
    () => one('liquidation', 'risk-tier-step-down', dice.pick<Fields>([{}, TWO_TIERS_AT_A_TIME])),
    () => one('liquidation', 'market-slice-with-cooldown', { wholeBelow: '3000', duringCooldown: 'wait' }),
    () => one('liquidation', 'liquidator-purchase'),
    () =>
      one('liquidation', 'zero-price-ioc', {
        positions: dice.pick(['one-by-one', 'all']),
        belowCloseOut: dice.pick(['order', 'pass']),
        fee: dice.pick(['0', '0.01']),
      }),
    () =>
      one('liquidation', 'incremental-until-healthy', {
        share: dice.pick(['0.125', '1']),
        belowCloseOut: dice.pick(['order', 'pass']),
        fee: dice.pick(['0', '0.0075']),
      }),
    () =>
      one('liquidation', 'rate-limited-book-slices', {
        chance: dice.pick(['1/6', '1']),
        least: '100',
        life: dice.pick(['0s', '1s', '30s']),
      }),
    () =>
      one('liquidation', 'fillable-price-ioc', {
        minSlice: dice.pick(['0', '1000']),
        positionShare: dice.pick(['0.1', '1']),
        accountFundLoss: dice.pick(['0', '100', '1000000']),
      }),
    () =>
      one('liquidation', 'hedge-and-auction', {
        hedge: dice.pick(['0', '0.5']),
        prepare: dice.pick(['0s', '10s']),
        every: '10s',
        rounds: dice.between(1, 3),
        bidders: dice.pick(['maker', 'trader', 'member']),
      }),
    () => one('backstop', 'fund-takeover', { price: dice.pick(['bankruptcy', 'mark']), margin: margin() }),
    () => one('backstop', 'vault-takeover', { margin: margin() }),
    () =>
      one('backstop', 'capacity-limited-providers', {
        leastEquity: '500',
        belowCloseOut: dice.once(2),
        pace: dice.pick(['whole', 'by-shortfall']),
      }),
    () => ({ kind: 'fund', label: 'fund', pool: dice.pick(['insurance', 'vault', 'members']) }),
    () => ({ kind: 'adl', label: 'adl', composite: adlOf(dice) }),
    () => ({ kind: 'adl', label: 'second-adl', composite: adlOf(dice) }),
    () => ({
      kind: 'adl',
      label: 'tear-up',
      whole: built('adl', dice.pick(['joint-pro-rata-tear-up', 'joint-min-max-haircut'])),
    }),
    () => ({ kind: 'adl', label: 'vmgh', whole: built('adl', 'vmgh') }),
    () => one('socialisation', 'gains-haircut'),
    () => one('socialisation', 'period-gains-haircut'),
    () => one('socialisation', 'cumulative-funding-shift'),
    () => one('socialisation', 'opposing-interest-index'),
    () => one('socialisation', 'equal-percentage-clawback'),
    () => one('socialisation', 'cash-call'),
    () => one('socialisation', 'default-fund-contributions', { from: dice.pick(['sponsor', 'survivors']) }),
    () =>
      one('backstop', 'forced-allocation', {
        by: dice.pick(['deposit', 'equal']),
        price: dice.pick(['mark', 'bankruptcy']),
      }),
    () => ({
      kind: 'adl',
      label: 'partial',
      whole: built('adl', 'partial-tear-up', { share: dice.pick(['1', '0.3']) }),
    }),
    () => ({
      kind: 'adl',
      label: 'size-and-loss',
      whole: built('adl', 'pro-rata-size-and-loss', dice.pick([{}, { pool: 'insurance' }])),
    }),
    () => one('socialisation', 'daily-winner-socialisation', { when: dice.pick(['session-end', 'at-once']) }),
    () => one('socialisation', 'deposit-haircut', { of: dice.pick(['deposits', 'equity']) }),
    () => one('socialisation', 'unvested-profit-first', { vests: dice.pick(['1s', '30m']) }),
    () => one('socialisation', 'variation-margin-gains-haircut'),
    () => one('socialisation', 'vault-depositor-loss', { most: dice.pick(['1', '0.5']) }),
    () => one('socialisation', 'withdrawal-factor', { pool: dice.pick(['insurance', 'vault']) }),
    () => one('socialisation', 'deficit-carried'),
    () => one('backstop', 'staked-fund-with-market-claim-caps', { claim: dice.pick(['0', '100', '100000']) }),
    ...(hasPool
      ? [
          () =>
            one('liquidation', 'oracle-close-vs-pool', {
              margin: margin(),
              poolOfShorts: dice.pick(['pool', 'shorts']),
            }),
        ]
      : []),
  ];
  const waterfall: WaterfallLayer[] = [];
  for (let i = dice.between(1, 6); i > 0 && layers.length > 0; i--) {
    const [layer] = layers.splice(dice.below(layers.length), 1);
    if (layer !== undefined) waterfall.push(layer());
  }
  return design(waterfall, {
    margin: dice.pick([
      () => built('margin', 'risk-limit-steps', { markets: { default: STEPS } }),
      () => built('margin', 'oi-scaled-initial-margin', { tiers: { 'Small-Cap': SCALED } }),
      () => built('margin', 'size-scaled-fraction', { markets: { default: { base: '0.1', factor: '0.02' } } }),
      () =>
        built('margin', 'fraction', {
          exitBufferOfNotional: dice.pick(['0', '0.02']),
          exit: dice.pick(['healthy', 'flat']),
        }),
    ])() as ExchangeDesign['margin'],
    ...(dice.once(3) ? { mark: built('mark', dice.pick(['oracle', 'last-price', 'median-of-three'])) as never } : {}),
    ...(dice.once(4) ? { funding: built('funding', 'clamped-premium', { interval: '10s' }) as never } : {}),
    ...(dice.once(4) ? { payout: built('payout', dice.pick(PAYOUTS)) as never } : {}),
    ...(dice.once(3) ? { settlement: dice.pick([20, 50]) } : {}),
    funds,
    fees: { takerPerMillion: dice.pick([0, 500]), makerPerMillion: 0 },
    walk: dice.pick(['breadth', 'depth']),
    dueOrder: dice.pick(['account', 'margin-ratio', 'seed']),
    maxRounds: dice.pick([16, 16, 2]),
    defaultersEligible: dice.once(4) && !waterfall.some((layer) => layer.label === 'tear-up'),
  });
};
