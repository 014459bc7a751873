import type { Progress } from '../experiment/index.ts';

const inWords = (seconds: number): string => {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
};

/** Words for how far long work is: runs done, rate, time left. */
export const progressText = ({ done, total, finished }: Progress, seconds: number): string => {
  const rate = seconds > 0 ? done / seconds : 0;
  const pace = rate >= 1 ? `${rate.toFixed(1)} runs/s` : `${(rate * 60).toFixed(1)} runs/min`;
  const left = rate > 0 ? `, ${inWords((total - done) / rate)} left` : '';
  const share = `${Math.floor((100 * done) / total)} %`;
  if (total === 1) return `${share}${left}`;
  return `${finished} of ${total} runs, ${share}${rate > 0 ? `, ${pace}` : ''}${left}`;
};

/** One line on stderr that is rewritten in place while work goes on; nothing when stderr is no terminal. */
export class ProgressLine {
  readonly #begun = performance.now();
  #shown = false;

  /** Shows how far the work is. */
  readonly show = (progress: Progress): void => {
    this.text(progressText(progress, (performance.now() - this.#begun) / 1000));
  };

  /** Shows a text. */
  text(text: string): void {
    if (!process.stderr.isTTY) return;
    process.stderr.write(`\r\u001b[2K${text.slice(0, (process.stderr.columns ?? 80) - 1)}`);
    this.#shown = true;
  }

  /** Takes the line away, so that other output begins on a clean one. */
  clear(): void {
    if (this.#shown) process.stderr.write('\r\u001b[2K');
    this.#shown = false;
  }
}
