import { playsShipped } from './played.ts';

playsShipped(2, 4);
