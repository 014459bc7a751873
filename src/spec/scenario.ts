import { dirname, resolve } from 'node:path';
import {
  type Agent,
  configError,
  type Depth,
  type Impact,
  type Liquidity,
  type Population,
  type Registry,
  type Shock,
} from '../contract/index.ts';
import type { AssetSpec, Scenario } from '../world/scenario.ts';
import { HandWritten } from './accounts.ts';
import { checkAssumed } from './assumed.ts';
import { entriesOf } from './entries.ts';
import { type ReadOptions, withPlugins } from './exchange.ts';
import { checkMarket, type Market } from './markets.ts';
import { inherit, type Override, override } from './overlay.ts';
import { locate, type Path, type Source } from './place.ts';
import { dotted, ProblemList } from './problems.ts';
import { checkReferences } from './references.ts';
import { type AssetEntry, looseScenario, type ScenarioFile } from './scenario-shape.ts';
import { resolveSpec, type SpecFile } from './shipped.ts';
import { readSource } from './source.ts';
import { checkTimeline } from './timeline.ts';
import { Uses } from './use.ts';
import { explain, valueAt } from './wording.ts';

/** How a scenario is read. */
export interface ScenarioOptions extends ReadOptions {
  /** Values that stand in for what the file and those it extends say. */
  readonly overrides?: readonly Override[];
}

/** Reads a dotted path of a scenario file: `population.traders`, `markets.BTC.openInterest`. */
export const scenarioPath = (text: string): Path => text.split('.');

/**
 * Reads a scenario, laid over the one it extends.
 *
 * @param name - A file, or the name of a shipped scenario.
 * @param registry - The market models it may use, besides those of its own plug-ins.
 * @param options - Overrides, and where to look.
 * @throws BreakwaterError `bad-scenario` with all that is wrong; `extends-in-a-circle`, `unknown-spec`, `bad-override`, what
 * {@link readSource} and `loadPlugins` throw.
 */
export const readScenario = async (
  name: string,
  registry: Registry,
  options: ScenarioOptions = {},
): Promise<Scenario> => {
  const { source, folder } = await scenarioSource(name, options);
  return parseScenario(source, await withPlugins(source, folder, registry, options));
};

const scenarioSource = async (
  name: string,
  { folder: shipped, overrides = [] }: ScenarioOptions,
): Promise<{ readonly source: Source; readonly folder: string }> => {
  const folder = shipped === undefined ? {} : { folder: shipped };
  const found = resolveSpec('scenario', name, folder);
  return {
    source: override(await withParents(found, folder, []), overrides, scenarioPath),
    folder: dirname(found.file),
  };
};

/** What a scenario file says, as plain data, with what it extends and what overrides it. */
export const scenarioData = async (name: string, options: ScenarioOptions = {}): Promise<unknown> =>
  (await scenarioSource(name, options)).source.data;

const withParents = async (
  { file, shown }: SpecFile,
  folder: { folder?: string },
  children: readonly SpecFile[],
): Promise<Source> => {
  const source = await readSource(file, shown);
  const parent = valueAt(source.data, ['extends']);
  if (typeof parent !== 'string') return source;
  const where = { ...locate(source, ['extends']), path: 'extends' };
  let found: SpecFile;
  try {
    found = resolveSpec('scenario', parent, { ...folder, from: dirname(file), shownFrom: dirname(shown) });
  } catch (error) {
    const { message, hint } = error as { message: string; hint?: string };
    throw configError('unknown-spec', message, hint === undefined ? { where } : { where, hint });
  }
  const line = [...children, { file, shown }];
  if (line.some((each) => resolve(each.file) === resolve(found.file))) {
    const names = [...line, found].map((each) => each.shown).join(' -> ');
    throw configError('extends-in-a-circle', `scenarios extend each other in a circle: ${names}`, {
      where,
      hint: 'take one extends out',
    });
  }
  return inherit(source, await withParents(found, folder, line), scenarioPath);
};

/**
 * Makes a scenario of a spec that was read already, with what it extends.
 *
 * @param source - The spec.
 * @param registry - All market models it may use.
 * @throws BreakwaterError `bad-scenario` with all that is wrong.
 */
export const parseScenario = (source: Source, registry: Registry): Scenario => {
  const { data } = source;
  const problems = new ProblemList(source, 'bad-scenario');
  const uses = new Uses(registry, problems);
  const schema = looseScenario();
  const parsed = schema.safeParse(data);
  if (!parsed.success) problems.add(...explain(parsed.error.issues, { schema, value: data, path: [] }));
  const models = resolveModels(data, uses);
  // Without a right shape only the models can be looked at.
  const rest = parsed.success ? parseRest(parsed.data, data, uses, problems) : undefined;
  problems.throwIfAny();
  return { ...(rest as NonNullable<typeof rest>), ...models };
};

/** Parts of a scenario that market models fill. */
type ModelKey = 'shock' | 'liquidity' | 'depth' | 'impact' | 'population' | 'agents';

const resolveModels = (data: unknown, uses: Uses): Pick<Scenario, ModelKey> => {
  const raw = (key: string): unknown => valueAt(data, [key]);
  const liquidity = uses.resolve<Liquidity>('liquidity', raw('liquidity'), ['liquidity']);
  const depth = uses.resolve<Depth>('depth', raw('depth'), ['depth']);
  const impact = uses.resolve<Impact>('impact', raw('impact'), ['impact']);
  const population = uses.resolve<Population>('population', raw('population'), ['population']);
  const agents = raw('agents');
  return {
    // A missing shock is a problem already, so what is made of it is never seen.
    shock: uses.resolve<Shock>('shock', raw('shock'), ['shock']) as Scenario['shock'],
    ...(liquidity && { liquidity }),
    ...(depth && { depth }),
    ...(impact && { impact }),
    ...(population && { population }),
    agents: (Array.isArray(agents) ? agents : []).flatMap(
      (each, i) => uses.resolve<Agent>('agent', each, ['agents', i]) ?? [],
    ),
  };
};

