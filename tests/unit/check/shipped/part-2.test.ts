import { playsShipped } from './played.ts';

playsShipped(1, 4);
