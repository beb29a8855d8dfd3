import type { Owner } from '../group/group.js';

/** Whose code a frame is: in words, and as a sign that does not need colours. Each page has a colour or pattern for it as well. */
export const ownerSigns: Readonly<Record<Owner, { readonly sign: string; readonly words: string }>> = {
  own: { sign: '●', words: 'own code' },
  library: { sign: '◆', words: 'library' },
  allocator: { sign: '▲', words: 'allocator' },
  system: { sign: '■', words: 'system' },
  unknown: { sign: '?', words: 'unknown' },
};
