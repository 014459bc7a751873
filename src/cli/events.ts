/**
 * Where the event log of a run is written. Loaded by the worker that does the run, so that no event leaves it.
 *
 * @module
 */
import type { EventWriterOf } from '../experiment/index.ts';
import { openEvents } from '../report/index.ts';

/** The writer of a file, in the format its ending names. */
export const eventWriterOf: EventWriterOf = ({ file, part }) => openEvents(file, part);
