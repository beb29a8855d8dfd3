/** Pieces of hand-written logs, in Valgrind's own layout. */

export const header = (tool = 'memcheck', options: readonly string[] = []) => `<?xml version="1.0"?>

<valgrindoutput>

<protocolversion>6</protocolversion>
<protocoltool>${tool}</protocoltool>

<preamble>
  <line>Using Valgrind-3.26.0 and LibVEX; rerun with -h for copyright info</line>
</preamble>

<pid>77</pid>
<ppid>76</ppid>
<tool>${tool}</tool>

<args>
  <vargv>
    <exe>/usr/bin/valgrind.bin</exe>
${options.map((option) => `    <arg>${option}</arg>\n`).join('')}  </vargv>
  <argv>
    <exe>./prog</exe>
    <arg>one &amp; two</arg>
  </argv>
</args>

<status>
  <state>RUNNING</state>
  <time>00:00:00:00.019 </time>
</status>

`;

export const footer = `<status>
  <state>FINISHED</state>
  <time>00:00:00:00.019 </time>
</status>

</valgrindoutput>
`;

export interface WrittenFrame {
  readonly ip?: string;
  readonly obj?: string;
  readonly fn?: string;
  readonly file?: string;
  readonly line?: number;
}

export function stack(...frames: (WrittenFrame | string)[]): string {
  const text = frames
    .map((frame, index) => {
      const { ip = `0x10${index}`, ...rest } =
        typeof frame === 'string' ? { fn: frame, obj: '/bin/prog' } : frame;
      const parts = Object.entries({ ip, ...rest }).map(
        ([name, value]) => `      <${name}>${String(value)}</${name}>\n`,
      );
      return `    <frame>\n${parts.join('')}    </frame>\n`;
    })
    .join('');
  return `  <stack>\n${text}  </stack>\n`;
}

export interface WrittenError {
  readonly unique?: string;
  readonly kind?: string;
  readonly what?: string;
  /** What stands between `<tid>` and `<kind>`, and after the stack. */
  readonly before?: string;
  readonly after?: string;
  readonly stack?: string;
}

export function error(fn: string, more: WrittenError = {}): string {
  const {
    unique = '0x1',
    kind = 'UninitCondition',
    what = 'Conditional jump or move depends on uninitialised value(s)',
    before = '',
    after = '',
  } = more;
  return `<error>
  <unique>${unique}</unique>
  <tid>1</tid>
${before}  <kind>${kind}</kind>
  <what>${what}</what>
${more.stack ?? stack(fn, 'main')}${after}</error>

`;
}

export function suppression(kind: string, ...frames: string[]): string {
  const lines = frames.map((frame) => {
    const [, type, name] = /^(fun|obj):(.*)$/.exec(frame)!;
    return `    <sframe> <${type!}>${name!}</${type!}> </sframe>\n`;
  });
  return `  <suppression>
    <sname>insert_a_suppression_name_here</sname>
    <skind>${kind}</skind>
${lines.join('')}    <rawtext>
<![CDATA[
{
   <insert_a_suppression_name_here>
   ${kind}
${frames.map((frame) => `   ${frame}\n`).join('')}}
]]>
    </rawtext>
  </suppression>
`;
}
