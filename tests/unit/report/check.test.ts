import { describe, expect, test } from 'vitest';
import type { CheckedDesign, CheckedProperty, Story } from '../../../src/measure/index.ts';
import { drawStory } from '../../../src/report/html/check/drawing.ts';
import { checkPage } from '../../../src/report/html/check/index.ts';
import {
  checkText,
  counterexampleYaml,
  designsText,
  junitXml,
  matrixCsv,
  matrixText,
  plainTerminal,
  withNames,
  witnessText,
} from '../../../src/report/index.ts';

const property = (id: string, more: Partial<CheckedProperty> = {}): CheckedProperty => ({
  id,
  says: `${id} holds & "more" <than> that.`,
  scope: 'design',
  claimed: false,
  status: 'held',
  runs: 30,
  reached: 40,
  ...(more.status === undefined ? { upperBound: 0.1 } : {}),
  ...more,
});
const broken = (id: string, more: Partial<CheckedProperty> = {}): CheckedProperty =>
  property(id, {
    status: 'broken',
    counterexample: {
      file: `counterexamples/${id}.yaml`,
      run: 3,
      witness: { who: 'account 7', expected: 0, found: 1, difference: 1 },
      tells: 'p1 (account 7): expected 0, found 1, a difference of 1',
      accounts: 2,
      steps: 1,
    },
    ...more,
  });

const design = (
  name: string,
  properties: readonly CheckedProperty[],
  faults: readonly string[] = [],
): CheckedDesign => ({
  design: name,
  seed: 1,
  runs: 30,
  seconds: 2,
  refused: { runs: 0 },
  tooLarge: { runs: 0 },
  branches: { adlFired: 12, fundEmptied: 0 },
  faults: [...faults],
  properties: [...properties],
});

const one = design(
  'one',
  [
    property('A/held'),
    broken('B/broken'),
    broken('C/claimed', { claimed: true }),
    property('D/untried', { status: 'not-tried', runs: 0, reached: 0, reason: 'its branch was never reached' }),
    property('E/apart', { status: 'not-applicable', runs: 0, reached: 0, reason: 'it has no fund' }),
    property('F/exempt', { exempt: 'we are different' }),
  ],
  ['C/claimed broke, which the design claims', 'x says that it fails F/exempt'],
);
const two = design('two', [property('A/held'), property('B/broken')]);

const story: Story = {
  settle: 'USD',
  people: [
    {
      name: 'p1',
      account: 7,
      kind: 'trader',
      before: { equity: '10', positions: [{ market: 'X', lots: 2, value: '20' }] },
      after: { equity: '-1.5', positions: [] },
      deposited: '0',
      withdrawn: '0',
      fees: '0',
      defaults: 1,
      liquidatedLots: 2,
      cutLots: 0,
      cutCost: '0',
      charged: '0',
    },
  ],
  pools: [{ name: 'fund', account: 6, before: '5', after: '0' }],
  uncovered: '1.5',
  moments: [
    { step: 0, at: 0, marks: { X: '10' }, happened: [] },
    {
      step: 1,
      at: 10,
      marks: { X: '4' },
      happened: [{ kind: 'case', says: 'p1 defaults (case 1)', who: ['p1'] }],
    },
  ],
};

describe('a check in words', () => {
  test('puts what counts first, and never calls a vacuous property held', () => {
    const text = checkText(one, 'out', plainTerminal(100));
    const lines = text.split('\n').filter((line) => /^[A-F]\/\w+ {2}/.test(line));
    expect(lines.map((line) => line.trim().split(/ {2,}/).slice(0, 3))).toEqual([
      ['C/claimed', 'broken', 'design, claimed'],
      ['B/broken', 'broken', 'design'],
      ['A/held', 'held', 'design'],
      ['F/exempt', 'held', 'design, exempt'],
      ['D/untried', 'not tried', 'design'],
    ]);
    expect(text).toContain('Of 6 properties 2 held and 2 broke; 1 not tried, 1 not applicable.');
    expect(text).toContain('Do not apply to it: E/apart.');
    expect(text).toContain('out/counterexamples/B/broken.yaml');
    expect(text).toContain('fund emptied                       not tried\n');
  });

  test('folds at 40 columns, paths apart', () => {
    const wide = checkText(one, 'out', plainTerminal(40))
      .split('\n')
      .filter((line) => line.length > 40 && !line.includes('.yaml'));
    expect(wide).toEqual([]);
  });

  test('says how many runs ended before their time, and why, each in a line', () => {
    const refused = { runs: 1, first: 'adl x gives more than there is' };
    const text = checkText({ ...one, refused, tooLarge: { runs: 1_200, first: 'step 3 is beyond' } }, 'out');
    expect(text).toContain(
      '\n1 run ended early, as the venue refused what a mechanism decided: adl x gives more than there is\n' +
        '1,200 runs ended early, as amounts outgrew what is exact: step 3 is beyond\n',
    );
    expect(checkText(one, 'out')).not.toContain('ended early');
  });

  test('says verified only when all exchanges of a small scope were played', () => {
    const scope = { count: 30, says: 'exchanges with 2 accounts' };
    expect(checkText({ ...one, smallScope: scope }, 'out')).toContain('A/held     verified');
    const part = checkText({ ...one, smallScope: { ...scope, count: 31 } }, 'out');
    expect(part).not.toContain('verified  ');
    expect(part).toContain('Nothing is verified: only 30 were played to their end of the 31 exchanges');
  });
});

