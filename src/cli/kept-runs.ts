import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Verdict } from '../check/index.ts';
import type { RunKey, RunOutcome } from '../experiment/index.ts';
import { Digest } from '../math/index.ts';
import type { ComparedResult } from '../measure/index.ts';
import { jsonText, writeText } from '../report/index.ts';

/** What a comparison keeps of a run once its file is written: cases fill most of a result, and there may be hundreds of runs. */
export interface KeptRun extends Pick<RunOutcome<Verdict>, 'verdicts' | 'figures'> {
  readonly result: ComparedResult;
}

/** A file of `kept/`: what is kept of a run, and what shows that it is that and whole. */
interface KeptFile {
  /** Key of the run; see `runKeys`. */
  readonly key: string;
  /** Hash of the file of the same name in `runs/`. */
  readonly run: string;
  /** Hash of what is kept, as JSON. */
  readonly hash: string;
  readonly kept: KeptRun;
}

const hashOf = (text: string): string => new Digest().text(text).hex();

/**
 * Finished runs of a comparison on disk: results in `runs/`, and in `kept/`, under the same names, what the comparison needs of them
 * besides, so that it can go on later.
 */
export class KeptRuns {
  readonly #kept: string;
  /** Folder of the results. */
  readonly runs: string;

  /** @param folder - Folder of the comparison. */
  constructor(folder: string) {
    this.runs = join(folder, 'runs');
    this.#kept = join(folder, 'kept');
  }

  /**
   * Writes a finished run, each file whole or not at all.
   *
   * @param file - Name of the run's files.
   * @param before - Its key before it began. @param after - Its key now: when it is another, its inputs were edited meanwhile, and the
   *   run is not kept for later; nor is one without a key.
   * @returns What the comparison keeps of it: what {@link find} would find, to the last bit.
   * @throws BreakwaterError `out`.
   */
  async save(file: string, before: RunKey, after: RunKey, outcome: RunOutcome<Verdict>): Promise<KeptRun> {
    const { result, verdicts, figures } = outcome;
    const { cases: _cases, refusals: _refusals, bounds: _bounds, assets: _assets, ...rest } = result;
    const text = jsonText(result);
    const kept = JSON.stringify({ result: rest, verdicts, ...(figures === undefined ? {} : { figures }) });
    await writeText(join(this.runs, file), [text]);
    const { key } = before;
    if (key !== undefined && key === after.key) {
      const head = JSON.stringify({ key, run: hashOf(text), hash: hashOf(kept) } satisfies Omit<KeptFile, 'kept'>);
      await writeText(join(this.#kept, file), [`${head.slice(0, -1)},"kept":`, kept, '}\n']);
    }
    return JSON.parse(kept) as KeptRun;
  }

  /**
   * Finds a run that was finished before.
   *
   * @param file - Name of the run's files.
   * @param key - Its key now.
   * @param tell - Told in a sentence of a file that is there and cannot be used.
   * @returns What was kept of it; undefined when nothing was, or of other inputs, or not whole.
   */
  async find(file: string, { key }: RunKey, tell: (note: string) => void): Promise<KeptRun | undefined> {
    if (key === undefined) return undefined;
    const place = join(this.#kept, file);
    const text = await textOf(place, tell);
    if (text === undefined) return undefined;
    const found = parsed(text);
    if (found === undefined) {
      tell(`${place} is cut off or was changed; the run is done again`);
      return undefined;
    }
    if (found.key !== key) return undefined;
    const run = await textOf(join(this.runs, file), tell);
    if (run === undefined) return undefined;
    if (hashOf(run) === found.run) return found.kept;
    tell(`${join(this.runs, file)} is cut off or was changed; the run is done again`);
    return undefined;
  }
}

/** The text of a file; undefined when it is not there, or cannot be read, which is told. */
const textOf = async (file: string, tell: (note: string) => void): Promise<string | undefined> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') tell(`${file} cannot be read (${code}); the run is done again`);
    return undefined;
  }
};

/** What a text says when it is a whole file of `kept/`. */
const parsed = (text: string): KeptFile | undefined => {
  try {
    const file = JSON.parse(text) as Partial<KeptFile> | null;
    return hashOf(JSON.stringify(file?.kept)) === file?.hash ? (file as KeptFile) : undefined;
  } catch {
    return undefined;
  }
};
