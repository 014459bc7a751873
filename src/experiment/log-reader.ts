import type { EventWriter } from '../ledger/index.ts';
import { type Gathered, Gatherer, recordOf } from '../measure/index.ts';
import type { SettlingIn } from '../world/index.ts';

/** Rows that are read at a time. */
const ENOUGH_ROWS = 8192;

/** Whoever reads the event log of a run besides its measures. */
export interface LogReaders {
  /** Where the log goes. */
  readonly writer?: EventWriter;
  /** Number of the first row that others still need. */
  readonly needs: () => number;
}

/** Reads the event log of a run while it is written, for its measures and its writer, and lets go of the rows that nobody needs any more. */
export class LogReader {
  readonly #readers: LogReaders;
  readonly #series: boolean;
  #gatherer: Gatherer | undefined;
  #done = 0;

  /** @param options - `series`: whether states over time are measured, for figures. */
  constructor(readers: LogReaders, { series }: { readonly series: boolean }) {
    this.#readers = readers;
    this.#series = series;
  }

  /** To be called between two steps, and while people settle in. */
  readonly look = (run: SettlingIn): void => {
    if (run.venue.ledger.log.length - this.#done >= ENOUGH_ROWS) this.#read(run);
  };

  #read(run: SettlingIn): Gatherer {
    const { log } = run.venue.ledger;
    const { writer, needs } = this.#readers;
    this.#gatherer ??= new Gatherer(recordOf(run), { series: this.#series });
    for (const span of log.spans(this.#done)) {
      this.#gatherer.add(span);
      writer?.add(span);
    }
    this.#done = log.length;
    run.venue.releaseLog(Math.min(this.#done, needs()));
    return this.#gatherer;
  }

  /** Reads what is left when the run is over; says what was gathered. */
  finish(run: SettlingIn): Gathered {
    const gathered = this.#read(run).end();
    const { markets, assets } = run.venue;
    this.#readers.writer?.finish({
      markets: markets.map(({ id }) => id),
      assets: assets.map(({ name, decimals }) => ({ name, decimals })),
    });
    return gathered;
  }
}
