import { expect, it } from 'vitest';
import { gather, recordOf, resultOf } from '../../../src/measure/index.ts';
import { simulate } from '../../../src/world/index.ts';
import { adl, closeAt, design, use } from '../../fixtures/exchange.ts';
import { smallScenario, smallWorld } from './small-world.ts';

// At 94 a owes 10. Its shorts have gained 6 x 6 and 4 x 6; then the price falls by 2 more, but both are flat by then.
it('sets what the largest winner keeps against what was raised, and against the largest loss', () => {
  expect(resultOf(smallWorld()).metrics).toMatchObject({ ptsr: 3, pmr: 3, giniOfHaircuts: 0, residual: '0' });
});

it('has a Gini of haircuts above nothing where one winner gives and another does not', () => {
  const accounts = [
    { name: 'a', kind: 'trader' as const, deposit: { USD: '30' }, positions: [{ market: 'X', lots: 6, entry: '100' }] },
    {
      name: 'b',
      kind: 'trader' as const,
      deposit: { USD: '1000' },
      positions: [{ market: 'X', lots: -6, entry: '100' }],
    },
    {
      name: 'c',
      kind: 'trader' as const,
      deposit: { USD: '1000' },
      positions: [{ market: 'X', lots: -4, entry: '100' }],
    },
    {
      name: 'd',
      kind: 'trader' as const,
      deposit: { USD: '1000' },
      positions: [{ market: 'X', lots: 4, entry: '100' }],
    },
  ];
  const world = simulate(design([adl()]), { ...smallScenario, accounts }, { seed: 1 });
  // b gives 6 of 36 at 94; c keeps 4 x 8 at 92. Haircuts of 1/6 and 0.
  expect(resultOf(world).metrics).toMatchObject({ giniOfHaircuts: 0.5, ptsr: 5.33333333 });
});

it('has neither ratio nor inequality where winners gave nothing', () => {
  const paid = [adl({ closeOut: use(closeAt('mark')) }), { label: 'fund', kind: 'fund' as const, pool: 'fund' }];
  expect(resultOf(smallWorld('fund', paid)).metrics).toMatchObject({ ptsr: null, pmr: null, giniOfHaircuts: null });
});

it('counts what nobody has paid: written off, and still owed by who is in default', () => {
  // Nothing takes the lots: at 92 the account of 50 has lost 80.
  expect(resultOf(smallWorld('open', [])).metrics).toMatchObject({ residual: '30', uncovered: '0', openCases: 1 });
  expect(resultOf(smallWorld('dead', [adl({ closeOut: use(closeAt('mark')) })])).metrics).toMatchObject({
    residual: '10',
    uncovered: '10',
  });
});

it('knows the gains of everybody from the log alone, the same as the books', () => {
  const world = smallWorld();
  const { gains, numeraire } = gather(recordOf(world));
  const { venue, arrivals } = world;
  const kept = new Map(gains.kept());
  for (const [name, deposit] of [
    ['a', 50],
    ['b', 1000],
    ['c', 1000],
  ] as const) {
    const account = arrivals.named.get(name) as number;
    const equity = venue.valuation.equityOf(account);
    expect(gains.equityOf(account)).toBe(equity);
    expect(kept.get(account) ?? 0).toBe(Math.max(0, equity - deposit * 10 ** numeraire.decimals));
  }
});
