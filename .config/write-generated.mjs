// Writes what is generated from code and committed: JSON schemas, the glossary, the axioms of allocation rules. Run by `npm run schemas`, after a build.
import { writeFileSync } from 'node:fs';
import { mechanisms } from '../dist/mechanisms/index.js';
import { axiomMatrix, axiomsPage } from '../dist/src/check/axioms/index.js';
import { Registry } from '../dist/src/index.js';
import { glossary, resultSchemas } from '../dist/src/measure/index.js';
import { writeSchemas } from '../dist/src/spec/index.js';
import { worldModels } from '../dist/src/world/index.js';

await writeSchemas(new Registry([...mechanisms, ...worldModels]));
for (const [kind, schema] of Object.entries(resultSchemas())) {
  writeFileSync(
    new URL(`../specs/schemas/result-${kind}.json`, import.meta.url),
    `${JSON.stringify(schema, undefined, 2)}\n`,
  );
}
writeFileSync(new URL('../docs/guide/glossary.md', import.meta.url), glossary());
// The rules at their defaults; the search for witnesses takes some seconds.
const rules = new Registry(mechanisms)
  .list('adl.allocation')
  .map((mechanism) => ({ name: mechanism.name, mechanism, params: mechanism.params.parse({}) }));
writeFileSync(new URL('../docs/guide/axioms.md', import.meta.url), axiomsPage(axiomMatrix(rules)));
