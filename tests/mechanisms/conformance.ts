import { expect, test } from 'vitest';

/** A fact about any rule of a slot: throws where it does not hold. */
type Fact<Subject> = (subject: Subject) => void;

const fails = (check: () => void): boolean => {
  try {
    check();
    return false;
  } catch {
    return true;
  }
};

/**
 * Holds one rule to the facts of its slot.
 *
 * Facts without an id hold for every rule. One with an id may be left to a rule by its `exempt`, with a reason; then the fact has to
 * fail, so that stale excuses surface.
 *
 * @param rule - The rule, with its exemptions.
 * @param subject - What the facts look at.
 */
export const conforms = <Subject>(
  rule: { readonly name: string; readonly exempt?: Readonly<Record<string, string>> },
  subject: Subject,
  facts: {
    readonly always: Readonly<Record<string, Fact<Subject>>>;
    readonly unlessExempt: Readonly<Record<string, Fact<Subject>>>;
  },
): void => {
  const { always, unlessExempt } = facts;
  test.each(Object.entries(always))('%s', (_, fact) => fact(subject));

  test.each(Object.entries(unlessExempt))('%s', (id, fact) => {
    const reason = rule.exempt?.[id];
    if (reason === undefined) fact(subject);
    else
      expect(
        fails(() => fact(subject)),
        `${rule.name} is exempt ("${reason}"), but the fact held`,
      ).toBe(true);
  });

  test('claims no exemption that this suite does not know', () => {
    expect(Object.keys(rule.exempt ?? {}).filter((id) => !(id in unlessExempt))).toEqual([]);
  });
};
