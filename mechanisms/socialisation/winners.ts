import { type Action, apportion, type CaseView, mulDivFloor, type VenueView } from 'breakwater';
import { leastWorthOf } from '../liquidation/leg-worth.ts';

/** What may be taken from one account, and where it was won. */
export interface Gain {
  readonly account: number;
  /** Market it was won in; undefined for the account as a whole. */
  readonly market: number | undefined;
  /** Units of the venue's settlement asset, > 0; never more than the account's equity in sum. */
  readonly amount: number;
}

/** Ids of traders and makers, ascending, without the subject and accounts whose own case is open. */
const bystanders = (view: VenueView, subject: CaseView): number[] =>
  [...view.accountsOf('trader'), ...view.accountsOf('maker')]
    .filter((id) => id !== subject.subject.id && !view.account(id).inCase)
    .sort((a, b) => a - b);

/** Gains of accounts since the period began, realised and not, net of deposits. */
const gainsOfPeriod = (view: VenueView, subject: CaseView): Gain[] =>
  bystanders(view, subject).flatMap((id) => {
    const { gainSincePeriod, equity } = view.account(id);
    const amount = Math.min(gainSincePeriod, equity);
    return amount > 0 ? [{ account: id, market: undefined, amount }] : [];
  });

/** Unrealised gains of open positions in some markets; where they exceed the account's equity, cut to it in proportion. */
export const gainsOfPositions = (view: VenueView, subject: CaseView, markets: readonly number[]): Gain[] =>
  bystanders(view, subject).flatMap((id) => {
    const account = view.account(id);
    const equity = Math.max(0, account.equity);
    const won = account
      .positions()
      .filter(({ market }) => markets.includes(market.number))
      .map(({ market, lots, value, cost }) => ({
        account: id,
        market: market.number,
        amount: leastWorthOf({ market, lots, value: market.value(lots, market.mark) }, value - cost),
      }))
      .filter(({ amount }) => amount > 0);
    const total = won.reduce((sum, { amount }) => sum + amount, 0);
    if (total <= equity) return won;
    return won
      .map((gain) => ({ ...gain, amount: mulDivFloor(gain.amount, equity, total) }))
      .filter(({ amount }) => amount > 0);
  });

/** Takes a need from gains in proportion to them: the same percentage of each, to one unit. */
export const takeFrom = (gains: readonly Gain[], need: number): Gain[] => {
  const amounts = gains.map(({ amount }) => amount);
  const taken = apportion(need, amounts, amounts);
  return gains.map((gain, i) => ({ ...gain, amount: taken[i] ?? 0 })).filter(({ amount }) => amount > 0);
};

/** Charges a case's deficit to all who have won in the period, the same percentage of each gain; nothing where nobody has won. */
export const chargeWinnersOfPeriod = (view: VenueView, subject: CaseView): readonly Action[] => {
  const taken = takeFrom(gainsOfPeriod(view, subject), subject.deficit);
  if (taken.length === 0) return [];
  return [{ do: 'charge', base: 'equity', charges: taken.map(({ account, amount }) => ({ account, amount })) }];
};
