// Small suppression files, one or more for each thing that Valgrind's reader does. Texts are byte strings.
// After a change run record.js, which asks Valgrind.

/** @typedef {{ name: string, tool: string, numCallers?: number, bytes: string }} Case */

/** @type {Case[]} */
export const cases = [];

/**
 * @param {string} name says what the case is about; unique together with the tool
 * @param {string} bytes
 * @param {{ tools?: string[], numCallers?: number }} [options]
 */
function add(name, bytes, { tools = ['memcheck'], numCallers } = {}) {
  for (const tool of tools) {
    cases.push({ name: `${name} (${tool})`, tool, bytes, ...(numCallers ? { numCallers } : {}) });
  }
}

const all = ['memcheck', 'helgrind', 'drd'];
const lines = (...texts) => texts.map((text) => `${text}\n`).join('');
const entry = (kind, ...rest) => lines('{', 'name', kind, ...rest, '}');
const cond = (...rest) => entry('Memcheck:Cond', ...rest);
const good = cond('fun:f');
const times = (count, text) => Array.from({ length: count }, () => text);

// Lines and white space
add('nothing', '', { tools: all });
add('only blank lines', '\n \n\t\n\f\v\r\n');
add('blanks without newline', '  \t');
add('one entry', good, { tools: all });
add('indented', '{\n   name\n \t Memcheck:Cond\n\v\ffun:f\n }\n');
add('white space at line ends', '{ \nname\t\nMemcheck:Cond \r\nfun:f\f\n}\v\n');
add('CRLF', good.replaceAll('\n', '\r\n'), { tools: all });
add('CR alone', good.replaceAll('\n', '\r'));
add('no-break space before the brace', `\xA0${good}`);
add('no-break space after the kind', '{\nname\nMemcheck:Cond\xA0\nfun:f\n}\n');
add('byte order mark', `\xEF\xBB\xBF${good}`, { tools: all });
add('byte order mark before a comment', `\xEF\xBB\xBF# c\n${good}`);
add('UTF-16', [...`\xFF\xFE${good}`].map((byte) => `${byte}\0`).join(''));
add('blank lines inside', '{\n\nname\n\nMemcheck:Cond\n\nfun:f\n\n}\n');
add('comments everywhere', '# a\n{\n # b\nname\n# c\nMemcheck:Cond\n# d\nfun:f\n# e\n}\n#f\n');
add('comment after a location is part of it', cond('fun:f # note'));
add('comment after the opening brace', '{ # x\nname\nMemcheck:Cond\nfun:f\n}\n');
add('comment after the closing brace', '{\nname\nMemcheck:Cond\nfun:f\n} # bye\n');
add('comment after the kind', '{\nname\nMemcheck:Cond # x\nfun:f\n}\n');
add('commented name', '{\n# name\nMemcheck:Cond\nfun:f\n}\n');
add('commented name, two locations', '{\n# name\nMemcheck:Cond\nfun:f\nfun:g\n}\n');
add('commented closing brace', '{\nname\nMemcheck:Cond\nfun:f\n# }\n');
add('slashes are no comment', `// c\n${good}`);

// NUL bytes end a line's text
add('NUL after the braces', '{\0junk\nname\nMemcheck:Cond\nfun:f\n}\0junk\n');
add('NUL at the start of a line', `\0\n${good}`);
add('NUL before a comment sign', `\0# c\n${good}`);
add('NUL after the comment sign', `#\0 c\n${good}`);
add('NUL after the kind', '{\nname\nMemcheck:Cond\0x\nfun:f\n}\n');
add('NUL before the colon', '{\nname\nMemcheck\0:Cond\nfun:f\n}\n');
add('blank before NUL stays', '{ \0\nname\nMemcheck:Cond\nfun:f\n}\n');
add('NUL as name', '{\n\0\nMemcheck:Cond\nfun:f\n}\n');
add('NUL after wildcard', cond('...\0x'));
add('NUL as location', cond('\0'));
add('NUL as location prefix', cond('fun\0:f'));
add('NUL as parameter', entry('Memcheck:Param', '\0write(buf)', 'fun:f'));
add('NUL in front of fishy value', entry('Memcheck:FishyValue', '\0malloc(size)', 'fun:f'));
add('NUL as leak kinds', entry('Memcheck:Leak', '\0', 'fun:f'));

