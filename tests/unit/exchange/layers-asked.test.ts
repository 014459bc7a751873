import { describe, expect, test } from 'vitest';
import type { CaseView } from '../../../src/contract/index.ts';
import type { WaterfallLayer } from '../../../src/exchange/index.ts';
import { defineBackstop, defineFund, defineLiquidation, defineSocialisation, z } from '../../../src/index.ts';
import {
  adl,
  closeAt,
  composite,
  deficits,
  design,
  person,
  quote,
  step,
  testFund,
  testMargin,
  use,
  venueOf,
} from '../../fixtures/exchange.ts';

const head = { summary: 'Notes that it was asked.', source: 'tests', params: z.strictObject({}) };

describe('state of a layer', () => {
  /** What a layer that counts its calls has counted when it is asked about each case, two steps long. */
  const counted = (stateOf?: 'case' | 'account' | 'venue') => {
    const seen: string[] = [];
    const counting = defineLiquidation({
      ...head,
      name: 'counting',
      takesLots: true,
      ...(stateOf === undefined ? {} : { stateOf }),
      initial: () => ({ asked: 0 }),
      next: (subject: CaseView, _view: unknown, _params: unknown, state: { asked: number }) => {
        state.asked += 1;
        seen.push(`${subject.id}/${subject.subject.id}: ${state.asked}`);
        return 'pass';
      },
    } as never);
    const venue = venueOf(design([{ label: 'liquidation', kind: 'liquidation', use: use(counting) }]));
    const [first, second] = [person(venue, 50, [[0, 10, 100]]), person(venue, 50, [[0, 10, 100]])];
    step(venue, [94]);
    step(venue, [94]);
    return { seen, ids: [`1/${first}`, `2/${second}`] };
  };

  test.each(['case', 'account'] as const)('is kept for each %s', (stateOf) => {
    const { seen, ids } = counted(stateOf);
    expect(seen).toEqual([`${ids[0]}: 1`, `${ids[1]}: 1`, `${ids[0]}: 2`, `${ids[1]}: 2`]);
  });

  test.each([undefined, 'venue'] as const)('is one for all where it says %s', (stateOf) => {
    const { seen, ids } = counted(stateOf);
    expect(seen).toEqual([`${ids[0]}: 1`, `${ids[1]}: 2`, `${ids[0]}: 3`, `${ids[1]}: 4`]);
  });

  test('of an account outlives its case', () => {
    const seen: number[] = [];
    const counting = (stateOf: 'case' | 'account') =>
      defineLiquidation({
        ...head,
        name: 'counting',
        takesLots: true,
        stateOf,
        initial: () => ({ asked: 0 }),
        next: (_subject: CaseView, _view: unknown, _params: unknown, state: { asked: number }) => {
          state.asked += 1;
          seen.push(state.asked);
          return 'pass';
        },
      } as never);
    for (const stateOf of ['case', 'account'] as const) {
      const venue = venueOf(design([{ label: 'liquidation', kind: 'liquidation', use: use(counting(stateOf)) }]));
      person(venue, 50, [[0, 10, 100]]);
      for (const price of [94, 99, 94]) step(venue, [price]);
      expect(venue.cases.all.map(({ closed }) => closed)).toEqual([2, undefined]);
    }
    // The second case begins anew; the account goes on counting.
    expect(seen).toEqual([1, 1, 1, 2]);
  });
});

