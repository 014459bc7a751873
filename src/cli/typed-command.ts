import { basename, relative } from 'node:path';

const PLAIN = /^[\w@%+=:,./-]+$/;

/** A word as a shell takes it. */
const quoted = (word: string): string => (PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

/** How the program was started: through npm, by its name, or as a file. */
const program = (file: string): string[] => {
  if (process.env.npm_command !== undefined) return ['npx', 'breakwater'];
  return basename(file) === 'breakwater' ? ['breakwater'] : ['node', relative('', file)];
};

/**
 * The command that was typed, with an option added that was not there.
 *
 * @param option - The option.
 * @returns One line for a shell in the same folder.
 */
export const typedWith = (option: string): string => {
  const [, file = '', ...words] = process.argv;
  return [...program(file), ...words, ...(words.includes(option) ? [] : [option])].map(quoted).join(' ');
};
