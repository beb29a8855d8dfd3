import { parse as parseWithGrammar } from './grammar.js';
import type { Tree } from './tree.js';

/** Reads a suppression file. Never fails: see tree.ts for what becomes of broken pieces. */
export function parse(bytes: string): Tree {
  return parseWithGrammar(bytes) as Tree;
}
