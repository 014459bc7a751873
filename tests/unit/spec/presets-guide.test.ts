import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { shippedExchanges } from '../../../src/spec/index.ts';

const page = readFileSync('docs/guide/presets.md', 'utf8');
const squeezed = (text: string): string => text.replace(/\s+/g, ' ');

/** What a section quotes of the file it is named after: the code in the second column of its table. */
const quotesOf = (section: string) =>
  section
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| the page'))
    .map((line) => {
      const [, says = '', file = ''] = line.split(/\s\|\s|^\|\s/);
      return { says, file, quotes: [...file.matchAll(/`([^`]+)`/g)].map(([, quote]) => quote as string) };
    });

const sections = page.split('\n### ').slice(1);

describe('the page of the designs', () => {
  test('names every one that is shipped, and no other', () => {
    const table = page.slice(page.indexOf('| | designs |'), page.indexOf('The world is the same'));
    const named = [...table.matchAll(/`([a-z0-9-]+)`/g)].map(([, name]) => name as string);
    expect(named.sort()).toEqual([...shippedExchanges()].sort());
  });

  test('matches three venues', () => {
    expect(sections.map((section) => section.split('\n')[0])).toEqual([
      'hyperliquid-2025-10',
      'dydx-v4',
      'deribit-2024',
    ]);
  });

  test.each(sections.map((section) => [section.split('\n')[0] as string, section] as const))(
    'quotes %s as its file has it',
    (name, section) => {
      const text = squeezed(readFileSync(`specs/exchanges/${name}.yaml`, 'utf8'));
      const rows = quotesOf(section);
      expect(rows.length).toBeGreaterThan(8);
      for (const { says, file, quotes } of rows) {
        if (file.startsWith('not in the file')) continue;
        expect(quotes, says).not.toEqual([]);
        for (const quote of quotes) expect(text.includes(squeezed(quote)), `${says} ${quote}`).toBe(true);
      }
    },
  );
});
