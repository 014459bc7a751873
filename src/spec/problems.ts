import { type BreakwaterError, configError, isBreakwaterError } from '../contract/index.ts';
import { type End, locate, type Path, type Source } from './place.ts';

/** Most problems of one file that are told at once. */
const MOST_TOLD = 10;

/** Something wrong with one field of a spec. */
export interface Problem {
  /** The way to the field. */
  readonly path: Path;
  /** Whether its key or its value is at fault; defaults to the value. */
  readonly end?: End;
  /** What is wrong, with the numbers. */
  readonly message: string;
  /** What to do next. */
  readonly hint?: string;
}

/** The way to a field, dotted. */
export const dotted = (path: Path): string => path.join('.');

/** Gathers what is wrong with a spec, so that all of it is told at once. */
export class ProblemList {
  readonly #source: Source;
  readonly #code: string;
  readonly #name: (path: Path) => string;
  readonly #found: BreakwaterError[] = [];

  /**
   * @param source - The spec.
   * @param code - Code of the error: `bad-exchange`.
   * @param name - How a path is written in messages; dotted by default.
   */
  constructor(source: Source, code: string, name: (path: Path) => string = dotted) {
    this.#source = source;
    this.#code = code;
    this.#name = name;
  }

  /** Notes problems. */
  add(...problems: readonly Problem[]): void {
    for (const { path, end, message, hint } of problems) {
      const name = this.#name(path);
      const where = { ...locate(this.#source, path, end), ...(name === '' ? {} : { path: name }) };
      this.#found.push(configError(this.#code, message, hint === undefined ? { where } : { where, hint }));
    }
  }

  /** Line in which a field stands, as words: ` in line 9`; with the file where that is another; empty when unknown. */
  lineOf(path: Path, end: End = 'key'): string {
    const { file, line } = locate(this.#source, path, end);
    const from = file === this.#source.file ? '' : ` of ${file}`;
    return line === undefined ? '' : ` in line ${line}${from}`;
  }

  /** Whether anything was noted. */
  get any(): boolean {
    return this.#found.length > 0;
  }

  /** Whether anything was noted at a field or inside it. */
  within(path: Path): boolean {
    const name = this.#name(path);
    return this.#found.some(({ where }) => where?.path === name || where?.path?.startsWith(`${name}.`));
  }

  /** @throws BreakwaterError with all problems, when there are any. */
  throwIfAny(): void {
    if (this.any) throw together(this.#code, this.#found);
  }
}

/**
 * Makes one error of several, one paragraph each, at most ten, in the order of the lines.
 *
 * @param code - Code of the error.
 * @param problems - One or more.
 */
export const together = (code: string, problems: readonly BreakwaterError[]): BreakwaterError => {
  const sorted = problems
    .map((problem, order) => ({ problem, order, line: problem.where?.line ?? 0, column: problem.where?.column ?? 0 }))
    .sort((a, b) => a.line - b.line || a.column - b.column || a.order - b.order)
    .map(({ problem }) => problem);
  const [first, ...others] = sorted.slice(0, MOST_TOLD);
  if (first === undefined) throw new RangeError('together was called without a problem');
  const cause = new AggregateError(sorted, `${sorted.length} problems`);
  const where = first.where === undefined ? {} : { where: first.where };
  if (others.length === 0) {
    return configError(code, first.message, {
      ...where,
      ...(first.hint === undefined ? {} : { hint: first.hint }),
      cause,
    });
  }
  const untold = sorted.length - MOST_TOLD;
  const rest = untold > 0 ? [`and ${untold} more ${untold === 1 ? 'problem' : 'problems'}`] : [];
  const own = first.hint === undefined ? first.message : `${first.message}\n  ${first.hint}`;
  return configError(code, [own, ...others.map((problem) => problem.describe()), ...rest].join('\n'), {
    ...where,
    cause,
  });
};

/** The single problems of an error that may hold several; the error itself when it holds one. */
export const problemsOf = (error: BreakwaterError): readonly BreakwaterError[] =>
  error.cause instanceof AggregateError ? error.cause.errors.filter(isBreakwaterError) : [error];
