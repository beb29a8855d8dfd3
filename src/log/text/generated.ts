import { readBlock, type BlockReader, type SuppressionBlock } from '../suppression-block.js';
import type { ProcessReader } from './process.js';
import type { Reading } from './reading.js';
import type { SeenBlock } from './stacks.js';

/** The generated suppressions of a log. They have no prefix, and are joined to the errors that they were made for. */
export interface Generated {
  /** A `{` on a line of its own, maybe the program's. */
  open(): void;
  /** May the next line belong to one; has its placeholder name been seen, so that it is no brace of the program's? */
  isOpen(): boolean;
  hasBegun(): boolean;
  /** Says whether a line belongs to the one that is open. */
  line(text: string): boolean;
  /** One that was seen before, whole, behind the last line. */
  seen(seen: SeenBlock): void;
  /** The process prints something else. */
  interrupt(process: ProcessReader): void;
  /** The process is not followed any more. */
  forget(process: ProcessReader): void;
  /** Nothing follows. */
  end(): void;
}

/** A generated suppression being read, and the process that printed last before it. */
interface OpenBlock {
  readonly reader: BlockReader;
  readonly line: number;
  readonly owner: ProcessReader | undefined;
  begun: boolean;
}

export interface GeneratedContext {
  readonly reading: Reading;
  /** All that one can be joined to. */
  readonly processes: () => readonly ProcessReader[];
  readonly share: (text: string) => string;
  readonly problem: (line: number, message: string) => void;
}

export function createGenerated({ reading, processes, share, problem }: GeneratedContext): Generated {
  let block: OpenBlock | undefined;

  function abandon(): void {
    problem(block!.line, 'a generated suppression that is not complete');
    block = undefined;
  }

  function join(complete: SuppressionBlock, owner: ProcessReader | undefined): void {
    if (owner?.join(complete)) return;
    for (const process of processes()) if (process !== owner && process.join(complete)) return;
    problem(complete.line, `a generated suppression (${complete.kind}) that fits no error before it`);
  }

  function end(): void {
    if (block?.begun) abandon();
    block = undefined;
  }

  return {
    open() {
      end();
      const { line, current } = reading;
      block = { reader: readBlock(line, share), line, owner: current, begun: false };
    },
    isOpen: () => block !== undefined,
    hasBegun: () => block?.begun ?? false,
    line(text) {
      if (!block) return false;
      const { owner, reader } = block;
      const result = reader.line(text);
      if (result === 'none') {
        block = undefined;
        return false;
      }
      if (result === 'broken') {
        abandon();
        return false;
      }
      if (!block.begun) {
        block.begun = true;
        owner?.blockBegins();
      }
      if (result === 'more') return text.startsWith('   ');
      block = undefined;
      join(result, owner);
      return true;
    },
    seen(seen) {
      end();
      const line = reading.line + 1;
      reading.line += seen.lines;
      reading.current!.blockBegins();
      join({ ...seen.block, line }, reading.current);
    },
    interrupt(process) {
      if (block?.begun && block.owner === process) abandon();
    },
    forget(process) {
      if (block?.owner === process) block = undefined;
    },
    end,
  };
}
