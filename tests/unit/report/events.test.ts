import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  CAUSE,
  CAUSES,
  EVENT,
  EVENT_COLUMNS,
  EVENT_KINDS,
  EventLog,
  type LedgerEvent,
} from '../../../src/ledger/index.ts';
import { checkEventsFile, type NamedEvents, writeEvents } from '../../../src/report/index.ts';
import { smallWorld } from '../measure/small-world.ts';

const folder = mkdtempSync(join(tmpdir(), 'breakwater-events-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { venue } = smallWorld();
const { log } = venue.ledger;
// Numbers that JSON and careless printing lose.
log.push(EVENT.decision, CAUSE.none, 1, 0, 7, 2, -0, 2 ** 53 - 1, Number.POSITIVE_INFINITY, 1e-7);
log.push(EVENT.decision, CAUSE.none, 1, 0, 7, 2, 0.1 + 0.2, -1e21, Number.NaN, Number.NEGATIVE_INFINITY);
const named = (from: EventLog): NamedEvents => ({
  columns: from.columns(),
  markets: venue.markets.map(({ id }) => id),
  assets: venue.assets,
});
const write = async (name: string, from = log): Promise<string> => {
  const file = join(folder, name);
  await writeEvents(file, named(from));
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

it('leaves no other files behind', async () => {
  await write('last.CSV');
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});

it('has every kind, cause and column explained in the guide', () => {
  const guide = readFileSync('docs/guide/event-log.md', 'utf8');
  expect([...EVENT_KINDS, ...CAUSES, ...EVENT_COLUMNS].filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
});
