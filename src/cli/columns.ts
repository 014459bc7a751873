/** Text in columns that folds at the edge of the terminal. @module */

/** Width of stdout, characters; 100 when it is no terminal. */
export const terminalWidth = (): number => Math.max(40, Math.min(process.stdout.columns ?? 100, 120));

/** Folds a text at spaces into lines of at most `width` characters; a longer word keeps its line. */
export const fold = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
};

/** One row of two columns: a name, and a text or several paragraphs beside it. */
export type Row = readonly [name: string, text: string | readonly string[]];

/**
 * Rows of a name and a text; the text folds beside the name.
 *
 * @param rows - The rows.
 * @param indent - Spaces before each line.
 * @param width - Characters a line may have.
 */
export const columns = (rows: readonly Row[], indent = 2, width = terminalWidth()): string => {
  const widest = Math.max(0, ...rows.map(([name]) => name.length));
  // A name longer than this stands on a line of its own.
  const name = Math.min(widest, Math.floor(width * 0.45));
  const left = ' '.repeat(indent + name + 2);
  return rows
    .map(([label, text]) => {
      const paragraphs = typeof text === 'string' ? [text] : text;
      const lines = paragraphs.flatMap((each) => fold(each, Math.max(20, width - left.length)));
      const head = ' '.repeat(indent) + label;
      const first =
        label.length > name
          ? [head, ...lines.slice(0, 1).map((line) => left + line)]
          : [head.padEnd(left.length) + (lines[0] ?? '')];
      return [...first, ...lines.slice(1).map((line) => left + line)].map((line) => line.trimEnd()).join('\n');
    })
    .join('\n');
};

/** A paragraph, folded and indented. */
export const paragraph = (text: string, indent = 0, width = terminalWidth()): string =>
  fold(text, width - indent)
    .map((line) => ' '.repeat(indent) + line)
    .join('\n');
