import { handlesBytes, isSystemObject, roleOf } from '../finding/roles.js';
import { globMatches, hasWildcard, withoutEndStars } from '../match/glob.js';
import { isAnchor } from '../minimize/anchors.js';
import { withoutClone, withoutSymbolVersion } from '../minimize/durable.js';
import type { FramePattern } from '../suppression/suppression.js';

/** Does the line say whose code an entry is about, by a function or file of a library or a program? */
export function saysWhose(line: FramePattern, kind: string): boolean {
  switch (line.type) {
    case 'src':
      return !isAny(line);
    case 'obj':
      return isAnchor(line) && !isSystem(line.pattern) && !isAny(line);
    case 'fun':
      return !isAny(line) && namesMeant(line.pattern).every((name) => partOf(name, kind) === 'names');
    default:
      return false;
  }
}

/** One kind for all that are not told apart here. */
export function kindLike(kind: string): string {
  if (kind === 'Memcheck:Leak') return kind;
  return kind.startsWith('Memcheck:') ? 'Memcheck:Cond' : 'Helgrind:Race';
}

/**
 * What a function has to do with an error in or below it.
 *
 * - `names`: it is somebody's, and says whose the error is
 * - `serves`: it works on what it is given, whoever calls it: allocators, functions for strings
 * - `runs`: it runs code of others: `main`, event loops, the loader's call of constructors
 */
type Part = 'names' | 'serves' | 'runs';

function partOf(name: string, kind: string): Part {
  if (handlesBytes(name)) return 'serves';
  switch (roleOf({ fun: name })) {
    case 'start-up':
      return runsOthers(name) ? 'runs' : 'names';
    case 'allocator':
      return isAskedFor(name, kind) ? 'serves' : 'names';
    default:
      return 'names';
  }
}

/** Is it only what somebody asked of the allocator? An error that is no leak is one in the allocator itself otherwise. */
function isAskedFor(name: string, kind: string): boolean {
  if (kind === 'Memcheck:Leak') return !threadMemory.test(name);
  return kind.startsWith('Memcheck:') && replacedAllocator.test(name);
}

/** The names that decide what a pattern says: its own, and those that it fits of functions that every program has. */
function namesMeant(pattern: string): readonly string[] {
  const own = bare(pattern);
  return hasWildcard(pattern) ? [own, ...everywhere.filter((name) => globMatches(pattern, name))] : [own];
}

/** Functions on the stacks of all sorts of programs, some of each part. */
const everywhere = [
  ...[
    'malloc',
    'calloc',
    'realloc',
    'memalign',
    'posix_memalign',
    'free',
    'strdup',
    '_Znwm',
    '_Znam',
    '_ZdlPv',
  ],
  ...['g_malloc', 'xmalloc', 'strlen', 'strcmp', 'strchr', 'memcpy', 'memmove', 'memset'],
  ...[
    'main',
    '(below main)',
    'exit',
    'start_thread',
    'clone',
    'call_init',
    '_dl_init',
    'dl_open_worker',
    'dlopen',
  ],
  ...['g_main_context_dispatch', 'g_main_loop_run'],
  '_ZN10QEventLoop4execE6QFlagsINS_17ProcessEventsFlagEE',
];

/** Names that have nothing to do with each other: a pattern that fits several says nothing. */
const unrelatedFunctions = ['png_read_info', 'XOpenDisplay', '_ZN7QWidget4showEv', '_ZN5boost6system4testEv'];
const unrelatedFiles = [
  '/usr/lib/x86_64-linux-gnu/libgtk-3.so.0.2404.29',
  '/usr/lib/x86_64-linux-gnu/libz.so.1.2.13',
  '/usr/lib64/libX11.so.6.4.0',
  ...['/lib64/libz.so.1.2.11', '/lib64/libselinux.so.1'],
  ...['/lib/x86_64-linux-gnu/libz.so.1.2.13', '/lib/x86_64-linux-gnu/libexpat.so.1.8.10'],
];
const unrelatedSources = [
  ...['inflate.c', 'gtkwindow.c', 'qwidget.cpp', 'serialization.cpp', 'json_reader.cc', 'mutex.cc'],
  ...['hashtable.h', 'stl_vector.h'],
];

