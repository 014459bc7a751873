import { EXIT } from './failure.ts';

/** Ctrl-C, the request to end, and a terminal that went away. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does something that Ctrl-C can end.
 *
 * @param work - Given a signal that is aborted at the first Ctrl-C; a second one ends the process at once.
 * @param tell - Says on stderr what is there when it was ended.
 * @returns What the work returns, or undefined when it was ended; then the exit code is that of an interrupted program.
 */
export const interruptible = async <T>(
  work: (signal: AbortSignal) => Promise<T>,
  tell: () => string,
): Promise<T | undefined> => {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  try {
    return await work(controller.signal);
  } catch (error) {
    if (!controller.signal.aborted) throw error;
    console.error(tell());
    process.exitCode = EXIT.interrupted;
    return undefined;
  } finally {
    for (const signal of SIGNALS) process.off(signal, stop);
  }
};
