import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { configError } from '../../../src/contract/index.ts';
import { outError, writeJson, writeResults, writeText, writeWhole } from '../../../src/report/index.ts';

const root = mkdtempSync(join(tmpdir(), 'breakwater-report-'));
let folder = '';
let count = 0;
beforeEach(() => {
  folder = join(root, String(count++));
  mkdirSync(folder);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('writes JSON with a line feed at the end, making the folders above', async () => {
  const file = join(folder, 'a', 'b', 'run.json');
  await writeJson(file, { x: [1] });
  expect(readFileSync(file, 'utf8')).toBe('{\n  "x": [\n    1\n  ]\n}\n');
});

it('writes several files in order', async () => {
  expect(await writeResults(folder, { 'run.json': { x: 1 }, 'note.txt': 'words\n' })).toEqual([
    join(folder, 'run.json'),
    join(folder, 'note.txt'),
  ]);
  expect(readFileSync(join(folder, 'note.txt'), 'utf8')).toBe('words\n');
});

describe('a write that fails', () => {
  it('leaves what was there, and nothing half-written', async () => {
    const file = join(folder, 'run.json');
    writeFileSync(file, 'old');
    const pieces = function* () {
      yield 'new';
      throw configError('broken', 'the run broke off');
    };
    await expect(writeText(file, pieces())).rejects.toMatchObject({ kind: 'config', code: 'broken' });
    expect(readdirSync(folder)).toEqual(['run.json']);
    expect(readFileSync(file, 'utf8')).toBe('old');
  });

  it('passes on a bug as it is', async () => {
    const bug = new TypeError('ours');
    await expect(writeWhole(join(folder, 'x'), () => Promise.reject(bug))).rejects.toBe(bug);
  });

  it('says that a file is in the way of the folder', async () => {
    writeFileSync(join(folder, 'out'), '');
    await expect(writeJson(join(folder, 'out', 'run.json'), 1)).rejects.toMatchObject({ kind: 'config', code: 'out' });
    await expect(writeJson(join(folder, 'out', 'deep', 'run.json'), 1)).rejects.toMatchObject({ code: 'out' });
    await expect(writeJson(join(folder, 'out', 'run.json'), 1)).rejects.toThrow(
      `cannot write ${join(folder, 'out')}: a file of that name is in the way`,
    );
  });

  it('says that a folder is in the way of the file', async () => {
    mkdirSync(join(folder, 'run.json'));
    await expect(writeJson(join(folder, 'run.json'), 1)).rejects.toThrow(/it is a folder/);
    expect(readdirSync(folder)).toEqual(['run.json']);
  });

  // The superuser may write anywhere.
  it.skipIf(process.getuid?.() === 0)('says that permission was denied', async () => {
    chmodSync(folder, 0o500);
    await expect(writeJson(join(folder, 'run.json'), 1)).rejects.toThrow(/permission was denied/);
    chmodSync(folder, 0o700);
  });
});

it.each([
  ['EACCES', 'cannot write out: permission was denied'],
  ['ENOSPC', 'cannot write out: the disk is full'],
  ['EROFS', 'cannot write out: the disk can only be read'],
  ['EODD', 'cannot write out: strange'],
])('words %s', (code, message) => {
  const error = outError('out', Object.assign(new Error('strange'), { code }));
  expect(error).toMatchObject({ kind: 'config', code: 'out', message });
  expect(error.hint).toBeDefined();
});
