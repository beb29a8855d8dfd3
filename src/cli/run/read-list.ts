import { UsageError } from '../usage-error.js';
import { splitWords } from './split-words.js';

/** A command of a list: program and arguments. */
export type Words = readonly [program: string, ...args: string[]];

/** The commands of a list, one a line; blank lines and those that begin with # are none. Throws `UsageError`. */
export function readList(text: string, name: string): Words[] {
  const commands: Words[] = [];
  text.split(/\r?\n/).forEach((line, index) => {
    if (/^\s*(?:#|$)/.test(line)) return;
    const words = splitWords(line);
    if (!words) throw new UsageError(`${name}:${index + 1}: a quote does not end`);
    const [program, ...args] = words;
    if (program === undefined || program === '') throw new UsageError(`${name}:${index + 1}: no program`);
    commands.push([program, ...args]);
  });
  if (commands.length === 0) throw new UsageError(`${name}: no command in it`);
  return commands;
}
