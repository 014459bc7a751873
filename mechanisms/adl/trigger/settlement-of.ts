import type { VenueView } from 'breakwater';

/** The last step of the running settlement period, seconds: the next one counts profit from its own start. */
export const settlementOf = ({ periodEnd, stepSeconds }: VenueView): number => periodEnd - stepSeconds;
