import type { CutAction } from '../../contract/index.ts';
import { apportion, mulDivNearest } from '../../money/index.ts';
import type { CaseData } from '../case.ts';
import type { Market } from '../market.ts';
import { settleOwnMoney } from '../own-money.ts';
import type { Venue } from '../venue.ts';
import type { LiveCase } from '../views.ts';
import { refuse } from './refuse.ts';

/** Who is cut and how many lots each, from one place of two columns to behind another; nobody twice. */
export interface CutParts {
  readonly accounts: ArrayLike<number>;
  /** Whole lots, > 0. */
  readonly amounts: ArrayLike<number>;
  readonly from: number;
  readonly end: number;
}

/** The parts of a cut that a mechanism has answered with. */
export const partsOf = ({ cuts }: CutAction): CutParts => ({
  accounts: cuts.map(({ account }) => account),
  amounts: cuts.map(({ lots }) => lots),
  from: 0,
  end: cuts.length,
});

/** Splits a signed value over lots by largest remainder; of these some are not 0. No share is -0, which the log would tell from 0. */
export const shareValue = (value: number, lots: ArrayLike<number>): ArrayLike<number> => {
  const shares = apportion(Math.abs(value), lots, undefined);
  return value < 0 ? shares.map((share) => 0 - share) : shares;
};

/** Value of each cut of an action: what its account gives for the lots it takes from the subject. */
export const valuesOfCuts = ({ value, counterpartyValue = value, cuts }: CutAction): ArrayLike<number> =>
  shareValue(
    counterpartyValue,
    cuts.map(({ lots }) => lots),
  );

/**
 * Does a cut that the engine has made of a solved claims problem, as `act` does one that a mechanism answers with.
 *
 * @throws BreakwaterError `refused` when somebody holds less, may not be cut, or the piece is more than the subject has.
 */
export const cutSolved = (venue: Venue, live: LiveCase, market: Market, parts: CutParts, value: number): void => {
  admitCut(venue, live, market, parts);
  cutParts(venue, live.data, market, parts, value);
  settleOwnMoney(venue, live.data);
};

/** Checks such a cut, as `ActionCheck` checks an action. */
const admitCut = (venue: Venue, live: LiveCase, market: Market, { accounts, amounts, from, end }: CutParts): void => {
  const { subject } = live.data;
  const residual = live.lotsIn(market.number);
  let lots = 0;
  for (let i = from; i < end; i++) {
    const account = accounts[i] as number;
    const amount = amounts[i] as number;
    const held = venue.ledger.lots(account, market.number);
    if (residual > 0 ? -held < amount : held < amount) refuseShort(venue, market, account, amount, held);
    if (!venue.mayBeCut(account, subject)) refuseIneligible(venue, account);
    lots += amount;
  }
  if (lots > Math.abs(residual)) refuseMore(venue, market, lots, residual);
};

// Made apart, so that the check itself stays small.
const CUT = { do: 'cut' } as const;
const refuseShort = (venue: Venue, market: Market, account: number, lots: number, held: number): never =>
  refuse(venue, CUT, `cut was ${lots} lots, but account ${account} holds ${held} of ${market.id}`);
const refuseIneligible = (venue: Venue, account: number): never =>
  refuse(venue, CUT, `account ${account} may not be a counterparty: it has an open case, or is the subject`);
const refuseMore = (venue: Venue, market: Market, lots: number, residual: number): never =>
  refuse(venue, CUT, `a piece of ${lots} lots of ${market.id}, but the case has ${residual} to place`);

/**
 * Closes a piece of a subject against counterparties: one fill each, the value shared over them by lots.
 *
 * @param value - What the subject receives, units, signed as its lots.
 * @param executed - What the counterparties pay, where it differs.
 * @param difference - Pool that bears or receives the difference.
 * @returns Signed lots closed.
 */
export const cutParts = (
  venue: Venue,
  data: CaseData,
  market: Market,
  parts: CutParts,
  value: number,
  executed = value,
  difference?: string,
): number => {
  const { accounts, amounts, from, end } = parts;
  const { postings, ledger } = venue;
  const side = ledger.lots(data.subject, market.number) > 0 ? 1 : -1;
  let closed = 0;
  if (end - from === 1) {
    closed = amounts[from] as number;
    postings.fill(data, market, accounts[from] as number, side * closed, executed + 0, 'adl');
  } else if (end - from === 2) {
    const first = amounts[from] as number;
    const second = amounts[from + 1] as number;
    closed = first + second;
    // Of two parts the larger remainder rounds up, the first where both are a half: that is the nearest whole.
    const share = mulDivNearest(executed, first, closed);
    postings.fill(data, market, accounts[from] as number, side * first, share, 'adl');
    postings.fill(data, market, accounts[from + 1] as number, side * second, executed - share + 0, 'adl');
  } else {
    const lots = Float64Array.from({ length: end - from }, (_, i) => amounts[from + i] as number);
    const values = shareValue(executed, lots);
    for (let i = 0; i < lots.length; i++) {
      closed += lots[i] as number;
      postings.fill(data, market, accounts[from + i] as number, side * (lots[i] as number), values[i] as number, 'adl');
    }
  }
  if (difference !== undefined) {
    const pool = venue.requirePool(difference, market.number);
    const asset = market.setup.settle;
    postings.pay(data, asset, pool.account, Math.max(0, executed - value), 'adl-difference');
    postings.receive(data, asset, pool.account, Math.max(0, value - executed), 'adl-difference');
  }
  return side * closed;
};
