import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isMechanism, type Mechanism } from 'breakwater';
import { describe, expect, test } from 'vitest';
import * as adl from '../../../mechanisms/adl/index.ts';
import * as socialisation from '../../../mechanisms/socialisation/index.ts';
import { paramsOf } from '../../fixtures/views.ts';

const root = join(import.meta.dirname, '../../../mechanisms');
const all = Object.entries({ ...adl, ...socialisation }) as [string, Mechanism][];
const folderOf = (slot: string): string => (slot === 'adl' ? 'adl/whole' : slot.replace('.', '/'));

describe.each(all)('%s', (exported, mechanism) => {
  test('is a mechanism in a file of its name', () => {
    expect(isMechanism(mechanism)).toBe(true);
    expect(existsSync(join(root, folderOf(mechanism.slot), `${mechanism.name}.ts`))).toBe(true);
    expect(mechanism.name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())).toBe(exported);
  });

  test('says what it is, and where that is published', () => {
    expect(mechanism.summary).toMatch(/^[A-Z].*\.$/);
    expect([mechanism.source].flat().every((source) => source.length > 10)).toBe(true);
  });

  test('describes every parameter, and needs none', () => {
    for (const [key, field] of Object.entries(mechanism.params.shape)) {
      expect((field as { description?: string }).description, key).toMatch(/\.$/);
    }
    expect(() => paramsOf(mechanism)).not.toThrow();
  });

  test('refuses a stray key', () => {
    expect(mechanism.params.safeParse({ nonsense: 1 }).success).toBe(false);
  });
});
