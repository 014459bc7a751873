import pc from 'picocolors';
import { invariants } from '../../specs/invariants/index.ts';
import { configError, nearest, type Registry, type Slot } from '../contract/index.ts';
import { registryWith } from '../experiment/registry.ts';
import { METRICS } from '../measure/metrics/index.ts';
import { exchangeEntries, mechanismEntries, SLOTS, specEntries } from './catalogue.ts';
import { columns, paragraph, type Row, terminalWidth } from './columns.ts';
import { fidelityText } from './fidelity.ts';
import { FIDELITY_LEGEND, fidelityTable } from './fidelity-table.ts';
import { printJson } from './json.ts';
import { refuseLoops } from './loop-guard.ts';

/** Options of `list`. */
export interface ListOptions {
  readonly plugin?: readonly string[];
  readonly stall?: number;
  readonly json?: boolean;
}

/** One part of what there is: as data, and as rows of a table. */
interface Section {
  readonly title: string;
  readonly data: unknown;
  readonly rows: readonly Row[];
  /** What follows the rows. */
  readonly below?: string;
}

type MakeSection = (registry: Registry) => Promise<Section> | Section;

const specs =
  (kind: 'exchange' | 'scenario' | 'experiment', title: string): MakeSection =>
  async () => {
    const entries = await specEntries(kind);
    return { title, data: entries, rows: entries.map(({ name, summary }): Row => [name, summary]) };
  };

const exchanges: MakeSection = async () => {
  const entries = await exchangeEntries();
  const table = fidelityTable(entries, terminalWidth());
  if (table === undefined) {
    const rows = entries.map(({ name, summary, fidelity }): Row => [name, [summary, fidelityText(fidelity)]]);
    return { title: 'Exchanges', data: entries, rows };
  }
  const rows = entries.map(({ name, summary }): Row => [name, summary]);
  const below = `${pc.bold('How far each part can be trusted')}\n${paragraph(FIDELITY_LEGEND, 2)}\n\n${table}`;
  return { title: 'Exchanges', data: entries, rows, below };
};

const slotSection = (slot: Slot, registry: Registry): Section => {
  const entries = mechanismEntries(registry, slot);
  const rows = entries.map(
    ({ name, summary, origin }): Row => [name, origin === undefined ? summary : `${summary} (${origin})`],
  );
  return { title: slot, data: entries, rows };
};

const slots: MakeSection = (registry) => {
  const filled = SLOTS.map((slot) => slotSection(slot, registry));
  return {
    title: 'Mechanisms, by slot',
    data: Object.fromEntries(filled.map(({ title, data }) => [title, data])),
    rows: filled
      .filter(({ rows }) => rows.length > 0)
      .map(({ title, rows }): Row => [title, rows.map(([name]) => name).join(', ')]),
  };
};

const metricSection: MakeSection = () => ({
  title: 'Metrics',
  data: METRICS.map(({ id, unit, definition }) => ({ id, unit, definition })),
  rows: METRICS.map(
    ({ id, unit, numeraire, definition }): Row => [id, `${definition} (${unit === 'amount' ? numeraire : unit})`],
  ),
});

const invariantSection: MakeSection = () => ({
  title: 'Invariants',
  data: invariants.map(({ id, scope, says }) => ({ id, scope, says })),
  rows: invariants.map(({ id, scope, says }): Row => [id, `${scope}: ${says}`]),
});

const SECTIONS: Readonly<Record<string, MakeSection>> = {
  exchanges,
  scenarios: specs('scenario', 'Scenarios'),
  experiments: specs('experiment', 'Experiments'),
  mechanisms: slots,
  metrics: metricSection,
  invariants: invariantSection,
};

/** Sections that are only counted when everything is listed: they are long. */
const COUNTED = ['metrics', 'invariants'];

const text = ({ title, rows, below }: Section): string =>
  `${pc.bold(title)}\n${rows.length === 0 ? '  none' : columns(rows)}${below === undefined ? '' : `\n\n${below}`}`;

/** All sections; `short` leaves out of exchanges what takes time to read. */
const everything = (registry: Registry, short: boolean): Promise<readonly (readonly [string, Section])[]> => {
  const sections = short ? { ...SECTIONS, exchanges: specs('exchange', 'Exchanges') } : SECTIONS;
  return Promise.all(Object.entries(sections).map(async ([name, make]) => [name, await make(registry)] as const));
};

/**
 * Lists what there is.
 *
 * @param what - A slot or a kind of thing; everything in short when left out.
 * @param options - Plug-ins whose mechanisms shall be listed too, and the form of the answer.
 * @throws BreakwaterError `unknown-list`; what loading a plug-in throws.
 */
export const list = async (what: string | undefined, options: ListOptions): Promise<void> => {
  const plugins = options.plugin ?? [];
  await refuseLoops(plugins, options.stall);
  const registry = await registryWith(plugins);
  if (what === undefined) {
    const sections = await everything(registry, options.json !== true);
    if (options.json === true) return printJson(Object.fromEntries(sections.map(([name, { data }]) => [name, data])));
    const counts = sections
      .filter(([name]) => COUNTED.includes(name))
      .map(([name, { title, rows }]): Row => [title, `${rows.length}; breakwater list ${name} says what they are`]);
    const whole = sections.filter(([name]) => !COUNTED.includes(name)).map(([, section]) => text(section));
    console.log([...whole, `${pc.bold('More')}\n${columns(counts)}`].join('\n\n'));
    return;
  }
  const section = await sectionOf(what, registry);
  if (options.json === true) printJson({ [what]: section.data });
  else console.log(text(section));
};

const sectionOf = (what: string, registry: Registry): Promise<Section> | Section => {
  const make = Object.hasOwn(SECTIONS, what) ? SECTIONS[what] : undefined;
  if (make !== undefined) return make(registry);
  const slot = SLOTS.find((each) => each === what);
  if (slot !== undefined) return slotSection(slot, registry);
  const known = [...Object.keys(SECTIONS), ...SLOTS];
  const near = nearest(what, known);
  throw configError('unknown-list', `there is nothing to list under "${what}"`, {
    hint: `${near === undefined ? '' : `did you mean ${near}? `}lists: ${known.join(', ')}`,
  });
};
