import pc from 'picocolors';
import { invariants } from '../../specs/invariants/index.ts';
import { configError, isMechanism, nearest, type Registry } from '../contract/index.ts';
import { modules, registryWith } from '../experiment/registry.ts';
import { METRICS } from '../measure/metrics/index.ts';
import {
  kindOf,
  loadPlugins,
  readExchange,
  readExperiment,
  readScenario,
  readSource,
  type SpecKind,
  shippedExchanges,
  shippedExperiments,
  shippedScenarios,
} from '../spec/index.ts';
import { dataOf, SLOTS } from './catalogue.ts';
import { columns, paragraph, type Row } from './columns.ts';
import { fidelityOf } from './fidelity.ts';
import { printJson } from './json.ts';
import { isPlugin, refuseLoops } from './loop-guard.ts';
import { showExchange } from './show-exchange.ts';
import { showMechanism } from './show-mechanism.ts';
import { showExperiment, showScenario } from './show-scenario.ts';
import type { Shown } from './shown.ts';
import { usedBy } from './used-by.ts';

/** Options of `show`. */
export interface ShowOptions {
  readonly plugin?: readonly string[];
  readonly stall?: number;
  readonly json?: boolean;
}

const SHIPPED: Readonly<Record<SpecKind, () => readonly string[]>> = {
  exchange: shippedExchanges,
  scenario: shippedScenarios,
  experiment: shippedExperiments,
};

const SHOW_SPEC: Readonly<Record<SpecKind, (name: string, registry: Registry) => Promise<Shown>>> = {
  exchange: async (name, registry) =>
    showExchange(await readExchange(name, registry, { modules }), fidelityOf(await dataOf('exchange', name))),
  scenario: async (name, registry) => showScenario(await readScenario(name, registry, { modules })),
  experiment: async (name) => showExperiment(await readExperiment(name)),
};

const showMetric = (id: string): Shown | undefined => {
  const metric = METRICS.find((each) => each.id === id);
  if (metric === undefined) return undefined;
  const { unit, numeraire, definition, formula, better } = metric;
  const rows: Row[] = [
    ['unit', unit],
    ['numeraire', numeraire],
    ['formula', formula],
    ['better', better],
  ];
  return {
    data: { kind: 'metric', id, unit, numeraire, definition, formula, better },
    title: id,
    parts: [definition, columns(rows, 0)],
  };
};

const showInvariant = (id: string): Shown | undefined => {
  const invariant = invariants.find((each) => each.id === id || each.id.split('/').includes(id));
  if (invariant === undefined) return undefined;
  const { says, scope, tolerance, over, source } = invariant;
  const exact = tolerance === 0 ? 'none, it is exact' : String(tolerance);
  const rows: Row[] = [
    ['scope', scope],
    ['over', over],
    ['tolerance', exact],
    ['source', source],
  ];
  return {
    data: { kind: 'invariant', id: invariant.id, says, scope, tolerance, over, source },
    title: invariant.id,
    parts: [says, columns(rows, 0)],
  };
};

/** Mechanisms called so, in whichever slots; `slot/name` means one. */
const showMechanisms = async (name: string, registry: Registry): Promise<readonly Shown[]> => {
  const [slot, inSlot] = name.includes('/') ? name.split('/', 2) : [undefined, name];
  const found = registry.all().filter((each) => each.name === inSlot && (slot === undefined || each.slot === slot));
  if (found.length === 0) return [];
  const users = await usedBy(registry);
  return found.map((each) => showMechanism(each, registry, users));
};

const showFile = async (file: string, registry: Registry): Promise<readonly Shown[]> => {
  const named = /[\\/]/.test(file) ? file : `./${file}`;
  if (isPlugin(file)) {
    const before = new Set(registry.all());
    const all = await loadPlugins([file], registry, { modules });
    return all
      .all()
      .filter((each) => isMechanism(each) && !before.has(each))
      .map((each) => showMechanism(each, all, new Map()));
  }
  return [await SHOW_SPEC[kindOf(await readSource(file))](named, registry)];
};

/** All that has the name: specs, mechanisms, a metric, an invariant. */
const named = async (name: string, registry: Registry): Promise<readonly Shown[]> => {
  const kinds = (Object.keys(SHIPPED) as SpecKind[]).filter((kind) => SHIPPED[kind]().includes(name));
  const specs = await Promise.all(kinds.map((kind) => SHOW_SPEC[kind](name, registry)));
  return [...specs, ...(await showMechanisms(name, registry)), showMetric(name), showInvariant(name)].filter(
    (each) => each !== undefined,
  );
};

/**
 * Shows what has a name, or what a file holds. A name that several things have shows all of them.
 *
 * @param name - Name of an exchange, scenario, experiment, mechanism, metric or invariant; `slot/name`; or a file.
 * @param options - Plug-ins whose mechanisms can be shown too, and the form of the answer.
 * @throws BreakwaterError `unknown-name`; what reading a file throws.
 */
export const show = async (name: string, options: ShowOptions): Promise<void> => {
  const plugins = options.plugin ?? [];
  await refuseLoops([...plugins, name], options.stall);
  const registry = await registryWith(plugins);
  const found = await named(name, registry);
  const looksLikeFile = /\.(ya?ml|json|ts|js|mjs)$/.test(name) || name.startsWith('.');
  const all = found.length === 0 && looksLikeFile ? await showFile(name, registry) : found;
  if (all.length === 0) throw unknown(name, registry);
  if (options.json === true) return printJson(all.length === 1 ? all[0]?.data : all.map(({ data }) => data));
  console.log(all.map(textOf).join('\n\n'));
};

const textOf = ({ title, parts }: Shown): string =>
  [pc.bold(title), ...parts.map((part) => (part.includes('\n') || part.startsWith(' ') ? part : paragraph(part)))].join(
    '\n\n',
  );

const unknown = (name: string, registry: Registry): Error => {
  const names = [
    ...Object.values(SHIPPED).flatMap((shipped) => shipped()),
    ...registry.all().map((each) => each.name),
    ...METRICS.map(({ id }) => id),
    ...invariants.map(({ id }) => id),
  ];
  const near = nearest(name, names);
  const slot = SLOTS.find((each) => each === name);
  const hint =
    slot !== undefined
      ? `it is a slot: breakwater list ${slot}`
      : near === undefined
        ? 'breakwater list shows what there is'
        : `did you mean ${near}?`;
  return configError('unknown-name', `nothing is called "${name}"`, { hint });
};
