import { print } from '../suppression/print.js';
import type { Entry } from '../suppression/tree.js';
import type { Block } from './blocks.js';

/** The bytes of blocks in canonical layout: as `--gen-suppressions` prints entries, with one blank line between blocks. */
export function layOut(blocks: readonly Block[]): string {
  return blocks.map(bytesOf).join('\n');
}

function bytesOf(block: Block): string {
  switch (block.type) {
    case 'entry':
      return bytesOfEntry(block.entry);
    case 'comments':
      return block.lines.map(({ text }) => `${text}\n`).join('');
    case 'broken':
      return print({ type: 'file', items: block.items });
  }
}

function bytesOfEntry({ lines }: Entry): string {
  const open = lines.findIndex(({ type }) => type === 'open');
  return lines
    .map(({ type, text }, position) => {
      if (type === 'blank') return '';
      const isInside = position > open && type !== 'close';
      return `${isInside ? '   ' : ''}${text}\n`;
    })
    .join('');
}
