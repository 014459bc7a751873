import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBreakwaterError } from '../../../src/contract/index.ts';
import { CsvRows } from '../../../src/spec/claims/csv-rows.ts';
import { type ClaimsFile, readClaims } from '../../../src/spec/claims/read-claims.ts';

/** The text as a stream of bytes, cut into pieces. */
const stream = (text: string | Uint8Array, size = 7): Readable => {
  const bytes = Buffer.from(text);
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
    bytes.subarray(i * size, (i + 1) * size),
  );
  return Readable.from(pieces, { objectMode: true });
};
const read = (text: string | Uint8Array, need = '0'): Promise<ClaimsFile> => readClaims('-', need, stream(text));

const faultOf = async (text: string | Uint8Array, need = '0'): Promise<string> => {
  try {
    await read(text, need);
  } catch (error) {
    if (isBreakwaterError(error)) return error.describe();
    throw error;
  }
  throw new Error('nothing was wrong');
};

describe('a table', () => {
  test('is read in the finest decimal of file and need', async () => {
    const table = await read('id,capacity\nA,100\nB,200.50\nC,0.125\n', '300.5');
    expect(table).toEqual({
      ids: ['A', 'B', 'C'],
      capacity: Float64Array.of(100_000, 200_500, 125),
      decimals: 3,
      need: 300_500,
      total: 300_625,
    });
    expect((await read('id,capacity\nA,1\n', '0.01')).capacity).toEqual(Float64Array.of(100));
  });

  test('has its columns in any order; weights and scores are on scales of their own', async () => {
    const table = await read('score,weight,claim,id,capacity,equity\n-1.5,0.25,10.5,A,10,3\n2,1,20,B,20,4\n');
    expect(table).toMatchObject({
      decimals: 1,
      capacity: Float64Array.of(100, 200),
      claim: Float64Array.of(105, 200),
      weight: Float64Array.of(25, 100),
      score: Float64Array.of(-1.5, 2),
      equity: Float64Array.of(30, 40),
    });
    expect(table.exposure).toBeUndefined();
  });

  test('may have quotes, CRLF, blank lines, spaces, a byte order mark and no line end', async () => {
    const text = '\uFEFFid,capacity\r\n\r\n"A, the first",1\r\n  \r\n"B ""two""", 2 \r\n"C\nthree",3';
    const table = await read(text);
    expect(table.ids).toEqual(['A, the first', 'B "two"', 'C\nthree']);
    expect(table.capacity).toEqual(Float64Array.of(1, 2, 3));
  });

  test('of the largest numbers is exact', async () => {
    const table = await read('id,capacity\nA,9007199254740990\nB,1\n', '9007199254740991');
    expect(table.total).toBe(Number.MAX_SAFE_INTEGER);
    expect(table.need).toBe(Number.MAX_SAFE_INTEGER);
  });
});

test('rows do not depend on where the text is cut', () => {
  const field = fc.constantFrom('a', '12', '"x"', '"p,q"', '"r ""s"""', '"t\nu"', '', 'ä');
  const rows = fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { maxLength: 6 });
  const all = (pieces: readonly string[]): unknown[] => {
    const found: unknown[] = [];
    const csv = new CsvRows((fields, line) => found.push([fields, line]));
    for (const piece of pieces) csv.push(piece);
    csv.end();
    return found;
  };
  fc.assert(
    fc.property(rows, fc.constantFrom('\n', '\r\n'), fc.array(fc.nat(40)), (table, end, cuts) => {
      const text = table.map((row) => row.join(',') + end).join('');
      const at = [0, ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length];
      const pieces = at.slice(1).map((to, i) => text.slice(at[i], to));
      expect(all(pieces)).toEqual(all([text]));
      const lines = (row: readonly string[]): number => row.join('').split('\n').length;
      const plain = table
        .map((row, i) => ({ row, line: 1 + table.slice(0, i).reduce((sum, before) => sum + lines(before), 0) }))
        .filter(({ row }) => row.join(',') !== '')
        .map(({ row, line }) => [
          row.map((each) => (each.startsWith('"') ? each.slice(1, -1).replaceAll('""', '"') : each)),
          line,
        ]);
      expect(all([text])).toEqual(plain);
    }),
  );
});

