import { baseName } from '../finding/base-name.js';
import type { Frame } from '../finding/finding.js';
import { isSystemObject, roleOf } from '../finding/roles.js';
import { ownReason, type OwnCode } from '../minimize/own.js';

/** The name as people read it, the same in text and XML; an unnamed frame goes by its object. */
export function shownName(frame: Frame): string {
  const name = frame.demangled ?? frame.fun;
  if (name !== undefined && name !== '???') return name;
  return frame.obj === undefined || frame.obj === '???' ? '???' : `??? in ${baseName(frame.obj)}`;
}

/** Does the log tell a function, mangled or not? */
export function isNamed({ fun, demangled }: Frame): boolean {
  return (fun !== undefined && fun !== '???') || demangled !== undefined;
}

/** Functions of the C library that pass on what they are asked for, where the log does not tell the object. */
const passesOn =
  /^(?:__)?(?:GI_)?(?:(?:mem|st[rp]|wcs|wmem|raw|b)(?:cpy|ncpy|cat|ncat|n?len|n?cmp|n?casecmp|r?chr|chrnul|move|pcpy|set|mem|str|zero)\w*|v?[fsd]?n?w?printf(?:_chk|_internal)?|p?(?:read|write)(?:v2?|64|v64)?|send(?:to|m?msg)?|recv(?:from|m?msg)?|ioctl|_?libc_\w+|_?_?dl_\w+|dl(?:open|sym)\w*|call_init(?:\.part\.\d+)?|call_fini|\(below main\)|_start|generic_start_main\S*|pthread_\w+|sem_(?:wait|post|timedwait|trywait)|syscall|madvise|mmap|p?poll|clone3?|_?_?run_exit_handlers|_?exit|_Exit|start_thread|__libc_start_\w+|_IO_\w+)(?:@[^]*)?$/;

/** Is it a place in the C library, the loader or Valgrind, whose names say nothing about who asked? */
export function isSystem(frame: Frame): boolean {
  if (frame.obj !== undefined && frame.obj !== '???') return isSystemObject(frame.obj);
  return passesOn.test((frame.fun ?? frame.demangled ?? '').slice(0, 100));
}

/** Does the frame tell what the finding is about: no allocator, no wrapper of libc, and named? */
export function isTelling(frame: Frame): boolean {
  return isNamed(frame) && roleOf(frame) !== 'allocator' && !isSystem(frame);
}

/** Functions of the C library that allocate what their callers have to free. */
const handsOut =
  /^(?:__)?(?:v?asprintf(?:_chk|_internal)?|getdelim|getline|realpath(?:_chk)?|getcwd|(?:new|dup)locale)(?:@[^]*)?$/;

/** What the C library keeps for a thread is made for who starts the thread. */
const makesThreads =
  /^(?:_dl_allocate_tls\w*|allocate_(?:dtv|stack|thread)|(?:__)?pthread_create(?:_WRK)?(?:@[^]*)?)$/;

/** Does the frame make the control block and the stack of a thread? */
export function makesThread(frame: Frame): boolean {
  return makesThreads.test((frame.fun ?? frame.demangled ?? '').slice(0, 100));
}

function passesMemoryOn(frame: Frame): boolean {
  return (
    roleOf(frame) === 'allocator' ||
    makesThread(frame) ||
    handsOut.test((frame.fun ?? frame.demangled ?? '').slice(0, 100))
  );
}

/** For whom a block was allocated. */
export interface Site {
  /** The innermost named frame that is no allocator; whatever is there where no frame is. */
  readonly frame: Frame;
  readonly at: number;
  /** The unnamed places between the allocator and that frame, which are a part of it. */
  readonly through: string;
}

/** Undefined for an empty stack only. */
export function siteOf(frames: readonly Frame[]): Site | undefined {
  let through = '';
  for (const [at, frame] of frames.entries()) {
    if (!isNamed(frame)) through += `${shownName(frame)}\n`;
    else if (passesMemoryOn(frame)) through = '';
    else return { frame, at, through };
  }
  const at = frames.findIndex((frame) => !isNamed(frame));
  const last = at >= 0 ? at : frames.length - 1;
  return frames.length === 0 ? undefined : { frame: frames[last]!, at: last, through: '' };
}

/**
 * The frame of own code that asked for a block: the site itself, or the caller of the library function that is the site,
 * without anything between them. Undefined where a library stands between: then it may be the library's own affair.
 */
export function responsible(frames: readonly Frame[], site: Site, own: OwnCode): Frame | undefined {
  if (isOwn(site.frame, own)) return site.frame;
  const caller = frames[site.at + 1];
  if (caller === undefined || !isNamed(site.frame) || isSystem(site.frame)) return undefined;
  return isOwn(caller, own) ? caller : undefined;
}

/** Named own code; where the log does not tell the object, the names of the C library are not. */
export function isOwn(frame: Frame, own: OwnCode): boolean {
  return isNamed(frame) && !isSystem(frame) && ownReason(frame, own) !== undefined;
}
