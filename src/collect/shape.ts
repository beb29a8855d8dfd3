import type { Frame } from '../finding/finding.js';
import { bytesOf, textOf } from './text.js';
import { expect } from './unreadable.js';

/**
 * What only this program reads of a corpus is JSON, whose strings are text as in the columns. Properties stand in
 * alphabetical order, since readers of logs have orders of their own.
 */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (typeof each === 'string') return textOf(each);
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** Throws what `JSON.parse` does. */
export function fromJson(json: string): unknown {
  return JSON.parse(json, (_, each: unknown) => (typeof each === 'string' ? bytesOf(each) : each));
}

export function text(value: unknown): string {
  expect(typeof value === 'string');
  return value;
}

export function number(value: unknown): number {
  expect(typeof value === 'number' && value >= 0);
  return value;
}

export function flag(value: unknown): boolean {
  expect(typeof value === 'boolean');
  return value;
}

export function record(value: unknown): Readonly<Record<string, unknown>> {
  expect(typeof value === 'object' && value !== null);
  return value as Record<string, unknown>;
}

export function list<T>(of: (value: unknown) => T, value: unknown): T[] {
  expect(Array.isArray(value));
  return value.map((each) => of(each));
}

export function optional<T>(of: (value: unknown) => T, value: unknown): T | undefined {
  return value === undefined ? undefined : of(value);
}

export function nonEmpty<T>(of: T[]): T[] {
  expect(of.length > 0);
  return of;
}

export function frames(value: unknown): Frame[] {
  return list(frame, value);
}

function frame(value: unknown): Frame {
  const { fun, demangled, obj, file, line, dir, inlined } = record(value);
  return {
    ...(fun !== undefined && { fun: text(fun) }),
    ...(demangled !== undefined && { demangled: text(demangled) }),
    ...(obj !== undefined && { obj: text(obj) }),
    ...(file !== undefined && { file: file === null ? null : text(file) }),
    ...(line !== undefined && { line: number(line) }),
    ...(dir !== undefined && { dir: text(dir) }),
    ...(inlined !== undefined && { inlined: true }),
  };
}
