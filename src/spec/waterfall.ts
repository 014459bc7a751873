import { z } from 'zod';
import type { Adl, AdlEligible, Backstop, Capabilities, Liquidation, Socialisation } from '../contract/index.ts';
import type { AdlComposite, Use, WaterfallLayer } from '../exchange/design.ts';
import { ADL_CHOICES, ADL_PARTS } from './exchange-shape.ts';
import { type RawLayer, rawLayers } from './layer-labels.ts';
import type { Path } from './place.ts';
import type { ProblemList } from './problems.ts';
import { type Names, undeclared } from './references.ts';
import type { Uses } from './use.ts';
import { suggest } from './wording.ts';

/**
 * Resolves the layers of a waterfall and checks what ties them together.
 *
 * @param data - The whole exchange file, as written.
 * @param pools - The pools it declares.
 * @param uses - Resolves mechanisms.
 * @param problems - Receives what is wrong.
 * @returns The layers that could be resolved.
 */
export const readWaterfall = (
  data: unknown,
  pools: Names,
  uses: Uses,
  problems: ProblemList,
): readonly WaterfallLayer[] => {
  const raw = rawLayers(data);
  const layers = raw.flatMap((layer): WaterfallLayer[] => {
    const resolved = readLayer(layer, pools, uses, problems);
    const unless = layer.entry.unless;
    const head = { label: layer.label, ...(typeof unless === 'string' ? { unless } : {}) };
    return resolved === undefined ? [] : [{ ...head, ...resolved }];
  });
  checkLabels(data, raw, problems);
  // A layer that could not be read might have been the one.
  if (!problems.within(['waterfall']) && layers.length === raw.length) checkLastLayer(raw, layers, problems);
  return layers;
};

type Without<T> = T extends unknown ? Omit<T, 'label' | 'unless'> : never;

const readLayer = (
  { kind, entry, position }: RawLayer,
  pools: Names,
  uses: Uses,
  problems: ProblemList,
): Without<WaterfallLayer> | undefined => {
  const raw = entry[kind];
  const path: Path = ['waterfall', position, kind];
  switch (kind) {
    case 'liquidation': {
      const use = uses.resolve<Liquidation>(kind, raw, path);
      return use && { kind, use };
    }
    case 'backstop': {
      const use = uses.resolve<Backstop>(kind, raw, path);
      return use && { kind, use };
    }
    case 'socialisation': {
      const use = uses.resolve<Socialisation>(kind, raw, path);
      return use && { kind, use };
    }
    case 'fund': {
      const pool = typeof raw === 'string' ? raw : (raw as { pool?: unknown } | null)?.pool;
      if (typeof pool !== 'string') return undefined;
      if (!pools.names.includes(pool)) {
        const at = typeof raw === 'string' ? path : [...path, 'pool'];
        problems.add({
          path: at,
          message: `pool "${pool}" is not among the funds`,
          hint: undeclared(pool, pools, problems),
        });
      }
      return { kind, pool };
    }
    case 'adl': {
      if (typeof raw === 'string' || (raw !== null && typeof raw === 'object' && 'use' in raw)) {
        const whole = uses.resolve<Adl>(kind, raw, path);
        return whole && { kind, whole };
      }
      const composite = readComposite(raw, path, uses);
      return composite && { kind, composite };
    }
  }
};

const readComposite = (raw: unknown, path: Path, uses: Uses): AdlComposite | undefined => {
  if (raw === null || typeof raw !== 'object') return undefined;
  const written = raw as Readonly<Record<string, unknown>>;
  // Each is resolved before anything is given up, so that all problems of a composite are told together.
  const parts = Object.entries(ADL_PARTS).map(
    ([part, slot]) => [part, uses.resolve<never>(slot, written[part], [...path, part])] as const,
  );
  const listed = Array.isArray(written.eligible) ? (written.eligible as unknown[]) : ['opposite-side'];
  const eligible = listed.map((each, i) => uses.resolve<AdlEligible>('adl.eligible', each, [...path, 'eligible', i]));
  const found = Object.fromEntries(parts.filter(([, use]) => use !== undefined));
  const whole = ['trigger', 'ranking', 'allocation'].every((part) => found[part] !== undefined);
  const spoilt =
    parts.some(([part, use]) => use === undefined && written[part] !== undefined) || eligible.includes(undefined);
  if (!whole || spoilt) return undefined;
  return {
    ...(found as unknown as Omit<AdlComposite, 'settle' | 'eligible'>),
    ...choicesOf(written),
    eligible: eligible as readonly Use<AdlEligible>[],
  };
};

const choices = z.object(ADL_CHOICES);

/** What a composite says besides its parts; of what is wrong the schema of the file complains. */
const choicesOf = (written: unknown): Pick<AdlComposite, 'settle' | 'orders' | 'fees' | 'notice'> => {
  const read = choices.safeParse(written);
  if (!read.success) return { settle: 'close' };
  const { settle, orders, fees, notice } = read.data;
  return {
    settle,
    ...(orders === 'keep' ? {} : { orders }),
    ...(fees === undefined
      ? {}
      : { fees: { subjectPerMillion: fees.subject, counterpartyPerMillion: fees.counterparty } }),
    ...(notice === undefined ? {} : { notice }),
  };
};

const checkLabels = (data: unknown, raw: readonly RawLayer[], problems: ProblemList): void => {
  const first = new Map<string, RawLayer>();
  for (const layer of raw) {
    const { label, position } = layer;
    const same = first.get(label);
    const path = ['waterfall', position, 'as'];
    if (same !== undefined) {
      const line = problems.lineOf(['waterfall', same.position]);
      problems.add({
        path,
        message: `two layers are called ${label}; the other stands${line}`,
        hint: 'give one of them another name by `as`',
      });
    } else if (Object.hasOwn(data as object, label)) {
      problems.add({
        path,
        message: `a layer cannot be called ${label}, which is a field of the file`,
        hint: 'choose another name',
      });
    } else first.set(label, layer);
  }
  const labels = [...first.values()].filter(({ kind }) => kind === 'adl').map(({ label }) => label);
  for (const { entry, position } of raw) {
    const { unless } = entry;
    if (typeof unless !== 'string' || labels.includes(unless)) continue;
    const other = first.get(unless);
    const fault =
      other === undefined
        ? `there is no layer called "${unless}"`
        : `the layer ${unless} is no ADL layer, so it is never on`;
    const known =
      labels.length === 0
        ? 'the waterfall has no ADL layer'
        : suggest(unless, labels, `ADL layers: ${labels.join(', ')}`);
    problems.add({ path: ['waterfall', position, 'unless'], message: fault, hint: known });
  }
};

const takesLots = (layer: WaterfallLayer): boolean => {
  if (layer.kind === 'fund') return false;
  if (layer.kind !== 'adl') return layer.use.mechanism.takesLots;
  if ('composite' in layer) return layer.composite.settle === 'close';
  const capabilities: Capabilities | undefined = layer.whole.mechanism.capabilities;
  return capabilities?.moves !== 'money';
};

const checkLastLayer = (raw: readonly RawLayer[], layers: readonly WaterfallLayer[], problems: ProblemList): void => {
  if (raw.length === 0 || layers.some(takesLots)) return;
  const said = layers.map(({ label }) => label).join(', ');
  problems.add({
    path: ['waterfall'],
    end: 'key',
    message: `lots without a last layer: none of the layers (${said}) can take lots off an account in default`,
    hint: 'add a layer that can: a liquidation, a backstop that takes over, or adl with settle: close',
  });
};
