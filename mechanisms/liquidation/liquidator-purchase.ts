import {
  amount,
  type CaseView,
  defineLiquidation,
  duration,
  type LegView,
  mulDivCeil,
  mulDivFloor,
  pass,
  rate,
  rateCeil,
  ratio,
  ratioCeil,
  ratioFloor,
  type VenueView,
  z,
} from 'breakwater';
import { poolOf } from '../fund/pool-of.ts';
import { leastWorthOf } from '../leg-worth.ts';
import { budgetParams, buyers } from './buyers.ts';
import { isLiquidated } from './liquidated.ts';
import { type Piece, piecesToRestore } from './pieces-to-restore.ts';

const MILLION = 1_000_000;

type Purchases = { freed: number; shortage: number; offered: number };

const params = z.strictObject({
  liquidators: z
    .enum(['maker', 'member', 'trader'])
    .default('maker')
    .describe('Kind of account that buys as liquidator.'),
  fee: rate({ max: '1' })
    .prefault('0.01')
    .describe('Discount to the liquidator at first, share of value at oracle, 0 to 1; assumed.'),
  rampAfter: duration().prefault('10m').describe('How long the discount stays at its first value, at least 0s.'),
  rampPerHour: rate({ max: '1' })
    .prefault('0.009')
    .describe(
      'Growth of the discount after that, share of value an hour, 0 to 1; 0.009 is 0.01 basis points a slot of 0.4 s.',
    ),
  feeCap: rate({ max: '1' }).prefault('0.05').describe('Greatest discount, share of value at oracle, 0 to 1; assumed.'),
  fundFee: rate({ max: '1' })
    .prefault('0')
    .describe('Fee to the fund beside the discount, share of the executed value, 0 to 1.'),
  fundFeeWithin: ratio({ max: '1' })
    .optional()
    .describe(
      'Share of what the maintenance rate leaves beyond discount and shortage that the fee may take, 0 to 1; no such bound when left out.',
    ),
  feeTo: z.string().default('insurance').describe('Pool that receives the fee.'),
  ofBankrupt: z
    .enum(['split', 'liquidator'])
    .default('split')
    .describe(
      'Where a purchase would leave the account below zero: discount and fee as always, or both to the liquidator.',
    ),
  initialShare: ratio({ max: '1' })
    .prefault('0.02')
    .describe('Share of the shortage that may be freed at once, 0 to 1; assumed.'),
  shareOver: duration()
    .prefault('1m')
    .describe('Time over which that share grows by the whole shortage, at least 0s; assumed.'),
  wholeBelow: amount()
    .prefault('50')
    .describe('Shortage below which all of it may be freed at once, settlement asset, at least 0.'),
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

/** Fee to the fund on a leg, per million: min(fundFee, fundFeeWithin x (maintenance - discount - shortage)), each over notional. */
const fundFeeOf = (
  { market, lots, maintenance, value }: LegView,
  shortage: number,
  off: number,
  given: Params,
): number => {
  if (given.fundFeeWithin === undefined) return given.fundFee;
  const rateOfLeg = mulDivFloor(maintenance, MILLION, Math.max(1, Math.abs(value)));
  const notional = Math.max(1, market.notional(lots));
  // What an account owes elsewhere may be more than a hair of a leg can be divided into; beyond this nothing is left for a fee.
  const short = mulDivCeil(Math.min(shortage, maintenance + notional), MILLION, notional);
  return Math.min(given.fundFee, ratioFloor(Math.max(0, rateOfLeg - off - short), given.fundFeeWithin));
};

/** Equity once a piece has left at a value, units of the venue's settlement asset. */
const leftAfter = ({ subject }: CaseView, { leg, lots }: Piece, value: number): number =>
  subject.equity + leastWorthOf(leg, value - leg.market.value(lots, leg.market.mark));

/** Whether a purchase would leave the account owing more than the fund, where one is named, can pay. */
const isBeyond = (view: VenueView, pool: string | undefined, left: number, { leg }: Piece): boolean => {
  if (pool === undefined) return false;
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
 * Of the value taken the fund receives fundFee, at most fundFeeWithin x (maintenance - discount - shortage), each over notional
 * (Drift: 95 %), and never takes the account below zero. Where half of a penalty is the fund's (Curie, Vertex), fee and fundFee are a
 * half each.
 *
 * With a `pool`, a purchase that would leave equity below zero by more than the pool can spend is not made: the account
 * keeps its position (Perpetual Curie, whose liquidations revert there).
 *
 * Our readings: live parameters are not published, so several defaults are assumed; liquidators race in reality, here they
 * share.
 *
 * @source https://github.com/drift-labs/protocol-v2: programs/drift/src/math/liquidation.rs, controller/liquidation.rs;
 * https://github.com/perpetual-protocol/perp-curie-contract: contracts/ClearingHouse.sol (insufficient capacity of the fund)
 */
export const liquidatorPurchase = defineLiquidation({
  name: 'liquidator-purchase',
  summary: 'Liquidators buy what restores margin, at a discount to oracle.',
  formula:
    'frees <= ceil(T x initialShare) + floor(T x t / shareOver) by t, T = S + freed, S = MM + ceil(N x buffer) - E\n' +
    'value = V - ceil(|V| x d), V = value at index, d = min(fee + (t - rampAfter) x rampPerHour, max(fee, feeCap))\n' +
    'to the fund min(fundFee, (MM / N - d - S / N) x fundFeeWithin) of the value',
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
  capabilities: { moves: 'both' },
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
    const off = discount(given, elapsed);
    const piece = piecesToRestore(subject.legs, need, off + given.fundFee, given.buffer)[0];
    const to = piece === undefined ? [] : buyers(view, subject, piece.leg, given.liquidators, given);
    if (piece === undefined || to.length === 0) return pass;
    const { market } = piece.leg;
    const atOracle = market.value(piece.lots, market.oracle);
    const perMillion = fundFeeOf(piece.leg, shortage, off, given);
    const worth = (rate: number): number => atOracle - rateCeil(Math.abs(atOracle), rate);
    const isDebt = leftAfter(subject, piece, worth(Math.min(MILLION, off + perMillion))) < 0;
    const whole = isDebt && given.ofBankrupt === 'liquidator';
    const value = worth(whole ? Math.min(MILLION, off + perMillion) : off);
    if (isBeyond(view, given.pool, leftAfter(subject, piece, value), piece)) return pass;
    Object.assign(state, { shortage, offered: Math.abs(piece.lots) });
    const offer = {
      do: 'offer' as const,
      market: market.number,
      lots: piece.lots,
      value,
      to,
      share: 'pro-rata' as const,
    };
    if (whole || perMillion === 0) return [offer];
    const pool = poolOf(view, given.feeTo, market.number, 'liquidator-purchase');
    return [{ ...offer, fee: { perMillion, to: pool.name } }];
  },
});
