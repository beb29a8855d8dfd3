import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readHeader } from '../../../src/log/headers/index.js';
import { createKnownTexts } from '../../../src/log/text/known-texts.js';
import { readMessage } from '../../../src/log/text/messages.js';

const text = fc.oneof(
  fc.constantFrom(
    ...[
      'Use of uninitialised value of size 8',
      'Invalid read of size 4',
      'Syscall param write(buf) points to uninitialised byte(s)',
    ],
    ...[
      'Possible data race during read of size 4 at 0xA by thread #1',
      'Conflicting load by thread 2 at 0xA size 4',
    ],
    ...[
      '8 bytes in 1 blocks are definitely lost in loss record 1 of 2',
      'HEAP SUMMARY:',
      'Thread 2 name:',
      '',
    ],
    ...['Warning: client switching stacks?  SP change: 0x1 --> 0x2', 'what nobody says', 'x'.repeat(300)],
  ),
  fc.nat({ max: 3000 }).map((number) => `a text like no other: ${number}`),
);
const tool = fc.constantFrom('memcheck', 'helgrind', 'drd', undefined);
const version = fc.constantFrom('3.15.0', '3.24.0', undefined);

it('texts say what they say when they are read anew, with any tool and version', () => {
  const texts = createKnownTexts();
  fc.assert(
    fc.property(text, tool, version, (line, by, valgrind) => {
      expect(texts.message(line)).toEqual(readMessage(line));
      expect(texts.header(line, by, valgrind)).toEqual(readHeader(line, by, valgrind));
    }),
    { numRuns: 8000 },
  );
});
