import { dirname, resolve } from 'node:path';
import {
  type Collateral,
  type Fund,
  type Funding,
  type Index,
  type Margin,
  type Mark,
  type Payout,
  pluginError,
  type Registry,
} from '../contract/index.ts';
import type { ExchangeDesign, Listing, Phase, Use } from '../exchange/design.ts';
import { checkAssumed, checkOurs } from './assumed.ts';
import { checkCombinations } from './combinations.ts';
import { exchangeWithin } from './counterexample.ts';
import { type ExchangeFile, looseExchange, TOP_SLOTS } from './exchange-shape.ts';
import { exchangePath, layerNames } from './layer-labels.ts';
import { type Override, override } from './overlay.ts';
import { locate, type Source } from './place.ts';
import { loadPlugins, type PluginOptions } from './plugins.ts';
import { ProblemList } from './problems.ts';
import { checkReferences, type Names, POOL_KEYS } from './references.ts';
import { resolveSpec, type SpecFile } from './shipped.ts';
import { fileFault, readSource } from './source.ts';
import { Uses } from './use.ts';
import { readWaterfall } from './waterfall.ts';
import { explain, suggest, valueAt } from './wording.ts';

/** How a spec is read. */
export interface ReadOptions {
  /** Modules that plug-ins may import besides `breakwater`. */
  readonly modules?: PluginOptions['modules'];
  /** Folder of the shipped specs; the package's own when left out. */
  readonly folder?: string;
  /** Invariants that an exchange may claim; any text is taken when left out. */
  readonly claimable?: readonly string[];
}

/** How an exchange is read. */
export interface ExchangeOptions extends ReadOptions {
  /** Values that stand in for what the file says. */
  readonly overrides?: readonly Override[];
}

/**
 * Reads an exchange design.
 *
 * @param name - A file, or the name of a shipped design. A counterexample stands for the exchange it is about.
 * @param registry - The mechanisms it may use, besides those of its own plug-ins.
 * @param options - Overrides, and where to look.
 * @throws BreakwaterError `bad-exchange` with all that is wrong; `unknown-spec`, `bad-override`, what {@link readSource} and
 * {@link loadPlugins} throw.
 */
export const readExchange = async (
  name: string,
  registry: Registry,
  options: ExchangeOptions = {},
): Promise<ExchangeDesign> => {
  const { source, folder, holder } = await exchangeSource(name, options);
  const known = holder === undefined ? registry : await withPlugins(holder.source, holder.folder, registry, options);
  return parseExchange(source, await withPlugins(source, folder, known, options), options.claimable);
};

/** An exchange where it is written, and the counterexample it was named in or stands in. */
interface ExchangeSource {
  readonly source: Source;
  readonly folder: string;
  readonly holder?: { readonly source: Source; readonly folder: string };
}

const exchangeSource = async (name: string, { folder, overrides = [] }: ExchangeOptions): Promise<ExchangeSource> => {
  const shipped = folder === undefined ? {} : { folder };
  const found = await sourceAt(resolveSpec('exchange', name, shipped), shipped);
  return { ...found, source: override(found.source, overrides, exchangePath) };
};

const sourceAt = async ({ file, shown }: SpecFile, shipped: { readonly folder?: string }): Promise<ExchangeSource> => {
  const source = await readSource(file, shown);
  const folder = dirname(file);
  const within = exchangeWithin(source);
  if (within === undefined) return { source, folder };
  const holder = { source, folder };
  if ('written' in within) return { source: within.written, folder, holder };
  const named = resolveSpec('exchange', within.named, { ...shipped, from: folder, shownFrom: dirname(shown) });
  return { source: await readSource(named.file, named.shown), folder: dirname(named.file), holder };
};

/** What an exchange file says, as plain data, with what overrides it. */
export const exchangeData = async (name: string, options: ExchangeOptions = {}): Promise<unknown> =>
  (await exchangeSource(name, options)).source.data;

/**
 * The registry with the plug-ins a spec names, which are relative to its file.
 *
 * @param source - The spec.
 * @param folder - The folder of its file.
 * @param registry - The mechanisms there are.
 * @param options - Further modules.
 */
