import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DEFAULT_PHASES } from '../../../src/exchange/design.ts';
import { isBreakwaterError, UnboundAmount } from '../../../src/index.ts';
import { parseExchange, parseSource, problemsOf, readExchange } from '../../../src/spec/index.ts';
import { testRegistry } from '../../fixtures/spec/mechanisms.ts';
import { told } from '../../fixtures/spec/told.ts';

const file = 'tests/fixtures/spec/exchange.yaml';
const fixture = readFileSync(file, 'utf8');
const registry = testRegistry();

const read = async (text: string) => parseExchange(await parseSource(text, 'mine.yaml'), registry);
const refused = (text: string) => told(read(text));
/** The fixture with a piece of its text replaced. */
const changed = (from: string, to: string): string => {
  expect(fixture).toContain(from);
  return fixture.replace(from, to);
};
const small = (waterfall: string, more = ''): string =>
  `name: small\nsummary: Small.\nmargin: flat-margin\n${more}waterfall:\n${waterfall}`;

describe('a design', () => {
  test('is read whole, with its defaults', async () => {
    const design = await readExchange(file, registry);
    expect(design).toMatchObject({
      name: 'fixture',
      assumed: { 'mark.window': ['10s', '1m'] },
      margin: { params: { rate: { n: 1, d: 20 } } },
      mark: { params: { window: 30 } },
      funds: { insurance: { params: { capital: new UnboundAmount('1000.50') } } },
      fees: { takerPerMillion: 500, makerPerMillion: 0 },
      walk: 'breadth',
      dueOrder: 'account',
      maxRounds: 100,
      phases: DEFAULT_PHASES,
      defaultersEligible: false,
      claims: ['AF11/flat-never-pays'],
    });
    expect(design).not.toHaveProperty('funding');
    expect(design.waterfall.map(({ label, kind, unless }) => [label, kind, unless])).toEqual([
      ['liquidation', 'liquidation', 'adl'],
      ['backstop', 'backstop', undefined],
      ['adl', 'adl', undefined],
      ['fund', 'fund', undefined],
      ['liquidation-2', 'liquidation', undefined],
      ['last-purse', 'fund', undefined],
    ]);
    expect(design.waterfall[2]).toMatchObject({
      composite: {
        settle: 'close',
        eligible: [{ mechanism: { name: 'opposite-side' } }],
        ranking: { params: { basis: 'entry', floor: { n: 1, d: 4 } } },
      },
    });
    expect(design.waterfall[2]).not.toHaveProperty('composite.severity');
    expect(design.waterfall[3]).toEqual({ label: 'fund', kind: 'fund', pool: 'insurance' });
  });

  test('says of its ADL what becomes of orders, what fills cost and how long notice is', async () => {
    const at = '      trigger:';
    const said = changed(
      at,
      `      orders: cancel-market\n      fees: { counterparty: "0.0002" }\n      notice: 30s\n${at}`,
    );
    expect((await read(said)).waterfall[2]).toMatchObject({
      composite: {
        orders: 'cancel-market',
        fees: { subjectPerMillion: 0, counterpartyPerMillion: 200 },
        notice: 30,
      },
    });
    for (const choice of ['orders', 'fees', 'notice'])
      expect((await read(fixture)).waterfall[2]).not.toHaveProperty(`composite.${choice}`);
    const wrong = `      orders: drop\n      fees: { subject: "1.5", maker: 1 }\n      notice: 30\n${at}`;
    expect(await refused(changed(at, wrong))).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:15:15  adl.orders  was the text "drop", but one of keep, cancel, cancel-market, cancel-subject is expected
      mine.yaml:16:24  adl.fees.subject  1.5 is out of range; a ratio here is between 0 and 1
        the nearest that can be is "1"
      mine.yaml:16:31  adl.fees.maker  unknown key
        expected one of: subject, counterparty
      mine.yaml:17:15  adl.notice  was the number 30, but a duration such as 30s is expected"
    `);
  });

  test('may have a whole rule for its ADL', async () => {
    expect((await read(small('  - adl: joint\n'))).waterfall).toMatchObject([
      { label: 'adl', whole: { mechanism: { name: 'joint' } } },
    ]);
  });

  test('brings its own plug-ins', async () => {
    const { waterfall } = await readExchange('tests/fixtures/spec/plugins/with-plugin.yaml', registry);
    expect(waterfall).toMatchObject([{ composite: { ranking: { mechanism: { name: 'mine' } } } }]);
    expect(registry.find('adl.ranking', 'mine')).toBeUndefined();
  });
});

describe('refuses', () => {
  test('an unknown key of a mechanism', async () => {
    expect(
      await refused(changed('floor: "0.25"', 'bassis: entry').replace(', adl.ranking.floor: ["1/10", "0.5"]', '')),
    ).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:16:46  adl.ranking.bassis  unknown key for roi-over-margin-ratio
        expected one of: basis, floor"
    `);
  });
  test('an unknown key of the file, of a part and of a layer', async () => {
    const text = changed('claims:', 'clams:')
      .replace('{ taker:', '{ takr:')
      .replace('unless: adl', 'unles: adl')
      .replace('trigger:', 'triger:');
    expect(await refused(text)).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:9:9  fees.takr  unknown key
        expected one of: taker, maker
      mine.yaml:12:5  liquidation.unles  unknown key
        did you mean unless? (expected one of: liquidation, backstop, fund, adl, socialisation, unless, as)
      mine.yaml:14:5  adl.trigger  is missing
        add trigger: with what breakwater schema allows there
      mine.yaml:15:7  adl.triger  unknown key
        did you mean trigger? (expected one of: trigger, settle, orders, fees, notice, eligible, ranking, severity, allocation, closeOut, protection)
      mine.yaml:23:1  clams  unknown key
        did you mean claims?"
    `);
  });
  test('parameters for a mechanism that has none', async () => {
    expect(await refused(changed('allocation: queue', 'allocation: { use: queue, top: 5 }'))).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:17:33  adl.allocation.top  unknown key for queue
        queue has no parameters"
    `);
  });
  test('wrong types', async () => {
    const text = changed('margin: { use: flat-margin, rate: "1/20" }', 'margin: [flat-margin]')
      .replace('fees: { taker: "0.0005" }', 'fees: free')
      .replace('claims: [AF11/flat-never-pays]', 'maxRounds: many\nwalk: bredth\ndefaultersEligible: 1\nfunding:');
    expect(await refused(text)).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:5:9  margin  was a list, but a text or a map is expected
      mine.yaml:9:7  fees  was the text "free", but a map is expected
      mine.yaml:23:12  maxRounds  was the text "many", but a number is expected
      mine.yaml:24:7  walk  was the text "bredth", but one of breadth, depth is expected
        did you mean breadth?
      mine.yaml:25:21  defaultersEligible  was the number 1, but true or false is expected
      mine.yaml:26:9  funding  is empty
        give it a value, or take the line out"
    `);
  });
  test('what is missing', async () => {
    expect(await refused('name: x\n')).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:1:1  summary  is missing
        add summary: with a text
      mine.yaml:1:1  margin  is missing
        add margin: with what breakwater schema allows there
      mine.yaml:1:1  waterfall  is missing
        add waterfall: with a list"
    `);
    expect(await refused('[1, 2]\n')).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:1:1  was a list, but a map is expected"
    `);
    expect(await refused(small('  - adl: { trigger: negative }\n'))).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:5:5  adl.ranking  is missing
        add ranking: with what breakwater schema allows there
      mine.yaml:5:5  adl.allocation  is missing
        add allocation: with what breakwater schema allows there
      mine.yaml:5:5  adl.closeOut  is missing: the layer closes positions (settle: close, the default), at no price
        name a close-out price such as mark or bankruptcy, or charge gains by settle: gains"
    `);
    expect(await refused(small('  - {}\n  - { liquidation: sell, fund: x }\n'))).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:5:5  waterfall.0  names no kind of layer
        a layer is exactly one of: liquidation, backstop, fund, adl, socialisation
      mine.yaml:6:5  waterfall.1  names 2 kinds of layer: liquidation, fund
        a layer is exactly one of: liquidation, backstop, fund, adl, socialisation"
    `);
  });
  test('an unquoted number that is no exact decimal', async () => {
    expect(await refused(changed('capital: "1000.50"', 'capital: 1e-7'))).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:8:37  funds.insurance.capital  1e-7 is no exact decimal; write it in quotes, as "0.25""
    `);
  });
  test('10^20, quoted and not', async () => {
    const huge = `1${'0'.repeat(20)}`;
    const text = changed('capital: "1000.50"', `capital: "${huge}"`)
      .replace('upTo: 100 ', `upTo: ${huge} `)
      .replace('assumed', 'assumed2');
    expect(await refused(text)).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:4:1  assumed2  unknown key
        did you mean assumed?
      mine.yaml:8:37  funds.insurance.capital  100000000000000000000 is too large; an amount is at most 9007199254740991
      mine.yaml:13:51  backstop.upTo  100000000000000000000 has lost digits as a plain number; write it in quotes"
    `);
  });
  test('a negative fee, a fee above one, and one that is no number', async () => {
    expect(await refused(changed('taker: "0.0005"', 'taker: "-0.0005"'))).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:9:16  fees.taker  -0.0005 is out of range; a ratio here is between 0 and 1
        the nearest that can be is "0""
    `);
    expect(await refused(changed('taker: "0.0005"', 'taker: 2, maker: free'))).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:9:16  fees.taker  2 is out of range; a ratio here is between 0 and 1
        the nearest that can be is "1"
      mine.yaml:9:26  fees.maker  "free" is not a ratio"
    `);
  });
  test('NaN', async () => {
    expect(await refused(changed('taker: "0.0005"', 'taker: NaN'))).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:9:16  fees.taker  "NaN" is not a ratio"
    `);
    expect(await refused(changed('taker: "0.0005"', 'taker: .nan'))).toMatchInlineSnapshot(`
      "config bad-yaml
      mine.yaml:9:16  .nan is no number a spec can hold
        write a finite decimal"
    `);
  });
  test('an unknown mechanism, and suggests the nearest', async () => {
    expect(await refused(changed('roi-over-margin-ratio', 'roi-over-margin-ration'))).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:16:23  adl.ranking.use  there is no adl.ranking mechanism called "roi-over-margin-ration"
        did you mean roi-over-margin-ratio? (known: roi-over-margin-ratio)"
    `);
    expect(await refused(small('  - liquidation: sel\n'))).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:5:18  liquidation  there is no liquidation mechanism called "sel"
        did you mean sell? (known: cancel-only, sell)"
    `);
  });
  test('lots without a last layer', async () => {
    expect(
      await refused(
        small('  - liquidation: cancel-only\n  - fund: purse\n', 'funds: { purse: { use: purse, capital: 1 } }\n'),
      ),
    ).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:5:1  waterfall  lots without a last layer: none of the layers (liquidation, fund) can take lots off an account in default
        add a layer that can: a liquidation, a backstop that takes over, or adl with settle: close"
    `);
    expect(await refused(small('  - adl: charge-all\n'))).toContain('lots without a last layer');
    const gains = changed('trigger: negative', 'settle: gains\n      trigger: negative').replaceAll(
      'sell',
      'cancel-only',
    );
    expect(await refused(gains.replace(', fee: "0.01"', '').replace(/ {2}- backstop.*\n/, ''))).toContain(
      'lots without a last layer',
    );
  });
  test('pools that are not among the funds, written or by default', async () => {
    const text = changed('pool: insurance, upTo', 'pool: insurence, upTo')
      .replace('difference: insurance', 'difference: purse')
      .replace('fund: insurance', 'fund: x');
    expect(await refused(text)).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:13:34  backstop.pool  pool "insurence" is not among the funds
        did you mean insurance? (funds in line 7: insurance)
      mine.yaml:18:43  adl.closeOut.difference  pool "purse" is not among the funds
        funds in line 7: insurance
      mine.yaml:21:11  last-purse  pool "x" is not among the funds
        funds in line 7: insurance"
    `);
    expect(await refused(small('  - liquidation: sell\n  - backstop: take\n'))).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:6:5  backstop.pool  pool "insurance", the default of pool in take, is not among the funds
        the file declares no funds"
    `);
  });
  test('a choice from a list is no pool', async () => {
    expect(await refused(changed('fee: "0.01"', 'limit: bankruptcy'))).toBe('nothing was wrong');
  });
  test('labels that are unknown, no ADL or taken', async () => {
    expect(await refused(changed('unless: adl', 'unless: adl-2'))).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:12:13  liquidation.unless  there is no layer called "adl-2"
        did you mean adl? (ADL layers: adl)"
    `);
    expect(await refused(changed('unless: adl', 'unless: backstop'))).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:12:13  liquidation.unless  the layer backstop is no ADL layer, so it is never on
        ADL layers: adl"
    `);
    expect(await refused(changed('as: last-purse', 'as: adl'))).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:22:9  adl.as  two layers are called adl; the other stands in line 14
        give one of them another name by \`as\`"
    `);
    expect(await refused(changed('as: last-purse', 'as: funds'))).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:22:9  funds.as  a layer cannot be called funds, which is a field of the file
        choose another name"
    `);
  });
  test('phases that are no order of all of them', async () => {
    const phases = DEFAULT_PHASES.filter((phase) => phase !== 'mark');
    expect(await refused(`${fixture}phases: [${[...phases, 'agents'].join(', ')}]\n`)).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:24:9  phases  the phase mark is left out
        name each once: shock, index, mark, funding, collateral, rounds, agents, depth, record
      mine.yaml:24:9  phases  the phase agents is named 2 times
        name each once: shock, index, mark, funding, collateral, rounds, agents, depth, record"
    `);
  });
  test('assumed fields that are not there, out of range or no number', async () => {
    const assumed =
      '{ funds.insurance.capitol: [1, 2], funds.insurance.capital: ["1", "1000"], mark.use: [1, 2], mark.window: [1, 90], margin.rate: [2, 1], waterfall.1.backstop.upTo: [1, 99] }';
    expect(await refused(fixture.replace(/^assumed: .*$/m, `assumed: ${assumed}`))).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:4:37  assumed.funds.insurance.capitol  no such field is written in this file
        did you mean funds.insurance.capital? name a field by its dotted path, or take the line out of assumed
      mine.yaml:4:70  assumed.funds.insurance.capital  the value 1000.50 in line 8 is outside the range 1 to 1000
        change the value or the range
      mine.yaml:4:95  assumed.mark.use  the range is in numbers, but the field in line 6 is no number: spot
        an assumed field is one number or duration
      mine.yaml:4:116  assumed.mark.window  the range is in numbers, but the field in line 6 is no number: 30s
        an assumed field is one number or duration
      mine.yaml:4:138  assumed.margin.rate  2 to 1 is no range
        write [least, most], two numbers or two durations
      mine.yaml:4:173  assumed.waterfall.1.backstop.upTo  the value 100 in line 13 is outside the range 1 to 99
        change the value or the range"
    `);
  });
});

test('parts of our own that are not there', async () => {
  const ours = fixture.replace(
    /^assumed: /m,
    'ours: [mark, adl.ranking, waterfall.1.backstop, adl.rankin, funding]\nassumed: ',
  );
  expect(await refused(ours)).toMatchInlineSnapshot(`
    "config bad-exchange
    mine.yaml:4:49  ours.3  adl.rankin is no part that is written in this file
      did you mean adl.ranking?
    mine.yaml:4:61  ours.4  funding is no part that is written in this file
      did you mean funds?"
  `);
});

test('one error holds all problems, and says which came from where', async () => {
  try {
    await read(changed('taker: "0.0005"', 'taker: "-1"').replace('allocation: queue', 'allocation: cue'));
    expect.unreachable();
  } catch (error) {
    if (!isBreakwaterError(error)) throw error;
    expect(error.code).toBe('bad-exchange');
    expect(problemsOf(error).map(({ where }) => where)).toEqual([
      { file: 'mine.yaml', line: 9, column: 16, path: 'fees.taker' },
      { file: 'mine.yaml', line: 17, column: 19, path: 'adl.allocation' },
    ]);
  }
});

describe('overrides', () => {
  test('of an assumed field, or of what it stood in, end the assumption', async () => {
    const assumed = async (path: string, value: unknown) =>
      Object.keys(
        (await readExchange('tests/fixtures/spec/exchange.yaml', testRegistry(), { overrides: [{ path, value }] }))
          .assumed,
      );
    expect(await assumed('funds.insurance.capital', '9000')).toEqual(['adl.ranking.floor', 'mark.window']);
    expect(await assumed('waterfall.adl.ranking', 'roi-over-margin-ratio')).toEqual([
      'funds.insurance.capital',
      'mark.window',
    ]);
    expect(await assumed('mark', null)).toEqual(['funds.insurance.capital', 'adl.ranking.floor']);
    expect(await assumed('fees.taker', '0')).toHaveLength(3);
  });
  const over = (path: string, value: unknown) =>
    readExchange(file, registry, { overrides: [{ path, value, place: { file: 'study.yaml', line: 7, column: 3 } }] });

  test('stand in for fields, by dotted path, layer label or position', async () => {
    expect((await over('fees.maker', '0.0001')).fees.makerPerMillion).toBe(100);
    expect((await over('margin', 'flat-margin')).margin.params).toEqual({ rate: { n: 1, d: 20 } });
    expect((await over('adl.ranking.basis', 'wallet')).waterfall[2]).toMatchObject({
      composite: { ranking: { params: { basis: 'wallet' } } },
    });
    expect((await over('adl.eligible', ['profitable'])).waterfall[2]).toMatchObject({
      composite: { eligible: [{ mechanism: { name: 'profitable' } }] },
    });
    expect((await over('waterfall.0.liquidation.fee', '0.5')).waterfall[0]).toMatchObject({
      use: { params: { fee: { n: 1, d: 2 } } },
    });
    expect((await over('liquidation-2.fee', '0.5')).waterfall[4]).toMatchObject({
      use: { params: { fee: { n: 1, d: 2 } } },
    });
  });
  test('take a field away with null', async () => {
    expect((await over('liquidation.unless', null)).waterfall[0]).not.toHaveProperty('unless');
    expect((await over('waterfall.3', null)).waterfall).toHaveLength(5);
  });
  test('that lead nowhere', async () => {
    expect(await told(over('funds.vault.capital', '1'))).toMatchInlineSnapshot(`
      "config bad-override
      study.yaml:7:3  funds.vault.capital  cannot be overridden in tests/fixtures/spec/exchange.yaml: funds has no vault
        written there: insurance"
    `);
    expect(await told(over('waterfall.9', null))).toMatchInlineSnapshot(`
      "config bad-override
      study.yaml:7:3  waterfall.9  cannot be overridden in tests/fixtures/spec/exchange.yaml: waterfall is a list of 6 entries, counted from 0"
    `);
  });
  test('with a wrong value are told where they were written', async () => {
    expect(await told(over('fees.taker', '-1'))).toMatchInlineSnapshot(`
      "config bad-exchange
      study.yaml:7:3  fees.taker  -1 is out of range; a ratio here is between 0 and 1
        the nearest that can be is "0""
    `);
    expect(await told(over('fees.takr', '1'))).toMatchInlineSnapshot(`
      "config bad-exchange
      study.yaml:7:3  fees.takr  unknown key
        expected one of: taker, maker"
    `);
  });
});
