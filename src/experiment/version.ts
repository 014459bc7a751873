import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { shippedFolder } from '../spec/index.ts';

/** Version of this package, as results carry it. */
export const VERSION: string = (() => {
  const manifest = join(dirname(shippedFolder()), 'package.json');
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string }).version;
})();
