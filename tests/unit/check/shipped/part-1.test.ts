import { playsShipped } from './played.ts';

playsShipped(0, 4);
