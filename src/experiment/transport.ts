/**
 * Errors across the border of a worker: structured clone keeps only the message of an error, so they travel as plain data.
 *
 * @module
 */
import { BreakwaterError, type ErrorKind, isBreakwaterError, type Where } from '../contract/index.ts';

/** An error as plain data: one of ours, or a bug. */
export type Failure =
  | {
      readonly known: true;
      readonly kind: ErrorKind;
      readonly code: string;
      readonly message: string;
      readonly where?: Where;
      readonly hint?: string;
      /** The errors underneath, when it stands for several: what `problemsOf` of spec looks for. */
      readonly several?: readonly Failure[];
    }
  | { readonly known: false; readonly message: string; readonly stack: string };

/** What a worker answers: a value, or what went wrong. */
export type Answer<T> = { readonly value: T } | { readonly failure: Failure };

/** An error as plain data. Of a {@link BreakwaterError} all is kept but the cause; where that is a list of problems, it is kept too. */
export const packError = (error: unknown): Failure => {
  if (isBreakwaterError(error)) {
    const { kind, code, message, where, hint, cause } = error;
    return {
      known: true,
      kind,
      code,
      message,
      ...(where === undefined ? {} : { where }),
      ...(hint === undefined ? {} : { hint }),
      ...(cause instanceof AggregateError ? { several: cause.errors.map(packError) } : {}),
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { known: false, message, stack: (error instanceof Error ? error.stack : undefined) ?? message };
};

/** The error that was packed. A bug keeps the stack it had in the worker. */
export const unpackError = (failure: Failure): Error => {
  if (failure.known) {
    const { kind, code, message, where, hint, several } = failure;
    const cause = several === undefined ? undefined : new AggregateError(several.map(unpackError), message);
    return new BreakwaterError(kind, code, message, {
      ...(where === undefined ? {} : { where }),
      ...(hint === undefined ? {} : { hint }),
      ...(cause === undefined ? {} : { cause }),
    });
  }
  const error = new Error(failure.message);
  error.stack = failure.stack;
  return error;
};

/** Does something, and packs what it throws. */
export const answering = async <T>(work: () => Promise<T>): Promise<Answer<T>> => {
  try {
    return { value: await work() };
  } catch (error) {
    return { failure: packError(error) };
  }
};
