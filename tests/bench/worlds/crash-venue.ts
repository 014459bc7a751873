import { adl, fund, margin } from '../../../mechanisms/index.ts';
import { type ExchangeDesign, indexPhase, markPhase, Venue } from '../../../src/exchange/index.ts';
import { linear } from '../../../src/money/index.ts';
import { design, use } from '../../fixtures/exchange.ts';
import { draws } from '../draws.ts';
import { OPEN } from './big-venue.ts';

/** Price after the crash, ticks: a fall of a tenth. */
export const CRASHED = 900_000;

/** How many positions, and how many of them go bankrupt. */
export interface CrashVenueOptions {
  /** Accounts with one position each, half of them long. */
  readonly accounts: number;
  /** Share of the accounts that the crash leaves with less than nothing, at most a half. */
  readonly bankrupt: number;
  readonly plainSweep?: boolean;
}

/** An empty insurance fund, and behind it ADL by profit times leverage, a queue, at bankruptcy prices. */
export const crashDesign = (): ExchangeDesign => {
  const composite = {
    trigger: use(adl.accountEquityNegative, adl.accountEquityNegative.params.parse({})),
    settle: 'close' as const,
    eligible: [use(adl.oppositeSide), use(adl.profitable)],
    ranking: use(adl.pnlPctTimesEffectiveLeverage),
    allocation: use(adl.greedyQueue),
    closeOut: use(adl.bankruptcy),
  };
  const { fraction } = margin;
  return design(
    [
      { label: 'fund', kind: 'fund', pool: 'insurance' },
      { label: 'adl', kind: 'adl', composite },
    ],
    {
      margin: use(fraction, fraction.params.parse({ initial: '0.01', maintenance: '0.005' })),
      funds: { insurance: use(fund.insuranceFund, fund.insuranceFund.params.parse({ capital: '0' })) },
    },
  );
};

const emptyVenue = (accounts: number, plainSweep: boolean): Venue => {
  const venue = new Venue({
    design: crashDesign(),
    assets: [{ name: 'USD', decimals: 0 }],
    seed: 1,
    plainSweep,
    capacity: { accounts: accounts + 16, positions: accounts + 16 },
    markets: [
      {
        id: 'M',
        instrument: linear({ tickValue: 1 }),
        settle: 0,
        tick: 1,
        floor: 1000,
        cap: 100 * OPEN,
        beta: 1,
        open: OPEN,
      },
    ],
  });
  indexPhase(venue, [OPEN]);
  markPhase(venue);
  return venue;
};

/** Opens a trader with one position, against the rest of the world; its money is the value at the open over a leverage. */
const openTrader = ({ ledger }: Venue, lots: number, entry: number, leverage: number): number => {
  const account = ledger.open('trader');
  ledger.transfer(0, ledger.outsideAccount, account, Math.ceil((Math.abs(lots) * OPEN) / leverage), 'deposit');
  ledger.fill(0, ledger.outsideAccount, account, lots, lots * entry, 'open');
  return account;
};

/**
 * One market, half of the accounts long and half short, before a fall of a tenth.
 *
 * Bankrupt longs stand at a leverage of 12 to 18 and are below zero after the fall; the others, at 1 to 6, stay healthy. All shorts have a
 * profit then, of different size.
 */
export const crashVenue = ({ accounts, bankrupt, plainSweep = false }: CrashVenueOptions): Venue => {
  const venue = emptyVenue(accounts, plainSweep);
  const draw = draws(2);
  for (let i = 0; i < accounts; i++) {
    const long = i % 2 === 0;
    const lots = Math.floor(1 + 100 * draw()) * (long ? 1 : -1);
    const entry = long ? OPEN : OPEN + Math.floor(20_000 * draw());
    // Spread evenly, not by chance: the share is what it is called at every size.
    const falls = long && Math.floor((i / 2 + 1) * 2 * bankrupt) > Math.floor((i / 2) * 2 * bankrupt);
    const leverage = !long ? 1 + 19 * draw() : falls ? 12 + 6 * draw() : 1 + 5 * draw();
    openTrader(venue, lots, entry, leverage);
    if (i % 8192 === 0) venue.ledger.log.release();
  }
  venue.ledger.log.release();
  venue.periods.begin(0);
  return venue;
};

/** A venue after the fall with one account that ADL is to be done for. */
export interface WinnersVenue {
  readonly venue: Venue;
  /** The account below zero, in no case yet. */
  readonly subject: number;
  /** Lots to be closed. */
  readonly need: number;
}

/** Shorts that have all won, and one bankrupt long that holds a share of their lots. */
export const winnersVenue = (winners: number, share: number): WinnersVenue => {
  const venue = emptyVenue(winners + 1, false);
  const draw = draws(3);
  let all = 0;
  for (let i = 0; i < winners; i++) {
    const lots = Math.floor(1 + 100 * draw());
    all += lots;
    openTrader(venue, -lots, OPEN + Math.floor(20_000 * draw()), 1 + 19 * draw());
    if (i % 8192 === 0) venue.ledger.log.release();
  }
  const need = Math.max(1, Math.floor(all * share));
  const subject = openTrader(venue, need, OPEN, 15);
  venue.periods.begin(0);
  indexPhase(venue, [CRASHED]);
  markPhase(venue);
  venue.ledger.log.release();
  return { venue, subject, need };
};
