import { EXCHANGE, exchangeWith, RANKED, rankingPlugin } from './breakwater.ts';

const aliases = (depth: number): string =>
  [
    'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
    ...Array.from({ length: depth }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]`),
  ].join('\n');

const PEOPLE = `accounts:
  - { name: a, kind: trader, deposit: { USD: "50" } }
  - { name: a, kind: trader, deposit: { USD: "50" } }
`;

/** A scenario of one market and two traders, with a text replaced. */
export const scenarioWith = (text = '', replacement = ''): string =>
  `name: tiny
summary: Two traders.
duration: 60s
step: 10s
settle: USD
assets: { USD: { decimals: 6 } }
markets:
  X: { kind: linear, class: test, tick: "0.01", lot: "1", band: { floor: "1", cap: "1000" }, open: 100, beta: 1, openInterest: 1000, depthAtOnePercent: 1000 }
shock: { use: keyframes, interpolation: linear, all: [[0, 1], [20s, 0.94]] }
accounts:
  - { name: a, kind: trader, deposit: { USD: "50" }, positions: [{ market: X, lots: 10, entry: "100" }] }
  - { name: b, kind: trader, deposit: { USD: "1000" }, positions: [{ market: X, lots: -10, entry: "100" }] }
`.replace(text, replacement);

/** Exchange files that are wrong, each in one way. */
export const BAD_EXCHANGES: Readonly<Record<string, string | Uint8Array>> = {
  'binary.yaml': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xfe, 1]),
  'empty.yaml': '',
  'tab.yaml': EXCHANGE.replace('  insurance:', '\tinsurance:'),
  'cut-off.yaml': EXCHANGE.slice(0, EXCHANGE.indexOf('scope: global')),
  'alias-bomb.yaml': `${aliases(9)}\n${EXCHANGE}`,
  'deep.yaml': `${EXCHANGE}claims: ${'['.repeat(5000)}${']'.repeat(5000)}\n`,
  'proto.yaml': `${EXCHANGE}__proto__: { polluted: true }\n`,
  'unknown-key.yaml': exchangeWith('maintenance: "0.025"', 'maintenance: "0.025", maintenence: "0.02"'),
  'unknown-top.yaml': `${EXCHANGE}watrfall: []\n`,
  'wrong-type.yaml': exchangeWith('waterfall:\n', 'claims: yes\nwaterfall:\n'),
  'inexact.yaml': exchangeWith('capital: "0"', 'capital: 0.1234567890123456e-9'),
  'huge.yaml': exchangeWith('capital: "0"', 'capital: 100000000000000000000'),
  'huge-quoted.yaml': exchangeWith('capital: "0"', 'capital: "100000000000000000000"'),
  'negative-fee.yaml': exchangeWith('taker: "0.0005"', 'taker: "-0.0005"'),
  'nan.yaml': exchangeWith('capital: "0"', 'capital: .nan'),
  'unknown-mechanism.yaml': exchangeWith('ranking: unranked', 'ranking: unrankd'),
  'no-last-layer.yaml': EXCHANGE.replace(/ {2}- adl:[\s\S]*closeOut: mark\n/, ''),
  'list.yaml': '- name: small\n',
  'no-layers.yaml': EXCHANGE.replace(/waterfall:[\s\S]*/, 'waterfall: []\n'),
};

/** Scenario files that are wrong. */
export const BAD_SCENARIOS: Readonly<Record<string, string>> = {
  'twins.yaml': scenarioWith(/accounts:[\s\S]*/.exec(scenarioWith())?.[0], PEOPLE),
  'negative-size.yaml': scenarioWith('deposit: { USD: "50" }', 'deposit: { USD: "-50" }'),
  'no-people.yaml': scenarioWith(/accounts:[\s\S]*/.exec(scenarioWith())?.[0], ''),
};

/** Plug-ins that are wrong, each in one way. */
export const BAD_PLUGINS: Readonly<Record<string, string>> = {
  'syntax.ts': rankingPlugin('c.').replace('score', 'score score'),
  'throws-at-load.ts': `const no: string = (undefined as never as { x: string }).x;\n${rankingPlugin('1')}export { no };\n`,
  'throws.ts': rankingPlugin("{ throw new Error('no score today'); }"),
  'loops.ts': rankingPlugin('{ for (;;); }'),
  'loops-at-load.ts': `for (;;);\n${rankingPlugin('1')}`,
  'promise.ts': rankingPlugin('Promise.resolve(c.lots) as unknown as number'),
  'not-a-number.ts': rankingPlugin('Number.NaN'),
  'twin.ts': rankingPlugin('1', 'unranked'),
  'no-mechanism.ts': 'export const answer = 42;\n',
  'eats-memory.ts': rankingPlugin('{ const all: unknown[] = []; for (;;) all.push(new Array(1000).fill(c)); }'),
};

/** A design for the plug-ins. */
export const RANKED_EXCHANGE = RANKED;
