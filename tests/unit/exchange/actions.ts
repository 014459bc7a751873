import type { Market, Venue } from '../../../src/exchange/index.ts';
import type { LiveCase } from '../../../src/exchange/views.ts';
import type { Action } from '../../../src/index.ts';
import { design, person, testFund, use, venueOf } from '../../fixtures/exchange.ts';
import { sound } from '../../mechanisms/engine/built.ts';

/*
 * What each action moves, how the log names it, and what the layer is told of it. The mark is 94, that of B 100.
 *
 *             money   A               B
 *   loser        50   long  10 @ 100  short 4 @ 100
 *   winner    1,000   short 10 @ 100
 *   other     1,000   short  6 @ 100  long  4 @ 100
 *   long      1,000   long   6 @ 100
 */
export const scene = (funds: Record<string, ReturnType<typeof use>> = {}) => {
  const all = { fund: use(testFund(100)), vault: use(testFund(10_000, 'vault')), ...funds };
  const venue = venueOf(design([], { funds: all as never }), [{}, {}]);
  const loser = person(venue, 50, [
    [0, 10, 100],
    [1, -4, 100],
  ]);
  const winner = person(venue, 1000, [[0, -10, 100]]);
  const other = person(venue, 1000, [
    [0, -6, 100],
    [1, 4, 100],
  ]);
  const long = person(venue, 1000, [[0, 6, 100]]);
  const maker = person(venue, 10_000, [], 'maker');
  venue.ledger.setPrice(0, 94, 94);
  const live = venue.cases.openDefault(loser);
  const market = venue.markets[0] as Market;
  return { venue, live, market, loser, winner, other, long, maker, ...poolsOf(venue) };
};
const poolsOf = (venue: Venue) => ({ fund: venue.pools[0]?.account ?? -1, vault: venue.pools[1]?.account ?? -1 });

/** Does actions of one answer: what the layer is told, and the rows of the log. */
export const done = (venue: Venue, live: LiveCase, ...actions: Action[]) => {
  const from = venue.ledger.log.length;
  const told = venue.act(live, actions);
  sound(venue);
  return { told, rows: rowsFrom(venue, from) };
};
export const rowsFrom = (venue: Venue, from: number): string[] =>
  [...venue.ledger.log]
    .slice(from)
    .map(({ kind, cause, market, a, b, lots, value }) => `${kind} ${cause} ${market}: ${a} ${b} ${lots} ${value}`);
