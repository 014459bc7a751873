import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Mechanism, Registry } from '../contract/index.ts';
import { exchangeShape, looseUse, type UseShape } from './exchange-shape.ts';
import { experimentShape } from './experiment-shape.ts';
import { scenarioShape } from './scenario-shape.ts';
import { SPEC_KINDS, type SpecKind, shippedFolder } from './shipped.ts';

/** A use as an editor shall offer it: every mechanism of the slot with its parameters, or the bare name where none is required. */
const chosenUse =
  (registry: Registry): UseShape =>
  (slot) => {
    const mechanisms = registry.list(slot);
    const [first, ...others] = mechanisms.map(asChoice);
    if (first === undefined) return looseUse();
    const bare = mechanisms.filter(({ params }) => params.safeParse({}).success).map((each) => each.name);
    const whole = z.discriminatedUnion('use', [first, ...others]);
    return bare.length === 0 ? whole : z.union([z.enum(bare), whole]);
  };

const asChoice = ({ name, summary, params }: Mechanism) =>
  params
    .strict()
    .safeExtend({ use: z.literal(name) })
    .meta({ description: summary });

const shapes: Readonly<Record<SpecKind, (use: UseShape) => z.ZodType>> = {
  exchange: exchangeShape,
  scenario: scenarioShape,
  experiment: () => experimentShape(),
};

/**
 * The JSON schema of a kind of spec file, for editors.
 *
 * @param kind - The kind of file.
 * @param registry - The mechanisms that may be used; those of plug-ins included if they are in it.
 * @returns A JSON schema, draft 2020-12.
 */
export const schemaOf = (kind: SpecKind, registry: Registry): Readonly<Record<string, unknown>> => ({
  title: `breakwater ${kind}`,
  ...z.toJSONSchema(shapes[kind](chosenUse(registry)), { io: 'input', unrepresentable: 'any' }),
});

/** The text of a schema file. */
export const schemaText = (kind: SpecKind, registry: Registry): string =>
  `${JSON.stringify(schemaOf(kind, registry), null, 2)}\n`;

/**
 * Writes the schemas of all kinds, one file each.
 *
 * @param registry - The mechanisms that may be used.
 * @param folder - Where to; specs/schemas of the package when left out.
 * @returns The files.
 */
export const writeSchemas = (
  registry: Registry,
  folder: string = join(shippedFolder(), 'schemas'),
): readonly string[] => {
  mkdirSync(folder, { recursive: true });
  return SPEC_KINDS.map((kind) => {
    const file = join(folder, `${kind}.json`);
    writeFileSync(file, schemaText(kind, registry));
    return file;
  });
};
