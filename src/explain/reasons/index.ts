import { allocators } from './allocators.js';
import { blanks } from './blanks.js';
import { builds } from './builds.js';
import { inlined } from './inlined.js';
import { mangled } from './mangled.js';
import { misspelt } from './misspelt.js';
import { nameless } from './nameless.js';
import { objects } from './objects.js';
import type { Recogniser } from './reason.js';
import { regularExpressions } from './regular-expressions.js';
import { replaced } from './replacements.js';
import { similar } from './similar.js';
import { sources } from './sources.js';
import { startCode } from './start-code.js';
import { untold } from './untold.js';

/** What can be wrong between a location line and a frame. The first that recognises it says so; a new one is a file and a line here. */
export const recognisers: readonly Recogniser[] = [
  untold,
  blanks,
  regularExpressions,
  mangled,
  inlined,
  builds,
  startCode,
  replaced,
  nameless,
  objects,
  sources,
  similar,
  allocators,
  misspelt,
];
