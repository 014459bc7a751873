import { expect } from 'vitest';
import {
  type AdlComposite,
  borneOf,
  type CaseLine,
  type ExchangeDesign,
  neededOf,
  type Use,
  type Venue,
  type WaterfallLayer,
} from '../../../src/exchange/index.ts';
import { audit } from '../../../src/ledger/index.ts';

/** A built-in with parameters as a file writes them; what is left out has its default. */
export const built = (
  mechanism: { readonly params: { parse(input: unknown): unknown } },
  input: unknown = {},
): Use<never> => ({ mechanism: mechanism as never, params: mechanism.params.parse(input) });

type Kind = 'liquidation' | 'backstop' | 'socialisation';

/** A layer of one built-in. */
export const layer = (kind: Kind, mechanism: Parameters<typeof built>[0], input: unknown = {}): WaterfallLayer => ({
  label: kind,
  kind,
  use: built(mechanism, input),
});

/** The engine's own layer that pays from a pool. */
export const pays = (pool: string): WaterfallLayer => ({ label: 'fund', kind: 'fund', pool });

/** An ADL layer of built-ins. */
export const adlOf = (parts: Omit<AdlComposite, 'settle'> & Partial<Pick<AdlComposite, 'settle'>>): WaterfallLayer => ({
  label: 'adl',
  kind: 'adl',
  composite: { settle: 'close', ...parts },
});

/** Margin as most tests here have it. */
export const margin = (mechanism: Parameters<typeof built>[0], input: unknown): Pick<ExchangeDesign, 'margin'> => ({
  margin: built(mechanism, input),
});

/** Right books, and an identity that balances in every case and asset. */
export const sound = (venue: Venue): void => {
  expect(audit(venue.ledger)).toEqual([]);
  for (const data of venue.cases.all) for (const line of data.lines) expect(neededOf(line)).toBe(borneOf(line));
};

/** The fields of a case's account that are not zero, in one asset. */
export const accountOf = (venue: Venue, id: number, asset = 0): Partial<CaseLine> => {
  const line = venue.cases.all[id - 1]?.lines[asset];
  return Object.fromEntries(Object.entries(line ?? {}).filter(([, units]) => units !== 0));
};

/** Equity at mark, units of the settlement asset. */
export const equityOf = (venue: Venue, account: number): number => venue.valuation.read(account).equity;
