import type { Finding, Frame } from '../../finding/finding.js';
import type { Tool } from '../../suppression/suppression.js';
import { agrees, inlinedFrames, toFrames, type Inlined } from '../names.js';
import { areSame, createStackSharing } from '../stack-sharing.js';
import { printBlock, type SuppressionBlock } from '../suppression-block.js';
import type { FrameLine } from './frame-reader.js';

/** A stack as printed: one object for equal ones, as long as they are remembered. */
export interface Stack {
  readonly lines: readonly FrameLine[];
  /** How many lines, and their bytes with line ends: told here, since going through to the lines costs time for each repeat. */
  readonly depth: number;
  readonly bytes: number;
  readonly inlined: Inlined;
  /** As findings have it, without the names of a generated suppression. */
  readonly frames: readonly Frame[];
  /** The finding that it was the stack of last. */
  identity?: Identity;
  /** The generated suppression that was joined to it last. */
  seen?: SeenBlock | undefined;
  /** What the generated suppression told that was seen with it last. */
  told?: Told;
}

/** What an id is made of, and what else that decides. */
export interface Identity extends Pick<Finding, 'kind' | 'extra' | 'leakKind' | 'frames' | 'id'> {
  readonly toolOfKind: Tool | undefined;
  /** A generated suppression told a name that is not the printed one. */
  readonly renamed: boolean;
  /** What options of a process say of frames below main, for those that it was asked with last; undefined before. */
  hidesBelow: boolean | undefined;
  belowOptions: readonly string[] | undefined;
  /** The finding that the sink has for it that was given it last, and the number of that sink. */
  kept: Finding | undefined;
  keptBy: number;
  /** Where the record was that the sink was given last for it. */
  keptLog: string | undefined;
  keptLine: number;
}

/** A generated suppression as it is printed. */
export interface SeenBlock {
  readonly block: SuppressionBlock;
  /** With all line ends, from `{` on. */
  readonly text: string;
  readonly lines: number;
}

interface Told {
  readonly generated: readonly string[];
  /** Each line can be what Valgrind made of its frame. */
  readonly fits: boolean;
  frames?: readonly Frame[];
}

/** The stacks of a log. */
export interface Stacks {
  stackOf(lines: readonly FrameLine[]): Stack;
  /** Can the lines of a generated suppression, no more than there are frames, have been made of this stack? */
  fits(stack: Stack, generated: readonly string[]): boolean;
  /** The generated suppression of a stack has been read. */
  see(stack: Stack, block: SuppressionBlock): void;
  /**
   * As findings have it, with the names of its generated suppression, if there is one. Stacks that differ in addresses
   * alone give the same array, which makes folding a matter of identity.
   */
  framesOf(stack: Stack, generated?: readonly string[]): readonly Frame[];
}

/** So many frames, in all stacks, are remembered before starting afresh. */
const mostFrames = 1 << 18;
/** Longer suppressions are not looked for as a whole. */
const longestSeen = 1 << 13;

export function createStacks(): Stacks {
  /** By a hash over the numbers of the lines; of two stacks with one hash, the later one. */
  const stacks = new Map<number, Stack>();
  let size = 0;
  const share = createStackSharing();

  function stackOf(lines: readonly FrameLine[]): Stack {
    const hash = hashOf(lines);
    const known = stacks.get(hash);
    return known && areSame(known.lines, lines) ? known : addStack(hash, lines);
  }

  function addStack(hash: number, lines: readonly FrameLine[]): Stack {
    const stack: Stack = {
      lines,
      depth: lines.length,
      bytes: lines.reduce((bytes, { text }) => bytes + text.length + 1, 0),
      inlined: inlinedFrames(lines),
      frames: share(toFrames(lines)),
    };
    if (size >= mostFrames) {
      stacks.clear();
      size = 0;
    }
    size += lines.length + 1;
    stacks.set(hash, stack);
    return stack;
  }

  function toldOf(stack: Stack, generated: readonly string[]): Told {
    if (stack.told && areSame(stack.told.generated, generated)) return stack.told;
    const fits = generated.every((line, i) => agrees(stack.lines[i]!, stack.inlined?.[i] ?? false, line));
    return (stack.told = { generated, fits });
  }

  return {
    stackOf,
    fits: (stack, generated) => toldOf(stack, generated).fits,
    see(stack, block) {
      if (!stack.seen || !isSameBlock(stack.seen.block, block)) stack.seen = seenBlock(block);
    },
    framesOf(stack, generated) {
      if (!generated) return stack.frames;
      const told = toldOf(stack, generated);
      return (told.frames ??= share(toFrames(stack.lines, { frames: generated })));
    },
  };
}

/** Undefined for what is not worth keeping, or can be printed in another way. */
function seenBlock(block: SuppressionBlock): SeenBlock | undefined {
  const text = printBlock(block);
  if (text.length > longestSeen || text.includes('\r')) return undefined;
  return { block, text, lines: text.split('\n').length - 1 };
}

function isSameBlock(a: SuppressionBlock, b: SuppressionBlock): boolean {
  return a.kind === b.kind && a.extra === b.extra && a.leakKind === b.leakKind && areSame(a.frames, b.frames);
}

function hashOf(lines: readonly FrameLine[]): number {
  let hash = lines.length;
  for (const { number } of lines) hash = (Math.imul(hash, 0x01000193) ^ number) | 0;
  return hash;
}
