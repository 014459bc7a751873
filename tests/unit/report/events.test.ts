import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import {
  BLOCK_ROWS,
  CAUSE,
  CAUSES,
  EVENT,
  EVENT_COLUMNS,
  EVENT_KINDS,
  EventLog,
  type EventSpan,
  type LedgerEvent,
} from '../../../src/ledger/index.ts';
import { checkEventsFile, openEvents } from '../../../src/report/index.ts';
import { smallWorld } from '../measure/small-world.ts';
import { plainText } from './plain-events.ts';

const folder = mkdtempSync(join(tmpdir(), 'breakwater-events-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { venue } = smallWorld();
const { log } = venue.ledger;
// Numbers that JSON and careless printing lose.
log.push(EVENT.decision, CAUSE.none, 1, 0, 7, 2, -0, 2 ** 53 - 1, Number.POSITIVE_INFINITY, 1e-7);
log.push(EVENT.decision, CAUSE.none, 1, 0, 7, 2, 0.1 + 0.2, -1e21, Number.NaN, Number.NEGATIVE_INFINITY);
const names = { markets: venue.markets.map(({ id }) => id), assets: venue.assets };

/** Writes a log in pieces that end after these rows. */
const write = async (name: string, from = log, ends: readonly number[] = []): Promise<string> => {
  const file = join(folder, name);
  const writer = await openEvents(file);
  let done = 0;
  for (const end of [...ends, from.length]) {
    for (const span of from.spans(done, end)) writer.add(span);
    done = end;
  }
  writer.finish(names);
  return file;
};

/** A log read back from rows, to be compared byte for byte. */
const logOf = (rows: readonly LedgerEvent[]): EventLog => {
  const read = new EventLog();
  for (const row of rows) {
    read.step = row.step;
    read.copy(row);
  }
  return read;
};

it('reads back from .ndjson as the same log', async () => {
  const lines = readFileSync(await write('log.ndjson'), 'utf8')
    .trimEnd()
    .split('\n');
  const rows = lines.map((line) => {
    const row = JSON.parse(line) as Record<string, unknown>;
    for (const name of ['lots', 'value', 'cost', 'mark']) row[name] = Number(row[name]);
    return row as unknown as LedgerEvent;
  });
  expect(Object.keys(rows[0] as LedgerEvent)).toEqual([...EVENT_COLUMNS]);
  expect(rows).toHaveLength(log.length);
  expect(logOf(rows).digest()).toBe(log.digest());
});

it('reads back from .csv as the same log', async () => {
  const [head, ...lines] = readFileSync(await write('log.csv'), 'utf8')
    .trimEnd()
    .split('\n') as [string, ...string[]];
  expect(head).toBe('step,kind,cause,case,market,a,b,lots,value,cost,mark');
  const names = head.split(',');
  const rows = lines.map((line) => {
    const cells = line.split(',').map((cell, i) => (names[i] === 'kind' || names[i] === 'cause' ? cell : Number(cell)));
    return Object.fromEntries(names.map((name, i) => [name, cells[i]])) as unknown as LedgerEvent;
  });
  expect(logOf(rows).digest()).toBe(log.digest());
});

/** What the end of a parquet file says: magic bytes, and the footer's plain texts and numbers. */
const parquetOf = (file: string): { magic: readonly string[]; footer: string } => {
  const bytes = readFileSync(file);
  const length = bytes.readUInt32LE(bytes.length - 8);
  return {
    magic: [bytes.subarray(0, 4).toString('latin1'), bytes.subarray(-4).toString('latin1')],
    footer: bytes.subarray(bytes.length - 8 - length, bytes.length - 8).toString('latin1'),
  };
};

describe('.parquet', () => {
  it('has the magic bytes, all columns, and the names of markets and assets', async () => {
    const { magic, footer } = parquetOf(await write('log.parquet'));
    expect(magic).toEqual(['PAR1', 'PAR1']);
    for (const name of EVENT_COLUMNS) expect(footer).toContain(name);
    expect(footer).toContain('["X"]');
    expect(footer).toContain('"decimals":2');
  });

  it('writes every row of a log that takes several stretches', async () => {
    const long = new EventLog();
    for (let i = 0; i < 150_000; i++) long.push(EVENT.transfer, CAUSE.deposit, 0, 0, 0, i, 0, i, 0, 0);
    const { ParquetWriter } = await import('hyparquet-writer');
    const rows: number[] = [];
    const whole = ParquetWriter.prototype.write;
    ParquetWriter.prototype.write = function (options) {
      rows.push(options.columnData[0]?.data.length ?? 0);
      return whole.call(this, options);
    };
    const file = await write('long.parquet', long);
    ParquetWriter.prototype.write = whole;
    expect(rows).toEqual([65_536, 65_536, 18_928]);
    expect(parquetOf(file).magic).toEqual(['PAR1', 'PAR1']);
  });

  it('may be empty', async () => {
    expect(parquetOf(await write('empty.parquet', new EventLog())).magic).toEqual(['PAR1', 'PAR1']);
  });
});

it.each(['log.json', 'log', 'log.parquet.gz'])('refuses %s before it writes anything', async (name) => {
  expect(() => checkEventsFile(name)).toThrow(/cannot tell the format/);
  await expect(write(name)).rejects.toMatchObject({
    kind: 'config',
    code: 'events-ending',
    hint: 'end the name in .ndjson, .csv or .parquet',
  });
  expect(readdirSync(folder)).not.toContain(name);
});

/** Numbers of every length, at the ends of the ranges that are written in different ways. */
const edges = [0, -0, 0.5, 1e-7, 2 ** 32, 2 ** 53 - 1, 2 ** 53, 1e21, Number.NaN, Number.POSITIVE_INFINITY].concat(
  Array.from({ length: 16 }, (_, i) => Number(`1e${i}`)).flatMap((power) => [power - 1, power, power + 1]),
);
const number = fc.oneof(
  fc.constantFrom(...edges.flatMap((x) => [x, -x])),
  fc.maxSafeInteger(),
  // Where a quotient by a billion is nearest to a whole number from below.
  fc.nat(9_007_199).map((billions) => billions * 1e9 - 1),
  fc.double(),
);
const id = fc.oneof(fc.constant(-1), fc.nat(12), fc.integer());
const row = fc.record({
  kind: fc.nat(EVENT_KINDS.length - 1),
  cause: fc.nat(CAUSES.length - 1),
  ids: fc.array(id, { minLength: 5, maxLength: 5 }),
  numbers: fc.array(number, { minLength: 4, maxLength: 4 }),
});

it.each(['.ndjson', '.csv'] as const)('writes any rows to %s as plain texts would be put together', async (ending) => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 60 }), fc.array(fc.nat(60)), async (rows, cuts) => {
      const any = new EventLog(1, 16);
      for (const { kind, cause, ids, numbers } of rows) {
        const [step = 0, caseId = 0, market = 0, a = 0, b = 0] = ids;
        const [lots = 0, value = 0, cost = 0, mark = 0] = numbers;
        any.step = step;
        any.push(kind, cause, caseId, market, a, b, lots, value, cost, mark);
      }
      const ends = cuts.filter((cut) => cut <= any.length).sort((x, y) => x - y);
      expect(readFileSync(await write(`any${ending}`, any, ends), 'utf8')).toBe(plainText(any, ending));
    }),
    { numRuns: 200 },
  );
});

