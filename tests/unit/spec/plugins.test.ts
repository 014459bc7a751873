import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import * as breakwater from '../../../src/index.ts';
import { withPlugins } from '../../../src/spec/exchange.ts';
import { loadPlugins, parseSource } from '../../../src/spec/index.ts';
import { testRegistry } from '../../fixtures/spec/mechanisms.ts';
import { told } from '../../fixtures/spec/told.ts';

const folder = 'tests/fixtures/spec/plugins';
const registry = testRegistry();
const elsewhere = mkdtempSync(join(tmpdir(), 'breakwater-plugins-'));
afterAll(() => rmSync(elsewhere, { recursive: true }));
/** A plug-in outside of the repository. */
const outside = (name: string, text: string): string => {
  writeFileSync(join(elsewhere, name), text);
  return name;
};
const refused = (...files: string[]) => told(loadPlugins(files, registry));
const refusedOutside = (file: string) => told(loadPlugins([file], registry, { from: elsewhere }));

describe('a plug-in', () => {
  test('adds its mechanism to a new registry', async () => {
    const more = await loadPlugins([`${folder}/mine.ts`, `${folder}/plain.mjs`], registry);
    expect(more.originOf('adl.ranking', 'mine')).toBe(`${folder}/mine.ts`);
    expect(more.find('adl.ranking', 'plain')?.summary).toBe('No types.');
    expect(registry.find('adl.ranking', 'mine')).toBeUndefined();
  });
  test('sees this very instance, from any folder, and may import its neighbours', async () => {
    const file = outside(
      'far.ts',
      `import { defineAdlRanking, UnboundAmount, z } from 'breakwater';
      import { name } from './name.ts';
      export default defineAdlRanking({ name, summary: 'Far.', source: 'tests', params: z.strictObject({}), score: () => 0, exempt: { same: UnboundAmount as never } });`,
    );
    outside('name.ts', "export const name: string = 'far';");
    const found = (await loadPlugins([file], registry, { from: elsewhere })).find('adl.ranking', 'far');
    expect(found?.exempt?.same).toBe(breakwater.UnboundAmount);
  });
  test('may import further modules it is given', async () => {
    const file = outside(
      'more.ts',
      "import { queue } from 'breakwater/mechanisms';\nexport default { ...queue, name: 'queue-again' };",
    );
    const queue = registry.require('adl.allocation', 'queue');
    const more = await loadPlugins([file], registry, {
      from: elsewhere,
      modules: { 'breakwater/mechanisms': { queue } },
    });
    expect(more.find('adl.allocation', 'queue-again')).toBeDefined();
  });
  test('may export several, and one twice', async () => {
    expect((await loadPlugins([`${folder}/several.ts`], registry)).list('adl.ranking').map(({ name }) => name)).toEqual(
      ['roi-over-margin-ratio', 'second'],
    );
  });
  test('may be named twice', async () => {
    expect(await refused(`${folder}/mine.ts`, `./${folder}/../plugins/mine.ts`)).toBe('nothing was wrong');
  });
  test('is read anew each time', async () => {
    const text = (summary: string) =>
      `import { defineAdlRanking, z } from 'breakwater';\nexport default defineAdlRanking({ name: 'new', summary: '${summary}', source: 'tests', params: z.strictObject({}), score: () => 0 });`;
    const summaryOf = async (file: string) =>
      (await loadPlugins([file], registry, { from: elsewhere })).find('adl.ranking', 'new')?.summary;
    expect(await summaryOf(outside('new.ts', text('First.')))).toBe('First.');
    expect(await summaryOf(outside('new.ts', text('Second.')))).toBe('Second.');
  });
});

