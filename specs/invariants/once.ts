import type { StepSubject } from 'breakwater';

/** What is made of a step, made once however many ask for it. */
export const onceAStep =
  <T>(make: (subject: StepSubject) => T): ((subject: StepSubject) => T) =>
  (subject) =>
    subject.once(make);
