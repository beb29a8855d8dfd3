import { quoteWhole } from '../../suppression/explain.js';
import type { FramePattern } from '../../suppression/suppression.js';
import { judged } from '../judged.js';
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
    for (const file of files)
      for (const { entry, location, verdict: path } of judged(file, pathIn)) {
        const { name } = file;
        const { line } = location;
        const { tools } = entry;
        const length = path.lastIndexOf('/') + 1;
        const base = path.slice(length);
        const isAbsolute = path.startsWith('/');
        const what = isAbsolute
          ? 'Valgrind knows the file by the last part of its path, so this line does not match'
          : 'Valgrind mostly knows a file by the last part of its path; then this line does not match';
        yield {
          ...atLine(name, line, 'src:'.length, 'src:'.length + length),
          ...(isAbsolute && { severity: 'warning' }),
          message: base === '' ? `${what}.` : `${what}. Write ${quoteWhole(`src:${base}`)}.`,
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

/** The file of the line where it has a directory that Valgrind may not show. */
function pathIn(line: FramePattern): string | undefined {
  return line.type === 'src' && line.file.includes('/') && !isOfRust(line.file) ? line.file : undefined;
}

/** rustc writes such paths into the table of lines: library/core/src/ops/function.rs. */
function isOfRust(file: string): boolean {
  return /^(?!\/).*\.rs$|^library\//s.test(file);
}
