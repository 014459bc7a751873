import { expect } from 'vitest';
import { insuranceFund } from '../../../mechanisms/fund/index.ts';
import type { CaseView, LayerAnswer } from '../../../src/contract/index.ts';
import type { ExchangeDesign, Venue, WaterfallLayer } from '../../../src/exchange/index.ts';
import { defineLiquidation, defineSocialisation, isBreakwaterError, z } from '../../../src/index.ts';
import { audit, saveLedger } from '../../../src/ledger/index.ts';
import { adl, closeAt, design, person, step, use, venueOf } from '../../fixtures/exchange.ts';

/** Takes the state of the ledger, log included; called by what is about to answer nonsense. */
export type Mark = () => void;

/**
 * What a run is stopped with: kind, code and message of the error.
 *
 * @param venueWith - Builds the venue; its nonsense calls `mark` first, and after the error the ledger must be as it was then.
 */
export const stoppedBy = (venueWith: (mark: Mark) => Venue, prices: readonly number[]): string => {
  let before: unknown;
  const venue: Venue = venueWith(() => {
    before ??= saveLedger(venue.ledger);
  });
  try {
    step(venue, prices);
  } catch (error) {
    if (!isBreakwaterError(error)) throw error;
    expect(before).toBeDefined();
    expect(saveLedger(venue.ledger)).toEqual(before);
    expect(audit(venue.ledger)).toEqual([]);
    return `${error.kind} ${error.code} | ${error.message}`;
  }
  return 'accepted';
};

/** One line a mistake. */
export const table = <T>(mistakes: Readonly<Record<string, T>>, stop: (mistake: T) => string): string =>
  Object.entries(mistakes)
    .map(([label, mistake]) => `${label.padEnd(26)} | ${stop(mistake)}`)
    .join('\n');

const none = z.strictObject({});
const head = { summary: 'Answers nonsense.', source: 'tests', params: none };

/** Accounts by name; what each holds is said at {@link venueOfMistakes}. */
export interface People {
  readonly venue: Venue;
  readonly fund: number;
  readonly loser: number;
  readonly winner: number;
  readonly short: number;
  readonly long: number;
  readonly member: number;
}

/**
 * A venue at mark 94 (B: 100) whose one case is about the loser.
 *
 *             money   A               B
 *   loser        50   long  10 @ 100                 equity -10
 *   winner      100   short 10 @ 100
 *   short     1,000   short  6 @ 100   long  4 @ 100
 *   long      1,000   long   6 @ 100   short 4 @ 100
 *   member      500   (has committed 7)
 *   fund         30   may spend 20
 *   poor          3   may spend 3
 */
export const venueOfMistakes = (layers: readonly WaterfallLayer[], over: Partial<ExchangeDesign> = {}): People => {
  const purse = (capital: string, floor: string) =>
    ({ mechanism: insuranceFund, params: insuranceFund.params.parse({ capital, floor }) }) as never;
  const funds = { fund: purse('30', '10'), poor: purse('3', '0') };
  const venue = venueOf(design(layers, { funds, ...over }), [{}, {}, {}]);
  const loser = person(venue, 50, [[0, 10, 100]]);
  const winner = person(venue, 100, [[0, -10, 100]]);
  const short = person(venue, 1000, [
    [0, -6, 100],
    [1, 4, 100],
  ]);
  const long = person(venue, 1000, [
    [0, 6, 100],
    [1, -4, 100],
  ]);
  const member = person(venue, 500, [], 'member');
  venue.ledger.commit(member, 7);
  return { venue, fund: venue.pools[0]?.account ?? -1, loser, winner, short, long, member };
};

export const PRICES = [94, 100, 100] as const;

type Answer = (people: People, subject: CaseView) => unknown;

/** What an answer of a liquidation layer is stopped with, for a subject that still holds its lots. */
export const holding = (answer: Answer): string =>
  stoppedBy((mark) => {
    const bad = defineLiquidation({
      ...head,
      name: 'bad',
      takesLots: true,
      next: (subject) => {
        const nonsense = answer(people, subject) as LayerAnswer;
        mark();
        return nonsense;
      },
    });
    const people: People = venueOfMistakes([{ label: 'liquidation', kind: 'liquidation', use: use(bad) }]);
    return people.venue;
  }, PRICES);

/** What an answer of a socialisation layer is stopped with, for a subject that was closed at mark against the winner: 10 are missing. */
export const flat = (answer: Answer): string =>
  stoppedBy((mark) => {
    const bad = defineSocialisation({
      ...head,
      name: 'bad',
      takesLots: false,
      next: (subject) => {
        const nonsense = answer(people, subject) as LayerAnswer;
        mark();
        return nonsense;
      },
    });
    const layers: WaterfallLayer[] = [
      adl({ closeOut: use(closeAt('mark')) }),
      { label: 'socialisation', kind: 'socialisation', use: use(bad) },
    ];
    const people: People = venueOfMistakes(layers);
    return people.venue;
  }, PRICES);
