import { describe, expect, it } from 'vitest';
import { mechanisms } from '../../../mechanisms/index.ts';
import { defineBackstop, type Mechanism, z } from '../../../src/index.ts';
import { broken, tryMechanism } from '../../../src/testing.ts';

const built = (name: string): Mechanism => mechanisms.find((one) => one.name === name) as Mechanism;

describe('a mechanism on trial', () => {
  it.each([
    ['vault-takeover', {}],
    ['greedy-queue', {}],
    ['integer-pro-rata', {}],
    ['profit-pct-only', {}],
    ['previous-mark', {}],
    ['fraction', {}],
    ['insurance-fund', { capital: '1000' }],
    ['gains-haircut', {}],
  ])('%s breaks nothing', (name, params) => {
    expect(broken(tryMechanism(built(name), { params, runs: 30 }))).toEqual([]);
  });

  it('reaches what it is about', () => {
    const verdicts = tryMechanism(built('vault-takeover'), { runs: 30 });
    const cases = verdicts.find((one) => one.id === 'CS6/loss-explained');
    expect(cases).toMatchObject({ status: 'held' });
    expect(cases?.reached).toBeGreaterThan(50);
  });

  it('is refused by name when it asks for what cannot be', () => {
    const greedy = defineBackstop({
      name: 'greedy',
      summary: 'Takes twice what there is.',
      source: 'tests',
      params: z.strictObject({}),
      takesLots: true,
      next: (subject) =>
        subject.legs.map((leg) => ({
          do: 'takeOver',
          by: 'vault',
          market: leg.market.number,
          lots: 2 * leg.lots,
          value: 2 * leg.value,
          margin: 'kept',
        })),
    });
    expect(() => tryMechanism(greedy)).toThrow(/greedy: takeOver: a piece of .* but the case has .* to place/);
  });

  it('is for mechanisms of an exchange', () => {
    const shock = { ...built('greedy-queue'), slot: 'shock', name: 'gbm' } as unknown as Mechanism;
    expect(() => tryMechanism(shock)).toThrow('gbm is a market model');
  });
});
