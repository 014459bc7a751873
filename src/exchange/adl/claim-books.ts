import type { ClaimBooks } from '../../contract/index.ts';
import { deltaOf, netDeltaOf } from '../hedge.ts';
import type { Venue } from '../venue.ts';
import type { Claims } from './claims.ts';
import { ofAccounts } from './on-demand.ts';

/** Lots that the delta of one is worked out from, so that an inverse contract's rounding does not show. */
const LOTS = 1000;

/** Whole books behind claims on lots, read from the engine's columns when asked for. */
export const liveBooks = (venue: Venue, claims: Claims): ClaimBooks => {
  const { market } = claims;
  const { ledger } = venue;
  const ownerOf = (account: number): number => ledger.accounts.owner[account] as number;
  const mates = (account: number): readonly number[] => venue.accountsOfOwner(ownerOf(account));
  const perLot = Math.abs(deltaOf(market, LOTS)) / LOTS;
  const inLots = (account: number, over: readonly number[]): number => {
    if (perLot === 0) return Math.abs(ledger.lots(account, market.number));
    return (Math.sign(deltaOf(market, ledger.lots(account, market.number))) * netDeltaOf(venue, over)) / perLot;
  };
  const owner = ofAccounts(claims, ownerOf);
  const net = ofAccounts(claims, (account) => inLots(account, [account]));
  const ownerNet = ofAccounts(claims, (account) => inLots(account, mates(account)));
  const ownerEquity = ofAccounts(claims, (account) =>
    mates(account).reduce((sum, one) => sum + Math.max(0, venue.valuation.equityOf(one)), 0),
  );
  return {
    get owner() {
      return owner();
    },
    get net() {
      return net();
    },
    get ownerNet() {
      return ownerNet();
    },
    get ownerEquity() {
      return ownerEquity();
    },
  };
};
