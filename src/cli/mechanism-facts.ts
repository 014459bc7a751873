import { AXIOMS, axiomMatrix, type MatrixRow } from '../check/axioms/index.ts';
import type { AdlAllocation, Capabilities, Figured, Json, Mechanism } from '../contract/index.ts';

const CAPABILITIES: Readonly<Record<keyof Capabilities, (value: unknown) => string>> = {
  closes: (value) =>
    value === 'none'
      ? 'closes no positions'
      : value === 'both'
        ? 'closes positions of both sides'
        : 'closes positions of the opposite side',
  moves: (value) => (value === 'both' ? 'moves lots and money' : `moves ${value}`),
  poolMayBeNegative: (value) => (value === true ? 'its pool may end below zero' : 'its pool never ends below zero'),
  partialSeverity: (value) => (value === true ? 'may raise less than the whole need' : 'raises the whole need'),
  chargesFlat: (value) =>
    value === true ? 'may charge accounts without a position' : 'charges no account without a position',
  actsEarly: (value) =>
    value === true ? 'may act on accounts that keep their margin' : 'acts on accounts below maintenance only',
  winnersOnly: (value) => (value === true ? 'lets only winners be cut' : 'lets losers be cut too'),
  gives: (value) => (value === 'in-order' ? 'gives in ranked order' : 'gives in proportion to what each may give'),
  hedgedLast: (value) => (value === true ? 'cuts hedged positions last' : 'cuts hedged positions with all others'),
};

/** What a mechanism declares of itself, in words. */
export const capabilitiesOf = ({ capabilities = {} }: Mechanism): readonly string[] =>
  Object.entries(capabilities).map(
    ([name, value]) => CAPABILITIES[name as keyof Capabilities]?.(value) ?? `${name}: ${String(value)}`,
  );

/** Where a mechanism is published. */
export const sourcesOf = ({ source }: Mechanism): readonly string[] => (typeof source === 'string' ? [source] : source);

/** A figure that a mechanism has of its own. */
export interface FigureFacts {
  readonly name: string;
  readonly unit: string;
  readonly says: string;
}

/** The figures that a mechanism has of its own, which a run records after its decisions. */
export const figuresOf = (mechanism: Mechanism): readonly FigureFacts[] =>
  Object.entries((mechanism as Figured<Json, never>).figures ?? {}).map(([name, { unit, says }]) => ({
    name,
    unit,
    says,
  }));

const short = (id: string): string => id.replace('axiom/', '');

/** The axioms that an allocation rule keeps and breaks, as a search found with the parameters it has by default. */
export const axiomsOf = (mechanism: Mechanism): MatrixRow | undefined => {
  const params = mechanism.params.safeParse({});
  if (mechanism.slot !== 'adl.allocation' || !params.success) return undefined;
  return axiomMatrix([
    { name: mechanism.name, mechanism: mechanism as unknown as AdlAllocation, params: params.data },
  ])[0];
};

/** Axioms that are kept, and those that are broken, in words. */
export const axiomWords = ({ verdicts }: MatrixRow): { readonly keeps: string; readonly breaks: string } => {
  const named = (status: string): string => {
    const found = verdicts.filter((one) => one.status === status).map(({ id }) => short(id));
    return found.length === AXIOMS.length ? 'all' : found.length === 0 ? 'none' : found.join(', ');
  };
  return { keeps: named('held'), breaks: named('broken') };
};