describe('what is wrong is said with row and column', () => {
  const HEAD = 'id,capacity\n';
  test.each([
    [
      'no capacity',
      'id,claim\nA,1\n',
      'stdin:1  the header has no column capacity\n  expected: id, capacity; optional: claim, weight, score, exposure, equity',
    ],
    [
      'an unknown column',
      'id,capacity,profit\nA,1,1\n',
      'stdin:1:13  unknown column "profit"\n  expected: id, capacity; optional: claim, weight, score, exposure, equity',
    ],
    [
      'a mistyped column',
      'id,capacity,wieght\n',
      'stdin:1:13  unknown column "wieght"\n  did you mean weight? (expected: id, capacity; optional: claim, weight, score, exposure, equity)',
    ],
    [
      'a column twice',
      'id,capacity,id\n',
      'stdin:1:13  id  this column stands in the header twice\n  leave out one of them',
    ],
    [
      'a column without a name',
      'id,capacity,\n',
      'stdin:1:13  a column has no name\n  expected: id, capacity; optional: claim, weight, score, exposure, equity',
    ],
    [
      'another separator',
      'id;capacity\nA;1\n',
      'stdin:1  the columns are parted by ";", but commas are expected\n  expected: id, capacity; optional: claim, weight, score, exposure, equity',
    ],
    ['no rows', HEAD, 'stdin  the table has no rows\n  write one row for each claim below the header'],
    [
      'nothing',
      '',
      'stdin  the file is empty\n  a table of claims is comma-separated text in UTF-8 with the header id,capacity',
    ],
    [
      'a text',
      `${HEAD}A,much\n`,
      'stdin:2:3  capacity  "much" is no decimal number\n  write digits with at most one point, as 1250.5, without exponent',
    ],
    [
      'NaN',
      `${HEAD}A,NaN\n`,
      'stdin:2:3  capacity  "NaN" is no decimal number\n  write digits with at most one point, as 1250.5, without exponent',
    ],
    [
      'an exponent',
      `${HEAD}A,1e3\n`,
      'stdin:2:3  capacity  "1e3" is no decimal number\n  write digits with at most one point, as 1250.5, without exponent',
    ],
    [
      'grouped digits',
      `${HEAD}A,"1,250"\n`,
      'stdin:2:3  capacity  "1,250" is no decimal number\n  leave out what groups the digits',
    ],
    ['a negative', `${HEAD}A,-5\n`, 'stdin:2:3  capacity  -5 is below zero\n  write 0 or more'],
    ['an empty number', `${HEAD}A,\n`, 'stdin:2:3  capacity  is empty\n  write a number; 0 is one'],
    ['an empty id', `${HEAD},5\n`, 'stdin:2:1  id  is empty\n  name each row'],
    ['an id twice', `${HEAD}A,5\nB,6\n"A",7\n`, 'stdin:4:1  id  "A" stands in line 2 already\n  name each row once'],
    [
      'a short row',
      `${HEAD}A\n`,
      'stdin:2  the row has 1 field, but the header has 2\n  a comma inside a field needs quotes around the field; a decimal has a point',
    ],
    [
      'a decimal comma',
      `${HEAD}A,1,5\n`,
      'stdin:2  the row has 3 fields, but the header has 2\n  a comma inside a field needs quotes around the field; a decimal has a point',
    ],
    [
      'more capacity than claim',
      'id,capacity,claim\nA,5,5\nB,6.5,6\n',
      'stdin:3  capacity  is 6.5, but the claim is 6: nobody gives more than there is to claim from\n  lower the capacity, or leave out the claim',
    ],
    [
      'a huge number',
      `${HEAD}A,9007199254740992\n`,
      'stdin:2:3  capacity  "9007199254740992" has more digits than are kept exactly\n  without its point it is at most 9007199254740991 (2^53 - 1); round it',
    ],
    [
      'a number that is huge beside a fine one',
      `${HEAD}A,9007199254740991\nB,0.5\n`,
      'stdin:2  capacity  passes 2^53 - 1 units of 0.1, the finest decimal in the file and the need\n  round to fewer decimal places',
    ],
    [
      'a huge sum',
      `${HEAD}A,9007199254740991\nB,1\n`,
      'stdin  capacity  the sum of all capacities, 9007199254740992, passes 2^53 - 1 units of 1, the finest decimal in the file and the need\n  round to fewer decimal places, or leave out rows',
    ],
    [
      'too many places',
      `${HEAD}A,0.1234567890123456789\n`,
      'stdin:2:3  capacity  "0.1234567890123456789" has 19 decimal places, but at most 18 are read',
    ],
    ['an open quote', `${HEAD}"A,1\nB,2\n`, 'stdin:2:1  a quote is opened here and not closed'],
    ['a quote inside', `${HEAD}A"B,1\n`, 'stdin:2:2  a quote stands inside a field that does not begin with one'],
    ['text behind a quote', `${HEAD}"A"B,1\n`, 'stdin:2:4  a comma is expected after the closing quote'],
    [
      'a zero byte',
      `${HEAD}A\0,1\n`,
      'stdin  the file is no text\n  a table of claims is comma-separated text in UTF-8 with the header id,capacity',
    ],
    [
      'no UTF-8',
      Uint8Array.of(0x50, 0x4b, 0xff, 0xfe),
      'stdin  the file is no text\n  a table of claims is comma-separated text in UTF-8 with the header id,capacity',
    ],
    [
      'an endless row',
      `${HEAD}${'A'.repeat(70_000)}`,
      'stdin:2:1  the row is longer than 65536 characters; perhaps a quote is not closed',
    ],
  ] as const)('%s', async (_, text, message) => {
    expect(await faultOf(text)).toBe(message);
  });

  test('a score may be below zero', async () => {
    expect((await read('id,capacity,score\nA,1,-3\n')).score).toEqual(Float64Array.of(-3));
  });

  test.each([
    ['-1', '--need  -1 is below zero\n  write 0 or more'],
    ['lots', '--need  "lots" is no decimal number\n  write digits with at most one point, as 1250.5, without exponent'],
    ['', '--need  is empty\n  write a number; 0 is one'],
  ])('a need of "%s"', async (need, message) => {
    expect(await faultOf(`${HEAD}A,1\n`, need)).toBe(message);
  });

  test('a need that is huge beside the unit', async () => {
    expect(await faultOf(`${HEAD}A,0.5\n`, '9007199254740991')).toBe(
      '--need  a need of 9007199254740991 passes 2^53 - 1 units of 0.1, the finest decimal in the file and the need\n  round to fewer decimal places, or leave out rows',
    );
  });

  test('up to ten problems at once, in the order of the lines', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `A${i},${i % 2 === 0 ? 'x' : '1'}\n`).join('');
    const told = (await faultOf(HEAD + rows)).split('\n').filter((line) => line.startsWith('stdin:'));
    expect(told.map((line) => line.split(' ')[0])).toEqual(
      Array.from({ length: 10 }, (_, i) => `stdin:${2 + 2 * i}:${String(2 * i).length + 3}`),
    );
  });
});
