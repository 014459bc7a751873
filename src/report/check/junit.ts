import type { CheckedDesign, CheckedProperty } from '../../measure/index.ts';
import { counts } from './matrix.ts';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text that means itself in XML; control characters, which XML has no way to write, are left out. */
const xml = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').replace(/[&<>"]/g, (sign) => ESCAPES[sign] as string);

const bodyOf = (property: CheckedProperty): string => {
  const { status, says, reason, runs, exempt, counterexample } = property;
  if (status === 'not-tried' || status === 'not-applicable')
    return `<skipped message="${xml(`${status}: ${reason ?? 'it was never reached'}`)}"/>`;
  if (status === 'held')
    return exempt === undefined
      ? `<system-out>held in ${runs} runs</system-out>`
      : `<failure message="${xml(`exempt (${exempt}), but it held in ${runs} runs`)}"/>`;
  const text = [says, counterexample?.tells, counterexample?.file].filter((part) => part !== undefined).join('\n');
  // What honest designs may fail is told, and fails nothing.
  return counts(property)
    ? `<failure message="${xml(counterexample?.tells ?? says)}">${xml(text)}</failure>`
    : `<system-out>${xml(`broken: ${text}`)}</system-out>`;
};

const suiteOf = ({ design, seconds, seed, runs, properties, refused, tooLarge }: CheckedDesign): string => {
  const cases = properties.map(
    (property) => `    <testcase classname="${xml(design)}" name="${xml(property.id)}">${bodyOf(property)}</testcase>`,
  );
  const failures = properties.filter(counts).length;
  const skipped = properties.filter(({ status }) => status === 'not-tried' || status === 'not-applicable').length;
  return [
    `  <testsuite name="${xml(design)}" tests="${cases.length}" failures="${failures}" skipped="${skipped}" time="${seconds}">`,
    `    <properties><property name="seed" value="${seed}"/><property name="runs" value="${runs}"/><property name="refused" value="${refused.runs}"/><property name="too-large" value="${tooLarge.runs}"/></properties>`,
    ...cases,
    '  </testsuite>',
  ].join('\n');
};

/** A check in the form that build servers read: a suite for each design, a test case for each property. */
export const junitXml = (designs: readonly CheckedDesign[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="breakwater check">\n${designs.map(suiteOf).join('\n')}\n</testsuites>\n`;
