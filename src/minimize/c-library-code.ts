import type { Frame } from '../finding/finding.js';
import { handlesBytes, isSystemObject } from '../finding/roles.js';

/** Is the frame of the C library or the loader, as far as the log tells? */
export function isOfCLibrary(frame: Frame): boolean {
  return frame.obj === undefined ? hasItsSource(frame) : isSystemObject(frame.obj);
}

/**
 * A text log tells the source file in the place of the object. Known are functions that allocate, call the kernel, handle bytes
 * or stand around any code, where name and file are both glibc's. A program with a function and a file of these names carries a copy
 * of them, and its own code shows on the stack as what calls that.
 */
function hasItsSource({ fun, demangled, file }: Frame): boolean {
  const name = fun ?? demangled;
  if (!name || !file) return false;
  return (
    name === belowMain || versioned.test(name) || code.some((each) => each.fun(name) && each.file.test(file))
  );
}

/** What Valgrind calls the code that calls `main`. */
const belowMain = '(below main)';

const versioned = /@@?GLIBC_\d/;

const code: readonly { readonly fun: (name: string) => boolean; readonly file: RegExp }[] = [
  // Before `main` and after it, constructors, and plugins.
  { fun: named('__libc_start_\\w+|call_init'), file: /^libc[-_]start[\w-]*\.[ch]$/ },
  {
    fun: named('_?_?dl_\\w+|call_(?:init|fini)|openaux|open_path|is_dst|\\w+_rpath|do_dlopen|dlerror_run'),
    file: /^dl-[\w-]+\.[ch]$/,
  },
  { fun: named('_?dl(?:open|error|close|sym)\\w*'), file: /^dl(?:open|error|close|sym)\.c$/ },
  { fun: named('_?_?run_exit_handlers|_*[eE]xit'), file: /^_?exit\.c$/ },
  { fun: named('__cxa_finalize'), file: /^cxa_finalize\.c$/ },
  // Threads, with what the loader allocates for them.
  { fun: named('clone3?|__clone_internal'), file: /^clone(?:3|-internal)?\.[cS]$/ },
  { fun: named('start_thread|create_thread|_*pthread_\\w+'), file: /^pthread_\w+\.c$/ },
  { fun: named('allocate_stack|advise_stack_range'), file: /^allocatestack\.c$/ },
  { fun: named('allocate_\\w+|tls_get_addr_tail'), file: /^dl-tls\.c$/ },
  { fun: named('__tls_get_addr'), file: /^tls_get_addr\.S$/ },
  {
    fun: named('__condvar_\\w+|__atomic_wide_counter_\\w+'),
    file: /^(?:pthread_\w+\.c|atomic_wide_counter\.h)$/,
  },
  // Memory and strings.
  { fun: named('(?:m|c|re)alloc|free'), file: /^rtld-malloc\.h$/ },
  { fun: named('_*strn?dup'), file: /^strn?dup\.c$/ },
  { fun: named('_*v?asprintf(?:_chk|_internal)?'), file: /^v?asprintf(?:_chk)?\.c$/ },
  { fun: handlesBytes, file: /^(?:mem|str|stp|wcs|wmem|raw|bcopy|bzero)[\w-]*\.[cS]$/ },
  // The kernel.
  { fun: () => true, file: /^syscall(?:-template)?\.S$/ },
  {
    fun: named(
      '_*(?:libc_)?(?:ioctl|fcntl|p?(?:read|write)v?\\d*|open(?:at)?|p?poll|select|connect|bind)(?:64)?',
    ),
    file: /^(?:ioctl|fcntl|p?(?:read|write)v?\d*|open(?:at)?|p?poll|select|connect|bind)(?:64)?\.c$/,
  },
  { fun: named('_*(?:libc_)?(?:send|recv)(?:to|from|m?msg)?'), file: /^(?:send|recv)(?:to|from|m?msg)?\.c$/ },
];

/** A name as it is, or as the compiler's clone of it. */
function named(pattern: string): (name: string) => boolean {
  const whole = new RegExp(`^(?:${pattern})(?:\\.[a-z0-9.]+)?$`);
  return (name) => whole.test(name);
}
