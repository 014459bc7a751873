import type { CompareResult } from '../../measure/index.ts';
import type { Entry } from './compared.ts';

/** The designs that may be compared with one another: one scenario, one reading of the rules. */
export interface View {
  readonly scenario: string;
  readonly equalised: readonly string[];
  /** `october-2025, as published`. */
  readonly title: string;
  readonly price: 'path' | 'path+impact';
  /** Without variants, best first by the metric the comparison is sorted by. */
  readonly designs: readonly Entry[];
  /** Entries in which one part of a design or a scenario was swapped. */
  readonly variants: readonly Entry[];
}

/** Whether two entries belong to the same view. */
export const sameView = (
  a: { readonly scenario: string; readonly equalised: readonly string[] },
  b: { readonly scenario: string; readonly equalised: readonly string[] },
): boolean => a.scenario === b.scenario && a.equalised.join() === b.equalised.join();

const titleOf = ({ scenario, equalised }: Entry): string =>
  `${scenario}, ${equalised.length === 0 ? 'as published' : `equalised: ${equalised.join(', ')}`}`;

/** Divides a comparison into its views, in its own order. */
export const viewsOf = (compare: CompareResult): View[] => {
  const heads = compare.designs.filter((design, i) => compare.designs.findIndex((one) => sameView(one, design)) === i);
  return heads.map((head) => {
    const members = compare.designs.filter((design) => sameView(design, head));
    return {
      scenario: head.scenario,
      equalised: head.equalised,
      title: titleOf(head),
      price: head.price,
      designs: members.filter(({ variant }) => variant === undefined),
      variants: members.filter(({ variant }) => variant !== undefined),
    };
  });
};
