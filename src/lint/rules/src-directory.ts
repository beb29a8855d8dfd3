import { quote } from '../../suppression/explain.js';
import { atLine, replacing } from '../place.js';
import type { Rule } from '../rule.js';

export const srcDirectory: Rule = {
  id: 'src-directory',
  level: 'info',
  description: 'A location with "src:" names the file without its directory.',
  why:
    'Valgrind compares "src:" with the name of the file as the table of lines has it, which is mostly the last part of the ' +
    'path alone: compilers keep the directory apart. A relative path is found there only for libraries of Rust, and for ' +
    'some files that clang compiled; no absolute path is.',
  example: {
    wrong:
      '{\n   table is read before it is filled\n   Memcheck:Cond\n   src:/home/ada/project/src/table.c\n   fun:table_open\n}\n',
    right:
      '{\n   table is read before it is filled\n   Memcheck:Cond\n   src:table.c\n   fun:table_open\n}\n',
  },
  *check({ files }) {
    for (const { name, entries } of files)
      for (const { locations, tools } of entries)
        for (const { line, pattern } of locations) {
          if (pattern.type !== 'src' || !pattern.file.includes('/') || isOfRust(pattern.file)) continue;
          const length = pattern.file.lastIndexOf('/') + 1;
          const base = pattern.file.slice(length);
          const isAbsolute = pattern.file.startsWith('/');
          const what = isAbsolute
            ? 'Valgrind knows the file by the last part of its path, so this line does not match'
            : 'Valgrind mostly knows a file by the last part of its path; then this line does not match';
          yield {
            ...atLine(name, line, 'src:'.length, 'src:'.length + length),
            ...(isAbsolute && { severity: 'warning' }),
            message: base === '' ? `${what}.` : `${what}. Write ${quote(`src:${base}`)}.`,
            tools,
            suggestions:
              base === ''
                ? []
                : [
                    {
                      description: 'remove the directory',
                      edits: [replacing(line, '', 'src:'.length, 'src:'.length + length)],
                    },
                  ],
          };
        }
  },
};

/** rustc writes such paths into the table of lines: library/core/src/ops/function.rs. */
function isOfRust(file: string): boolean {
  return /^(?!\/).*\.rs$|^library\//s.test(file);
}
