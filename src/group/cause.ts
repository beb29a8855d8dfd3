import type { Finding } from '../finding/finding.js';
import type { OwnCode } from '../minimize/own.js';
import { allocationCause } from './causes/allocation.js';
import { argumentCause } from './causes/argument.js';
import { originCause } from './causes/origin.js';
import { stackCause } from './causes/stack.js';
import { variableCause } from './causes/variable.js';
import type { Cause } from './group.js';

/** Why a finding is where it is; findings whose cause has the same type and key are together. */
export interface FoundCause {
  readonly key: string;
  readonly cause: Cause;
}

/** The likely cause of a finding, by the first way that can tell. */
export function causeOf(finding: Finding, own: OwnCode): FoundCause {
  return (
    allocationCause(finding, own) ??
    variableCause(finding, own) ??
    argumentCause(finding) ??
    originCause(finding, own) ??
    stackCause(finding)
  );
}
