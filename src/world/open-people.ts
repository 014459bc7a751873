import { configError, type Person } from '../contract/index.ts';
import { counterpartyOf, endow, type Market, type Venue } from '../exchange/index.ts';
import { MoneyError } from '../money/index.ts';
import { fitPeople } from './fit-people.ts';
import type { Scenario } from './scenario.ts';
import { Wanted } from './wanted.ts';

/** What came of opening the accounts of a population. */
export interface Opened {
  /** Hedge group of accounts that are hedged. */
  readonly hedgeGroups: ReadonlyMap<number, number>;
  /** People whose positions were scaled down to the exchange's maximum leverage. */
  readonly scaledDown: number;
}

/** A world while people settle in. */
export interface SettlingIn {
  readonly venue: Venue;
  readonly scenario: Scenario;
  readonly arrivals: Pick<Opened, 'hedgeGroups'>;
}

/**
 * Opens the accounts of a population: positions no larger than initial margin admits, each market's two sides made equal.
 *
 * @param onSettling - Told after each account and each position that was opened.
 * @returns Hedge group by account, and how many people were scaled down.
 */
export const openPeople = (
  venue: Venue,
  scenario: Scenario,
  people: readonly Person[],
  onSettling?: (soFar: SettlingIn) => void,
): Opened => {
  const wanted = new Wanted(venue, scenario, people);
  const scaledDown = fitPeople(venue, wanted);
  const hedgeGroups = new Map<number, number>();
  const soFar: SettlingIn = { venue, scenario, arrivals: { hedgeGroups } };
  const onOpened = (): void => onSettling?.(soFar);
  const { accounts: present, positions: held } = venue.ledger;
  // Columns that double as they fill are copied several times. In each market one position is the other side's.
  present.reserve(present.count + wanted.accounts);
  held.reserve(held.used + wanted.positions + venue.markets.length);
  const accounts = openAccounts(venue, wanted, hedgeGroups, onOpened);
  openPositions(venue, wanted, accounts, onOpened);
  return { hedgeGroups, scaledDown };
};

/** Opens all accounts with their deposits; returns them in order. */
const openAccounts = (
  venue: Venue,
  wanted: Wanted,
  hedgeGroups: Map<number, number>,
  onOpened: () => void,
): Int32Array => {
  const { ledger } = venue;
  /** First account of each owner: owners are mostly numbered from 0 on. */
  const firstOf: number[] = [];
  const accounts = new Int32Array(wanted.accounts);
  for (let i = 0; i < accounts.length; i++) {
    const { kind, owner, hedgeGroup } = wanted.people[wanted.person[i] as number] as Person;
    const first = firstOf[owner];
    const account = ledger.open(kind, first ?? -1);
    if (first === undefined) firstOf[owner] = account;
    if (hedgeGroup !== undefined) hedgeGroups.set(account, hedgeGroup);
    const deposit = wanted.deposit[i] as number;
    if (deposit > 0) endow(venue, account, deposit, wanted.asset[i] as number);
    accounts[i] = account;
    onOpened();
  }
  return accounts;
};

/** A position that the ledger cannot hold is the scenario's mistake. */
const tooLarge = ({ id }: Market, error: unknown): unknown =>
  error instanceof MoneyError
    ? configError('population', `an account of the population is too large in ${id}: ${error.message}`, {
        hint: 'give the population more traders, so that each holds less of the open interest',
        cause: error,
      })
    : error;

/** Opens all positions, account by account, against the rest of the world or the pool that is the counterparty. */
const openPositions = (venue: Venue, wanted: Wanted, accounts: Int32Array, onOpened: () => void): void => {
  const { ledger, markets } = venue;
  const longs = markets.map(({ number }) => counterpartyOf(venue, number, 1));
  const shorts = markets.map(({ number }) => counterpartyOf(venue, number, -1));
  let met = markets[0] as Market;
  try {
    for (let i = 0; i < accounts.length; i++) {
      for (let place = wanted.first[i] as number; place < (wanted.first[i + 1] as number); place++) {
        const lots = wanted.lots[place] as number;
        if (lots === 0) continue;
        met = markets[wanted.market[place] as number] as Market;
        const from = (lots > 0 ? longs : shorts)[met.number] as number;
        ledger.fill(
          met.number,
          from,
          accounts[i] as number,
          lots,
          met.value(lots, wanted.entry[place] as number),
          'open',
        );
        onOpened();
      }
    }
  } catch (error) {
    throw tooLarge(met, error);
  }
};
