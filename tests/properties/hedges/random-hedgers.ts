import {
  accountEquityNegative,
  bankruptcy,
  greedyQueue,
  integerProRata,
  jointClose,
  lexicographic,
  oppositeSide,
  profitPctOnly,
} from '../../../mechanisms/adl/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import type { Dice } from '../../../src/check/index.ts';
import type { ExchangeDesign, Venue, WaterfallLayer } from '../../../src/exchange/index.ts';
import { deposit, openPosition } from '../../../src/exchange/index.ts';
import { design, person, quote, step, venueOf } from '../../fixtures/exchange.ts';
import { adlOf, built, margin } from '../../mechanisms/engine/built.ts';

/** A protection by name and scope; undefined is none. */
export type Protection =
  | { readonly use: 'lexicographic' | 'joint-close'; readonly scope: 'account' | 'venue' }
  | undefined;

const RULES = { lexicographic, 'joint-close': jointClose } as const;

const layerOf = (protection: Protection, proRata: boolean): WaterfallLayer =>
  adlOf({
    trigger: built(accountEquityNegative),
    eligible: [built(oppositeSide)],
    ranking: built(profitPctOnly),
    allocation: built(proRata ? integerProRata : greedyQueue),
    closeOut: built(bankruptcy),
    ...(protection === undefined ? {} : { protection: built(RULES[protection.use], { scope: protection.scope }) }),
  });

const designOf = (protection: Protection, proRata: boolean): ExchangeDesign =>
  design([layerOf(protection, proRata)], margin(fraction, { initial: '0.02', maintenance: '0.01' }));

/** Somebody who is short A, hedged in B and C or not, in one account or in two. */
interface Short {
  readonly lots: number;
  readonly hedge: readonly [b: number, c: number];
  readonly accounts: 1 | 2;
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
  /** Lots of A that were cut of each short. */
  readonly cut: readonly number[];
  readonly lots: (account: number) => number[];
}

/** Plays a book: everybody enters at 100, A falls to its mark, and who is long `fails` lots of it is deleveraged. */
export const play = ({ shorts, fails, marks, proRata }: HedgedBook, protection: Protection): Played => {
  const venue = venueOf(designOf(protection, proRata), [{}, {}, {}]);
  const value = (market: number, lots: number): number => venue.markets[market]?.value(lots, 100) ?? 0;
  const groups = new Map<number, number>();
  const accounts = shorts.map(({ lots, hedge, accounts: several }, i) => {
    const first = person(venue, 1e9, [[0, -lots, 100]]);
    const second = several === 2 ? venue.ledger.open('trader', first) : first;
    if (second !== first) deposit(venue, second, 1e9);
    hedge.forEach((size, k) => {
      if (size > 0) openPosition(venue, second, k + 1, size, value(k + 1, size));
    });
    const mine = second === first ? [first] : [first, second];
    if (hedge.some((size) => size > 0)) for (const account of mine) groups.set(account, i);
    return mine;
  });
  const sum = (of: (one: Short) => number): number => shorts.reduce((total, one) => total + of(one), 0);
  person(venue, fails, [[0, fails, 100]]);
  const others = [sum(({ lots }) => lots) - fails, -sum(({ hedge }) => hedge[0]), -sum(({ hedge }) => hedge[1])];
  person(
    venue,
    1e9,
    others.flatMap((lots, market) => (lots === 0 ? [] : [[market, lots, 100] as const])),
  );
  const maker = person(venue, 1e9, [], 'maker');
  for (const market of [1, 2]) quote(venue, maker, market, 1, 1e6, marks[market] as number);
  const lots = (account: number): number[] => [0, 1, 2].map((market) => venue.ledger.lots(account, market));
  const before = accounts.map((mine) => netOf(mine.map(lots)));
  step(venue, marks);
  const cut = accounts.map(([first], i) => (lots(first as number)[0] as number) - (before[i]?.[0] as number));
  return { venue, before, accounts, groups, cut, lots };
};

/** Lots of several accounts together, by market. */
export const netOf = (held: readonly (readonly number[])[]): number[] =>
  [0, 1, 2].map((market) => held.reduce((total, lots) => total + (lots[market] as number), 0));
