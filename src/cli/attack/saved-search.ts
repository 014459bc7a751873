import { readFile } from 'node:fs/promises';
import type { SearchState } from '../../check/attack/index.ts';
import { configError } from '../../contract/index.ts';

/** A search as it lies on disk: where it is, and the seconds it has taken. */
export interface SavedSearch {
  readonly state: SearchState;
  readonly seconds: number;
}

const isState = (state: Partial<SearchState> | undefined): state is SearchState =>
  typeof state?.tried === 'number' &&
  typeof state.design === 'string' &&
  Array.isArray(state.seen) &&
  Array.isArray(state.corpus) &&
  state.corpus.every(({ attack, kind }) => attack !== undefined && kind !== undefined);

/**
 * Reads a search to go on with.
 *
 * @param seed - The seed that was asked for, if one was.
 * @throws BreakwaterError when there is none, or it cannot be gone on with.
 */
export const readSearch = async (file: string, design: string, seed: number | undefined): Promise<SavedSearch> => {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    throw configError('nothing-to-resume', `there is no search to go on with in ${file}`, {
      hint: 'leave out --resume, or name the folder of the search with --out',
    });
  }
  let saved: { readonly state?: Partial<SearchState>; readonly report?: { readonly seconds?: number } };
  try {
    saved = JSON.parse(text) as typeof saved;
  } catch {
    saved = {};
  }
  const { state, report } = saved;
  if (!isState(state))
    throw configError('bad-search', `${file} is cut off, or no search of ${design} by this version`, {
      hint: 'remove it and search anew',
    });
  if (seed !== undefined && seed !== state.seed)
    throw configError('other-seed', `the search in ${file} has seed ${state.seed}, not ${seed}`, {
      hint: 'leave out --seed to go on with it, or leave out --resume to search anew',
    });
  return { state, seconds: report?.seconds ?? 0 };
};
