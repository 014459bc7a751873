/** Something shown: as data for `--json`, and as paragraphs for a reader. */
export interface Shown {
  readonly data: unknown;
  /** Printed bold, on a line of its own. */
  readonly title: string;
  /** Paragraphs; a blank line stands between two. One that is a single line is folded. */
  readonly parts: readonly string[];
}
