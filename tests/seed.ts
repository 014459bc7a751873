import fc from 'fast-check';

/** Property tests draw the same cases each time; another SEED in the environment tries others. */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 20251010) });
