import { expect, test } from 'vitest';
import { type ComparedRun, compareOf, type Thresholds } from '../../../src/measure/index.ts';
import { htmlReport } from '../../../src/report/html/index.ts';
import { compareText, plainTerminal } from '../../../src/report/index.ts';
import { run } from '../measure/comparison/runs.ts';

const thresholds: Thresholds = { residual: 0.01, breaches: 0, ptsr: [1, 100], pmr: [1, 1000], revenue: 0.5 };

/** A deficit of 100 and fees of 80; the fund pays from its share what winners do not. */
const at = (severity: string, diversion: string): ComparedRun => {
  const [raised, fed] = [Number(severity) * 100, Number(diversion) * 80];
  const residual = String(Math.max(0, 100 - raised - fed));
  const ratio = raised === 0 ? null : 50 / raised;
  const metrics = {
    shortfall: '100',
    uncovered: residual,
    residual,
    ptsr: ratio,
    pmr: ratio,
    socialised: String(raised),
    feeRevenue: '80',
    netRevenue: String(80 - fed),
  };
  return run('one', 1, metrics, { point: { severity, diversion }, variant: `${severity} ${diversion}` });
};
const swept = (over: Partial<Thresholds> = {}) =>
  compareOf(
    [run('one', 1, {}), ...['1', '0.5', '0'].flatMap((severity) => ['0', '1'].map((share) => at(severity, share)))],
    {
      experiment: 't',
      thresholds: { ...thresholds, ...over },
    },
  );
const pageOf = (compare: ReturnType<typeof compareOf>): string =>
  htmlReport({ compare, figures: [], exchanges: [], scenarios: [] });
const textOf = (compare: ReturnType<typeof compareOf>): string => compareText(compare, plainTerminal(100));

test('the terminal shows which points pass, least severity first and most diversion on top, and every number', () => {
  const text = textOf(swept());
  expect(text).toContain(
    'diversion      0    0.5      1\n1          · · ·  S F ·  S · ·\n0          · · R  · F R  S · R',
  );
  expect(text).toMatch(/None of 6 points passes all three, as the theorem has it\./);
  expect(text).toContain('solvent and fair 1 point, solvent and profitable 1 point, fair and profitable 1 point');
  expect(text).toMatch(/0\.5 \/ 0 +· F R +100 +50\.0 % +100 % +1\.00 +1\.00/);
  expect(text).toMatch(/solvent and profitable, PTSR reaches 0\.50 \(threshold 1\)/);
});

test('the page draws the same, and frames a point that passes all three', () => {
  const framed = /stroke:var\(--first\);stroke-width:3/g;
  const page = pageOf(swept());
  expect(page).toContain('id="trilemma"');
  expect(page.match(framed)).toBeNull();
  const free = pageOf(swept({ revenue: 0 }));
  expect(free.match(framed)).toHaveLength(1);
  expect(free).toContain('severity 0.5, diversion 1: 0.0 % unpaid, PTSR 1.00, PMR 1.00, 0.0 % of the best fees left');
});

test('a structural deficit with a point that passes all three is said to be against the theorem', () => {
  expect(textOf(swept({ ptsr: [0.5, 100], pmr: [0.5, 100] }))).toContain('1 of 6 points passes all three: with these');
});

const judged = (name: string, drawnOrUnpaid: string, giniOfHaircuts: number | null, hedgeMatchedBroken: number) =>
  run(name, 1, { drawnOrUnpaid, giniOfHaircuts, hedgeMatchedBroken });

test('designs are judged by solvency, fairness and hedges together', () => {
  const compare = compareOf(
    [
      judged('payer', '90', null, 0),
      judged('queue', '0', 0.9, 0.8),
      judged('worse', '10', 0.9, 0.8),
      judged('even', '0', 0.1, 0.9),
    ],
    { experiment: 't' },
  );
  expect(compare.solvencyFairnessHedges).toMatchObject([
    { members: ['even', 'payer', 'queue'], dominated: [{ design: 'worse', by: ['queue'] }] },
  ]);
  expect(textOf(compare)).toContain('- day, as published: not beaten: even, payer and queue.');
  const page = pageOf(compare);
  expect(page).toContain('<p>Not beaten: even, payer and queue.</p>');
  expect(page).toContain(
    '<title>worse: drawn or unpaid 10, Gini of haircuts 0.90, matched notional broken 80.0 %</title>',
  );
});

test('nothing is drawn of a comparison without a sweep and with two designs only', () => {
  const page = pageOf(compareOf([judged('a', '0', 0, 0), judged('b', '0', 0, 0)], { experiment: 't' }));
  expect(page).not.toContain('id="trilemma"');
  expect(page).not.toContain('Solvency, fairness, hedges');
});
