import { playsShipped } from './played.ts';

playsShipped(3, 4);
