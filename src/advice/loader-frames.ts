import type { Frame } from '../finding/finding.js';
import { shownName } from '../group/frames.js';

const loaderObject = /\/ld(?:-linux|-musl|-\d|64)?[^/]*\.so(?:\.\d+)*$/;
const loaderName =
  /^(?:_?_dl_(?!allocate_tls)\w+|call_init(?:\.part\.\d+)?|dl_main|dl_open_worker\w*|_dlerror_run|dlopen\w*|dlsym\w*|__libc_dlopen\w*)(?:@[^]*)?$/;

/** Is it a place in the dynamic loader? */
export function isLoader(frame: Frame): boolean {
  if (frame.obj !== undefined && frame.obj !== '???' && loaderObject.test(frame.obj)) return true;
  return loaderName.test(shownName(frame).slice(0, 200));
}
