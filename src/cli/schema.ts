import { configError, nearest } from '../contract/index.ts';
import { registryWith } from '../experiment/registry.ts';
import { SPEC_KINDS, type SpecKind, schemaText } from '../spec/index.ts';
import { refuseLoops } from './loop-guard.ts';

/** Options of `schema`. */
export interface SchemaOptions {
  readonly plugin?: readonly string[];
  readonly stall?: number;
}

/**
 * Prints the JSON schema of a kind of spec file.
 *
 * @param kind - `exchange`, `scenario` or `experiment`.
 * @param options - Plug-ins whose mechanisms shall be in it.
 * @throws BreakwaterError `unknown-kind`; what loading a plug-in throws.
 */
export const schema = async (kind: string, options: SchemaOptions): Promise<void> => {
  if (!(SPEC_KINDS as readonly string[]).includes(kind)) {
    const near = nearest(kind, SPEC_KINDS);
    const known = `kinds: ${SPEC_KINDS.join(', ')}`;
    throw configError('unknown-kind', `there is no schema for "${kind}"`, {
      hint: near === undefined ? known : `did you mean ${near}? (${known})`,
    });
  }
  const plugins = options.plugin ?? [];
  await refuseLoops(plugins, options.stall);
  process.stdout.write(schemaText(kind as SpecKind, await registryWith(plugins)));
};
