import fc from 'fast-check';

/**
 * Properties try the same values in every run, so that a result can be repeated. `CHAFF_SEED=N` tries others;
 * a counter-example found that way becomes a case of its own.
 */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['CHAFF_SEED'] ?? 1) });
