import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll } from 'vitest';

/** The built program, as users start it. */
export const MAIN = resolve(import.meta.dirname, '../../dist/src/cli/main.js');

/** What a command did. */
export interface Done {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end. */
export const breakwater = (args: readonly string[], cwd: string): Promise<Done> =>
  new Promise((done) => {
    const options = { cwd, encoding: 'utf8', maxBuffer: 2 ** 26, env: { ...process.env, NO_COLOR: '1' } } as const;
    execFile(process.execPath, [MAIN, ...args], options, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });

/** A folder of its own for a test file, gone when the file is done. */
export const scratch = (): {
  readonly folder: string;
  readonly write: (name: string, content: string | Uint8Array) => void;
} => {
  const folder = mkdtempSync(join(tmpdir(), 'breakwater-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return { folder, write: (name, content) => writeFileSync(join(folder, name), content) };
};

/** A small design that is right; each line can be replaced. */
export const EXCHANGE = `name: small
summary: A small design for tests.
sources: [a test]
margin: { use: fraction, initial: "0.05", maintenance: "0.025" }
funds:
  insurance: { use: insurance-fund, capital: "0", scope: global }
fees: { taker: "0.0005", maker: "0" }
waterfall:
  - adl:
      trigger: account-equity-negative
      eligible: [opposite-side, profitable]
      ranking: unranked
      allocation: integer-pro-rata
      closeOut: mark
  - fund: { pool: insurance }
`;

/** The small design with one text replaced; fails when the text is not there. */
export const exchangeWith = (text: string, replacement: string): string => {
  if (!EXCHANGE.includes(text)) throw new Error(`the small design holds no ${text}`);
  return EXCHANGE.replace(text, replacement);
};

/** A plug-in of a ranking called `mine` whose score is the given expression. */
export const rankingPlugin = (
  score: string,
  name = 'mine',
): string => `import { defineAdlRanking, z } from 'breakwater';
export default defineAdlRanking({
  name: '${name}',
  summary: 'A ranking for tests.',
  source: 'a test',
  params: z.strictObject({}),
  score: (c) => ${score},
});
`;

/** The small design that ranks by the plug-in. */
export const RANKED = exchangeWith('ranking: unranked', 'ranking: mine').replace('integer-pro-rata', 'greedy-queue');
