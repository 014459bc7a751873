import { duration } from 'breakwater';

/** A length of time above zero, with a default: what an average is taken over. */
export const window = (standard: string) =>
  duration()
    .refine((seconds) => seconds > 0, 'a window lasts longer than 0s')
    .prefault(standard);
