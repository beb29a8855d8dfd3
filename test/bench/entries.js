import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { program } from './program.js';
import { chooser } from './random.js';

/** Writes a suppression file of so many entries, tidy or raw, and returns its name. */
export function writeSet(folder, count, style = tidy) {
  const file = join(folder, `${count}-${style.name}.supp`);
  writeFileSync(file, suppressionFile(count, style));
  return file;
}

/** As `--gen-suppressions` prints entries: a linter has something to say of almost every one. */
export const raw = {
  name: 'raw',
  entryName: () => '<insert_a_suppression_name_here>',
  library: (path) => path,
};

/** As people keep them who look after their sets. */
export const tidy = {
  name: 'tidy',
  entryName: (frames, number) => `${frames[0].name}: freed at exit only, see issue ${number}`,
  library: anyVersion,
};

/**
 * A suppression file of so many entries, of the sorts that people have: most are as `--gen-suppressions` prints them, with
 * the stacks of one large program, some of them more than once; the others are as people write them, with wildcards, gaps
 * and comments. About one in twenty says nothing that another one does not say.
 */
export function suppressionFile(count, style, seed = 1) {
  const choose = chooser(seed);
  const functions = program(choose, 1000 + count, style.library);
  const entries = [];
  while (entries.length < count) {
    if (choose.percent(4) && entries.length > 0) entries.push(choose.of(entries));
    else if (choose.percent(90)) entries.push(generated(choose, functions, style, entries.length));
    else entries.push(handWritten(choose, functions, style, entries.length));
  }
  return entries.join('');
}

/** What entries begin with: kind, extra line, and the functions of Valgrind or the C library that may come first. */
const beginnings = [
  ...leaks(['definite', 'definite', 'definite', 'reachable', 'reachable', 'possible', 'indirect']),
  ...['Cond', 'Cond', 'Value8', 'Addr8', 'Addr4', 'Addr1'].map((kind) => ({
    head: [`Memcheck:${kind}`],
    innermost: [undefined, undefined, 'strlen', '__strcpy_sse2', 'bcmp', 'memmove'],
  })),
  { head: ['Memcheck:Param', 'write(buf)'], innermost: ['write'] },
  { head: ['Memcheck:Param', 'ioctl(generic)'], innermost: ['ioctl'] },
  { head: ['Memcheck:Free'], innermost: ['free', '_ZdlPv'] },
  { head: ['Helgrind:Race'], innermost: [undefined] },
  { head: ['drd:ConflictingAccess'], innermost: [undefined] },
];

function leaks(kinds) {
  const innermost = ['malloc', 'calloc', 'realloc', '_Znwm', '_Znam', 'memalign'];
  return kinds.map((kind) => ({ head: ['Memcheck:Leak', `match-leak-kinds: ${kind}`], innermost }));
}

function generated(choose, functions, style, number) {
  const { head, first } = beginning(choose);
  const frames = stack(choose, functions);
  return entry(style.entryName(frames, number), head, [...first, ...frames.map(exact)].slice(0, 12));
}

function handWritten(choose, functions, style, number) {
  const { head, first } = beginning(choose);
  const frames = stack(choose, functions).slice(0, 2 + choose.below(4));
  const [innermost, caller = innermost] = frames;
  const lines = choose.of([
    [...first, ...frames.map(exact)],
    [...first, ...frames.map((frame) => widened(choose, frame))],
    [...first, '...', widened(choose, innermost), exact(caller)],
    ['...', exact(innermost), exact(caller)],
    ['...', `fun:${innermost.name.slice(0, 12)}*`, '...', inLibrary(caller)],
    ['...', exact(innermost), inLibrary(caller), '...', exact(choose.of(functions.slice(0, 50)))],
  ]);
  const comment = choose.percent(50) ? `# ${innermost.name}: seen since release ${choose.below(40)}\n` : '';
  return comment + entry(style.entryName(frames, number), head, lines);
}

function beginning(choose) {
  const { head, innermost } = choose.of(beginnings);
  const name = choose.of(innermost);
  return { head, first: name === undefined ? [] : [`fun:${name}`] };
}

/** Innermost first, ending with main unless that is too far away. */
function stack(choose, functions) {
  const frames = [choose.of(functions)];
  while (frames.length < 12 && frames.at(-1).callers.length > 0)
    frames.push(choose.of(frames.at(-1).callers));
  return frames;
}

function exact({ name, object, hasSymbol }) {
  return hasSymbol ? `fun:${name}` : `obj:${object}`;
}

function widened(choose, { name, object, hasSymbol }) {
  if (!hasSymbol) return inLibrary({ object });
  return choose.of([`fun:${name.slice(0, 10)}*`, `fun:*${name.slice(4)}`, `fun:${name}`, `fun:${name}*`]);
}

function inLibrary({ object }) {
  return `obj:${anyVersion(object)}`;
}

function anyVersion(path) {
  return `*${path.slice(path.lastIndexOf('/')).replace(/\.so.*/, '.so*')}`;
}

function entry(name, head, lines) {
  return `{\n${[name, ...head, ...lines].map((line) => `   ${line}\n`).join('')}}\n`;
}
