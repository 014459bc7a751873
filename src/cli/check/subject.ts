import type { AdlAllocation, Registry, Slot } from '../../contract/index.ts';
import type { ExchangeDesign } from '../../exchange/index.ts';
import type { RunWatch } from '../../experiment/index.ts';
import { builtIns, modules, reading, registryWith } from '../../experiment/registry.ts';
import { parseExchange, readExchange } from '../../spec/index.ts';
import { claimable } from '../checks.ts';
import { type ExchangeDocument, standardExchange } from './standard-exchange.ts';

/** What is checked: an exchange, or one mechanism in a standard exchange. Plain data. */
export interface CheckSubject {
  /** A file, or the name of a shipped exchange. */
  readonly exchange?: string;
  /** A mechanism of the plug-ins that comes alone. */
  readonly mechanism?: { readonly slot: Slot; readonly name: string };
  /** Plug-in files besides those that the exchange names. */
  readonly plugins: readonly string[];
}

/** What is checked, read. */
export interface ReadSubject {
  readonly design: ExchangeDesign;
  /** Allocation rules there are, its own among them. */
  readonly rules: readonly AdlAllocation[];
  /** What a file would say, where none does. */
  readonly document?: ExchangeDocument;
}

/** What a message calls it before it is read. */
export const subjectName = ({ exchange, mechanism }: CheckSubject): string =>
  exchange ?? `${mechanism?.slot} ${mechanism?.name}`;

const readDocument = (document: ExchangeDocument, registry: Registry): ExchangeDesign =>
  parseExchange({ file: String(document.name), data: document, find: () => undefined }, registry);

/**
 * Reads what is checked, in this process.
 *
 * @throws BreakwaterError what reading exchanges and plug-ins throws.
 */
export const readSubject = async (
  { exchange, mechanism, plugins }: CheckSubject,
  watch: RunWatch,
): Promise<ReadSubject> => {
  watch.phase('reading');
  const registry = await registryWith(plugins, watch);
  const rules = registry.list('adl.allocation') as unknown as readonly AdlAllocation[];
  if (exchange !== undefined)
    return {
      rules,
      design: await reading(watch, `exchange ${exchange}`, () =>
        readExchange(exchange, registry, { modules, claimable }),
      ),
    };
  if (mechanism === undefined) throw new RangeError('a subject is an exchange or a mechanism');
  const document = standardExchange(registry.require(mechanism.slot, mechanism.name));
  return { design: readDocument(document, registry), rules, document };
};

/** The mechanisms of an exchange that plug-in files bring. */
export const broughtBy = async (
  plugins: readonly string[],
  watch: RunWatch,
): Promise<readonly { slot: Slot; name: string }[]> => {
  watch.phase('reading');
  const own = builtIns();
  const all = await registryWith(plugins, watch);
  return all
    .all()
    .filter(({ slot, name }) => own.find(slot, name) === undefined)
    .map(({ slot, name }) => ({ slot, name }));
};
