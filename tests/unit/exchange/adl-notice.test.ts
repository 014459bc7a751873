import { describe, expect, test } from 'vitest';
import type { AdlComposite, Venue } from '../../../src/exchange/index.ts';
import { defineAdlTrigger, z } from '../../../src/index.ts';
import { adl, closeAt, design, person, step, use, venueOf } from '../../fixtures/exchange.ts';

const head = { name: 'says', summary: 'For tests.', source: 'tests', params: z.strictObject({}) };

describe('notice of ADL', () => {
  const trigger = (needs: () => readonly object[]) =>
    use(defineAdlTrigger({ ...head, decide: () => ({ on: true, needs: needs() }) as never }));
  const owing = (venue: Venue, units: number): number => {
    const account = person(venue, 0);
    venue.ledger.transfer(0, account, venue.ledger.outsideAccount, units, 'withdraw');
    return account;
  };
  const balance = (venue: Venue, account: number): number => venue.ledger.accounts.balance(0, account);

  test('to charge gains has what is owed wait, where something is needed; to cut lots has it written off', () => {
    const owed = (over: Partial<AdlComposite>) => {
      const venue = venueOf(design([adl({ notice: 3, ...over })]));
      person(venue, 1000, [[0, -10, 110]]);
      const flat = owing(venue, 10);
      step(venue, [100]);
      return balance(venue, flat);
    };
    const gain = (amount: number) => trigger(() => [{ in: 'gain', market: 0, amount }]);
    expect(owed({ settle: 'gains', trigger: gain(10) })).toBe(-10);
    expect(owed({ settle: 'gains', trigger: gain(0) })).toBe(0);
    expect(owed({ trigger: trigger(() => [{ in: 'lots', market: 0, amount: 5 }]) })).toBe(0);
  });

  test('holds those alone who owe: who still has lots goes on to the next layer', () => {
    const venue = venueOf(
      design([
        adl({ notice: 3, settle: 'gains', trigger: trigger(() => [{ in: 'gain', market: 0, amount: 10 }]) }, 'gains'),
        adl({ closeOut: use(closeAt('mark')) }),
      ]),
    );
    const loser = person(venue, 50, [[0, 4, 110]]);
    person(venue, 1000, [[0, -10, 110]]);
    owing(venue, 10);
    step(venue, [94]);
    expect(venue.ledger.lots(loser, 0)).toBe(0);
  });

  test('is given anew for lots after a step without a need, though it had not run out', () => {
    let amount = 5;
    const venue = venueOf(design([adl({ notice: 3, trigger: trigger(() => [{ in: 'lots', market: 0, amount }]) })]));
    person(venue, 50, [[0, 10, 100]]);
    person(venue, 1000, [[0, -10, 100]]);
    for (const wanted of [5, 0, 5, 5]) {
      amount = wanted;
      step(venue, [94]);
    }
    const given = [...venue.ledger.log]
      .filter(({ kind }) => kind === 'notice')
      .map(({ step: at, value }) => [at, value]);
    expect(given).toEqual([
      [1, 4],
      [3, 6],
    ]);
  });

  test('for gains runs to its end in between, and is given anew behind it', () => {
    const noticed = (needed: readonly number[]) => {
      let amount = 0;
      const says = trigger(() => [{ in: 'gain', market: 0, amount }]);
      const venue = venueOf(design([adl({ notice: 2, settle: 'gains', trigger: says })]));
      person(venue, 1000, [[0, -10, 110]]);
      for (const wanted of needed) {
        amount = wanted;
        owing(venue, 1);
        step(venue, [100]);
      }
      return [...venue.ledger.log].filter(({ kind }) => kind === 'notice').map(({ step: at }) => at);
    };
    expect(noticed([1, 0, 1])).toEqual([1]);
    expect(noticed([1, 0, 0, 1])).toEqual([1, 4]);
  });
});