/** Where distributions keep the C library and the loader. */
const systemFiles = ['/lib64/', '/lib/x86_64-linux-gnu/', '/usr/lib/'].flatMap((directory) =>
  ['libc.so.6', 'libc-2.31.so', 'ld-linux-x86-64.so.2', 'ld-2.31.so'].map((file) => directory + file),
);

/** Does the pattern fit the C library or the loader? */
export function isSystem(pattern: string): boolean {
  return isSystemObject(withoutEndStars(pattern)) || systemFiles.some((file) => globMatches(pattern, file));
}

/** Does the pattern spell nothing, or fit what has nothing in common? */
function fitsAll(pattern: string, unrelated: readonly string[]): boolean {
  if (!hasWildcard(pattern)) return false;
  return !/[^*?]/.test(pattern) || unrelated.filter((name) => globMatches(pattern, name)).length > 1;
}

/** Longer names are cut: what comes later decides nothing. */
const longest = 1000;

/** The name without what depends on the build. */
function bare(pattern: string): string {
  const name = withoutEndStars(pattern.slice(0, longest));
  return withoutClone(withoutSymbolVersion(name)).replace(/[@*]+$/, '');
}

/** Those that Memcheck replaces. */
const replacedAllocator =
  /^(?:malloc|calloc|realloc|reallocarray|memalign|posix_memalign|aligned_alloc|valloc|free\w*|cfree|_Zn[aw].*|_Zd[al].*)$/;

/** What the C library allocates for threads is its own, whoever makes them. */
const threadMemory = /^(?:_?_dl_allocate_tls\w*|allocate_(?:stack|tls)|allocate_dtv\w*)$/;

/** Is it start-up code below which is code of others? */
function runsOthers(name: string): boolean {
  return entryPoint.test(name) || loaderCallback.test(name) || loop.test(name);
}

const entryPoint =
  /^(?:main|\(below main\)|_start|__libc_start.*|generic_start_main.*|__libc_csu_init|start_thread|thread_start|clone3?|__clone.*|g_thread_proxy|\w*thread_wrapper\w*|exit|_?_run_exit_handlers|__cxa_finalize|__do_global_.*|_init)$/;

/** The loader runs constructors and destructors. All else below it is its own. */
const loaderCallback =
  /^(?:call_init|_?_dl_(?:init|fini|open|close\w*|catch_\w+|call_\w+|start_user)|dl_open_worker\w*|\w*dlopen\w*)$/;

const loop =
  /(?:dispatch|iterate|iteration|_run|_main|loop|wait)(?:_unlocked)?$|(?:Loop|Dispatch)\w*(?:exec|run|process)/;

/** Does the line say nothing about its frame? */
export function isAny(line: FramePattern): boolean {
  switch (line.type) {
    case 'src':
      return fitsAll(line.file, unrelatedSources);
    case 'obj':
      return fitsAll(line.pattern, unrelatedFiles);
    case 'fun':
      return fitsAll(line.pattern, unrelatedFunctions);
    default:
      return false;
  }
}

/** Does the line mean code that works for whoever calls it: allocators, strings, Valgrind's own functions? */
export function servesOthers(line: FramePattern, kind: string): boolean {
  if (line.type === 'obj') return line.pattern.includes('vgpreload_');
  return line.type === 'fun' && namesMeant(line.pattern).some((name) => partOf(name, kind) === 'serves');
}

/** Does the pattern mean the loader, or the library that opens others with it? */
export function isLoader(pattern: string): boolean {
  return /\b(?:ld|libdl)[-.*]/.test(pattern);
}
