import pc from 'picocolors';

/** Width of a table when the terminal does not say. */
const USUAL_WIDTH = 100;
/** Narrower than this no table can be read. */
const LEAST_WIDTH = 40;

/** How to write to a terminal, or to what stands in for one. */
export interface Terminal {
  /** Columns there are. */
  readonly width: number;
  /** Emphasis: on a terminal only. */
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
}

/**
 * Describes a stream as a terminal: its width, and colour where it is one.
 *
 * picocolors decides about colour (it knows NO_COLOR and FORCE_COLOR); a stream that is no terminal never has any.
 */
export const terminalOf = (stream: { readonly isTTY?: boolean; readonly columns?: number }): Terminal => {
  const { bold, dim, red } = pc.createColors(stream.isTTY === true && pc.isColorSupported);
  return { width: Math.max(LEAST_WIDTH, stream.columns ?? USUAL_WIDTH), bold, dim, red };
};

/** A terminal without colour, of a width: for files and tests. */
export const plainTerminal = (width = USUAL_WIDTH): Terminal => ({ ...terminalOf({}), width });
