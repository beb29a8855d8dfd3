import { closeSync, openSync, writeSync } from 'node:fs';
import { chooser } from './random.js';

/**
 * Writes a log as Valgrind would, in one of the forms below, and returns its name: so many processes, one after the other,
 * each of which reports so many of the records, or all once if it is as many.
 */
export function writeLog(file, form, { records, processes, each, seed = 1 }) {
  const choose = chooser(seed);
  const out = openSync(file, 'w');
  for (let number = 0; number < processes; number++) {
    const pid = 1000 + number;
    const own = each === records.length ? records : Array.from({ length: each }, () => choose.of(records));
    writeSync(out, form.begin(pid));
    for (let from = 0; from < own.length; from += 500)
      writeSync(
        out,
        own
          .slice(from, from + 500)
          .map((record, k) => form.error(record, from + k, pid))
          .join(''),
      );
    writeSync(out, form.end(pid, own.length));
  }
  closeSync(out);
  return file;
}

/** Addresses are those of the functions: the same in every process, as Valgrind loads a program at one place. */
function address(frame) {
  let hash = 7;
  for (const unit of frame.fun ?? frame.file ?? frame.obj) hash = (hash * 31 + unit.charCodeAt(0)) >>> 0;
  return (0x4000000 + hash).toString(16).toUpperCase();
}

const texts = {
  UninitCondition: () => 'Conditional jump or move depends on uninitialised value(s)',
  UninitValue: () => 'Use of uninitialised value of size 8',
};

function said(record, number, thousands) {
  const text = texts[record.kind];
  if (text) return text();
  return `${thousands(16 + (number % 90))} bytes in 1 blocks are ${record.lost} in loss record ${thousands(number + 1)} of ${thousands(90_000)}`;
}

const grouped = (number) => number.toLocaleString('en');

/** `--xml=yes` (protocol 4). */
export const xml = {
  begin: (pid) => `<?xml version="1.0"?>

<valgrindoutput>

<protocolversion>4</protocolversion>
<protocoltool>memcheck</protocoltool>

<preamble>
  <line>Memcheck, a memory error detector</line>
  <line>Using Valgrind-3.19.0 and LibVEX; rerun with -h for copyright info</line>
  <line>Command: /usr/bin/program</line>
</preamble>

<pid>${pid}</pid>
<ppid>1</ppid>
<tool>memcheck</tool>

<args>
  <vargv>
    <exe>/usr/bin/valgrind.bin</exe>
    <arg>--xml=yes</arg>
    <arg>--leak-check=full</arg>
  </vargv>
  <argv>
    <exe>/usr/bin/program</exe>
    <arg>--test=${pid}</arg>
  </argv>
</args>

<status>
  <state>RUNNING</state>
  <time>00:00:00:00.110 </time>
</status>

`,
  error(record, number) {
    const text = said(record, number, grouped);
    const what = record.lost
      ? `  <xwhat>\n    <text>${text}</text>\n    <leakedbytes>${16 + (number % 90)}</leakedbytes>\n    <leakedblocks>1</leakedblocks>\n  </xwhat>\n`
      : `  <what>${text}</what>\n`;
    return `<error>\n  <unique>0x${number.toString(16)}</unique>\n  <tid>1</tid>\n  <kind>${record.kind}</kind>\n${what}  <stack>\n${record.frames.map(xmlFrame).join('')}  </stack>\n</error>\n\n`;
  },
  end: () =>
    `\n<status>\n  <state>FINISHED</state>\n  <time>00:00:00:09.110 </time>\n</status>\n\n<errorcounts>\n</errorcounts>\n\n<suppcounts>\n</suppcounts>\n\n</valgrindoutput>\n\n`,
};

const xmlFrames = new Map();

function xmlFrame(frame) {
  let text = xmlFrames.get(frame);
  if (text === undefined) {
    const { fun, obj, file, line } = frame;
    const parts = [
      `<ip>0x${address(frame)}</ip>`,
      `<obj>${obj}</obj>`,
      ...(fun ? [`<fn>${fun}</fn>`] : []),
      ...(file ? [`<dir>/build/source/src</dir>`, `<file>${file}</file>`, `<line>${line}</line>`] : []),
    ];
    text = `    <frame>\n${parts.map((part) => `      ${part}\n`).join('')}    </frame>\n`;
    xmlFrames.set(frame, text);
  }
  return text;
}

/** What is printed without options. */
export const text = {
  begin: (pid) =>
    [
      'Memcheck, a memory error detector',
      'Copyright (C) 2002-2022, and GNU GPL’d, by Julian Seward et al.',
      'Using Valgrind-3.19.0 and LibVEX; rerun with -h for copyright info',
      `Command: /usr/bin/program --test=${pid}`,
      '',
    ]
      .map((line) => `==${pid}== ${line}\n`)
      .join(''),
  error(record, number, pid) {
    const lines = [said(record, number, grouped), ...record.frames.map(textFrame), ''];
    return lines.map((line) => `==${pid}== ${line}\n`).join('');
  },
  end: (pid, errors) =>
    `==${pid}== ERROR SUMMARY: ${errors} errors from ${errors} contexts (suppressed: 0 from 0)\n`,
};

const textFrames = new Map();

function textFrame(frame, index) {
  let text = textFrames.get(frame);
  if (text === undefined) {
    const { fun, obj, file, line } = frame;
    text = `0x${address(frame)}: ${fun ?? '???'} (${file ? `${file}:${line}` : `in ${obj}`})`;
    textFrames.set(frame, text);
  }
  return `   ${index === 0 ? 'at' : 'by'} ${text}`;
}
