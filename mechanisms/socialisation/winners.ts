import {
  type AccountView,
  type Action,
  apportion,
  type CaseView,
  type ChargeAction,
  mulDivFloor,
  type VenueView,
} from 'breakwater';
import { leastWorthOf } from '../leg-worth.ts';

/** What may be taken from one account, and where it was won. */
export interface Gain {
  readonly account: number;
  /** Market it was won in; undefined for the account as a whole. */
  readonly market: number | undefined;
  /** Units of the venue's settlement asset, > 0; never more than the account's equity in sum. */
  readonly amount: number;
}

/** Traders and makers by id, without the subject and accounts whose own case is open. Every one of them is asked what it has won. */
export function* bystanders(view: VenueView, subject: CaseView): Generator<AccountView> {
  const traders = view.accountsOf('trader');
  const makers = view.accountsOf('maker');
  let t = 0;
  let m = 0;
  while (t < traders.length || m < makers.length) {
    const trader = traders[t] ?? Number.POSITIVE_INFINITY;
    const maker = makers[m] ?? Number.POSITIVE_INFINITY;
    const account = view.account(Math.min(trader, maker));
    if (trader < maker) t += 1;
    else m += 1;
    if (account.id !== subject.subject.id && !account.inCase) yield account;
  }
}

/** Gains of accounts since the period began, realised and not, net of deposits. */
const gainsOfPeriod = (view: VenueView, subject: CaseView): Gain[] => {
  const gains: Gain[] = [];
  for (const account of bystanders(view, subject)) {
    const won = account.gainSincePeriod;
    const amount = won > 0 ? Math.min(won, account.equity) : 0;
    if (amount > 0) gains.push({ account: account.id, market: undefined, amount });
  }
  return gains;
};

/** Unrealised gains of one account's open positions in some markets. */
const wonBy = (account: AccountView, markets: ReadonlySet<number>): Gain[] => {
  const won: Gain[] = [];
  for (const { market, lots, value, cost } of account.positions()) {
    if (!markets.has(market.number)) continue;
    const amount = leastWorthOf({ market, lots, value: market.value(lots, market.mark) }, value - cost);
    if (amount > 0) won.push({ account: account.id, market: market.number, amount });
  }
  return won;
};

/** Unrealised gains of open positions in some markets; where they exceed the account's equity, cut to it in proportion. */
export const gainsOfPositions = (view: VenueView, subject: CaseView, markets: readonly number[]): Gain[] => {
  const wanted = new Set(markets);
  const gains: Gain[] = [];
  for (const account of bystanders(view, subject)) {
    const won = wonBy(account, wanted);
    if (won.length === 0) continue;
    const equity = Math.max(0, account.equity);
    const total = won.reduce((sum, { amount }) => sum + amount, 0);
    for (const gain of won) {
      const amount = total <= equity ? gain.amount : mulDivFloor(gain.amount, equity, total);
      if (amount > 0) gains.push({ ...gain, amount });
    }
  }
  return gains;
};

/** Takes a need from gains in proportion to them: the same percentage of each, to one unit. */
export const takeFrom = (gains: readonly Gain[], need: number): Gain[] => {
  const amounts = gains.map(({ amount }) => amount);
  const taken = apportion(need, amounts, amounts);
  return gains.map((gain, i) => ({ ...gain, amount: taken[i] ?? 0 })).filter(({ amount }) => amount > 0);
};

/** Charges a case's deficit to amounts of accounts, the same percentage of each; nothing where there is none. */
export const chargeInProportion = (
  amounts: readonly Gain[],
  subject: CaseView,
  base: ChargeAction['base'] = 'equity',
): readonly Action[] => {
  const taken = takeFrom(amounts, subject.deficit);
  if (taken.length === 0) return [];
  return [{ do: 'charge', base, charges: taken.map(({ account, amount }) => ({ account, amount })) }];
};

/** Charges a case's deficit to all who have won in the period, the same percentage of each gain; nothing where nobody has won. */
export const chargeWinnersOfPeriod = (view: VenueView, subject: CaseView): readonly Action[] =>
  chargeInProportion(gainsOfPeriod(view, subject), subject);
