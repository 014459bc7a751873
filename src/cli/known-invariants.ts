/** Finding invariants by what a user calls them. @module */
import { invariants } from '../../specs/invariants/index.ts';
import { configError, type Invariant, nearest } from '../contract/index.ts';

/** What to do about an invariant that does not exist. */
export const nearestTo = (word: string): string => {
  const near = nearest(
    word,
    invariants.flatMap(({ id }) => [id, id.split('/')[0] as string]),
  );
  const meant = invariants.find(({ id }) => id === near || id.startsWith(`${near}/`))?.id;
  return meant === undefined ? 'breakwater list invariants shows all' : `did you mean ${meant}?`;
};

/** An invariant by its id. */
export const invariantCalled = (id: string): Invariant | undefined => invariants.find((one) => one.id === id);

/**
 * The invariants that words name, each by its id, by the number before the slash, or all of a scope by its name; all where there are no words.
 *
 * @throws BreakwaterError `unknown-invariant`, with the nearest.
 */
export const invariantsCalled = (words: readonly string[] | undefined): readonly Invariant[] => {
  if (words === undefined) return invariants;
  const found = words.flatMap((word) => {
    const named = invariants.filter(({ id, scope }) => id === word || id.startsWith(`${word}/`) || scope === word);
    if (named.length > 0) return named;
    throw configError('unknown-invariant', `there is no invariant called "${word}"`, {
      where: { path: '--property' },
      hint: nearestTo(word),
    });
  });
  return invariants.filter((one) => found.includes(one));
};
