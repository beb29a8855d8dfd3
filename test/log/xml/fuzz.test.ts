import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding, Frame } from '../../../src/finding/finding.js';
import { findingId } from '../../../src/finding/id.js';
import type { LogCorpus } from '../../../src/log/corpus-sink.js';
import { everything, readXml, recorded } from './read.js';
import { error, footer, header, stack, suppression } from './written.js';

/** One log of every feature, small enough to be mutated thousands of times. */
const written =
  header('memcheck', ['--num-callers=4']) +
  error('f(int)', { after: suppression('Memcheck:Cond', 'fun:_Z1fi', 'fun:main') }) +
  error('g', {
    unique: '0x2',
    kind: 'SyscallParam',
    what: 'Syscall param write(buf) points to uninitialised byte(s)',
    before: '  <threadname>a<b&c></threadname>\n',
    after: `  <auxwhat>Address &lt;1&gt;</auxwhat>\n${stack('malloc', 'main')}`,
  }) +
  '<errorcounts>\n  <pair>\n    <count>3</count>\n    <unique>0x1</unique>\n  </pair>\n</errorcounts>\n' +
  footer;

const logs = [written, recorded('drd'), recorded('memory'), recorded('forked')];
const log = fc.constantFrom(...logs);

function checkFrame(frame: Frame): void {
  for (const name of [frame.fun, frame.demangled, frame.obj, frame.dir, frame.file]) {
    if (name !== undefined && name !== null) expect(name).toMatch(/^[\0-\xff]+$/);
  }
  expect(frame.fun ?? frame.demangled).toBeDefined();
  expect(frame.obj).toBeDefined();
  expect(frame.file).not.toBe('');
  if (frame.line !== undefined) expect(Number.isInteger(frame.line)).toBe(true);
}

function checkFinding(finding: Finding): void {
  expect(finding.id).toBe(findingId(finding));
  expect(finding.kind).toMatch(/^(?:Memcheck|Helgrind|drd|CoreError|[A-Za-z-]+):[A-Za-z0-9]+$/);
  expect(finding.frames.length > 0 || finding.kind.startsWith('CoreError:')).toBe(true);
  for (const frames of [finding.frames, ...finding.variants]) frames.forEach(checkFrame);
  for (const { frames } of finding.auxiliary) frames.forEach(checkFrame);
  expect(finding.count).toBeGreaterThanOrEqual(finding.records);
  for (const count of [finding.bytes, finding.blocks, finding.pid]) {
    if (count !== undefined) expect(Number.isSafeInteger(count)).toBe(true);
  }
  expect(finding.places.length).toBeGreaterThan(0);
}

function check(corpus: LogCorpus): void {
  for (const finding of corpus.findings.values()) checkFinding(finding);
}

describe('any damage', () => {
  test('cut off anywhere: no more findings than before, all of them sound, and it is told', () => {
    const sizes = new Map(logs.map((text) => [text, readXml(text).findings.size]));
    fc.assert(
      fc.property(log, fc.double({ min: 0, max: 1, noNaN: true }), (text, part) => {
        const corpus = readXml(text.slice(0, Math.floor(text.length * part)));
        check(corpus);
        expect(corpus.findings.size).toBeLessThanOrEqual(sizes.get(text)!);
      }),
      { numRuns: 1500 },
    );
  });

  test('bytes changed, removed, doubled', () => {
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      remove: fc.nat(40),
      insert: fc.oneof(
        fc.string({ unit: 'binary-ascii', maxLength: 3 }),
        fc.constantFrom(
          '<',
          '>',
          '&',
          '"',
          '\0',
          '\xff',
          '<!--',
          ']]>',
          '<![CDATA[',
          '</error>',
          '<error>\n',
          '\n',
        ),
        fc.constantFrom(
          '<stack>',
          '</stack>',
          '<valgrindoutput>',
          '</valgrindoutput>',
          '<?xml ',
          '&#x0;',
          '&#xfffff;',
        ),
      ),
    });
    fc.assert(
      fc.property(log, fc.array(edit, { minLength: 1, maxLength: 5 }), (text, edits) => {
        let damaged = text;
        for (const { at, remove, insert } of edits) {
          const place = Math.floor(damaged.length * at);
          damaged = damaged.slice(0, place) + insert + damaged.slice(place + remove);
        }
        check(readXml(damaged));
      }),
      { numRuns: 4000 },
    );
  });

  test('pieces of logs in any order', () => {
    const pieces = logs.flatMap((text) => text.split(/(?<=\n)(?=<)/));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (some) =>
        check(readXml(some.join(''))),
      ),
      { numRuns: 1500 },
    );
  });

  test('no log at all', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            '<',
            '>',
            '/',
            'error',
            'stack',
            '&',
            '"',
            "'",
            '!',
            '-',
            ' ',
            '\n',
            '\xe9',
            '?',
            '=',
            '[CDATA[',
          ),
        }),
        (text) => check(readXml(text)),
      ),
      { numRuns: 3000 },
    );
  });
});

test('where the chunks end does not matter', () => {
  const whole = new Map(logs.map((text) => [text, everything(readXml(text))]));
  fc.assert(
    fc.property(
      log,
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 }),
      (text, parts) => {
        const cuts = parts.map((part) => Math.floor(text.length * part));
        expect(everything(readXml(text, cuts))).toEqual(whole.get(text));
      },
    ),
    { numRuns: 300 },
  );
  const cuts = Array.from({ length: written.length }, (_, index) => index);
  expect(everything(readXml(written, cuts))).toEqual(whole.get(written));
});

test('one damaged byte costs at most one finding', () => {
  const before = readXml(written).findings.size;
  const first = written.indexOf('<error>');
  for (let at = first; at < written.indexOf('<errorcounts>'); at++) {
    for (const byte of ['x', '<', '>', '"', '&', '\n']) {
      const corpus = readXml(written.slice(0, at) + byte + written.slice(at + 1));
      check(corpus);
      expect(corpus.findings.size, `${byte} at ${at}`).toBeGreaterThanOrEqual(before - 1);
    }
  }
});