// Last line without newline
add('unterminated closing brace', good.slice(0, -1), { tools: all });
add('unterminated closing brace and blank', `${good.slice(0, -1)} `, { tools: all });
add('unterminated closing brace and CR', `${good.slice(0, -1)}\r`);
add('unterminated closing brace, indented', '{\nname\nMemcheck:Cond\nfun:f\n  }');
add('unterminated closing brace and NUL', `${good.slice(0, -1)}\0`);
add('unterminated closing brace, blank and NUL', `${good.slice(0, -1)} \0`);
add('unterminated comment at the end', `${good}# bye`);
add('unterminated comment, foreign entry open', '{\nname\nOther:Cond\n# bye');
add('unterminated comment in the locations', '{\nname\nMemcheck:Cond\nfun:f\n# bye');
add('unterminated comment as the file', '# c');
add('unterminated comment as name', '{\n# c');
add('unterminated opening brace', '{');
add('unterminated opening brace after an entry', `${good}{`);
add('unterminated text', 'text');
add('unterminated name', '{\nname');
add('unterminated closing brace as name', '{\n}');
add('unterminated kind', '{\nname\nMemcheck:Cond');
add('unterminated unknown kind', '{\nname\nMemcheck:Kond');
add('unterminated kind with blank', '{\nname\nMemcheck:Cond ');
add('unterminated kind without colon', '{\nname\nMemcheck');
add('unterminated foreign kind', '{\nname\nOther:Cond', { tools: all });
add('unterminated location', '{\nname\nMemcheck:Cond\nfun:f');
add('unterminated bad location', '{\nname\nMemcheck:Cond\nf');
add('unterminated wildcard with blank', '{\nname\nMemcheck:Cond\n... ');
add('unterminated parameter', '{\nname\nMemcheck:Param\nwrite(buf)');
add('unterminated leak kinds', '{\nname\nMemcheck:Leak\nmatch-leak-kinds: all');
add('unterminated bad leak kinds', '{\nname\nMemcheck:Leak\nmatch-leak-kinds: all ');
add('unterminated foreign closing brace', '{\nname\nOther:Cond\n}');
add('unterminated foreign closing brace and blank', '{\nname\nOther:Cond\n} ');
add('trailing blanks after the last newline', `${good}  `);
add('wildcards only, unterminated brace', '{\nname\nMemcheck:Cond\n...\n}');

