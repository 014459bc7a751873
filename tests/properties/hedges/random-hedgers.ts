import {
  accountEquityNegative,
  bankruptcy,
  blind,
  factorLeverage,
  greedyQueue,
  integerProRata,
  jointClose,
  lexicographic,
  netRank,
  oppositeSide,
  profitPctOnly,
  replacementOffer,
  vmgh,
} from '../../../mechanisms/adl/index.ts';
import { depositorVault } from '../../../mechanisms/fund/index.ts';
import { bookIoc } from '../../../mechanisms/liquidation/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import type { Dice } from '../../../src/check/index.ts';
import type { AdlComposite, ExchangeDesign, Venue, WaterfallLayer } from '../../../src/exchange/index.ts';
import { deposit, openPosition } from '../../../src/exchange/index.ts';
import { design, person, quote, step, venueOf } from '../../fixtures/exchange.ts';
import { adlOf, built, layer, margin } from '../../mechanisms/engine/built.ts';

/** What a rule sees of hedges. */
export type Scope = 'account' | 'venue';

/** What each rule for hedges puts into the ADL layer. */
const PARTS = {
  blind: () => ({ protection: built(blind) }),
  lexicographic: (scope) => ({ protection: built(lexicographic, { scope }) }),
  'joint-close': (scope) => ({ protection: built(jointClose, { scope }) }),
  'replacement-offer': (scope) => ({ protection: built(replacementOffer, { scope, limit: '100' }) }),
  'net-rank': (scope) => ({ ranking: built(netRank, { scope }) }),
  'factor-leverage': (scope) => ({ allocation: built(factorLeverage, { scope }) }),
} satisfies Record<string, (scope: Scope) => Partial<AdlComposite>>;

/** A rule for hedges by name and scope; undefined is none. */
export type Rule = { readonly use: keyof typeof PARTS | 'vmgh'; readonly scope: Scope } | undefined;

/** Rules that close positions. */
export const CLOSING = Object.keys(PARTS) as (keyof typeof PARTS)[];

const layersOf = (rule: Rule, proRata: boolean): WaterfallLayer[] => {
  // Gains are charged once the loser is flat, so the book has to take the lots.
  if (rule?.use === 'vmgh')
    return [
      layer('liquidation', bookIoc, { limit: 'none', fee: '0' }),
      { label: 'adl', kind: 'adl', whole: built(vmgh) },
    ];
  return [
    adlOf({
      trigger: built(accountEquityNegative),
      eligible: [built(oppositeSide)],
      ranking: built(profitPctOnly),
      allocation: built(proRata ? integerProRata : greedyQueue),
      closeOut: built(bankruptcy),
      ...(rule === undefined ? {} : PARTS[rule.use](rule.scope)),
    }),
  ];
};

const designOf = (rule: Rule, proRata: boolean): ExchangeDesign =>
  design(layersOf(rule, proRata), {
    ...margin(fraction, { initial: '0.02', maintenance: '0.01' }),
    funds: { vault: built(depositorVault, { capital: '1000000000' }) },
  });

/** Somebody who is short A, hedged in B and C or not, in one account or in two. */
export interface Short {
  readonly lots: number;
  readonly hedge: readonly [b: number, c: number];
  readonly accounts: 1 | 2;
  /** Money of each account; much when left out. */
  readonly money?: number;
  /** More accounts of the same owner, each with so many lots of A and so much money. */
  readonly more?: readonly { readonly lots: number; readonly money: number }[];
}

/** A drawn book: shorts in A, and how much of A fails at the gap. */
export interface HedgedBook {
  readonly shorts: readonly Short[];
  readonly fails: number;
  readonly marks: readonly [number, number, number];
  readonly proRata: boolean;
}

/**
 * Draws a book.
 *
 * @param exact - Every hedge offsets its short at the marks of the gap at least; else by any part.
 */
