import type { Reason } from '../../bundle/applies.js';
import type { LeftOut } from '../../bundle/bundle.js';
import type { Target } from '../../bundle/target.js';

/** A condition that holds, fails, or cannot be told, in words. */
export function reasonText(reason: Reason): string {
  const { key, wants, answer, is, from } = reason;
  if (answer === 'unknown') return openQuestion(reason);
  return `${key} ${wants}: ${answer === 'yes' ? 'yes' : 'no'}, it is ${is!} (${from})`;
}

/** What nobody could tell, and how to tell it. */
export function openQuestion({ key, wants, is, from }: Reason): string {
  const [name] = wants.split(/\s/);
  const say = key === 'library' ? `${name!}=VERSION or ${name!}=none` : `${key}=…`;
  const why = is === undefined ? from : `${is} has no version (${from})`;
  return `${key} ${wants}: cannot tell, ${why}; tell with --for ${say}`;
}

/** Why an entry is not in the bundle. */
export function leftOutText({ entry, because: { key, wants, is } }: LeftOut): string {
  return `${entry.file}:${entry.line} ${entry.name}: it is for ${key} ${wants}, and here is ${is!}`;
}

/** What a bundle is for, as `[what, who says so]`; what nobody asked for or could tell is not there. */
export function targetWords(target: Target): readonly (readonly [string, string])[] {
  const { platform, distribution, valgrind, tool, libraries } = target;
  const known: [string, string][] = [];
  if (platform.value) known.push([`${platform.value.os}-${platform.value.arch}`, platform.from]);
  if (distribution.value) {
    const { name, version } = distribution.value;
    known.push([version === undefined ? name : `${name} ${version}`, distribution.from]);
  }
  if (valgrind.value !== undefined) known.push([`Valgrind ${valgrind.value}`, valgrind.from]);
  if (tool.value !== undefined) known.push([tool.value, tool.from]);
  for (const [name, { value, from }] of libraries)
    if (value !== undefined) known.push([value === null ? `no ${name}` : `${name} ${value}`, from]);
  return known;
}
