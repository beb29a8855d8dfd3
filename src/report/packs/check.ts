import type { ObjectInLogs, PackInLogs, PacksInLogs } from '../../pack/in-logs.js';
import { jsonFinding, toJson, type JsonFinding } from '../json.js';
import { plural } from '../plural.js';
import { printedHead, printedStack } from '../stack.js';
import { table } from '../table.js';
import { displayText } from '../text.js';

/** What packs do with logs, and which of them the configuration names. */
export interface CheckedPacks extends PacksInLogs {
  readonly configured: ReadonlySet<string>;
}

/** What `chaff packs check --json` prints. */
export interface PackCheckJson {
  readonly version: 1;
  /** Distinct findings of the logs, and those that some pack surely hides. */
  readonly findings: number;
  readonly hidden: number;
  readonly packs: readonly {
    readonly name: string;
    readonly title: string;
    readonly needs: readonly string[];
    /** Does the configuration name it? */
    readonly isConfigured: boolean;
    /** Distinct findings that it surely hides, their share of all findings, and those that no pack before it hides. */
    readonly hides: number;
    readonly share: number;
    readonly beyond: number;
    /** Those that are marked real. */
    readonly real: readonly (JsonFinding & {
      readonly hiddenBy: readonly { readonly name: string; readonly file: string; readonly line: number }[];
    })[];
    readonly objects: readonly ObjectInLogs[];
    readonly valgrind: PackInLogs['valgrind'];
    readonly outOfDate: readonly {
      readonly name: string;
      readonly line: number;
      readonly distributions: readonly string[];
    }[];
  }[];
}

/** All forms of the report. A new form is a function and a line here. */
export const packCheckReporters: Readonly<Record<string, (checked: CheckedPacks) => string>> = {
  pretty,
  json,
};

function pretty(checked: CheckedPacks): string {
  const { findings, hidden, packs, configured } = checked;
  const helping = packs.filter(({ hides }) => hides > 0);
  const idle = packs.filter(({ hides }) => hides === 0).map(({ pack }) => pack.head.name);
  const lines: string[] = [];
  if (helping.length > 0)
    lines.push(
      ...table(
        [
          ['pack', 'hides', 'share', 'beyond those above', ''],
          ...helping.map(({ pack: { head }, hides, beyond, real }) => [
            head.name,
            String(hides),
            percent(hides, findings),
            String(beyond),
            [
              ...(real.length > 0 ? [`hides ${plural(real.length, 'real finding')}`] : []),
              ...(configured.has(head.name) ? ['in the configuration'] : []),
            ].join(', '),
          ]),
        ],
        new Set([1, 2, 3]),
      ),
      '',
    );
  if (idle.length > 0) lines.push(`Hide nothing of these logs: ${idle.join(', ')}`, '');
  const rest = [...realLines(packs), ...versionLines(packs), ...outOfDateLines(packs)];
  const sums = `${plural(findings, 'distinct finding')}: packs hide ${hidden} (${percent(hidden, findings)})${advice(checked)}`;
  return [...lines, ...rest, sums].map((line) => `${displayText(line)}\n`).join('');
}

function realLines(packs: readonly PackInLogs[]): readonly string[] {
  return packs.flatMap(({ pack, real }) => {
    if (real.length === 0) return [];
    return [
      `Hidden by ${pack.head.name}, but marked real:`,
      '',
      ...real.flatMap(({ finding, hiddenBy }) => [
        `  ${printedHead(finding)}`,
        ...printedStack(finding.frames, '    '),
        ...hiddenBy
          .filter(({ file }) => file === pack.file.name)
          .map(({ line, name }) => `    hidden by ${pack.head.name}.supp:${line} ${name}`),
        '',
      ]),
    ];
  });
}

function versionLines(packs: readonly PackInLogs[]): readonly string[] {
  const lines = packs.flatMap(({ pack: { head }, objects, valgrind }) => {
    const names = (wanted: ObjectInLogs['version']) =>
      objects.flatMap(({ name, version }) => (version === wanted ? [name] : []));
    const [others, silent] = [names('other'), names('not told')];
    const seen = (versions: readonly string[]) => `that the pack was recorded with (${distinct(versions)})`;
    return [
      ...(others.length > 0
        ? [
            `${others.join(', ')} ${others.length === 1 ? 'is' : 'are'} not among the versions ` +
              seen(head.places.map(({ library }) => library)),
          ]
        : []),
      // What one file tells, the others need not.
      ...(objects.length > 0 && silent.length === objects.length
        ? [`cannot tell the version: ${silent.join(', ')}`]
        : []),
      ...valgrind
        .filter(({ isSeen }) => !isSeen)
        .map(
          ({ version }) =>
            `Valgrind ${version} is not among those ${seen(head.places.map(({ valgrind }) => valgrind))}`,
        ),
    ].map((text) => `  ${head.name}: ${text}`);
  });
  return lines.length === 0 ? [] : ['Versions of these logs:', '', ...lines, ''];
}

/** So many entries of a pack show what the matter is. */
const mostOutOfDate = 10;

function outOfDateLines(packs: readonly PackInLogs[]): readonly string[] {
  const lines = packs.flatMap(({ pack: { head }, outOfDate }) => {
    const more = outOfDate.length - mostOutOfDate;
    return [
      ...outOfDate
        .slice(0, mostOutOfDate)
        .map(
          ({ entry, seen }) =>
            `  ${head.name}.supp:${entry.line}: ${entry.name} (${seen!.distributions.join(', ')})`,
        ),
      ...(more > 0 ? [`  ${head.name}.supp: ${plural(more, 'more entry')}, which --json tells`] : []),
    ];
  });
  if (lines.length === 0) return [];
  return [
    'Perhaps out of date: they hide nothing here, and were seen with other versions only:',
    '',
    ...lines,
    '',
  ];
}

/** How to use the packs that help. */
function advice({ packs, configured }: CheckedPacks): string {
  const names = packs
    .filter(({ beyond, real, pack }) => beyond > 0 && real.length === 0 && !configured.has(pack.head.name))
    .map(({ pack }) => pack.head.name);
  if (names.length === 0) return '';
  const all = [...configured, ...names].map((name) => `"${name}"`).join(', ');
  return `; the configuration takes "packs": [${all}]`;
}

function distinct(versions: readonly string[]): string {
  return [...new Set(versions)].join(', ');
}

function percent(part: number, all: number): string {
  return all === 0 ? '-' : `${((100 * part) / all).toFixed(1)} %`;
}

function json({ findings, hidden, packs, configured }: CheckedPacks): string {
  const value: PackCheckJson = {
    version: 1,
    findings,
    hidden,
    packs: packs.map(({ pack: { head, file }, hides, beyond, real, objects, valgrind, outOfDate }) => ({
      ...{ name: head.name, title: head.title, needs: head.needs },
      isConfigured: configured.has(head.name),
      ...{ hides, share: findings === 0 ? 0 : hides / findings, beyond },
      real: real.map(({ finding, hiddenBy }) => ({
        ...jsonFinding(finding),
        hiddenBy: hiddenBy
          .filter((each) => each.file === file.name)
          .map((each) => ({ name: each.name, file: each.file, line: each.line })),
      })),
      ...{ objects, valgrind },
      outOfDate: outOfDate.map(({ entry: { name, line }, seen }) => {
        return { name, line, distributions: seen!.distributions };
      }),
    })),
  };
  return toJson(value);
}
