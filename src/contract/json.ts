/** A value that survives JSON unchanged: what states, snapshots and witnesses are made of. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
