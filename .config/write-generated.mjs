// Writes what is generated from code and committed: JSON schemas, glossary, axioms of allocation rules, catalogue of mechanisms. Run by `npm run schemas`, after a build.
import { readFileSync, writeFileSync } from 'node:fs';
import { mechanisms } from '../dist/mechanisms/index.js';
import { axiomMatrix, axiomsPage, designsSection } from '../dist/src/check/axioms/index.js';
import { cataloguePage } from '../dist/src/cli/catalogue-page.js';
import { usedBy } from '../dist/src/cli/used-by.js';
import { Registry } from '../dist/src/index.js';
import { glossary, resultSchemas } from '../dist/src/measure/index.js';
import { writeSchemas } from '../dist/src/spec/index.js';
import { worldModels } from '../dist/src/world/index.js';

const registry = new Registry([...mechanisms, ...worldModels]);
await writeSchemas(registry);
for (const [kind, schema] of Object.entries(resultSchemas())) {
  writeFileSync(
    new URL(`../specs/schemas/result-${kind}.json`, import.meta.url),
    `${JSON.stringify(schema, undefined, 2)}\n`,
  );
}
writeFileSync(new URL('../docs/guide/glossary.md', import.meta.url), glossary());
// The rules at their defaults; the search for witnesses takes some seconds.
const rules = registry
  .list('adl.allocation')
  .map((mechanism) => ({ name: mechanism.name, mechanism, params: mechanism.params.parse({}) }));
const matrix = axiomMatrix(rules);
// What was found of whole designs takes long: it is kept beside the page, and written anew by design-matrix.mjs.
const found = (name) => readFileSync(new URL(`../docs/guide/${name}`, import.meta.url), 'utf8');
const designs = designsSection(JSON.parse(found('design-matrix.json')), found('findings/findings.md'));
writeFileSync(new URL('../docs/guide/axioms.md', import.meta.url), axiomsPage(matrix, designs));
writeFileSync(
  new URL('../docs/guide/catalogue.md', import.meta.url),
  cataloguePage(registry, await usedBy(registry), matrix),
);
