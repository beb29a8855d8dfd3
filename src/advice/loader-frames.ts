import type { Frame } from '../finding/finding.js';
import { isSystem, shownName } from '../group/frames.js';

const loaderObject = /\/ld(?:-linux|-musl|-\d|64)?[^/]*\.so(?:\.\d+)*$/;
const loaderName =
  /^(?:_?_dl_(?!allocate_tls)\w+|call_init(?:\.part\.\d+)?|dl_main|dl_open_worker\w*|_dlerror_run|dlopen\w*|dlsym\w*|__libc_dlopen\w*)(?:@[^]*)?$/;

/** Is it a place in the dynamic loader? */
export function isLoader(frame: Frame): boolean {
  if (frame.obj !== undefined && frame.obj !== '???' && loaderObject.test(frame.obj)) return true;
  return loaderName.test(shownName(frame).slice(0, 200));
}

/** How far from the loader's functions its own string functions can be. */
const near = 6;

/** Does the stack begin in the loader? Text logs do not tell the object of what has a line of source. */
export function beginsInLoader(frames: readonly Frame[]): boolean {
  const [first] = frames;
  if (first === undefined) return false;
  if (isLoader(first)) return true;
  const at = frames.slice(0, near).findIndex(isLoader);
  return at > 0 && isSystem(first) && frames.slice(0, at).every(({ obj }) => obj === undefined);
}
