import { describe, expect, test } from 'vitest';
import { mechanisms } from '../../../mechanisms/index.ts';
import { definePayout, Registry, z } from '../../../src/index.ts';
import { parseExchange, parseSource } from '../../../src/spec/index.ts';
import { told } from '../../fixtures/spec/told.ts';

const registry = new Registry(mechanisms);
const read = async (text: string) => parseExchange(await parseSource(text, 'mine.yaml'), registry);
const refused = (text: string) => told(read(text));

/** A design that charges gains, or closes positions; a piece of its ADL stands at the end. */
const composed = (adl: string, more = ''): string => `name: mine
summary: Mine.
margin: { use: fraction, initial: "0.1", maintenance: "0.05" }
funds:
  insurance: { use: insurance-fund, capital: "1000" }
${more}waterfall:
  - liquidation: book-ioc
  - adl:
      trigger: { use: account-equity-negative${adl}
      ranking: unranked
      allocation: integer-pro-rata
`;

describe('what cannot work together is refused, naming both lines', () => {
  test('charging gains needs no price of a close-out, and closing positions does', async () => {
    expect(await read(composed(', in: gain }\n      settle: gains'))).toMatchObject({
      waterfall: [{}, { composite: { settle: 'gains' } }],
    });
    expect(await refused(composed(' }'))).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:8:5  adl.closeOut  is missing: the layer closes positions (settle: close, the default), at no price
        name a close-out price such as mark or bankruptcy, or charge gains by settle: gains"
    `);
    expect(
      await refused(composed(', in: gain }\n      settle: gains\n      closeOut: bankruptcy')),
    ).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:11:7  adl.closeOut  a price of the close-out has no meaning where nothing is closed: the layer charges gains (settle: gains in line 10)
        leave closeOut out, or close positions by settle: close"
    `);
  });

  test('what goes with a cut, where nothing is cut', async () => {
    const more = ['protection: lexicographic', 'orders: cancel', 'fees: { subject: "0.001" }'].join('\n      ');
    expect(await refused(composed(`, in: gain }\n      settle: gains\n      ${more}`))).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:11:7  adl.protection  a protection of hedges, which keeps positions from being closed, has no meaning where nothing is closed: the layer charges gains (settle: gains in line 10)
        leave protection out, or close positions by settle: close
      mine.yaml:12:7  adl.orders  a choice of whose resting orders go with a cut has no meaning where nothing is closed: the layer charges gains (settle: gains in line 10)
        leave orders out, or close positions by settle: close
      mine.yaml:13:7  adl.fees  a fee on fills by ADL has no meaning where nothing is closed: the layer charges gains (settle: gains in line 10)
        leave fees out, or close positions by settle: close"
    `);
  });

  test('a trigger that counts in another unit than the layer settles in', async () => {
    expect(await refused(composed(', in: gain }\n      closeOut: mark'))).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:9:52  adl.trigger.in  account-equity-negative counts gain, but the layer settles in lots (settle: close, the default)
        write in: lots at the trigger, or settle: gains"
    `);
    expect(await refused(composed(' }\n      settle: gains'))).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:9:16  adl.trigger  account-equity-negative counts lots by default, but the layer settles in gains (settle: gains in line 10)
        write in: gain at the trigger, or settle: close"
    `);
  });

  test('a trigger without its fund', async () => {
    const text = composed(' }\n      closeOut: mark').replace('account-equity-negative', 'fund-depleted, pool: purse');
    expect(await refused(text)).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:9:44  adl.trigger.pool  pool "purse" is not among the funds
        funds in line 4: insurance"
    `);
  });

  test('a layer below a close-out level that the margin rule does not have', async () => {
    const takeover = '  - backstop: { use: vault-takeover, pool: insurance, belowCloseOut: true }\n';
    const text = composed(' }\n      closeOut: mark') + takeover;
    expect(await refused(text)).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:13:15  backstop  vault-takeover needs a close-out level, but margin fraction in line 3 has none
        choose a margin rule with a close-out level, or do not ask for it"
    `);
    expect(await read(text.replace('maintenance: "0.05"', 'maintenance: "0.05", closeOut: "0.03"'))).toBeDefined();
  });

  test('a trigger for the end of a clearing house over a pool that is not its own money', async () => {
    const text = composed(' }\n      closeOut: mark').replace('account-equity-negative', 'waterfall-exhausted');
    expect(text).toContain('waterfall-exhausted');
    expect(await read(text)).toBeDefined();
    const vault = text.replace(/insurance: \{.*\}/, 'insurance: { use: depositor-vault, capital: "5" }');
    expect(await refused(vault)).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:9:16  adl.trigger  waterfall-exhausted needs a fund, but insurance is a vault (depositor-vault in line 5)
        declare a fund among the funds and name it"
    `);
    const both = vault.replace(/^( +)insurance: \{.*$/m, '$&\n$1own: { use: insurance-fund, capital: "5" }');
    expect(await refused(both)).toContain('name one of: own');
  });

  test('a trigger that counts lots and nothing else, where gains are charged', async () => {
    const text = composed(' }\n      settle: gains').replace('account-equity-negative', 'symbol-pnl-drawdown');
    expect(await refused(text)).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:9:16  adl.trigger  symbol-pnl-drawdown counts lots and nothing else, but the layer settles in gains (settle: gains in line 10)
        choose another trigger, or settle: close"
    `);
  });

  test('a replacement against a pool that faces all traders', async () => {
    const text = composed(
      ' }\n      closeOut: mark\n      protection: { use: replacement-offer, pool: insurance }',
    ).replace('insurance-fund', 'liquidity-pool');
    expect(await refused(text)).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:11:19  adl.protection  replacement-offer needs a fund or vault, but insurance is a pool (liquidity-pool in line 5)
        declare a fund or vault among the funds and name it"
    `);
  });

  test('a cash call without members, profit locked until a settlement that never comes', async () => {
    const more = 'payout: locked-until-settlement\n';
    const text = `${composed(' }\n      closeOut: mark', more)}  - socialisation: cash-call\n`;
    expect(await refused(text)).toMatchInlineSnapshot(`
      "config bad-exchange
      mine.yaml:6:9  payout  locked-until-settlement needs a settlement period, but the exchange has none
        give the exchange a period, as settlement: 7d
      mine.yaml:14:20  socialisation  cash-call needs members with commitments, but no fund has any (funds in line 4)
        declare a fund with members, as default-fund-with-assessments"
    `);
  });
});

describe('a mechanism that says nonsense of what it needs is named', () => {
  const payout = (needs: () => unknown) =>
    definePayout({
      name: 'bad',
      summary: 'Answers nonsense.',
      source: 'tests',
      params: z.strictObject({}),
      needs: needs as never,
      allow: () => ({ paid: 0 }),
    });
  test.each<[string, () => unknown, string]>([
    [
      'a need there is not',
      () => ['pigs'],
      'payout bad: what it needs was pigs; it is settlement or members or close-out',
    ],
    ['no list', () => 'settlement', 'payout bad: what it needs was settlement; it is a list'],
    [
      'an error',
      () => {
        throw new Error('no');
      },
      'payout bad threw: no',
    ],
  ])('by %s', async (_, needs, says) => {
    const source = await parseSource(composed(' }\n      closeOut: mark', 'payout: bad\n'), 'mine.yaml');
    expect(await told(() => parseExchange(source, new Registry([...mechanisms, payout(needs)])))).toContain(says);
  });
});
