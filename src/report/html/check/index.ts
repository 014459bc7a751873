/** A check as one page that needs nothing but itself, and no script. @module */
import type { CheckedDesign } from '../../../measure/index.ts';
import type { DrawnCounterexample } from '../../check/drawn.ts';
import { html } from '../markup.ts';
import { pageStyle } from '../page-assets.ts';
import { pageHead } from '../page-head.ts';
import { counted } from '../phrases.ts';
import { counterexampleSection } from './counterexample-section.ts';
import { designSection, matrixSection } from './tables.ts';

/** Nothing may be loaded from anywhere, and nothing runs. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** What a page of a check is made from. */
export interface CheckPageData {
  readonly version: string;
  readonly designs: readonly CheckedDesign[];
  /** The counterexamples to draw. */
  readonly drawn: readonly DrawnCounterexample[];
}

const leadOf = (designs: readonly CheckedDesign[]): string => {
  const faults = designs.flatMap((checked) => checked.faults);
  const broken = designs.flatMap(({ properties }) => properties.filter(({ status }) => status === 'broken'));
  const among = designs.length === 1 ? '' : ` of ${counted(designs.length, 'design')}`;
  const claims =
    faults.length === 0
      ? `No universal property broke, and none that a design claims`
      : `${counted(faults.length, 'fault')}${among}: see below`;
  return `${claims}. ${counted(broken.length, 'property').replace('propertys', 'properties')} broke altogether; each has a file that shows it: a small scenario, or what allocation rules were asked.`;
};

/** Writes a check as one HTML file: a matrix of several designs, all properties of each, and every counterexample drawn. */
export const checkPage = ({ version, designs, drawn }: CheckPageData): string => {
  const [only] = designs;
  const title =
    designs.length === 1 && only !== undefined ? `What breaks ${only.design}` : `What breaks ${designs.length} designs`;
  return html`${pageHead({ title, version, policy: POLICY, styles: [pageStyle(['check'])] })}
<body>
<a class="skip" href="#main">To the properties</a>
<header class="page"><div><p class="brand">Breakwater</p><h1>${title}</h1>
<p class="meta">version ${version} · generated runs, not history: a property that held was not broken by these runs</p></div></header>
<main id="main">
<section class="findings"><p class="lead">${leadOf(designs)}</p></section>
${designs.length > 1 ? matrixSection(designs) : undefined}
${designs.map(designSection)}
${
  drawn.length === 0
    ? undefined
    : html`<section id="counterexamples"><h2>Counterexamples</h2>
<p>A row is an account. Bars are equity, which grow with its square root; numbers beside them are equity and lots. Each numbered mark between before and after is one thing that happened, on the rows it is about: <span class="mark k-case">a case</span> <span class="mark k-decision">a decision, or the end of a market</span> <span class="mark k-cut">a cut by ADL</span> <span class="mark k-book">the book</span> <span class="mark k-take-over">a take-over</span> <span class="mark k-fund">a pool pays</span> <span class="mark k-charge">a charge</span> <span class="mark k-uncovered">covered by nobody</span> <span class="mark k-act">what somebody does, and other money</span>. Rows that the broken statement is about are lit.</p>
${drawn.map(counterexampleSection)}</section>`
}
</main>
<footer><p>Made by Breakwater ${version}.</p></footer>
</body>
</html>
`.html;
};