type Rest = Omit<Scenario, ModelKey>;

const parseRest = (file: ScenarioFile, data: unknown, uses: Uses, problems: ProblemList): Rest => {
  checkTimeline(file, problems);
  checkPrice(file, problems);
  const assets = assetsOf(file, problems);
  const entries = entriesOf(file.markets, 'id', ['markets'], 'market', problems);
  if (entries.length === 0) problems.add({ path: ['markets'], message: 'there is no market' });
  for (const { name, value, path } of entries) {
    const missing = (key: string, model: string): void =>
      problems.add({ path: [...path, key], message: `is missing, but the ${model} needs it for ${name}` });
    if (file.liquidity !== undefined && value.depthAtOnePercent === undefined)
      missing('depthAtOnePercent', 'liquidity');
    if (file.impact !== undefined && value.depthAtOnePercent === undefined && file.liquidity === undefined)
      missing('depthAtOnePercent', 'impact');
    if (file.population !== undefined && value.openInterest === undefined) missing('openInterest', 'population');
  }
  const checked = entries.map((entry) => checkMarket(entry, assets, file.settle, problems));
  const markets = checked.filter((market) => market !== undefined);
  const marketNames = entries.map(({ name }) => name);

  const accounts = entriesOf(file.accounts, 'name', ['accounts'], 'account', problems);
  if (accounts.length === 0 && file.population === undefined) {
    problems.add({
      path: [],
      message: 'the population is empty: there is nobody to trade',
      hint: 'add population or accounts',
    });
  }
  const byHand = new HandWritten(
    {
      settle: file.settle,
      assets,
      markets: new Map(markets.map((market: Market) => [market.spec.id, market])),
      marketNames,
      duration: file.duration,
    },
    problems,
  );
  const declared = {
    noun: 'market',
    group: 'markets',
    path: ['markets'],
    names: marketNames,
    keys: ['market'],
    maps: ['markets'],
  };
  checkReferences(uses.placed, declared, data, problems);
  checkAssumed(file.assumed, data, dotted, problems, scenarioPath);
  return {
    name: file.name,
    summary: file.summary,
    sources: file.sources,
    assumed: file.assumed,
    step: file.step,
    steps: file.steps,
    duration: file.duration,
    ...(file.clock === undefined ? {} : { clock: file.clock }),
    price: file.price,
    ...(file.exogenous === undefined ? {} : { exogenous: file.exogenous }),
    settle: file.settle,
    assets,
    markets: markets.map(({ spec }) => spec),
    accounts: byHand.accounts(accounts),
    events: byHand.events(
      file.events,
      accounts.map(({ name }) => name),
    ),
  };
};

/** Whoever lets the run move the price says how; a path that is the total price must not be moved again. */
const checkPrice = ({ price, impact, exogenous }: ScenarioFile, problems: ProblemList): void => {
  if (price === 'path+impact') {
    if (impact !== undefined) return;
    const hint = 'add impact: { use: shape-transient }, or none for a price that the run does not move';
    problems.add({ path: ['price'], message: 'is path+impact, but nothing says what the impact is', hint });
    return;
  }
  const hint = 'add price: path+impact, or take the line out';
  const moved = 'has no meaning with price: path, whose path is the total price with all forced selling in it';
  if (impact !== undefined) problems.add({ path: ['impact'], end: 'key', message: moved, hint });
  if (exogenous !== undefined) problems.add({ path: ['exogenous'], end: 'key', message: moved, hint });
};

const assetsOf = (file: ScenarioFile, problems: ProblemList): readonly AssetSpec[] => {
  const entries = entriesOf<AssetEntry>(file.assets, 'name', ['assets'], 'asset', problems);
  const specs = entries.map(({ name, value, path }): AssetSpec => {
    const foreign = name !== file.settle;
    if (foreign && value.price === undefined)
      problems.add({ path: [...path, 'price'], message: `is missing: ${name} is not the settlement asset` });
    for (const key of ['price', 'path', 'book', 'redemption'] as const) {
      if (!foreign && value[key] !== undefined) {
        problems.add({
          path: [...path, key],
          message: `${name} is the settlement asset, which everything else is priced in`,
          hint: 'take the line out',
        });
      }
    }
    for (const key of ['path', 'book'] as const) {
      const late = value[key]?.findIndex(([at], i, all) => i > 0 && at <= (all[i - 1] as [number, number])[0]) ?? -1;
      if (late >= 0)
        problems.add({ path: [...path, key, late], message: 'the times of a path rise from point to point' });
    }
    return {
      name,
      decimals: value.decimals,
      ...(value.price === undefined ? {} : { price: value.price }),
      ...(value.path === undefined ? {} : { path: value.path }),
      ...(value.book === undefined ? {} : { book: value.book }),
      ...(value.redemption === undefined ? {} : { redemption: value.redemption }),
    };
  });
  // Six decimals are what dollars on exchanges have.
  return specs.some(({ name }) => name === file.settle) ? specs : [{ name: file.settle, decimals: 6 }, ...specs];
};
