import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { locate, parseSource, readSource } from '../../../src/spec/index.ts';
import { told } from '../../fixtures/spec/told.ts';

const fixtures = 'tests/fixtures/spec';
const folder = mkdtempSync(join(tmpdir(), 'breakwater-spec-'));
afterAll(() => rmSync(folder, { recursive: true }));

const parsed = (text: string) => told(parseSource(text, 'mine.yaml'));

describe('a file', () => {
  test('that is missing', async () => {
    expect(await told(readSource('specs/exchanges/nowhere.yaml'))).toMatchInlineSnapshot(`
      "config no-such-file
      specs/exchanges/nowhere.yaml  there is no such file
        name it from the folder you are in"
    `);
  });
  test('that is a folder', async () => {
    expect(await told(readSource(fixtures))).toMatchInlineSnapshot(`
      "config not-a-file
      tests/fixtures/spec  this is a folder, but a file is expected
        name a file in it"
    `);
  });
  test('that is no text', async () => {
    expect(await told(readSource(`${fixtures}/binary.yaml`))).toMatchInlineSnapshot(`
      "config binary-file
      tests/fixtures/spec/binary.yaml  the file is no text
        a spec is YAML or JSON in UTF-8"
    `);
  });
  test('that is text in no known encoding', async () => {
    const file = join(folder, 'latin.yaml');
    writeFileSync(file, Uint8Array.of(0x6e, 0xe9, 0x0a));
    expect(await told(readSource(file, 'latin.yaml'))).toMatchInlineSnapshot(`
      "config binary-file
      latin.yaml  the file is no text
        a spec is YAML or JSON in UTF-8"
    `);
  });
  test('that is empty', async () => {
    expect(await told(readSource(`${fixtures}/empty.yaml`))).toMatchInlineSnapshot(`
      "config empty-file
      tests/fixtures/spec/empty.yaml  the file is empty
        start from a shipped one: breakwater show NAME"
    `);
  });
  test('that is too large', async () => {
    const file = join(folder, 'large.yaml');
    writeFileSync(file, 'a'.repeat(5_000_001));
    expect(await told(readSource(file, 'large.yaml'))).toMatchInlineSnapshot(`
      "config file-too-large
      large.yaml  the file holds 5000001 bytes, but a spec holds at most 5000000
        let a scenario draw its people instead of writing them out"
    `);
  });
});

