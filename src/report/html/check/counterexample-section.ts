import type { Story } from '../../../measure/index.ts';
import type { DrawnCounterexample } from '../../check/drawn.ts';
import { withNames, witnessText } from '../../check/witness-text.ts';
import { duration } from '../../number-format.ts';
import { html, type Markup } from '../markup.ts';
import { askedSection } from './asked-section.ts';
import { drawStory } from './drawing.ts';

/** The name of a place in the page. */
export const anchorOf = (design: string, id: string): string => `${design}-${id}`.replace(/[^\w-]+/g, '-');

/** Numbers of the accounts that a text names. */
const numbersIn = (text: string): ReadonlySet<number> =>
  new Set([...text.matchAll(/\baccounts? (\d+)(?: and (\d+))?/g)].flatMap(([, a, b]) => [Number(a), Number(b)]));

const happenedList = ({ moments, refusal }: Story): Markup => {
  let number = 0;
  return html`<ol class="happened">${moments
    .filter(({ step, happened }) => step > 0 || happened.length > 0)
    .map(({ step, at, marks, happened }) => {
      const prices = Object.entries(marks)
        .map(([market, mark]) => `${market} ${mark}`)
        .join(', ');
      return html`<li><p><b>step ${step}</b> after ${duration(at)}${prices === '' ? '' : `: ${prices}`}</p><ol start="${number + 1}">${happened.map(
        ({ kind, says }) => {
          number += 1;
          return html`<li value="${number}"><span class="k-${kind}">●</span> ${says}</li>`;
        },
      )}</ol></li>\n`;
    })}${refusal === undefined ? undefined : html`<li><p>The run ends: ${refusal}</p></li>`}</ol>`;
};

/** A list of so many things is read at once; a longer one is opened by whoever wants it. */
const OPEN = 16;

const happenings = ({ moments }: Story): number => moments.reduce((sum, { happened }) => sum + happened.length, 0);

const run = (
  story: Story,
  title: string,
  named: (name: string) => boolean,
): Markup => html`<div class="scroll">${drawStory(story, named, title)}</div>
${Number(story.uncovered) === 0 ? undefined : html`<p>Covered by nobody: ${story.uncovered} ${story.settle}.</p>`}
<details${happenings(story) <= OPEN ? html` open` : undefined}><summary>What happened, in words</summary>${happenedList(story)}</details>`;

const section = (
  { id, says, design, scope, witness, command, file }: DrawnCounterexample,
  named: (text: string) => string,
  body: Markup,
): Markup => html`<article class="counterexample" id="${anchorOf(design, id)}">
<h3>${id} <span class="quiet">${design} · ${scope}</span></h3>
<p class="says">${says}</p>
<p class="found"><b>Broken:</b> ${named(witnessText(witness))}${witness.detail === undefined ? undefined : html`<br>${named(witness.detail)}`}</p>
${body}
<p class="again"><a href="${file}">${file}</a> <code>${command}</code></p>
</article>
`;

/** A counterexample: the statement, where it broke, who held what, what was decided, and how to play it again. */
export const counterexampleSection = (counterexample: DrawnCounterexample): Markup => {
  const { id, design, witness, change, story, second, asked = [] } = counterexample;
  if (story === undefined) return section(counterexample, (text) => text, html`${asked.map(askedSection)}`);
  const numbers = numbersIn(`${witness.who ?? ''} ${witness.detail ?? ''}`);
  const people = [...story.people, ...story.pools];
  const names = new Set(people.filter(({ account }) => numbers.has(account)).map(({ name }) => name));
  const named = (name: string): boolean => names.has(name);
  const body = html`${second === undefined ? undefined : html`<h4>First run</h4>`}
${run(story, `${id} in ${design}`, named)}
${second === undefined ? undefined : html`<h4>Second run: the same, but ${change ?? ''}</h4>${run(second, `${id} in ${design}, second run`, named)}`}`;
  return section(counterexample, (text) => withNames(text, story), body);
};
