import type { StepRow } from '../../contract/index.ts';
import type { Happening } from '../../measure/story-shape.ts';
import type { Names } from './names.ts';

/** A score that stands before the decision it was made for. */
export type Scored = Pick<StepRow, 'a' | 'lots' | 'value' | 'cost'>;

type Telling = { readonly kind: Happening['kind']; readonly says: string; readonly who?: readonly number[] };

const side = (lots: number): string => (lots > 0 ? 'long' : 'short');

/** `5 long lots of BTC`. */
const piece = ({ lots, market }: StepRow, names: Names): string =>
  `${Math.abs(lots)} ${side(lots)} ${Math.abs(lots) === 1 ? 'lot' : 'lots'} of ${names.market(market)}`;

/** What the piece went for, and what it was worth. */
const price = ({ value, mark, market }: StepRow, names: Names): string => {
  const at = names.ofMarket(Math.abs(value), market);
  return value === mark ? `for ${at}, the mark` : `for ${at}; at mark ${names.ofMarket(Math.abs(mark), market)}`;
};

const FILLS: Readonly<Record<string, (row: StepRow, names: Names) => Telling | undefined>> = {
  book: (row, names) => ({
    kind: 'book',
    says: `${piece(row, names)} of ${names.account(row.a)} go to ${names.account(row.b)} in the book ${price(row, names)}`,
    who: [row.a, row.b],
  }),
  offer: (row, names) => ({
    kind: 'take-over',
    says: `${names.account(row.b)} accepts ${piece(row, names)} of ${names.account(row.a)} ${price(row, names)}`,
    who: [row.a, row.b],
  }),
  'take-over': (row, names) => ({
    kind: 'take-over',
    says: `${names.account(row.b)} takes over ${piece(row, names)} of ${names.account(row.a)} ${price(row, names)}`,
    who: [row.a, row.b],
  }),
  adl: (row, names) => ({
    kind: 'cut',
    says: `ADL closes ${piece(row, names)} of ${names.account(row.a)} against ${names.account(row.b)} ${price(row, names)}`,
    who: [row.b, row.a],
  }),
  companion: (row, names) => ({
    kind: 'cut',
    says: `with it ${piece(row, names)} of ${names.account(row.a)} are closed ${price(row, names)}`,
    who: [row.a],
  }),
  'market-close': (row, names) => ({
    kind: 'close',
    says: `${piece(row, names)} of ${names.account(row.a)} end with the market ${price(row, names)}`,
    who: [row.a],
  }),
  trade: (row, names) => ({
    kind: 'act',
    says: `${names.account(row.a)} ${row.lots > 0 ? 'sells' : 'buys'} ${Math.abs(row.lots)} ${names.market(row.market)} ${row.lots > 0 ? 'to' : 'from'} ${names.account(row.b)} for ${names.ofMarket(Math.abs(row.value), row.market)}`,
    who: [row.a, row.b],
  }),
};

const TRANSFERS: Readonly<Record<string, (row: StepRow, amount: string, names: Names) => Telling>> = {
  deposit: ({ b }, amount, names) => ({ kind: 'act', says: `${names.account(b)} pays in ${amount}`, who: [b] }),
  withdraw: ({ a }, amount, names) => ({ kind: 'act', says: `${names.account(a)} withdraws ${amount}`, who: [a] }),
  pay: ({ a, b }, amount, names) => ({
    kind: 'fund',
    says: `${names.account(a)} pays ${amount} to ${names.account(b)}`,
    who: [b],
  }),
  flow: ({ a, b }, amount, names) => ({
    kind: 'fund',
    says: `${names.account(a)} pays ${amount} to ${names.account(b)}`,
    who: [a, b],
  }),
  charge: ({ a }, amount, names) => ({
    kind: 'charge',
    says: `${names.account(a)} is charged ${amount} for losses of others`,
    who: [a],
  }),
  'write-off': ({ b }, amount, names) => ({
    kind: 'uncovered',
    says: `${amount} that ${names.account(b)} owes are covered by nobody`,
    who: [b],
  }),
  forfeit: ({ a, b }, amount, names) => ({
    kind: 'money',
    says: `${names.account(a)} forfeits ${amount} to ${names.account(b)}`,
    who: [a],
  }),
  'liquidation-fee': ({ a, b }, amount, names) => ({
    kind: 'money',
    says: `${names.account(a)} pays a liquidation fee of ${amount} to ${names.account(b)}`,
    who: [a],
  }),
  withheld: ({ a }, amount, names) => ({
    kind: 'money',
    says: `${amount} of what ${names.account(a)} is paid are withheld`,
    who: [a],
  }),
};
for (const cause of ['take-over-difference', 'adl-difference'])
  (TRANSFERS as Record<string, (typeof TRANSFERS)[string]>)[cause] = ({ a, b }, amount, names) => ({
    kind: 'money',
    says: `${names.account(a)} pays the difference of ${amount} to ${names.account(b)}`,
    who: [a, b],
  });

const CASES = ['defaults', 'works out inventory', 'has a pool to resolve', 'is in a market that closes'] as const;

const decision = (row: StepRow, scores: readonly Scored[], names: Names): Telling => {
  const amount = (of: number): string => names.raised(of, row.market, row.mark);
  const rank = scores.map(
    ({ a, value, cost, lots }) =>
      `${names.account(a)} gives ${amount(cost)} of ${amount(lots)} (score ${names.score(value)})`,
  );
  const where = row.market < 0 ? 'all markets' : names.market(row.market);
  const head = `${names.layer(row.mark)} needs ${amount(row.lots)} in ${where} for ${names.account(row.a)}, asks ${row.b}, raises ${amount(row.value)}`;
  return {
    kind: 'decision',
    says: rank.length === 0 ? head : `${head}: ${rank.join(', ')}`,
    who: [row.a, ...scores.filter(({ cost }) => cost > 0).map(({ a }) => a)],
  };
};

/** What a row says, for people; nothing for rows that move nobody: roundings, prices, memos. */
export const tell = (row: StepRow, scores: readonly Scored[], names: Names): Telling | undefined => {
  switch (row.kind) {
    case 'fill':
      return FILLS[row.cause]?.(row, names);
    case 'transfer':
      return TRANSFERS[row.cause]?.(row, names.ofAsset(row.value, row.market), names);
    case 'open-case':
      return {
        kind: 'case',
        says: `${names.account(row.a)} ${CASES[row.value] ?? 'has a case'} (case ${row.case})`,
        who: [row.a],
      };
    case 'close-case':
      return {
        kind: 'case',
        says: `case ${row.case} closes; ${names.account(row.a)} has ${names.ofAsset(row.value, 0)} left`,
        who: [row.a],
      };
    case 'decision':
      return decision(row, scores, names);
    case 'notice':
      return { kind: 'decision', says: `${names.layer(row.mark)} announces ADL in ${names.market(row.market)}` };
    case 'sell-collateral':
      return {
        kind: 'money',
        says: `${names.account(row.a)} sells collateral, ${names.ofAsset(row.lots, row.market)}, for ${names.ofAsset(row.value, 0)}`,
        who: [row.a],
      };
    case 'bound':
      return { kind: 'case', says: `the bound of ${row.value} rounds is reached with ${row.a} cases open` };
  }
  return undefined;
};
