import type { Rule } from './rule.js';
import { addressAsName } from './rules/address-as-name.js';
import { blankInPattern } from './rules/blank-in-pattern.js';
import { coveredEntry } from './rules/covered-entry.js';
import { crashesValgrind } from './rules/crashes-valgrind.js';
import { demangledName } from './rules/demangled-name.js';
import { differsByNumCallers } from './rules/differs-by-num-callers.js';
import { duplicateName } from './rules/duplicate-name.js';
import { exactDuplicate } from './rules/exact-duplicate.js';
import { foreignPattern } from './rules/foreign-pattern.js';
import { framesBelowMain } from './rules/frames-below-main.js';
import { hidesRealFinding } from './rules/hides-real-finding.js';
import { inertEntry } from './rules/inert-entry.js';
import { invisibleCharacter } from './rules/invisible-character.js';
import { leakKindsMissing } from './rules/leak-kinds-missing.js';
import { lineEnds } from './rules/line-ends.js';
import { literalStar } from './rules/literal-star.js';
import { longerThanNumCallers } from './rules/longer-than-num-callers.js';
import { malformedMetadata } from './rules/malformed-metadata.js';
import { misreadSrc } from './rules/misread-src.js';
import { missingMetadata } from './rules/missing-metadata.js';
import { nameWithoutReason } from './rules/name-without-reason.js';
import { needlessDisable } from './rules/needless-disable.js';
import { neverMatches } from './rules/never-matches.js';
import { obsoleteKind } from './rules/obsolete-kind.js';
import { obsoleteParameter } from './rules/obsolete-parameter.js';
import { overBroad } from './rules/over-broad.js';
import { paramWildcard } from './rules/param-wildcard.js';
import { pastDue } from './rules/past-due.js';
import { pinnedClone } from './rules/pinned-clone.js';
import { pinnedDirectory } from './rules/pinned-directory.js';
import { pinnedHash } from './rules/pinned-hash.js';
import { pinnedVersion } from './rules/pinned-version.js';
import { placeholderName } from './rules/placeholder-name.js';
import { redundantWildcard } from './rules/redundant-wildcard.js';
import { shadowedEntry } from './rules/shadowed-entry.js';
import { slowPattern } from './rules/slow-pattern.js';
import { srcDirectory } from './rules/src-directory.js';
import { syntax } from './rules/syntax.js';
import { unknownInlinedFun } from './rules/unknown-inlined-fun.js';
import { unportableEntry } from './rules/unportable-entry.js';
import { unresolvedConflict } from './rules/unresolved-conflict.js';
import { unusedEntry } from './rules/unused-entry.js';

/** All rules, in the order in which problems of one place are listed. The last ones look at what the others found. */
export const rules: readonly Rule[] = [
  syntax,
  unresolvedConflict,
  crashesValgrind,
  invisibleCharacter,
  lineEnds,
  inertEntry,
  neverMatches,
  blankInPattern,
  foreignPattern,
  demangledName,
  misreadSrc,
  srcDirectory,
  overBroad,
  slowPattern,
  longerThanNumCallers,
  redundantWildcard,
  framesBelowMain,
  pinnedVersion,
  pinnedDirectory,
  pinnedClone,
  pinnedHash,
  addressAsName,
  unknownInlinedFun,
  literalStar,
  paramWildcard,
  obsoleteKind,
  obsoleteParameter,
  unportableEntry,
  placeholderName,
  duplicateName,
  nameWithoutReason,
  leakKindsMissing,
  exactDuplicate,
  coveredEntry,
  malformedMetadata,
  pastDue,
  missingMetadata,
  hidesRealFinding,
  differsByNumCallers,
  unusedEntry,
  shadowedEntry,
  needlessDisable,
];
