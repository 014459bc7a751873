/**
 * What the fields of an action may say: numbers that are whole, accounts, markets and pools that are there.
 *
 * @module
 */
import type { Action } from '../../contract/index.ts';
import type { Market } from '../market.ts';
import type { Pool } from '../pools.ts';
import type { Venue } from '../venue.ts';
import { nameOf, refuse } from './refuse.ts';

/** Refuses what is no whole number. @param account - Whose it is, where an action names several. */
export const wholeNumber = (venue: Venue, action: Action, what: string, value: number, account?: number): void => {
  if (!Number.isSafeInteger(value))
    refuse(venue, action, `${nameOf(what, account)} was ${value}; it is a whole number below 2^53`);
};

/** Refuses what is no whole number of at least `least`. */
export const wholeFrom = (
  venue: Venue,
  action: Action,
  what: string,
  value: number,
  least: number,
  account?: number,
): void => {
  wholeNumber(venue, action, what, value, account);
  if (value < least) refuse(venue, action, `${nameOf(what, account)} was ${value}; it is at least ${least}`);
};

/** Refuses what is no list. */
export const list = (venue: Venue, action: Action, what: string, value: readonly unknown[]): void => {
  if (!Array.isArray(value)) refuse(venue, action, `${what} was ${String(value)}; it is a list`);
};

/** Refuses an account that is not there. */
export const knownAccount = (venue: Venue, action: Action, account: number): void => {
  if (!Number.isInteger(account) || account < 0 || account >= venue.ledger.accounts.count)
    refuse(venue, action, `there is no account ${account}`);
};

/** The market of a number. */
export const knownMarket = (venue: Venue, action: Action, number: number): Market =>
  venue.markets[number] ?? refuse(venue, action, `there is no market number ${number}`);

/** The pool of a name that serves a market. */
export const knownPool = (venue: Venue, action: Action, name: string, market: number): Pool =>
  venue.findPoolFor(name, market) ??
  refuse(venue, action, `there is no pool called "${name}" for ${venue.markets[market]?.id}`);