export const drawBook = (dice: Dice, exact: boolean): HedgedBook => {
  const marks = [dice.between(60, 95), dice.between(50, 150), dice.between(50, 150)] as const;
  const shorts = Array.from({ length: dice.between(1, 8) }, (): Short => {
    const lots = dice.between(1, 400);
    const hedged = dice.once(2);
    const split = dice.below(3);
    const delta = lots * marks[0];
    const part = exact ? 1 : dice.between(1, 30) / 20;
    const inB = split === 0 ? 1 : split === 1 ? 0 : 0.5;
    const round = exact ? Math.ceil : Math.round;
    const hedge = [round((inB * part * delta) / marks[1]), round(((1 - inB) * part * delta) / marks[2])] as const;
    return { lots, hedge: hedged ? hedge : [0, 0], accounts: hedged && dice.once(2) ? 2 : 1 };
  });
  const all = shorts.reduce((sum, { lots }) => sum + lots, 0);
  return { shorts, fails: dice.between(1, all), marks, proRata: dice.once(2) };
};

/** A book that was played through its gap. */
export interface Played {
  readonly venue: Venue;
  readonly before: readonly (readonly number[])[];
  /** Accounts of each short, the one that is short first. */
  readonly accounts: readonly (readonly number[])[];
  readonly groups: Map<number, number>;
  /** Lots of A that ADL cut of each short, over all its accounts. */
  readonly cut: readonly number[];
  readonly lots: (account: number) => number[];
}

/** Plays a book: everybody enters at 100, A falls to its mark, and who is long `fails` lots of it is resolved. */
export const play = ({ shorts, fails, marks, proRata }: HedgedBook, rule: Rule): Played => {
  const venue = venueOf(designOf(rule, proRata), [{}, {}, {}]);
  const value = (market: number, lots: number): number => venue.markets[market]?.value(lots, 100) ?? 0;
  const groups = new Map<number, number>();
  const accounts = shorts.map(({ lots, hedge, accounts: several, money = 1e9, more = [] }, i) => {
    const first = person(venue, money, [[0, -lots, 100]]);
    const second = several === 2 ? venue.ledger.open('trader', first) : first;
    if (second !== first) deposit(venue, second, money);
    hedge.forEach((size, k) => {
      if (size > 0) openPosition(venue, second, k + 1, size, value(k + 1, size));
    });
    const others = more.map(({ lots: size, money: own }) => {
      const account = venue.ledger.open('trader', first);
      deposit(venue, account, own);
      openPosition(venue, account, 0, size, value(0, size));
      return account;
    });
    const mine = [...(second === first ? [first] : [first, second]), ...others];
    if (hedge.some((size) => size > 0)) for (const account of mine) groups.set(account, i);
    return mine;
  });
  const sum = (of: (one: Short) => number): number => shorts.reduce((total, one) => total + of(one), 0);
  person(venue, fails, [[0, fails, 100]]);
  const extra = sum(({ more = [] }) => more.reduce((total, { lots }) => total - lots, 0));
  const others = [
    sum(({ lots }) => lots) + extra - fails,
    -sum(({ hedge }) => hedge[0]),
    -sum(({ hedge }) => hedge[1]),
  ];
  person(
    venue,
    1e9,
    others.flatMap((lots, market) => (lots === 0 ? [] : [[market, lots, 100] as const])),
  );
  const maker = person(venue, 1e9, [], 'maker');
  for (const market of rule?.use === 'vmgh' ? [0, 1, 2] : [1, 2])
    quote(venue, maker, market, 1, 1e6, marks[market] as number);
  const lots = (account: number): number[] => [0, 1, 2].map((market) => venue.ledger.lots(account, market));
  const before = accounts.map((mine) => netOf(mine.map(lots)));
  step(venue, marks);
  const adl = new Map<number, number>();
  for (const { kind, cause, b, lots: size } of venue.ledger.log)
    if (kind === 'fill' && cause === 'adl') adl.set(b, (adl.get(b) ?? 0) + size);
  const cut = accounts.map((mine) => mine.reduce((total, account) => total + (adl.get(account) ?? 0), 0));
  return { venue, before, accounts, groups, cut, lots };
};

/** Lots of several accounts together, by market. */
export const netOf = (held: readonly (readonly number[])[]): number[] =>
  [0, 1, 2].map((market) => held.reduce((total, lots) => total + (lots[market] as number), 0));
