/** Thrown when something is asked that a log does not say: whoever asked it cannot be asked of a log. */
export class LogSilence extends RangeError {
  /** @param what - What it does not say, as the end of a sentence. */
  constructor(what: string) {
    super(`the log does not say ${what}`);
    this.name = 'LogSilence';
  }
}
