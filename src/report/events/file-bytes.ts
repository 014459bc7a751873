import { writeSync } from 'node:fs';
import type { Writer } from 'hyparquet-writer';

/** Bytes that are gathered before they are written. */
const ENOUGH = 1_000_000;

/** Writes all bytes to an open file. */
export const writeAll = (file: number, bytes: Uint8Array): void => {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done);
};

/**
 * What Parquet is written through: bytes that go to an open file when they are many.
 *
 * The package's own writer opens its file by name for each piece, so it would bring back one that was removed because a run was ended.
 *
 * @param bytes - An empty one.
 */
export const throughFile = <W extends Writer & { index: number }>(file: number, bytes: W): W => {
  const flush = (): void => {
    writeAll(file, new Uint8Array(bytes.buffer, 0, bytes.index));
    bytes.index = 0;
  };
  const grow = bytes.ensure.bind(bytes);
  bytes.ensure = (size) => {
    if (bytes.index > ENOUGH) flush();
    grow(size);
  };
  bytes.finish = flush;
  return bytes;
};
