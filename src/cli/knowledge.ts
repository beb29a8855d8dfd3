import { ownPattern } from '../minimize/own.js';
import type { Knowledge } from '../minimize/marks.js';
import type { Settings } from './options.js';
import { readSets } from './set-files.js';
import { loadPatterns } from './sets.js';
import { UsageError } from './usage-error.js';

/** Reads what options and configuration say of real findings, noise and own code. */
export async function readKnowledge(settings: Settings, cwd: string): Promise<Knowledge> {
  return {
    real: loadPatterns(await readSets(settings.real, cwd), settings.version),
    noise: loadPatterns(await readSets(settings.noise, cwd), settings.version),
    unmarked: settings.unmarked,
    own: settings.own.map((text) => {
      const pattern = ownPattern(text);
      const { own, file } = settings.config;
      const place = settings.own === own ? `${file!}: “own”` : '--own';
      if (!pattern)
        throw new UsageError(`${place} takes obj:PATTERN, fun:PATTERN or src:PATTERN, not “${text}”`);
      return pattern;
    }),
  };
}