// Between entries, braces and names
add('text before an entry', `text\n${good}`, { tools: all });
add('text between entries', `${good}text\n${good}`);
add('closing brace between entries', `${good}}\n${good}`);
add('two braces on a line', '{{\nname\nMemcheck:Cond\nfun:f\n}\n');
add('empty entry', '{\n}\n', { tools: all });
add('empty entry on one line', '{}\n');
add('brace as name', '{\n{\nMemcheck:Cond\nfun:f\n}\n');
add('wildcard as name', '{\n...\nMemcheck:Cond\nfun:f\n}\n');
add('location as name', '{\nfun:g\nMemcheck:Cond\nfun:f\n}\n');
add('name beginning with closing brace', '{\n} x\nMemcheck:Cond\nfun:f\n}\n');
add('name missing', '{\nMemcheck:Cond\nfun:f\n}\n', { tools: all });
add('name missing, wildcard first', '{\nMemcheck:Cond\n...\nfun:f\n}\n');
add('same name twice', good + good);
add('end after the opening brace', '{\n');
add('end after the name', '{\nname\n');
add('closing brace after the name', '{\nname\n}\n');
add('opening brace after the name', '{\nname\n{\n');
add('end after the kind', '{\nname\nMemcheck:Cond\n', { tools: all });
add('closing brace missing, then another entry', `{\nname\nMemcheck:Cond\nfun:f\n${good}`, { tools: all });
add('closing brace missing at the end', '{\nname\nMemcheck:Cond\nfun:f\n', { tools: all });
add('closing brace missing, blank lines and comments after', '{\nname\nMemcheck:Cond\nfun:f\n\n# c\n\n');
add('foreign closing brace missing, then another entry', `{\nname\nOther:Cond\nfun:f\n${good}`);
add(
  'foreign closing brace missing, then a bad entry',
  '{\nname\nOther:Cond\nfun:f\n{\nbad\nMemcheck:Kond\n}\n',
);
add('foreign entry is not looked at', '{\nname\nOther:Kond\nrubbish\n{\n: \n}\n');
add('foreign entry without locations', '{\nname\nOther:Cond\n}\n');
add('foreign entry not closed', '{\nname\nOther:Cond\nfun:f\n', { tools: all });

// Tools
add('no colon', '{\nname\nMemcheck Cond\nfun:f\n}\n', { tools: all });
add('kind alone', '{\nname\nCond\nfun:f\n}\n');
add('colon alone', entry(':', 'fun:f'));
add('no tool', entry(':Cond', 'fun:f'));
add('no kind', entry('Memcheck:', 'fun:f'), { tools: all });
for (const list of [
  'Memcheck,Helgrind',
  'Helgrind,Memcheck',
  'Memcheck,drd,Helgrind',
  'Memcheck,',
  ',Memcheck',
  ',,Memcheck,,',
  'Memcheck ',
  'Memcheck, Helgrind',
  'Memcheck ,Helgrind',
  'xMemcheck',
  'Memcheckx',
  'xMemcheck,Memcheck',
  'Memcheckx,Memcheck',
  'Memcheck,Memcheck',
  'memcheck',
  'MEMCHECK',
  'DRD',
  'drd',
  'helgrind',
  'Helgrind',
  'Addrcheck,Memcheck',
  '*',
  'Other Memcheck',
]) {
  add(`tool list "${list}"`, entry(`${list}:NoSuchKind`, 'fun:f'), { tools: all });
}
for (const list of [
  'core',
  'Memcheck,core',
  'core,Helgrind',
  'drd,core',
  'Core',
  'core ',
  'score,core',
  'CoreError',
]) {
  add(`core list "${list}"`, entry(`${list}:PThread`, 'fun:f'), { tools: all });
}
add('core error of later versions', entry('CoreError:FdNotClosed', 'fun:f'), { tools: all });
add('core error of later versions with own tool', entry('Memcheck,CoreError:FdBadClose', 'fun:f'), {
  tools: all,
});

