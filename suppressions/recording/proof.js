// What two runs of a program, without packs and with all of them, prove.
import { existsSync } from 'node:fs';
import { URL } from 'node:url';
import { replay } from '../../dist/index.js';
import { evidence, readPack } from './pack.js';
import { patternsOf } from './patterns.js';

/**
 * The table of some runs, as Markdown, and what does not hold, in words.
 *
 * @param rows `{ pack, run, before, after, foretold }`: the name of the pack, the run as pack.json has it, the findings reported without
 *   packs and with all of them, and those that are left when chaff lays the packs over the former
 */
export function proofOf(rows) {
  const counted = rows.map((row) => ({ ...row, ...count(row) }));
  return { text: tableOf(counted), fails: counted.flatMap(failsOf) };
}

function count({ pack, before, after, foretold }) {
  const [was, is, said] = [before, after, foretold].map((findings) => split(findings, realOf(pack)));
  const lost = [...bugsOf(was.real)].filter((bug) => !bugsOf(is.real).has(bug));
  return { was, is, said, lost };
}

const known = new Map();
function realOf(name) {
  const own = new URL('real.supp', readPack(name).folder);
  if (!known.has(name))
    known.set(name, patternsOf(new URL('planted.supp', evidence), ...(existsSync(own) ? [own] : [])));
  return known.get(name);
}

function split(findings, patterns) {
  const hits = replay(patterns, findings).findings;
  const real = hits.flatMap(({ finding, certain }) => (certain.length > 0 ? [finding] : []));
  return { real, noise: findings.length - real.length };
}

/** Bugs as people count them: the function that was planted, or else the finding. Threads meet in other places each time. */
function bugsOf(findings) {
  const planted = ({ frames, id }) => frames.find(({ fun }) => fun?.startsWith('planted_'))?.fun ?? id;
  return new Set(findings.map(planted));
}

function failsOf({ pack, run, was, is, lost }) {
  const fails = lost.map((bug) => `${pack}: ${run.name} no longer reports ${bug}`);
  if (run.source && was.real.length === 0) fails.push(`${pack}: ${run.name} reports no planted bug at all`);
  if (run.unseen && is.noise * 2 > was.noise)
    fails.push(`${pack}: ${run.name} keeps ${is.noise} of ${was.noise} findings of noise`);
  return fails;
}

function tableOf(rows) {
  const cells = rows.map(({ pack, run, was, is, said }) => [
    pack,
    run.name + (run.source ? ' (planted)' : ''),
    run.tool ?? 'memcheck',
    was.noise,
    is.noise,
    said.noise,
    was.real.length,
    is.real.length,
    `${bugsOf(is.real).size} of ${bugsOf(was.real).size}`,
  ]);
  const head = [
    'pack',
    'program',
    'tool',
    'noise before',
    'after',
    'foretold',
    'real before',
    'after',
    'bugs',
  ];
  const line = (words) => `| ${words.join(' | ')} |\n`;
  return [head, head.map(() => '---'), ...cells].map(line).join('');
}
