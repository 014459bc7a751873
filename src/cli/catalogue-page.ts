import type { MatrixRow } from '../check/axioms/index.ts';
import { EXCHANGE_SLOTS, type Mechanism, type Registry, type Slot, WORLD_SLOTS } from '../contract/index.ts';
import { axiomWords, capabilitiesOf, figuresOf, sourcesOf } from './mechanism-facts.ts';
import { type ParamFacts, paramFacts, valueText } from './params-text.ts';
import type { UsedBy } from './used-by.ts';

const SLOT_SAYS: Readonly<Partial<Record<Slot, string>>> = {
  margin: 'What an account must hold against its positions.',
  mark: 'The price at which positions are valued.',
  index: 'The price of the underlying as the venue sees it.',
  funding: 'What one side pays the other for holding.',
  collateral: 'What assets count for, and the order in which they are sold.',
  liquidation: 'Layers that take lots to the book, to liquidators or to the venue’s own engine.',
  backstop: 'Layers in which a vault, fund, provider or member takes positions over.',
  socialisation: 'Layers that spread what is left over accounts, market sides or depositors.',
  fund: 'Pools of institutional money.',
  payout: 'What may be withdrawn or paid out of profit.',
  adl: 'Whole rules of auto-deleveraging.',
  'adl.trigger': 'When ADL is on, and what it shall raise.',
  'adl.eligible': 'Who may be cut.',
  'adl.ranking': 'Who is cut first.',
  'adl.severity': 'How much of the need is raised.',
  'adl.allocation': 'How much each gives: a claims problem in whole numbers.',
  'adl.close-out': 'At what price.',
  'adl.protection': 'What shields hedges.',
};

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const paramLine = ({ name, type, unit, default: fallback, required, range, description = '' }: ParamFacts): string => {
  const [least, most] = range ?? [];
  const bounds = [
    ...(least === undefined ? [] : [`at least ${least}`]),
    ...(most === undefined ? [] : [`at most ${most}`]),
  ];
  const kind = [type, ...(unit === undefined ? [] : [unit]), ...bounds].join(', ');
  const value = required ? 'required' : fallback === undefined ? 'none' : `\`${cell(valueText(fallback))}\``;
  return `| \`${name}\` | ${cell(kind)} | ${value} | ${cell(description)} |`;
};

const linked = (source: string): string => (/^https?:\/\/\S+$/.test(source) ? `<${source}>` : source);

const entry = (mechanism: Mechanism, users: UsedBy, axioms: ReadonlyMap<string, MatrixRow>): string[] => {
  const { name, slot, summary, formula, exempt = {} } = mechanism;
  const facts = paramFacts(mechanism.params);
  const names = users.get(mechanism) ?? [];
  const declared = capabilitiesOf(mechanism);
  const row = slot === 'adl.allocation' ? axioms.get(name) : undefined;
  const words = row === undefined ? undefined : axiomWords(row);
  return [
    `### \`${name}\``,
    '',
    summary,
    '',
    ...(formula === undefined ? [] : [`    ${formula.replaceAll('\n', '\n    ')}`, '']),
    ...(facts.length === 0
      ? []
      : ['| parameter | kind | default | meaning |', '| --- | --- | --- | --- |', ...facts.map(paramLine), '']),
    ...(declared.length === 0 ? [] : [`- Declares: ${declared.join('; ')}.`]),
    ...figuresOf(mechanism).map(
      (figure) => `- A run records \`${figure.name}\` (${figure.unit}) after each decision: ${figure.says}`,
    ),
    ...(words === undefined ? [] : [`- Keeps these [axioms](axioms.md): ${words.keeps}. Breaks: ${words.breaks}.`]),
    ...Object.entries(exempt).map(([fact, reason]) => `- Honestly fails \`${fact}\`: ${reason}.`),
    `- Used by: ${names.length === 0 ? 'no shipped design' : names.map((one) => `\`${one}\``).join(', ')}.`,
    `- Source: ${sourcesOf(mechanism).map(linked).join('; ')}`,
    '',
  ];
};

/**
 * The page of all built-in mechanisms, slot by slot. `docs/guide/catalogue.md` is this text; `npm run schemas` writes it.
 *
 * @param registry - The built-ins.
 * @param users - Which designs use them.
 * @param axioms - What a search found of each allocation rule.
 */
export const cataloguePage = (registry: Registry, users: UsedBy, axioms: readonly MatrixRow[]): string => {
  const byName = new Map(axioms.map((row) => [row.name, row]));
  const slots = [...EXCHANGE_SLOTS, ...WORLD_SLOTS].filter((slot) => registry.list(slot).length > 0);
  const exchange = slots.filter((slot) => SLOT_SAYS[slot] !== undefined);
  return [
    '# Catalogue of mechanisms',
    '',
    'Generated from `mechanisms/` and `specs/exchanges/`: change those, not this page. `npx breakwater show NAME` prints the same of one.',
    '',
    'Formulas use the names of the field: N is notional at mark, E equity, MM maintenance margin, IM initial margin; amounts are whole units of the asset',
    'settled in, sizes whole lots, rates and ratios exact fractions. A parameter without a unit is a number.',
    '',
    ...exchange.map(
      (slot) => `- [${slot}](#${slot.replaceAll('.', '')}): ${registry.list(slot).length}. ${SLOT_SAYS[slot]}`,
    ),
    '',
    ...exchange.flatMap((slot) => [
      `## ${slot}`,
      '',
      SLOT_SAYS[slot] as string,
      '',
      ...registry.list(slot).flatMap((mechanism) => entry(mechanism, users, byName)),
    ]),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
};