// Kinds
for (const kind of [
  ...[
    'Param',
    'User',
    'CoreMem',
    'Cond',
    'Value0',
    'Value1',
    'Value2',
    'Value4',
    'Value8',
    'Value16',
    'Value32',
  ],
  ...['Addr1', 'Addr2', 'Addr4', 'Addr8', 'Addr16', 'Addr32', 'Jump', 'Free', 'Overlap', 'Leak', 'Mempool'],
  ...['FishyValue', 'ReallocZero', 'BadAlign', 'BadSize', 'UnsafeZeroSize', 'SizeMismatch', 'AlignMismatch'],
  ...[
    'Value',
    'Value64',
    'Addr',
    'Addr0',
    'Addr3',
    'Addr64',
    'cond',
    ' Cond',
    'Cond:',
    'Cond x',
    'Race',
    'InvalidRead',
  ],
  ...['PThread', 'FdBadClose', 'Dubious', 'Suppressed'],
]) {
  add(`kind "${kind}"`, entry(`Memcheck:${kind}`, 'malloc(size)', 'fun:f'));
  add(`kind "${kind}" without extra line`, entry(`Memcheck:${kind}`, 'fun:f'));
}
for (const kind of [
  ...[
    'Race',
    'FreeMemLock',
    'UnlockUnlocked',
    'UnlockForeign',
    'UnlockBogus',
    'PthAPIerror',
    'LockOrder',
    'Misc',
  ],
  ...['Dubious', 'Eraser', 'race', 'Cond'],
]) {
  add(`kind "${kind}"`, entry(`Helgrind:${kind}`, 'fun:f'), { tools: ['helgrind'] });
}
for (const kind of [
  ...[
    'ConflictingAccess',
    'MutexErr',
    'CondErr',
    'CondDestrErr',
    'CondRaceErr',
    'CondWaitErr',
    'SemaphoreErr',
  ],
  ...[
    'BarrierErr',
    'RwlockErr',
    'HoldtimeErr',
    'GenericErr',
    'InvalidThreadId',
    'UnimpHgClReq',
    'UnimpDrdClReq',
  ],
  ...['Race', 'conflictingAccess', 'Mutex'],
]) {
  add(`kind "${kind}"`, entry(`drd:${kind}`, 'fun:f'), { tools: ['drd'] });
}
add('extra line where none belongs', entry('Helgrind:Race', 'match-leak-kinds: all', 'fun:f'), {
  tools: ['helgrind'],
});

// Param
for (const text of [
  'write(buf)',
  'src:f',
  'src:a.c:1',
  '}',
  '{',
  'fun',
  'fun:',
  'obj:x',
  '...',
  '....',
  '.. .',
  'match-leak-kinds: all',
]) {
  add(`parameter "${text}"`, entry('Memcheck:Param', text, 'fun:f'));
}
add('parameter is the last line', '{\nname\nMemcheck:Param\nwrite(buf)\n}\n');
add('parameter is the end of file', '{\nname\nMemcheck:Param\n');
add('parameter is the closing brace, next entry follows', `{\nname\nMemcheck:Param\n}\n${good}`);
add('parameter twice', entry('Memcheck:Param', 'write(buf)', 'write(buf)', 'fun:f'));
for (const text of [
  'preadv(vector[...])',
  'pwritev(vector[...])',
  'writev(vector[...])',
  'preadv(vector[0])',
  ' preadv(vector[...])',
]) {
  add(`obsolete parameter "${text}"`, entry('Memcheck:Param', text, 'fun:f'));
}

