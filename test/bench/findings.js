import { chooser } from './random.js';
import { word } from './program.js';

/**
 * Error records of one large program, as Memcheck tells them in XML: distinct stacks, each from a function inside a library
 * out to `main`, through the public functions of the libraries on the way. Libraries lie in layers and call those below
 * them. One record in ten is the program's own: it misuses a library directly, from a function that does nothing else
 * wrong. Equal for equal seeds.
 *
 * @returns so many of `{ frames, kind, isReal }`; a frame is `{ fun, obj, file, line }`, innermost first
 */
export function records(count, seed = 1) {
  const choose = chooser(seed);
  const world = largeProgram(choose, count);
  const seen = new Set();
  const all = [];
  while (all.length < count) {
    const isReal = choose.percent(10);
    const frames = isReal ? misuse(choose, world) : insideLibrary(choose, world);
    const kind = choose.of(kinds);
    const key = [kind.kind, ...frames.map(({ fun, obj }) => fun ?? obj)].join('\n');
    if (seen.has(key)) continue;
    seen.add(key);
    all.push({ frames: kind.inner ? [allocator(choose), ...frames] : frames, ...kind, isReal });
  }
  return all;
}

const kinds = [
  ...['definitely lost', 'definitely lost', 'possibly lost', 'still reachable', 'indirectly lost'].map(
    (lost) => ({ kind: `Leak_${camel(lost)}`, lost, inner: true }),
  ),
  ...['UninitCondition', 'UninitCondition', 'UninitValue'].map((kind) => ({ kind, inner: false })),
];

function camel(words) {
  return words.replace(/(?:^| )(.)/g, (_, first) => first.toUpperCase());
}

/** Functions in layers: 60 libraries, those of a layer called by the public functions of the layers above. */
function largeProgram(choose, count) {
  const program = { path: '/usr/bin/program', functions: [] };
  const main = { fun: 'main', obj: program.path, file: 'main.c', callers: [] };
  program.functions.push(main);
  const own = 200 + Math.ceil(count / 20);
  while (program.functions.length < own) {
    const callers = some(choose, 1 + choose.below(2), program.functions);
    program.functions.push(named(choose, program, callers, 'app'));
  }
  const layers = [];
  let above = program.functions;
  for (let layer = 0; layer < 4; layer++) {
    const libraries = Array.from({ length: 15 }, () => library(choose, above));
    layers.push(libraries);
    above = [...program.functions.slice(0, 200), ...libraries.flatMap((each) => each.internal)];
  }
  return { program, libraries: layers.flat() };
}

/** A library of 15 public functions, each called from some places above, and 60 others below them. */
function library(choose, above) {
  const name = word(choose, 2);
  const path = `/usr/lib/x86_64-linux-gnu/lib${name}.so.${choose.below(4)}.${choose.below(30)}.0`;
  const publics = Array.from({ length: 15 }, () =>
    named(choose, { path }, some(choose, 2 + choose.below(30), above), name),
  );
  const internal = [];
  while (internal.length < 60) {
    const callers = some(choose, 1 + choose.below(2), [...publics, ...internal]);
    internal.push(named(choose, { path }, callers, `_${name}`));
  }
  return { path, publics, internal };
}

function named(choose, { path }, callers, name) {
  const hasSymbol = path.startsWith('/usr/bin') || choose.percent(85);
  const fun = hasSymbol ? `${name}_${word(choose, 2)}_${word(choose, 2)}` : undefined;
  const file = hasSymbol && choose.percent(50) ? `${word(choose, 2)}.c` : undefined;
  return { fun, obj: path, file, callers };
}

function some(choose, count, list) {
  return Array.from({ length: count }, () => choose.of(list));
}

function insideLibrary(choose, { libraries }) {
  return outwards(choose, choose.of(choose.of(libraries).internal));
}

function misuse(choose, { program, libraries }) {
  const library = choose.of(libraries);
  const own = outwards(choose, choose.of(program.functions.slice(200)));
  return [framesOf(choose.of(library.publics)), ...own];
}

/** From a function out to main, over one caller each time; cut at twelve as Valgrind does. */
function outwards(choose, innermost) {
  const frames = [framesOf(innermost)];
  for (let at = innermost; at.callers.length > 0 && frames.length < 11;) {
    at = choose.of(at.callers);
    frames.push(framesOf(at));
  }
  return frames;
}

/** One object for each function: its line in the source is that of the only call in it. */
function framesOf(function_) {
  function_.frame ??= {
    fun: function_.fun,
    obj: function_.obj,
    file: function_.file,
    line: function_.file && 10 + ((function_.file.length * 37) % 900),
  };
  return function_.frame;
}

function allocator(choose) {
  return choose.of(allocators);
}

const allocators = ['malloc', 'calloc', 'realloc'].map((fun) => ({
  fun,
  obj: '/usr/libexec/valgrind/vgpreload_memcheck-amd64-linux.so',
}));
