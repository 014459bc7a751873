/**
 * Errors as data: what is wrong, where it stands, and what to do next.
 *
 * @module
 */

/** The five families of failure a user can meet. */
export type ErrorKind = 'config' | 'plugin' | 'contract' | 'invariant' | 'sweep';

/** Where an error stands in what the user wrote. Lines and columns count from 1. */
export interface Where {
  /** File as the user named it. */
  readonly file?: string;
  /** Line in the file, from 1. */
  readonly line?: number;
  /** Column in the line, from 1. */
  readonly column?: number;
  /** Path of the field, dotted: `adl.ranking.basis`. */
  readonly path?: string;
}

/** What every {@link BreakwaterError} may carry besides its message. */
export interface ErrorDetails {
  /** Where the mistake stands. */
  readonly where?: Where;
  /** What to do next, one sentence. */
  readonly hint?: string;
  /** The error underneath, if any. */
  readonly cause?: unknown;
}

/** `file:line:column` as far as it is known, then the path; empty when nothing is. */
export const formatWhere = (where: Where | undefined): string => {
  if (where === undefined) return '';
  const place = [where.file, where.line, where.column].filter((part) => part !== undefined).join(':');
  return [place, where.path].filter((part) => part !== undefined && part !== '').join('  ');
};

/**
 * The one error a user of Breakwater meets. Test by `kind` and `code`, not by `instanceof`: a plug-in may come from another loader.
 */
export class BreakwaterError extends Error {
  /** Family of the failure. */
  readonly kind: ErrorKind;
  /** Stable short name of the failure within its kind, kebab-case. */
  readonly code: string;
  /** Where it stands. */
  readonly where: Where | undefined;
  /** What to do next. */
  readonly hint: string | undefined;

  constructor(kind: ErrorKind, code: string, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'BreakwaterError';
    this.kind = kind;
    this.code = code;
    this.where = details.where;
    this.hint = details.hint;
  }

  /** The paragraph a terminal shows: place, message, hint. */
  describe(): string {
    const place = formatWhere(this.where);
    const first = place === '' ? this.message : `${place}  ${this.message}`;
    return this.hint === undefined ? first : `${first}\n  ${this.hint}`;
  }
}

/** The file is wrong. */
export const configError = (code: string, message: string, details?: ErrorDetails): BreakwaterError =>
  new BreakwaterError('config', code, message, details);

/** A plug-in does not load, throws, or is no mechanism. */
export const pluginError = (code: string, message: string, details?: ErrorDetails): BreakwaterError =>
  new BreakwaterError('plugin', code, message, details);

/** A mechanism decided something that cannot be. */
export const contractError = (code: string, message: string, details?: ErrorDetails): BreakwaterError =>
  new BreakwaterError('contract', code, message, details);

/** A universal or claimed invariant broke. */
export const invariantError = (code: string, message: string, details?: ErrorDetails): BreakwaterError =>
  new BreakwaterError('invariant', code, message, details);

/** Whether a value is a Breakwater error, whoever's module instance made it. */
export const isBreakwaterError = (value: unknown): value is BreakwaterError =>
  value instanceof Error && value.name === 'BreakwaterError' && 'kind' in value && 'code' in value;