// Leak
for (const text of [
  ...['all', 'none', 'definite', 'possible', 'indirect', 'reachable', 'definite,indirect,possible,reachable'],
  ...[
    'definite,definite',
    'all,all',
    'none,none',
    'all,none',
    'none,all',
    'all,definite',
    'definite,all',
    'none,definite',
  ],
  ...[
    'definite,none',
    ',definite',
    'definite,',
    ',,definite,,possible,,',
    ',',
    ',,',
    '',
    'Definite',
    'ALL',
    'definite possible',
  ],
  ...[
    'definite, possible',
    'definite ,possible',
    'definite;possible',
    'def',
    'definitely',
    'some',
    'definite\0,all',
    '\0',
  ],
  ...[
    '\tall',
    '\fall',
    'all # x',
    'all:',
    'definite:possible',
    'reachable,definite,reachable',
    'heuristics',
    'all,',
    ',all',
  ],
]) {
  add(
    `leak kinds "${text}"`,
    entry('Memcheck:Leak', `match-leak-kinds:${text === '' ? '' : ` ${text}`}`, 'fun:f'),
  );
}
add('leak kinds without blank', entry('Memcheck:Leak', 'match-leak-kinds:all', 'fun:f'));
add('leak kinds with blank before the colon', entry('Memcheck:Leak', 'match-leak-kinds : all', 'fun:f'));
add('leak kinds in upper case', entry('Memcheck:Leak', 'Match-leak-kinds: all', 'fun:f'));
add('leak kinds misspelt', entry('Memcheck:Leak', 'match-leak-kind: all', 'fun:f'));
add('leak kinds without colon', entry('Memcheck:Leak', 'match-leak-kinds all', 'fun:f'));
add('leak kinds twice', entry('Memcheck:Leak', 'match-leak-kinds: all', 'match-leak-kinds: all', 'fun:f'));
add('leak kinds after the first location', entry('Memcheck:Leak', 'fun:f', 'match-leak-kinds: all'));
add('leak kinds and nothing else', '{\nname\nMemcheck:Leak\nmatch-leak-kinds: all\n}\n');
add('leak kinds for another kind', cond('match-leak-kinds: all', 'fun:f'));
add('leak without leak kinds', entry('Memcheck:Leak', 'fun:f'));
add('leak beginning with wildcard', entry('Memcheck:Leak', '...', 'fun:f'));
add('leak beginning with object', entry('Memcheck:Leak', 'obj:f'));
add('leak beginning with source', entry('Memcheck:Leak', 'src:f'));
add('leak beginning with source after leak kinds', entry('Memcheck:Leak', 'match-leak-kinds: all', 'src:f'));
add('leak with nothing', '{\nname\nMemcheck:Leak\n}\n');
add('leak at the end of file', '{\nname\nMemcheck:Leak\n');
for (const length of [999, 1000, 1001]) {
  add(
    `leak kinds of ${length} bytes`,
    entry('Memcheck:Leak', `match-leak-kinds: definite${','.repeat(length - 8)}`, 'fun:f').replace(
      /,\n/,
      ',\n',
    ),
  );
  add(
    `leak kinds of ${length} bytes before a word`,
    entry('Memcheck:Leak', `match-leak-kinds: ${','.repeat(length - 8)}definite`, 'fun:f'),
  );
}

// FishyValue
for (const text of [
  'malloc(size)',
  '()',
  'f()',
  '(a)',
  'f(a',
  'f)a(',
  'f)a(b)',
  'f',
  'f(a)b',
  'f(a)(b)',
  'f((a))',
  '}',
  'src:f(a)',
  'f (a)',
  '...(a)',
  'fun:f(a)',
  '#f(a)',
  'fun(a)',
  'fu\0n(a)',
]) {
  add(`fishy value "${text}"`, entry('Memcheck:FishyValue', text, 'fun:f'));
  add(`fishy value "${text}" alone`, entry('Memcheck:FishyValue', text));
}
add('fishy value without extra line', entry('Memcheck:FishyValue', 'fun:f'));
add('fishy value at the end of file', '{\nname\nMemcheck:FishyValue\n');

// Locations
for (const text of [
  ...[
    'fun:',
    'obj:',
    'src:',
    'fun: f',
    'fun:*',
    'obj:*',
    'obj:?',
    'fun:a b c',
    'fun:fun:f',
    'Fun:f',
    'FUN:f',
    'fun :f',
    'fun',
    'fun=f',
  ],
  ...[
    'function:f',
    'obj:/a b/c.so',
    'Obj:x',
    'object:x',
    'src:a.c',
    'src:a.c:5',
    'src:a.c:x',
    'src:a.c:5x',
    'src:a.c: 5',
    'src:a.c:-1',
  ],
  ...[
    'src:a.c:+1',
    'src:a.c:',
    'src::',
    'src::5',
    'src:a:b:5',
    'src:a.c:99999999999999999999',
    'src:dir/a.c:1',
    'src:a.c:0x10',
    'SRC:a.c',
  ],
  ...[
    '....',
    '..',
    '. . .',
    '...x',
    '*',
    'f',
    'ip:0x1234',
    '{',
    '"fun:f"',
    'fun:f\0x',
    '} x',
    '}}',
    'fun:\xE9\xFF',
    'frame:f',
    ',fun:f',
  ],
]) {
  add(`location "${text}"`, cond(text));
}
add('no location', '{\nname\nMemcheck:Cond\n}\n');
add('no location (helgrind)', '{\nname\nHelgrind:Race\n}\n', { tools: ['helgrind'] });
add('no location (drd)', '{\nname\ndrd:MutexErr\n}\n', { tools: ['drd'] });
add('bad location after a good one', cond('fun:f', 'bad'));
add('wildcard alone', cond('...'), { tools: all });
add('wildcards alone', cond('...', '...', '...'));
add('wildcard and function', cond('...', 'fun:f'));
add('wildcard and source', cond('...', 'src:f'));
add('wildcard and matching everything', cond('...', 'fun:*'));
add('wildcard and empty object', cond('...', 'obj:'));

