import type { Fact } from '../../bundle/target.js';
import type { Fit } from '../../pack/fit.js';

/** A pack and what this machine has of its library. */
export interface Here {
  readonly library: Fact<string | null>;
  readonly fit: Fit;
}

/** `2.74.6, fits`; `not there`. */
export function hereWords({ library, fit }: Here): string {
  return typeof library.value === 'string' ? `${library.value}, ${fitWords[fit]}` : fitWords[fit];
}

const fitWords: Readonly<Record<Fit, string>> = {
  fits: 'fits',
  newer: 'newer than seen',
  older: 'older than seen',
  'not there': 'not there',
  unknown: 'unknown',
};

/** `2.66.8 to 2.84.4`, or one version alone. */
export function fromTo([first, last]: readonly [string, string]): string {
  return first === last ? first : `${first} to ${last}`;
}
