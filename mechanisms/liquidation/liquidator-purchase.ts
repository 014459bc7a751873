import {
  amount,
  type CaseView,
  defineLiquidation,
  duration,
  mulDivFloor,
  pass,
  rate,
  rateCeil,
  ratio,
  ratioCeil,
  type VenueView,
  z,
} from 'breakwater';
import { poolOf } from '../fund/pool-of.ts';
import { leastWorthOf } from '../leg-worth.ts';
import { budgetParams, buyers } from './buyers.ts';
import { isLiquidated } from './liquidated.ts';
import { type Piece, piecesToRestore } from './pieces-to-restore.ts';

type Purchases = { freed: number; shortage: number; offered: number };

const params = z.strictObject({
  liquidators: z
    .enum(['maker', 'member', 'trader'])
    .default('maker')
    .describe('Kind of account that buys as liquidator.'),
  fee: rate({ max: '1' })
    .prefault('0.01')
    .describe('Discount to the liquidator at first, share of value at oracle, 0 to 1; assumed.'),
  rampAfter: duration().prefault('10m').describe('How long the discount stays at its first value.'),
  rampPerHour: rate({ max: '1' })
    .prefault('0.009')
    .describe('Growth of the discount after that, share of value an hour; 0.01 basis points a slot of 0.4 s.'),
  feeCap: rate({ max: '1' }).prefault('0.05').describe('Greatest discount, share of value at oracle, 0 to 1; assumed.'),
  initialShare: ratio({ max: '1' })
    .prefault('0.02')
    .describe('Share of the shortage that may be freed at once, 0 to 1; assumed.'),
  shareOver: duration().prefault('1m').describe('Time over which that share grows by the whole shortage; assumed.'),
  wholeBelow: amount()
    .prefault('50')
    .describe('Shortage below which all of it may be freed at once, settlement asset.'),
  pool: z
    .string()
    .optional()
    .describe('Fund that must be able to pay what a purchase would leave the account owing; none when left out.'),
  buffer: rate({ max: '1' }).prefault('0.02').describe('Margin wanted beyond maintenance, share of notional, 0 to 1.'),
  ...budgetParams('a liquidator'),
});
type Params = z.infer<typeof params>;

/** Discount after some time in liquidation, per million. */
const discount = (given: Params, elapsed: number): number => {
  const ramp = Math.floor((Math.max(0, elapsed - given.rampAfter) * given.rampPerHour) / 3600);
  return Math.min(given.fee + ramp, Math.max(given.fee, given.feeCap));
};

/** Share of the whole shortage, freed and open, that may be freed by now; less what is freed already, units. */
const allowance = (given: Params, elapsed: number, shortage: number, freed: number): number => {
  if (shortage < given.wholeBelow || elapsed >= given.shareOver) return shortage;
  const total = shortage + freed;
  const grown = mulDivFloor(total, Math.round(elapsed * 1000), Math.round(given.shareOver * 1000));
  return Math.min(shortage, ratioCeil(total, given.initialShare) + grown - freed);
};

/** Whether a purchase would leave the account owing more than the fund, where one is named, can pay. */
const isBeyond = (
  view: VenueView,
  pool: string | undefined,
  { subject }: CaseView,
  { leg, lots }: Piece,
  value: number,
): boolean => {
  if (pool === undefined) return false;
  const left = subject.equity + leastWorthOf(leg, value - leg.market.value(lots, leg.market.mark));
  return left < 0 && -left > poolOf(view, pool, leg.market.number, 'liquidator-purchase').spendable;
};

/**
 * Liquidators buy just enough of the account at a discount to the oracle price, more of it the longer it lasts.
 *
 * Shortage = maintenance + buffer x notional - equity. By t seconds into the case at most (initialShare + t /
 * shareOver) x (shortage + freed so far) may have been freed; all of it below wholeBelow. The piece that frees it is
 * offered at value at oracle x (1 -/+ discount), discount = fee, from rampAfter on growing by rampPerHour up to feeCap.
 * Each liquidator takes at most what capitalShare of its free equity carries at `leverage`, pro rata to that. Leg with
 * the most maintenance first. Units of the settlement asset.
 *
 * With a `pool`, a purchase that would leave equity below zero by more than the pool can spend is not made: the account
 * keeps its position (Perpetual Curie, whose liquidations revert there).
 *
 * Our readings: live parameters are not published, so several defaults are assumed; the venue's own fee on the purchase
 * is left out, because an offer carries none; liquidators race in reality, here they share.
 *
 * @source https://github.com/drift-labs/protocol-v2: programs/drift/src/math/liquidation.rs, controller/liquidation.rs;
 * https://github.com/perpetual-protocol/perp-curie-contract: contracts/ClearingHouse.sol (insufficient capacity of the fund)
 */
export const liquidatorPurchase = defineLiquidation({
  name: 'liquidator-purchase',
  summary: 'Liquidators buy what restores margin, at a discount to oracle.',
  source: [
    'https://github.com/drift-labs/protocol-v2/blob/master/programs/drift/src/math/liquidation.rs',
    'https://github.com/perpetual-protocol/perp-curie-contract/blob/main/contracts/ClearingHouse.sol',
  ],
  exempt: {
    'liquidation/cancels-first': 'liquidators buy from an account whose orders stand',
    'liquidation/no-worse-than-bankruptcy': 'the discount is the same however little equity is left',
    'liquidation/sees-to-all-of-a-bankrupt-account': 'frees one position at a time, and more of it the longer it lasts',
  },
  params,
  capabilities: { moves: 'lots' },
  takesLots: true,
  stateOf: 'case',
  initial: (): Purchases => ({ freed: 0, shortage: 0, offered: 0 }),
  next: (subject, view, given, state, outcome) => {
    if (!isLiquidated(subject)) return pass;
    const { equity, maintenance, notional } = subject.subject;
    const shortage = maintenance + rateCeil(notional, given.buffer) - equity;
    if (outcome !== undefined) {
      // Prices stand still within a step, so what the shortage fell by is what the purchase freed.
      state.freed += Math.max(0, state.shortage - shortage);
      if (Math.abs(outcome.actions[0]?.lots ?? 0) < state.offered) return pass;
    }
    if (shortage <= 0) return pass;
    const elapsed = view.now - subject.opened;
    const need = allowance(given, elapsed, shortage, state.freed);
    if (need <= 0) return pass;
    const fee = discount(given, elapsed);
    const piece = piecesToRestore(subject.legs, need, fee, given.buffer)[0];
    const to = piece === undefined ? [] : buyers(view, subject, piece.leg, given.liquidators, given);
    if (piece === undefined || to.length === 0) return pass;
    const { market } = piece.leg;
    const atOracle = market.value(piece.lots, market.oracle);
    const value = atOracle - rateCeil(Math.abs(atOracle), fee);
    if (isBeyond(view, given.pool, subject, piece, value)) return pass;
    Object.assign(state, { shortage, offered: Math.abs(piece.lots) });
    return [{ do: 'offer', market: market.number, lots: piece.lots, value, to, share: 'pro-rata' }];
  },
});