// --num-callers
for (const numCallers of [1, 2, 3, 12, 24, 499, 500]) {
  const options = { numCallers };
  for (const more of [0, 1]) {
    const count = numCallers + more;
    add(`${count} locations of ${numCallers}`, cond(...times(count, 'fun:f')), options);
    add(
      `${count} wildcards, then a function, of ${numCallers}`,
      cond(...times(count, '...'), 'fun:f'),
      options,
    );
    add(
      `${count} locations of ${numCallers}, then rubbish`,
      cond(...times(count, 'fun:f'), 'rubbish'),
      options,
    );
    add(
      `${count} locations of ${numCallers}, then a brace`,
      cond(...times(count, 'fun:f'), '{', good),
      options,
    );
    add(
      `${count} locations of ${numCallers}, not closed`,
      lines('{', 'name', 'Memcheck:Cond', ...times(count, 'fun:f')),
      options,
    );
    add(
      `${count} locations of ${numCallers}, closed after a blank without newline`,
      `${lines('{', 'name', 'Memcheck:Cond', ...times(count, 'fun:f'))}} `,
      options,
    );
  }
  add(
    `wildcards up to ${numCallers}, not closed`,
    lines('{', 'name', 'Memcheck:Cond', ...times(numCallers + 1, '...')),
    options,
  );
  add(`foreign entry beyond ${numCallers}`, entry('Other:Cond', ...times(numCallers + 1, 'x')), options);
  add(
    `leak kinds are no location of ${numCallers}`,
    entry('Memcheck:Leak', 'match-leak-kinds: all', ...times(numCallers - 1, '...'), 'fun:f'),
    options,
  );
}
add('501 locations cut at 12', cond(...times(501, 'fun:f')));

// Long lines
for (const length of [51_199, 51_200]) {
  const long = 'x'.repeat(length);
  add(`comment of ${length} bytes`, `#${long.slice(1)}\n${good}`);
  add(`name of ${length} bytes`, `{\n${long}\nMemcheck:Cond\nfun:f\n}\n`);
  add(`location of ${length} bytes`, cond(`fun:${long.slice(4)}`));
  add(`stray line of ${length} bytes`, `${long}\n`);
  add(`unterminated line of ${length} bytes`, long);
  add(`${length} blanks before an entry`, `${' '.repeat(length)}${good}`);
  add(
    `line of ${length} bytes with its trailing blanks`,
    `{${' '.repeat(length - 1)}\nname\nMemcheck:Cond\nfun:f\n}\n`,
  );
  add(`foreign line of ${length} bytes`, entry('Other:Cond', long));
  add(`line of ${length} bytes after the cut`, cond(...times(12, 'fun:f'), long));
}

// Several mistakes: the first counts
add('unknown kind, then text', `${entry('Memcheck:Kond', 'bad')}text\n`);
add('bad location, then unknown kind', cond('bad') + entry('Memcheck:Kond', 'fun:f'));
add('bad file for one tool only', entry('Memcheck:Kond', 'fun:f') + entry('Helgrind:Race', 'fun:f'), {
  tools: all,
});
