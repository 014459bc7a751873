import type { Exemption } from '../../check/index.ts';
import type { CheckedProperty } from '../../measure/index.ts';

/** What a design says of itself. */
export interface Sayings {
  readonly claims: readonly string[];
  readonly exemptions: readonly Exemption[];
}

/** Why a mechanism of the design says that it fails an invariant. */
export const exemptBy = (id: string, { exemptions }: Sayings): Exemption | undefined =>
  exemptions.find(({ invariant }) => invariant === id);

/** What makes the exit code 1, a sentence each: a universal or claimed invariant that broke, an exemption that does not fail. */
export const faultsOf = (properties: readonly CheckedProperty[], sayings: Sayings): readonly string[] =>
  properties.flatMap(({ id, scope, status, claimed, runs }) => {
    const exemption = exemptBy(id, sayings);
    if (exemption !== undefined && status === 'held')
      return [
        `${exemption.mechanism} says that it fails ${id} (${exemption.reason}), but it held in ${runs} runs: take the exemption out`,
      ];
    if (status !== 'broken' || exemption !== undefined) return [];
    if (scope === 'universal') return [`${id} broke, which holds for every design`];
    return claimed ? [`${id} broke, which the design claims`] : [];
  });
