import type { CompareResult, DesignResult } from '../../measure/index.ts';

/** The designs that may be compared with one another: one scenario, one reading. */
export interface ReadingSection {
  readonly scenario: string;
  readonly equalised: readonly string[];
  readonly designs: readonly DesignResult[];
}

/** A slot that was swapped in one exchange: the design as published, and its variants. */
export interface VarySection {
  readonly scenario: string;
  readonly exchange: string;
  readonly path: string;
  readonly published: DesignResult;
  readonly variants: readonly DesignResult[];
}

/** A part of the world that was taken away: every design without it and as published. */
export interface AblationSection {
  readonly scenario: string;
  readonly name: string;
  readonly rows: readonly { readonly published: DesignResult; readonly without: DesignResult }[];
}

/** All of one scenario. */
export interface ScenarioSections {
  readonly scenario: string;
  readonly readings: readonly ReadingSection[];
  readonly vary: readonly VarySection[];
  readonly ablations: readonly AblationSection[];
}

const ABLATION = 'ablation';

/** Divides designs by a key, in the order of their first. */
const by = (designs: readonly DesignResult[], keyOf: (design: DesignResult) => unknown): DesignResult[][] => {
  const groups = new Map<string, DesignResult[]>();
  for (const design of designs) {
    const key = JSON.stringify(keyOf(design));
    groups.set(key, [...(groups.get(key) ?? []), design]);
  }
  return [...groups.values()];
};

/** Divides a comparison into what may be read together, in its own order. */
export const sectionsOf = ({ designs }: Pick<CompareResult, 'designs'>): ScenarioSections[] =>
  by(designs, ({ scenario }) => scenario).map((all): ScenarioSections => {
    const scenario = (all[0] as DesignResult).scenario;
    const plain = all.filter(({ variant }) => variant === undefined);
    const readings = by(plain, ({ equalised }) => equalised).map((members) => ({
      scenario,
      equalised: (members[0] as DesignResult).equalised,
      designs: members,
    }));
    const publishedOf = (exchange: string): DesignResult | undefined =>
      plain.find((design) => design.exchange === exchange && design.equalised.length === 0);
    const variants = all.filter(({ variant }) => variant !== undefined);
    const swapped = variants.filter(({ variantOf }) => variantOf !== ABLATION);
    const without = variants.filter(({ variantOf }) => variantOf === ABLATION);
    return {
      scenario,
      readings,
      vary: by(swapped, ({ exchange, variantOf }) => [exchange, variantOf]).flatMap((block) => {
        const { exchange, variantOf: path = '' } = block[0] as DesignResult;
        const published = publishedOf(exchange);
        return published === undefined ? [] : [{ scenario, exchange, path, published, variants: block }];
      }),
      ablations: by(without, ({ variant }) => variant).map((block) => ({
        scenario,
        name: block[0]?.variant ?? '',
        rows: block.flatMap((design) => {
          const published = publishedOf(design.exchange);
          return published === undefined ? [] : [{ published, without: design }];
        }),
      })),
    };
  });

/** How a reading is called: `as published`, `equalised: fund, margin, mark`. */
export const readingText = (equalised: readonly string[]): string =>
  equalised.length === 0 ? 'as published' : `equalised: ${equalised.join(', ')}`;
