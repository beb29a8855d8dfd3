import type { Frame } from './finding.js';

/**
 * What a frame says about the cause of a finding.
 *
 * - `allocator`: hands memory out, whoever asks (`malloc`, `g_malloc0`, `operator new`, `xstrdup`)
 * - `start-up`: is on the stack whatever the program does (`main`, thread start, event loops, the loader's `_dl_init`)
 * - `system`: an unnamed place in the C library, the loader or Valgrind's own preloaded code
 * - `unnamed`: Valgrind knows neither function nor object
 * - `library`: anything else; only such a frame can anchor a suppression
 */
export type Role = 'allocator' | 'start-up' | 'system' | 'unnamed' | 'library';

/** Names are log text and as long as somebody likes; what comes later than this decides nothing. */
const longest = 1000;

/** The part of a name that decides: without symbol version and clone suffix. */
function plain(name: string): string {
  return name
    .slice(0, longest)
    .replace(/@[^]*$/, '')
    .replace(/\.(?:isra|part|constprop|cold|lto_priv)\b[^]*$/, '');
}

/** Names of allocators in C and C++; by shape, since every project has its own wrappers. */
const allocator =
  /(?:^|_|[a-z0-9])(?:[mcrvz]|mem|mm|pv|de)?alloc(?:ate|ator|0|_n|array|align)?\d*(?:_[a-z0-9]{1,6})*$|malloc|calloc|realloc|memalign|mem_?dup|strn?dup|vasprintf|^_Zn[aw]|^_Zd[al]|allocat(?:e|or)[EI]|^operator (?:new|delete)|^c?free(?:_sized)?$|slice_alloc/i;

/** Start-up code: what runs before or around any code that does something. */
const startUp =
  /^(?:main|\(below main\)|_start|__libc_start.*|generic_start_main.*|__libc_csu_init|call_init|_?_dl_.*|_init|dl_open_worker.*|__libc_dlopen.*|dlopen(?:_doit|_implementation)?|start_thread|thread_start|pthread_create|thrd_create|clone3?|__clone.*|mythread_wrapper|(?:vg|_vg)\w*thread_wrapper\w*|_?_run_exit_handlers|exit|__cxa_finalize|__do_global_.*|_GLOBAL__sub_I_.*|(?:_Z\d+)?__static_initialization_and_destruction_\d.*|_ZNSt6thread(?:11_State_impl|8_InvokerI).*)$|(?:^|_)(?:thread|threads)_(?:start|proxy|entry|main|func|fn|wrapper|run|routine|trampoline)(?:_|$)|(?:^|_)main_?(?:loop|context|wait)(?:_|$)|main_loop|event_?loop|(?:^|_)loop_run|MainLoop|EventLoop|event_dispatch|EventDispatcher|_application_run$|_main$|^(?:ae|ev|uv_?)(?:Main|_run|run)$/;

/** The loader's name begins so too: `ld-linux-x86-64.so.2`, `ld-musl-x86_64.so.1`. */
const systemObject = /\/(?:(?:libc|ld|libpthread|libdl)[-.]|vgpreload_)[^/]*$/;

/** Is the path that of the C library, the loader or Valgrind's own preloaded code? */
export function isSystemObject(path: string): boolean {
  return systemObject.test(path);
}

/** Functions for strings and memory: they work on what they are given, whoever calls them. With the variants for processors. */
const libraryOfStrings =
  /^_*(?:mem(?:chr|cmp|cpy|move|pcpy|rchr|set)|bcmp|bcopy|bzero|rawmemchr|r?index|stpn?cpy|strn?(?:len|cmp|cat|casecmp|cpy)|strr?chr|strchrnul|strl(?:cpy|cat)|str(?:c?spn|pbrk|str|casestr)|wcs(?:n?len|n?cmp|n?cpy|r?chr)|wmem(?:chr|set))(?:_l)?(?:_(?:chk|sse|avx|evex|ssse|neon|unaligned|erms|generic|vec)\w*)?$/;

/** Does the function handle the bytes of whoever calls it? There races and bad reads show, and it says nothing of them. */
export function handlesBytes(name: string): boolean {
  return libraryOfStrings.test(name);
}

/** The role of a frame, by its name where it has one, else by its object. Names are told by their shape, so it can be wrong. */
export function roleOf(frame: Frame): Role {
  const name = frame.fun !== undefined && frame.fun !== '???' ? frame.fun : frame.demangled;
  if (name === undefined || name === '???') {
    if (frame.obj === undefined || frame.obj === '???') return 'unnamed';
    return isSystemObject(frame.obj) ? 'system' : 'library';
  }
  const base = plain(name);
  if (startUp.test(base)) return 'start-up';
  if (allocator.test(base)) return 'allocator';
  return 'library';
}
