import { expect, test } from 'vitest';
import type { Venue } from '../../src/exchange/index.ts';
import { type CloseOutPrice, defineAdl, defineAdlCloseOut, z } from '../../src/index.ts';
import { saveLedger } from '../../src/ledger/index.ts';
import { adl, design, person, step, testFund, use, venueOf } from '../fixtures/exchange.ts';

const head = { name: 'bad', summary: 'Right once, then nonsense.', source: 'tests', params: z.strictObject({}) };

/** Two losers of 10 lots each against one winner: one decision closes both. */
const twoCases = (layers: Parameters<typeof design>[0]): Venue => {
  const venue = venueOf(design(layers, { funds: { fund: use(testFund(100)) } }));
  for (let i = 0; i < 2; i++) person(venue, 50, [[0, 10, 100]]);
  person(venue, 1000, [[0, -20, 100]]);
  return venue;
};

/** Law 1: a decision that is refused leaves the ledger as it was, also when its first part was in order. */
test('a close-out that fails for the second case has closed nothing of the first', () => {
  const before: unknown[] = [];
  const closeOut = defineAdlCloseOut({
    ...head,
    value: (piece) => {
      before.push(saveLedger(venue.ledger));
      return { subject: before.length === 1 ? piece.mark : Number.NaN };
    },
  });
  const venue = twoCases([adl({ closeOut: use(closeOut) })]);
  expect(() => step(venue, [94])).toThrow('the value of the piece was NaN');
  expect(saveLedger(venue.ledger)).toEqual(before[0]);
});

test.each<[string, Partial<CloseOutPrice>, string]>([
  ['a value that is none', { counterparty: Number.NaN, difference: 'fund' }, 'counterparty value was NaN'],
  ['a pool there is not', { difference: 'nobody' }, 'there is no pool called "nobody"'],
  ['no pool', { difference: undefined as never }, 'but no pool bears the difference'],
  ['a pool that has not so much', { counterparty: 840 }, 'pool fund would pay 100, but it may spend 99'],
])('two values of which the second case has %s have closed nothing of the first', (_, second, says) => {
  const before: unknown[] = [];
  const closeOut = defineAdlCloseOut({
    ...head,
    value: ({ mark }) => {
      before.push(saveLedger(venue.ledger));
      const first = { subject: mark, counterparty: mark - 1, difference: 'fund' };
      return before.length === 1 ? first : { ...first, ...second };
    },
  });
  const venue = twoCases([adl({ closeOut: use(closeOut) })]);
  expect(() => step(venue, [94])).toThrow(says);
  expect(saveLedger(venue.ledger)).toEqual(before[0]);
});

test('a whole rule whose second plan is refused has done nothing of the first', () => {
  let before: unknown;
  const rule = defineAdl({
    ...head,
    plan: (view, cases) => {
      before = saveLedger(venue.ledger);
      const [winner] = view.candidates(0, -1);
      return cases.map(({ id }, i) => ({
        case: id,
        actions: [
          { do: 'cut', market: 0, cuts: [{ account: winner?.account ?? -1, lots: 10 + i }], value: 940 + 94 * i },
        ],
      }));
    },
  });
  const venue = twoCases([{ label: 'adl', kind: 'adl', whole: use(rule) }]);
  expect(() => step(venue, [94])).toThrow('cut was 11 lots on the short side');
  expect(saveLedger(venue.ledger)).toEqual(before);
});
