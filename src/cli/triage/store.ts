import { join, relative, resolve } from 'node:path';
import type { VerdictPaths } from '../config-verdicts.js';
import { changeVerdictFiles, readVerdictFiles, remembering } from '../verdict-files.js';
import type { VerdictFiles } from '../../verdict/verdict.js';
import type { VerdictStore } from './session.js';

/** `fix.supp`, `annotate.supp` and `suppress.supp` in a folder. */
export function pathsIn(folder: string, cwd: string): VerdictPaths {
  const path = (name: string) => join(resolve(cwd, folder), name);
  return { fix: path('fix.supp'), annotate: path('annotate.supp'), suppress: path('suppress.supp') };
}

/** The files at absolute paths; they are called as they are seen from `cwd`. */
export function verdictStore(paths: VerdictPaths, cwd: string): VerdictStore {
  const name = (path: string) => relative(cwd, path) || path;
  const names = { fix: name(paths.fix), annotate: name(paths.annotate), suppress: name(paths.suppress) };
  const renamed = (files: VerdictFiles): VerdictFiles => ({
    fix: { ...files.fix, name: names.fix },
    annotate: { ...files.annotate, name: names.annotate },
    suppress: { ...files.suppress, name: names.suppress },
  });
  const memory = remembering();
  return {
    names,
    read: async () => renamed(await readVerdictFiles(paths, memory)),
    change: async (change) =>
      renamed(await changeVerdictFiles(paths, (files) => change(renamed(files)), memory)),
  };
}