describe('cases that not every layer is asked about', () => {
  const noting = (name: string, notes: string[]): WaterfallLayer => ({
    label: name,
    kind: 'liquidation',
    use: use(
      defineLiquidation({
        ...head,
        name,
        takesLots: true,
        next: (subject) => {
          notes.push(`${name}: ${subject.kind} of ${subject.subject.id}`);
          return 'pass';
        },
      }),
    ),
  });
  /** Takes all lots over and then works them out only when the mark is 95 or above. */
  const vaultLayer = (label: string, notes: string[]): WaterfallLayer => ({
    label,
    kind: 'backstop',
    use: use(
      defineBackstop({
        ...head,
        name: label,
        takesLots: true,
        next: (subject, view, _params, _state, outcome) =>
          outcome !== undefined || label === 'idle' || view.pool('vault')?.account === subject.subject.id
            ? 'pass'
            : subject.legs.map((leg) => ({
                do: 'takeOver',
                by: 'vault',
                market: leg.market.number,
                lots: leg.lots,
                value: leg.value,
                margin: 'kept',
              })),
        work: (subject) => {
          notes.push(`${label}: works ${subject.kind} of ${subject.legs[0]?.lots}`);
          return 'pass';
        },
      }),
    ),
  });

  test('inventory is worked out by the layer that took it over, and by no other', () => {
    const notes: string[] = [];
    const layers = [noting('book', notes), vaultLayer('idle', notes), vaultLayer('taking', notes)];
    const venue = venueOf(
      design(layers, { margin: use(testMargin(10_000)), funds: { vault: use(testFund(10_000, 'vault')) } }),
    );
    const loser = person(venue, 65, [[0, 10, 100]]);
    person(venue, 5000, [[0, -10, 100]]);
    step(venue, [94]);
    step(venue, [94]);
    expect(venue.cases.all[1]).toMatchObject({ kind: 'inventory', workedBy: 2, market: 0, closed: undefined });
    expect(notes).toEqual([`book: default of ${loser}`, 'taking: works inventory of 10']);
  });

  test('inventory of a holder in default is left to the case of the holder', () => {
    const notes: string[] = [];
    const layers = [vaultLayer('taking', notes), noting('book', notes)];
    const venue = venueOf(
      design(layers, { margin: use(testMargin(10_000)), funds: { vault: use(testFund(60, 'vault')) } }),
    );
    person(venue, 65, [[0, 10, 100]]);
    person(venue, 5000, [[0, -10, 100]]);
    step(venue, [94]);
    const vault = venue.pools[0]?.account ?? -1;
    step(venue, [80]);
    expect(venue.cases.defaults().get(vault)?.kind).toBe('default');
    expect([...venue.cases.defaults().keys()]).toEqual([vault]);
    step(venue, [80]);
    expect(notes).toEqual([`book: default of ${vault}`, `book: default of ${vault}`]);
  });

  test('the case of a pool is put to ADL alone, once a round, in either walk', () => {
    const pool = defineFund({
      name: 'counterparty',
      summary: 'Faces everybody.',
      source: 'tests',
      params: z.strictObject({}),
      holds: 'pool',
      scope: () => 'all',
      capital: () => 1000,
    });
    for (const walk of ['breadth', 'depth'] as const) {
      const notes: string[] = [];
      const asked: string[][] = [];
      const trigger = {
        ...composite().trigger.mechanism,
        decide: (_view: unknown, cases: readonly CaseView[]) => {
          asked.push(cases.map(({ kind }) => kind));
          return { on: true, needs: [{ in: 'lots', market: 0, amount: 2, pool: 'pool' }] };
        },
      };
      const layers = [noting('book', notes), adl({ trigger: use(trigger as never), closeOut: use(closeAt('mark')) })];
      const venue = venueOf(design(layers, { funds: { pool: use(pool) }, walk }));
      const [small, large] = [person(venue, 500, [[0, 1, 100]]), person(venue, 500, [[0, 9, 100]])];
      step(venue, [100]);
      step(venue, [100]);
      expect([small, large].map((account) => venue.ledger.lots(account, 0))).toEqual([0, 6]);
      expect(venue.cases.all.map(({ kind, market, workedBy }) => [kind, market, workedBy])).toEqual([['pool', 0, -1]]);
      expect(notes).toEqual([]);
      // The pool has no case before the first cut.
      expect(asked).toEqual([[], ['pool']]);
    }
  });
});

describe('a layer that overtakes', () => {
  test('may be a liquidation, a backstop or a socialisation', () => {
    const asked: string[] = [];
    const noted = (name: string) => ({
      ...head,
      name,
      takesLots: false,
      overtakes: true,
      next: () => {
        asked.push(name);
        return 'pass' as const;
      },
    });
    const waits = defineLiquidation({ ...head, name: 'waits', takesLots: true, next: () => ({ wait: 9 }) });
    const venue = venueOf(
      design([
        { label: 'waits', kind: 'liquidation', use: use(waits) },
        { label: 'l', kind: 'liquidation', use: use(defineLiquidation(noted('l'))) },
        { label: 'b', kind: 'backstop', use: use(defineBackstop(noted('b') as never)) },
        { label: 's', kind: 'socialisation', use: use(defineSocialisation(noted('s'))) },
        { label: 'n', kind: 'socialisation', use: use(defineSocialisation({ ...noted('n'), overtakes: false })) },
      ]),
    );
    person(venue, 50, [[0, 10, 100]]);
    step(venue, [94]);
    expect(asked).toEqual(['l', 'b', 's']);
  });
});

test('a layer stands back while its guard is on for one of several legs', () => {
  const asked: number[] = [];
  const book = defineLiquidation({
    ...head,
    name: 'book',
    takesLots: true,
    next: (subject) => {
      asked.push(subject.subject.id);
      return 'pass';
    },
  });
  const layers: WaterfallLayer[] = [
    { label: 'book', kind: 'liquidation', use: use(book), unless: 'adl' },
    adl({ trigger: use(deficits), settle: 'gains' }),
  ];
  const venue = venueOf(design(layers), [{}, {}]);
  const [both, onlyB] = [
    person(venue, 50, [
      [0, 10, 100],
      [1, 1, 100],
    ]),
    person(venue, 5, [[1, 10, 100]]),
  ];
  // A flat account that owes 10 has the trigger on in market 0.
  const flat = person(venue, 0);
  venue.ledger.transfer(0, flat, venue.ledger.outsideAccount, 10, 'withdraw');
  quote(venue, person(venue, 1000, [], 'maker'), 0, 1, 1, 50);
  step(venue, [94, 99]);
  expect(asked).not.toContain(both);
  expect(asked).toContain(onlyB);
});