describe('designs side by side', () => {
  test('a sign a cell', () => {
    const rows = matrixText([one, two]).split('\n').slice(1, 7);
    expect(rows).toEqual([
      'A/held     +  +',
      'B/broken   x  +',
      'C/claimed  !',
      'D/untried  ?',
      'E/apart    .',
      'F/exempt   !',
    ]);
    expect(designsText([one, two])).toMatch(/one +30 +0 +0 +2 +2 +2 +1 /);
  });

  test('as comma-separated text', () => {
    expect(matrixCsv([one]).split('\n')[2]).toBe(
      'one,B/broken,design,false,broken,30,40,,,"account 7: expected 0, found 1, a difference of 1",counterexamples/B/broken.yaml',
    );
  });

  test('for build servers: what counts fails, what was not tried is skipped', () => {
    const xml = junitXml([one]);
    expect(xml).toContain('<testsuite name="one" tests="6" failures="2" skipped="2" time="2">');
    expect(xml.match(/<failure /g)).toHaveLength(2);
    expect(xml).toContain('C/claimed holds &amp; &quot;more&quot; &lt;than&gt; that.');
  });
});

describe('a counterexample', () => {
  const told = {
    id: 'B/broken',
    says: 'It holds.',
    design: 'one',
    witness: { who: 'account 7', expected: 0, found: 1 },
    story,
    command: 'npx breakwater replay FILE',
  };

  test('tells shares to seven digits, and amounts to the last', () => {
    expect(witnessText({ expected: 99.3755912961211, found: [1234567890123, 0.1 + 0.2], difference: 1 / 3 })).toBe(
      'expected 99.37559, found [1234567890123,0.3], a difference of 0.3333333',
    );
  });

  test('is drawn with room for long texts beside the bars, clear of names and marks', () => {
    const [person] = story.people;
    const positions = ['ALT', 'BTC', 'ETH', 'LONG'].map((market) => ({ market, lots: -12_345, value: '1' }));
    const before = { equity: '-1234567', positions };
    const crowded: Story = {
      ...story,
      people: [{ ...(person as (typeof story.people)[number]), name: 'somebody-with-a-name', before, after: before }],
    };
    const svg = drawStory(crowded, () => false, 'x').html;
    const [[, x = '', text = ''] = []] = [...svg.matchAll(/class="amount" x="([\d.]+)"[^>]*>([^<]+)</g)];
    const [, firstMark = ''] = /class="number" x="([\d.]+)"/.exec(svg) ?? [];
    expect(text).toContain('-12345 ALT');
    // A letter of 12 pixels is about six wide.
    expect(Number(x) + 6 * text.length).toBeLessThan(Number(firstMark) - 12);
    expect(Number(x) - 75).toBeGreaterThan(6 * 'somebody-with-a-name'.length);
  });

  test('names the accounts of a witness', () => {
    expect(withNames('account 7, accounts 6 and 7, account 9', story)).toBe(
      'p1 (account 7), fund and p1 (accounts 6 and 7), account 9',
    );
  });

  test('is a scenario below a balance sheet in comments', () => {
    expect(counterexampleYaml({ ...told, document: { name: 'x', accounts: [{ name: 'p1', deposit: '10' }] } })).toBe(
      `# B/broken does not hold for one.
#
# It holds.
#
# Found: p1 (account 7): expected 0, found 1
#
# Equity in USD, positions in lots
#            before      after
#            equity   X  equity  X  what became of it
# p1             10  +2    -1.5  -  defaulted and lost 2 lots to liquidation
# pool fund       5           0
# Covered by nobody: 1.5 USD.
#
# What happened
#   at the start: X 10
#   step 1, after 10 s: X 4
#     p1 defaults (case 1)
#
# Does it still break?  npx breakwater replay FILE
name: x

accounts:
  - { name: p1, deposit: "10" }
`,
    );
  });

  test('is drawn on a page that loads and runs nothing, with the row lit that broke', () => {
    const evil = '</svg><script>alert(1)</script>';
    const page = checkPage({
      version: '0',
      designs: [one, two],
      drawn: [{ ...told, says: evil, scope: 'design', file: 'counterexamples/B.yaml' }],
    });
    expect(page).not.toContain('<script');
    expect(page).toContain('content="default-src &#39;none&#39;; style-src');
    expect(page.match(/class="row broke"/g)).toHaveLength(1);
    expect(page).toContain('<a href="#one-B-broken">x</a>');
    expect(page).toContain('id="one-B-broken"');
    expect(page).toContain('<title>1. p1 defaults (case 1)</title>');
  });
});
