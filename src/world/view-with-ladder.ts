import { LiveVenueView, type Venue } from '../exchange/index.ts';
import type { WorldVenueView } from './models/makers.ts';

/** The venue as agents of the world see it. */
export class ViewWithLadder extends LiveVenueView implements WorldVenueView {
  readonly ladder: WorldVenueView['ladder'];

  constructor(venue: Venue, ladder: WorldVenueView['ladder']) {
    super(venue);
    this.ladder = ladder;
  }
}
