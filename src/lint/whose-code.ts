import { isSystemObject, roleOf } from '../finding/roles.js';
import { fitsAnything, globMatches } from '../match/glob.js';
import { allocatorFamilies, isAnchor } from '../minimize/anchors.js';
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
      return !isAny(line) && isNamed(line.pattern, kind);
    default:
      return false;
  }
}

function isNamed(pattern: string, kind: string): boolean {
  const name = bare(pattern);
  if (libraryOfStrings.test(name) || allocatorFamilies.includes(pattern)) return false;
  switch (roleOf({ fun: name })) {
    case 'start-up':
      return !runsOthers(name);
    case 'allocator':
      // An error that is no leak is one in the allocator itself, unless it is about what somebody asked of it.
      if (kind === 'Memcheck:Leak') return threadMemory.test(name);
      return !kind.startsWith('Memcheck:') || !replacedAllocator.test(name);
    default:
      return true;
  }
}

/** Names that have nothing to do with each other: a pattern that fits several says nothing. */
const unrelatedFunctions = ['png_read_info', 'XOpenDisplay', '_ZN7QWidget4showEv', '_ZN5boost6system4testEv'];
const unrelatedFiles = [
  '/usr/lib/x86_64-linux-gnu/libgtk-3.so.0.2404.29',
  '/usr/lib/x86_64-linux-gnu/libz.so.1.2.13',
  '/usr/lib64/libX11.so.6.4.0',
];

/** Where distributions keep the C library and the loader. */
const systemFiles = ['/lib64/', '/lib/x86_64-linux-gnu/', '/usr/lib/'].flatMap((directory) =>
  ['libc.so.6', 'libc-2.31.so', 'ld-linux-x86-64.so.2', 'ld-2.31.so'].map((file) => directory + file),
);

function isSystem(pattern: string): boolean {
  return (
    isSystemObject(pattern.replace(/\*+$/, '')) || systemFiles.some((file) => globMatches(pattern, file))
  );
}

function fitsSeveral(pattern: string, names: readonly string[]): boolean {
  return names.filter((name) => globMatches(pattern, name)).length > 1;
}

/** Longer names are cut: what comes later decides nothing. */
const longest = 1000;

/** The name without what depends on the build. */
function bare(pattern: string): string {
  const name = pattern.slice(0, longest).replace(/\*+$/, '');
  return withoutClone(withoutSymbolVersion(name)).replace(/[@*]+$/, '');
}

/** Functions that work on what they are given, whoever calls them. */
const libraryOfStrings =
  /^_*(?:mem(?:chr|cmp|cpy|move|pcpy|rchr|set)|bcmp|bcopy|bzero|rawmemchr|r?index|stpn?cpy|strn?(?:len|cmp|cat|casecmp|cpy)|strr?chr|strchrnul|strl(?:cpy|cat)|str(?:c?spn|pbrk|str|casestr)|wcs(?:n?len|n?cmp|n?cpy|r?chr)|wmem(?:chr|set))(?:_(?:chk|sse|avx|evex|ssse|neon|unaligned|erms|generic|vec)\w*)?$/;

/** Those that Memcheck replaces. */
const replacedAllocator =
  /^(?:malloc|calloc|realloc|reallocarray|memalign|posix_memalign|aligned_alloc|valloc|free\w*|cfree|_Zn[aw].*|_Zd[al].*)$/;

/** What the C library allocates for threads is its own, whoever makes them. */
const threadMemory = /^(?:_?_dl_allocate_tls\w*|allocate_(?:stack|tls)|allocate_dtv\w*)$/;

/** Start-up code below which is code of others. */
function runsOthers(name: string): boolean {
  return entryPoint.test(name) || loaderCallback.test(name) || loop.test(name);
}

const entryPoint =
  /^(?:main|\(below main\)|_?start|__libc_start.*|generic_start_main.*|__libc_csu_init|_?pthread_start|start_thread|thread_start|clone3?|__clone.*|g_thread_proxy|mythread_wrapper|\w*thread_wrapper\w*|exit|_?_run_exit_handlers|__cxa_finalize|__do_global_.*|_init)$/;

/** The loader runs constructors and destructors. All else below it is its own. */
const loaderCallback =
  /^(?:call_init|_?_dl_(?:init|fini|open|close\w*|catch_\w+|call_\w+|start_user)|dl_open_worker\w*|\w*dl(?:open|close)\w*)$/;

const loop =
  /(?:dispatch|iterate|iteration|_run|_main|loop|wait)(?:_unlocked)?$|(?:Loop|Dispatch)\w*(?:exec|run|process)/;

/** Does the line say nothing about its frame? */
export function isAny(line: FramePattern): boolean {
  switch (line.type) {
    case 'src':
      return fitsAnything(line.file);
    case 'obj':
      return !/[^*?]/.test(line.pattern) || fitsSeveral(line.pattern, unrelatedFiles);
    case 'fun':
      return !/[^*?]/.test(line.pattern) || fitsSeveral(line.pattern, unrelatedFunctions);
    default:
      return false;
  }
}

/** Is the line about code that works for whoever calls it: allocators, strings, Valgrind's own functions? */
export function servesOthers(line: FramePattern): boolean {
  if (line.type === 'obj') return line.pattern.includes('vgpreload_');
  return line.type === 'fun' && !runsOthers(bare(line.pattern));
}

/** Does the pattern mean the loader, or the library that opens others with it? */
export function isLoader(pattern: string): boolean {
  return /\b(?:ld|libdl)[-.*]/.test(pattern);
}
