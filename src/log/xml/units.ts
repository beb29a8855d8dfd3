import { Parser } from 'htmlparser2';
import type { Unit } from './element.js';
import { createSharing } from '../share.js';
import { neverInside, wanted } from './unit-names.js';

/** What a log is made of, one level below its root, in order. */
export interface UnitHandler {
  /** `<valgrindoutput>`: a document begins, whatever was open. */
  begin(line: number): void;
  /** A complete child of the root, or of no root at all. */
  unit(unit: Unit): void;
  /** A unit that was begun and has no proper end; `line` is where it begins. */
  broken(name: string, line: number): void;
  /** `</valgrindoutput>`. */
  end(): void;
}

export interface UnitReader {
  /** Takes one line, line end included, or a piece of one; `line` is its number. */
  write(text: string, line: number): void;
  /**
   * After a blank line: is nothing open between the root and here? Whole units, with what they hold, can then be read
   * in any other way and nothing of this reader changes.
   */
  atRest(): boolean;
  close(): void;
}

/** Deeper than any log of any version (9), and few enough to keep the parser's stack short. */
const maxDepth = 100;
/** Bytes of one text, and bytes without any complete piece of markup, beyond which a log is damaged. */
const maxText = 1 << 20;
const maxSilence = 1 << 24;

interface Open {
  name: string;
  line: number;
  text: string;
  children: Open[];
}

/**
 * Cuts a stream of XML into units, keeping no more than the current one. Only the predefined entities and numeric
 * references are known; a document type's declarations mean nothing here.
 */
export function createUnitReader(handler: UnitHandler): UnitReader {
  /** The open elements of the current unit, outermost first. */
  let path: Open[] = [];
  let damaged = false;
  let line = 1;
  let depth = 0;
  let silence = 0;
  let overflow = false;
  /** True while the root is opened again after a reset: the handler has seen it. */
  let muted = false;
  /** Was the last text that the parser told a line end and nothing else? */
  let lineEnd = false;
  let resting = false;
  const share = createSharing();

  const parser = new Parser(
    {
      onopentagname(name) {
        silence = 0;
        if (++depth > maxDepth) overflow = true;
        if (muted) return;
        if (name === 'valgrindoutput') {
          abandon();
          handler.begin(line);
          return;
        }
        if (path.length > 0 && neverInside.has(name)) abandon();
        const element = { name, line, text: '', children: [] };
        const parent = path.at(-1);
        if (parent && wanted.has(path[0]!.name)) parent.children.push(element);
        path.push(element);
      },
      ontext(text) {
        silence = 0;
        lineEnd = text === '\n';
        const top = path.at(-1);
        // The suppression in text form, which its elements tell as well.
        if (!top || top.name === 'rawtext' || !wanted.has(path[0]!.name)) return;
        if (top.text.length + text.length > maxText) damaged = true;
        else top.text += share(toBytes(text));
      },
      onclosetag(name, implied) {
        silence = 0;
        depth--;
        if (path.at(-1)?.name === name) {
          // A start tag without its end tag: what it should hold is not known.
          if (implied) damaged = true;
          if (path.length === 1) deliver(path[0]!);
          else path.pop();
        } else if (!implied && path.some((open) => open.name === name)) abandon();
        if (name === 'valgrindoutput' && !implied) {
          abandon();
          handler.end();
        }
      },
    },
    { xmlMode: true, decodeEntities: true },
  );

  function deliver(unit: Open): void {
    const whole = !damaged;
    path = [];
    damaged = false;
    if (!wanted.has(unit.name)) return;
    if (whole) handler.unit(unit);
    else handler.broken(unit.name, unit.line);
  }

  function abandon(): void {
    const unit = path[0];
    path = [];
    damaged = false;
    if (unit && wanted.has(unit.name)) handler.broken(unit.name, unit.line);
  }

  /** Makes the parser forget what it is in the middle of. */
  function restart(): void {
    abandon();
    parser.reset();
    depth = 0;
    silence = 0;
    overflow = false;
    muted = true;
    parser.write('<valgrindoutput>');
    muted = false;
  }

  return {
    write(text, number) {
      line = number;
      lineEnd = false;
      const starts = startOf(text);
      // Whatever a truncated log left open ends where the next document of the stream begins.
      if (starts === 'document' && (depth > 0 || silence > 0)) {
        abandon();
        parser.reset();
        depth = 0;
      }
      for (let at = 0; at < text.length; at += maxPiece) {
        const piece = text.slice(at, at + maxPiece);
        silence += piece.length;
        parser.write(piece);
        if (overflow || silence > maxSilence) restart();
      }
      // A stray quote or comment can swallow everything behind it. A record that begins unseen ends that.
      if (starts === 'error' && (path.length !== 1 || path[0]!.line !== number)) {
        restart();
        parser.write(text);
      }
      // Only between tags does the parser tell a blank line as text at once.
      resting = text === '\n' && lineEnd && path.length === 0 && depth < maxDepth / 2;
    },
    atRest: () => resting,
    close() {
      abandon();
    },
  };
}

/** A hostile line can open this many elements before the depth is looked at, and no more. */
const maxPiece = 1 << 13;

/** What a line begins when Valgrind has written it. */
function startOf(text: string): 'document' | 'error' | undefined {
  if (text.charCodeAt(0) !== 0x3c /* < */) return undefined;
  if (text.startsWith('<error>') && text.trimEnd() === '<error>') return 'error';
  if (text.startsWith('<?xml ')) return 'document';
  return undefined;
}

/** Numeric references can name characters that are no bytes: these become the bytes of their UTF-8 form. */
function toBytes(text: string): string {
  return /[^\0-\xff]/.test(text) ? Buffer.from(text, 'utf8').toString('latin1') : text;
}