describe('refuses', () => {
  test('a file that is missing, or a folder', async () => {
    expect(await refused('nowhere.ts')).toMatchInlineSnapshot(`
      "plugin no-such-file
      nowhere.ts  there is no such file
        name it from the folder you are in"
    `);
    expect(await refused(folder)).toMatchInlineSnapshot(`
      "plugin not-a-file
      tests/fixtures/spec/plugins  this is a folder, but a file is expected
        name a file in it"
    `);
  });
  test('two mechanisms of one name, and names both files', async () => {
    expect(await refused(`${folder}/mine.ts`, `${folder}/same-name.ts`)).toMatchInlineSnapshot(`
      "plugin two-of-one-name
      tests/fixtures/spec/plugins/same-name.ts  two adl.ranking mechanisms are called mine: one in tests/fixtures/spec/plugins/mine.ts, one in tests/fixtures/spec/plugins/same-name.ts
        rename one of them"
    `);
  });
  test('a name of the built-ins', async () => {
    const file = outside(
      'taken.ts',
      `import { defineAdlRanking, z } from 'breakwater';
      export default defineAdlRanking({ name: 'roi-over-margin-ratio', summary: 'Taken.', source: 'tests', params: z.strictObject({}), score: () => 0 });`,
    );
    expect(await refusedOutside(file)).toMatchInlineSnapshot(`
      "plugin two-of-one-name
      taken.ts  two adl.ranking mechanisms are called roi-over-margin-ratio: one in tests, one in taken.ts
        rename one of them"
    `);
  });
  test('a syntax error', async () => {
    const file = outside(
      'syntax.ts',
      "import { z } from 'breakwater';\n\nexport default {\n  name: 'x'\n  summary: 'y',\n};\n",
    );
    expect(await refusedOutside(file)).toMatchInlineSnapshot(`
      "plugin syntax
      syntax.ts:5:3  is no valid TypeScript: Unexpected token, expected ",""
    `);
  });
  test('a throw at load', async () => {
    expect(await refused(`${folder}/throws.ts`)).toMatchInlineSnapshot(`
      "plugin throws-at-load
      tests/fixtures/spec/plugins/throws.ts:4  the plug-in throws while it is loaded: no table for object"
    `);
    expect(await refusedOutside(outside('odd.ts', "throw 'a word';\nexport {};"))).toMatchInlineSnapshot(`
      "plugin throws-at-load
      odd.ts  the plug-in throws while it is loaded: a word"
    `);
    expect(
      await refusedOutside(outside('import.ts', "import { x } from './gone.ts';\nexport default x;")),
    ).toMatchInlineSnapshot(`
      "plugin throws-at-load
      import.ts:1  the plug-in throws while it is loaded: Cannot find module './gone.ts'"
    `);
  });
  test('no mechanism', async () => {
    expect(await refused(`${folder}/no-mechanism.ts`)).toMatchInlineSnapshot(`
      "plugin no-mechanism
      tests/fixtures/spec/plugins/no-mechanism.ts  the file exports no mechanism; it exports rule
        export what a define function returns: export default defineAdlRanking({ ... })"
    `);
    expect(await refusedOutside(outside('nothing.ts', 'export {};'))).toContain('it exports nothing');
  });
  test('what is only half a mechanism', async () => {
    expect(await refused(`${folder}/no-params.ts`)).toMatchInlineSnapshot(`
      "plugin not-a-mechanism
      tests/fixtures/spec/plugins/no-params.ts  the params of the adl.ranking mechanism "no-params" are no zod object: write z.strictObject({ ... }) with the z of breakwater"
    `);
    expect(
      await refusedOutside(
        outside(
          'name-less.ts',
          "import { stamp, z } from 'breakwater';\nexport default stamp('mark', { name: 'No Name', params: z.strictObject({}) });",
        ),
      ),
    ).toMatchInlineSnapshot(`
      "plugin not-a-mechanism
      name-less.ts  the mark mechanism "No Name" has no usable name: write words in small letters, joined by hyphens"
    `);
  });
  test('another contract', async () => {
    const file = outside(
      'old.ts',
      "import { stamp, z } from 'breakwater';\nexport default { ...stamp('mark', { name: 'old', summary: 'Old.', params: z.strictObject({}) }), contractVersion: 0 };",
    );
    expect(await refusedOutside(file)).toMatchInlineSnapshot(`
      "plugin contract-version
      old.ts  mark old was written for contract 0, this is contract 1
        build the plug-in against this version of breakwater"
    `);
  });
});

test('a plug-in that an exchange names and that is not there is told where it is named', async () => {
  const source = await parseSource('name: x\nplugins: [./nowhere.ts]\n', 'mine.yaml');
  expect(await told(() => withPlugins(source, '.', registry, {}))).toMatchInlineSnapshot(`
    "plugin no-such-file
    mine.yaml:2:11  plugins.0  ./nowhere.ts: there is no such file
      name it relative to this file"
  `);
});
