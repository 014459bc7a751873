import { expect, test } from 'vitest';
import { adl, design, person, step, venueOf } from '../fixtures/exchange.ts';

/** `settle: gains` closes nothing, whatever the trigger counts; the engine does not read the field. */
test('a layer that settles in gains refuses needs in lots', () => {
  const venue = venueOf(design([adl({ settle: 'gains' })]));
  person(venue, 50, [[0, 10, 100]]);
  person(venue, 1000, [[0, -10, 100]]);
  expect(() => step(venue, [94])).toThrow();
});