describe('YAML', () => {
  test('with a tab', async () => {
    expect(await parsed('name: x\nfees:\n\ttaker: 0\n')).toMatchInlineSnapshot(`
      "config bad-yaml
      mine.yaml:3:1  a tab stands where YAML allows only spaces
        indent with spaces"
    `);
  });
  test('cut off', async () => {
    expect(await parsed('name: x\nfees: { taker: 0\n')).toMatchInlineSnapshot(`
      "config bad-yaml
      mine.yaml:3:1  is no valid YAML: flow map in block collection must be sufficiently indented and end with a }"
    `);
  });
  test('with two keys on a line', async () => {
    expect(await parsed('summary: note: this\n')).toMatchInlineSnapshot(`
      "config bad-yaml
      mine.yaml:1:10  a second "key: value" stands on the same line
        put it on a line of its own, or the value in quotes"
    `);
  });
  test('with an alias bomb', async () => {
    const levels = ['a: &a [1, 1, 1, 1, 1, 1, 1, 1]'];
    for (const [above, level] of ['ab', 'bc', 'cd', 'de'])
      levels.push(`${level}: &${level} [${`*${above}, `.repeat(8)}]`);
    expect(await parsed(levels.join('\n'))).toMatchInlineSnapshot(`
      "config bad-yaml
      mine.yaml:1:1  aliases (*name) unfold to more than 100 values
        write the values out"
    `);
  });
  test('with very many aliases', async () => {
    expect(await parsed(`a: &a 1\nb: [${'*a, '.repeat(50_000)}]`)).toContain('more than 1000 aliases');
  });
  test('with an alias of itself, and one of nothing', async () => {
    expect(await parsed('a: &a [*a]\nb: *c\n')).toMatchInlineSnapshot(`
      "config bad-yaml
      mine.yaml:1:8  the alias *a stands inside what it stands for
      mine.yaml:2:4  there is no anchor &c before this alias
        write the value out"
    `);
  });
  test('nested too deep, whichever way', async () => {
    expect(await parsed(`a: ${'['.repeat(100_000)}`)).toMatchInlineSnapshot(`
      "config bad-yaml
      mine.yaml:1:69  maps and lists stand more than 64 deep in one another"
    `);
    expect(await parsed(`${'- '.repeat(100_000)}a`)).toContain('more than 64 deep');
    expect(await parsed(`a: ${'['.repeat(63)}${']'.repeat(63)}`)).toBe('nothing was wrong');
  });
  test('with keys that reach into the language', async () => {
    expect(await parsed('funds:\n  __proto__: { a: 1 }\n  constructor: 1\n')).toMatchInlineSnapshot(`
      "config bad-yaml
      mine.yaml:2:3  "__proto__" cannot be a key
        choose another name
      mine.yaml:3:3  "constructor" cannot be a key
        choose another name"
    `);
  });
  test('with a key twice', async () => {
    expect(await parsed('name: x\nfunds:\n  a: 1\n  b: 2\n  a: 3\n')).toMatchInlineSnapshot(`
      "config bad-yaml
      mine.yaml:5:3  the key a stands here a second time; the first is in line 3
        keep one of them"
    `);
  });
  test('with a key that is no text', async () => {
    expect(await parsed('? [a]\n: 1\n')).toMatchInlineSnapshot(`
      "config bad-yaml
      mine.yaml:1:3  a key is no plain text
        put it in quotes"
    `);
  });
  test('with several documents', async () => {
    expect(await parsed('a: 1\n---\nb: 2\n')).toMatchInlineSnapshot(`
      "config bad-yaml
      mine.yaml:2:1  the file holds several documents, divided by ---
        keep one document a file"
    `);
  });
  test('with a tag', async () => {
    expect(await parsed('a: !secret x\n')).toMatchInlineSnapshot(`
      "config bad-yaml
      mine.yaml:1:4  a tag is not understood
        leave tags (!name) out"
    `);
  });
  test('with numbers that are not what they say', async () => {
    expect(
      await parsed('a: .nan\nb: -.inf\nc: 9007199254740993\nd: 0.12345678901234567\ne: 0x10\nf: 1e999\n'),
    ).toMatchInlineSnapshot(`
      "config bad-yaml
      mine.yaml:1:4  .nan is no number a spec can hold
        write a finite decimal
      mine.yaml:2:4  -.inf is no number a spec can hold
        write a finite decimal
      mine.yaml:3:4  9007199254740993 would lose digits as a plain number
        write it in quotes
      mine.yaml:4:4  0.12345678901234567 would lose digits as a plain number
        write it in quotes
      mine.yaml:5:4  0x10 would lose digits as a plain number
        write it in quotes
      mine.yaml:6:4  1e999 is no number a spec can hold
        write a finite decimal"
    `);
  });
  test('with more than ten faults', async () => {
    expect(await parsed(Array.from({ length: 12 }, (_, i) => `a${i}: .nan`).join('\n'))).toMatch(
      /\nand 2 more problems$/,
    );
  });
  test('keeps numbers that name one decimal', async () => {
    const { data } = await parseSource('[1, 0.1, 1.50, 1e3, -2, "7"]', 'mine.yaml');
    expect(data).toEqual([1, 0.1, 1.5, 1000, -2, '7']);
  });
  test('of a long map is read in a moment', async () => {
    const text = Array.from({ length: 20_000 }, (_, i) => `k${i}: { a: 1 }`).join('\n');
    expect(Object.keys((await parseSource(text, 'mine.yaml')).data as object)).toHaveLength(20_000);
  });
});

describe('a place', () => {
  test('is found by path, for keys and values, through aliases, in YAML and JSON', async () => {
    const source = await parseSource('a: &x\n  b: [1, {c: 2}]\nd: *x\ne:\n', 'mine.yaml');
    const at = (path: (string | number)[], end?: 'key') => Object.values(locate(source, path, end)).join(':');
    expect(at(['a', 'b', 1, 'c'])).toBe('mine.yaml:2:14');
    expect(at(['a', 'b', 1, 'c'], 'key')).toBe('mine.yaml:2:11');
    expect(at(['d', 'b', 0])).toBe('mine.yaml:2:7');
    expect(at(['e'])).toBe('mine.yaml:4:3');
    expect(at(['e'], 'key')).toBe('mine.yaml:4:1');
    expect(at(['a', 'nothing', 'here'])).toBe('mine.yaml:1:1');
    const json = await parseSource('{\n\t"a": [\n\t\t"x"\n\t]\n}\n', 'mine.json');
    expect(locate(json, ['a', 0])).toEqual({ file: 'mine.json', line: 3, column: 3 });
  });
});

test('a text that is read again gives data of its own, and the places of the file it is read from', async () => {
  const text = 'list: [1, 2]\nname: a\n';
  const [first, again, other] = [
    await parseSource(text, 'a.yaml'),
    await parseSource(text, 'a.yaml'),
    await parseSource(text, 'b.yaml'),
  ];
  (first.data as { list: number[] }).list.push(3);
  expect(again.data).toEqual({ list: [1, 2], name: 'a' });
  expect((await parseSource(text, 'a.yaml')).data).toEqual(again.data);
  expect(again.find(['name'], 'value')).toEqual({ file: 'a.yaml', line: 2, column: 7 });
  expect(other.find(['name'], 'value')).toEqual({ file: 'b.yaml', line: 2, column: 7 });
});
