import type { CutAction } from '../../contract/index.ts';
import { rateCeil } from '../../money/index.ts';
import { valuesOfCuts } from '../actions/cut.ts';
import type { AdlFees } from '../design.ts';
import type { Market } from '../market.ts';
import type { Venue } from '../venue.ts';
import type { LiveCase } from '../views.ts';

/** A fee on a value, in units of the market's asset: junior to every loss, so never more than the payer has. */
const feeOf = (venue: Venue, market: Market, account: number, value: number, perMillion: number): number => {
  const pool = venue.pools.find((one) => one.account === account);
  const free = Math.min(venue.valuation.equityOf(account), pool?.spendable ?? Number.POSITIVE_INFINITY);
  const most = venue.valuation.inAsset(market.setup.settle, Math.max(0, free));
  return Math.min(rateCeil(Math.abs(value), perMillion), most);
};

/** Takes a fee from an account that was cut: its own affair, no part of what the case needed. */
export const takeCounterpartyFee = (
  venue: Venue,
  { counterpartyPerMillion }: AdlFees,
  subject: LiveCase,
  market: Market,
  { account, value }: { readonly account: number; readonly value: number },
): void => {
  const fee = feeOf(venue, market, account, value, counterpartyPerMillion);
  if (fee === 0) return;
  const { ledger } = venue;
  ledger.transfer(market.setup.settle, account, ledger.feesAccount, fee, 'liquidation-fee', subject.id);
};

/** Takes the subject's fee, which its case accounts for. */
export const takeSubjectFee = (
  venue: Venue,
  { subjectPerMillion }: AdlFees,
  { data }: LiveCase,
  market: Market,
  value: number,
): void => {
  const fee = feeOf(venue, market, data.subject, value, subjectPerMillion);
  venue.postings.pay(data, market.setup.settle, venue.ledger.feesAccount, fee, 'liquidation-fee');
};

/** Takes the fees of a piece that was closed by fills. */
export const takeFees = (venue: Venue, fees: AdlFees, subject: LiveCase, market: Market, cut: CutAction): void => {
  takeSubjectFee(venue, fees, subject, market, cut.value);
  const values = valuesOfCuts(cut);
  cut.cuts.forEach(({ account }, i) => {
    takeCounterpartyFee(venue, fees, subject, market, { account, value: values[i] as number });
  });
};
