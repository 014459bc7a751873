import { CommanderError } from 'commander';
import { isBreakwaterError } from '../contract/error.ts';

/** What a command ends with: fine, an invariant broke, the input is wrong, our bug. */
export const EXIT = { fine: 0, broken: 1, input: 2, bug: 3, interrupted: 130 } as const;

const BUG = `This is a bug in Breakwater, not in your files. Please report it: open an issue with the command you typed, the files it
read, and everything from "bug:" on.`;

/** Writes to stderr what went wrong, and says what the command ends with. */
export const tellFailure = (error: unknown): number => {
  if (error instanceof CommanderError) return tellUsage(error);
  if (isBreakwaterError(error)) {
    console.error(error.describe());
    return error.kind === 'invariant' ? EXIT.broken : EXIT.input;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  console.error(`bug: ${stack}\n\nnode ${process.version}, ${process.platform} ${process.arch}\n${BUG}`);
  return EXIT.bug;
};

/** Commander has printed help and version itself; mistakes are told here, in our words. */
const tellUsage = ({ exitCode, message, code }: CommanderError): number => {
  if (exitCode === 0) return EXIT.fine;
  if (code !== 'commander.help')
    console.error(
      `${message.replace(/^error: /, '')}\n  breakwater --help lists the commands, breakwater COMMAND --help their options`,
    );
  return EXIT.input;
};
