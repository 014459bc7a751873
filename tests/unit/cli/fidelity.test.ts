import { describe, expect, test } from 'vitest';
import { fidelityOf } from '../../../src/cli/fidelity.ts';
import { exchangePath, parseSource } from '../../../src/spec/index.ts';
import { override } from '../../../src/spec/overlay.ts';

const design = {
  sources: ['https://example.org'],
  assumed: { 'funds.insurance.capital': ['1', '2'], 'liquidation.slippage': ['0.1', '0.2'] },
  ours: ['margin', 'adl.ranking', 'liquidation-2'],
  margin: 'fraction',
  mark: 'oracle',
  funds: { insurance: { use: 'insurance-fund', capital: '1' } },
  waterfall: [
    { liquidation: { use: 'book-ioc', slippage: '0.1' } },
    { adl: { trigger: 'always', ranking: { use: 'operator-choice' }, allocation: 'greedy-queue' } },
    { liquidation: 'book-ioc' },
  ],
};

describe('fidelity', () => {
  test('tells what is published, what is assumed and what is our own', () => {
    expect(fidelityOf({ ...design, waterfall: design.waterfall.slice(0, 2) })).toEqual({
      margin: 'own',
      mark: 'published',
      funds: 'assumed',
      liquidation: 'assumed',
      'adl.trigger': 'published',
      'adl.ranking': 'own',
      'adl.allocation': 'published',
    });
  });

  test('of a slot that is used twice is that of its worse use', () => {
    expect(fidelityOf(design)).toMatchObject({ liquidation: 'own' });
  });

  test('a whole layer of our own has no published part', () => {
    expect(fidelityOf({ ...design, ours: ['adl'] })).toMatchObject({ 'adl.trigger': 'own', 'adl.allocation': 'own' });
  });

  test('a design without sources is our own', () => {
    expect(fidelityOf({ ...design, sources: [], ours: [] })).toMatchObject({ mark: 'own', funds: 'assumed' });
  });
});

test('a part that is overridden is no choice of the file any more', async () => {
  const source = await parseSource(JSON.stringify(design), 'mine.yaml');
  const { data } = override(source, [{ path: 'adl.ranking', value: 'unranked' }], exchangePath);
  expect((data as typeof design).ours).toEqual(['margin', 'liquidation-2']);
});