it('writes the same bytes whatever pieces the rows come in, over many buffers and row groups', async () => {
  const long = new EventLog(1, 50_000);
  for (let i = 0; i < 150_000; i++) {
    long.step = i >> 7;
    long.push(i % 20, i % 26, i % 9, i % 3, i, -1, i / 4, i * 1e9, -i, 1e15 + i);
  }
  const ends = Array.from({ length: 300 }, (_, i) => i * 499);
  for (const ending of ['.ndjson', '.csv', '.parquet'] as const) {
    const whole = readFileSync(await write(`whole${ending}`, long));
    expect(readFileSync(await write(`pieces${ending}`, long, ends)).equals(whole)).toBe(true);
    if (ending !== '.parquet') expect(whole.toString() === plainText(long, ending)).toBe(true);
  }
});

it('keeps a few pieces of a long log in memory, and no more', async () => {
  for (const ending of ['.ndjson', '.csv', '.parquet']) {
    const streamed = new EventLog();
    const writer = await openEvents(join(folder, `streamed${ending}`));
    let most = 0;
    for (let i = 0; i < 500_000; ) {
      const from = i;
      for (; i < from + 2000; i++) streamed.push(i % 20, i % 26, 0, 0, i, i + 1, i, i * 3, 0, 0);
      for (const span of streamed.spans(from)) writer.add(span);
      streamed.release();
      most = Math.max(most, streamed.length - streamed.first);
    }
    writer.finish(names);
    expect(most).toBeLessThanOrEqual(2 * BLOCK_ROWS);
  }
});

it('says which file cannot be written, when it is opened and when the disk is full', async () => {
  await expect(openEvents(join(folder, 'nowhere', 'log.csv'))).rejects.toMatchObject({ kind: 'config', code: 'out' });
  const full = await openEvents('/dev/full.csv', '/dev/full');
  full.add([...log.spans(0)][0] as EventSpan);
  expect(() => full.finish(names)).toThrow('cannot write /dev/full.csv: the disk is full');
  full.stop();
});

it('has every kind, cause and column explained in the guide', () => {
  const guide = readFileSync('docs/guide/event-log.md', 'utf8');
  expect([...EVENT_KINDS, ...CAUSES, ...EVENT_COLUMNS].filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
});
