import { createSharing } from '../share.js';
import { createFrameReader, type FrameReader } from './frame-reader.js';
import { createKnownTexts, type KnownTexts } from './known-texts.js';
import { createStacks, type Stacks } from './stacks.js';
import { createWholeRecords, type WholeRecords } from './whole-records.js';

/** What was read before and is likely to come again, in the same log or in the next one. All of it is bounded. */
export interface TextMemory {
  readonly frames: FrameReader;
  readonly wholeRecords: WholeRecords;
  readonly stacks: Stacks;
  readonly texts: KnownTexts;
  /** Gives equal texts as one string. */
  readonly share: (text: string) => string;
}

/** A memory that is empty yet; one for all logs of a thread. */
export function createTextMemory(): TextMemory {
  const frames = createFrameReader();
  const stacks = createStacks();
  const wholeRecords = createWholeRecords(frames, stacks);
  return { frames, wholeRecords, stacks, texts: createKnownTexts(), share: createSharing() };
}