export const withPlugins = async (
  source: Source,
  folder: string,
  registry: Registry,
  options: ReadOptions,
): Promise<Registry> => {
  const listed = valueAt(source.data, ['plugins']);
  const entries: readonly unknown[] = Array.isArray(listed) ? listed : [];
  const files = entries.filter((each) => typeof each === 'string');
  for (const [i, file] of entries.entries()) {
    const fault = typeof file === 'string' ? fileFault(resolve(folder, file)) : undefined;
    if (fault === undefined) continue;
    const where = { ...locate(source, ['plugins', i]), path: `plugins.${i}` };
    throw pluginError(fault.code, `${file}: ${fault.message}`, { where, hint: 'name it relative to this file' });
  }
  return loadPlugins(files, registry, {
    from: folder,
    shownFrom: dirname(source.file),
    ...(options.modules === undefined ? {} : { modules: options.modules }),
  });
};

/**
 * Makes a design of a spec that was read already.
 *
 * @param source - The spec.
 * @param registry - All mechanisms it may use.
 * @param claimable - Invariants that it may claim; any when left out.
 * @throws BreakwaterError `bad-exchange` with all that is wrong.
 */
export const parseExchange = (source: Source, registry: Registry, claimable?: readonly string[]): ExchangeDesign => {
  const { data } = source;
  const pathName = layerNames(data);
  const problems = new ProblemList(source, 'bad-exchange', pathName);
  const uses = new Uses(registry, problems);
  const schema = looseExchange();
  const parsed = schema.safeParse(data);
  if (!parsed.success) problems.add(...explain(parsed.error.issues, { schema, value: data, path: [] }));

  const pools = poolsOf(data);
  const slots = Object.fromEntries(
    TOP_SLOTS.map((slot) => [slot, uses.resolve<never>(slot, valueAt(data, [slot]), [slot])]),
  );
  const funds = Object.fromEntries(
    pools.names.map((pool) => [pool, uses.resolve<Fund>('fund', valueAt(data, ['funds', pool]), ['funds', pool])]),
  );
  const waterfall = readWaterfall(data, pools, uses, problems);
  checkReferences(uses.placed, pools, data, problems);
  checkCombinations(data, uses.placed, problems);
  if (parsed.success) {
    const { assumed, ours, claims } = parsed.data as ExchangeFile;
    if (claimable !== undefined) checkClaims(claims, claimable, problems);
    checkAssumed(assumed, data, pathName, problems, exchangePath);
    checkOurs(ours, data, pathName, problems, exchangePath);
  }
  problems.throwIfAny();
  return assemble(
    parsed.data as ExchangeFile,
    slots as unknown as TopUses,
    funds as Record<string, Use<Fund>>,
    waterfall,
  );
};

const checkClaims = (claims: readonly string[], claimable: readonly string[], problems: ProblemList): void => {
  for (const [i, claim] of claims.entries()) {
    if (claimable.includes(claim)) continue;
    const hint = suggest(claim, claimable, 'breakwater list invariants shows all');
    problems.add({ path: ['claims', i], message: `there is no invariant called "${claim}"`, hint });
  }
};

const poolsOf = (data: unknown): Names => {
  const funds = valueAt(data, ['funds']);
  const names = funds !== null && typeof funds === 'object' && !Array.isArray(funds) ? Object.keys(funds) : [];
  return { noun: 'pool', group: 'funds', path: ['funds'], names, keys: POOL_KEYS };
};

interface TopUses {
  readonly margin: Use<Margin>;
  readonly mark?: Use<Mark>;
  readonly index?: Use<Index>;
  readonly funding?: Use<Funding>;
  readonly collateral?: Use<Collateral>;
  readonly payout?: Use<Payout>;
}

const assemble = (
  file: ExchangeFile,
  slots: TopUses,
  funds: Readonly<Record<string, Use<Fund>>>,
  waterfall: ExchangeDesign['waterfall'],
): ExchangeDesign => ({
  name: file.name,
  summary: file.summary,
  sources: file.sources,
  assumed: file.assumed,
  instruments: Object.fromEntries(
    Object.entries(file.instruments).map(([market, listing]) => [
      market,
      Object.fromEntries(Object.entries(listing).filter(([, value]) => value !== undefined)) as unknown as Listing,
    ]),
  ),
  ...(Object.fromEntries(Object.entries(slots).filter(([, use]) => use !== undefined)) as unknown as TopUses),
  funds,
  fees: { takerPerMillion: file.fees.taker, makerPerMillion: file.fees.maker },
  waterfall,
  walk: file.walk,
  dueOrder: file.dueOrder,
  ...(file.settlement === undefined ? {} : { settlement: file.settlement }),
  maxRounds: file.maxRounds,
  phases: file.phases as readonly Phase[],
  defaultersEligible: file.defaultersEligible,
  claims: file.claims,
});
