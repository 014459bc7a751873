import type { StepSubject } from 'breakwater';

/** What is made of a step, made once however many ask for it. */
export const onceAStep = <T>(make: (subject: StepSubject) => T): ((subject: StepSubject) => T) => {
  const known = new WeakMap<StepSubject, { readonly made: T }>();
  return (subject) => {
    const before = known.get(subject);
    if (before !== undefined) return before.made;
    const made = make(subject);
    known.set(subject, { made });
    return made;
  };
};
