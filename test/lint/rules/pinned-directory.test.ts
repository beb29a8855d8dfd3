import { expect, it } from 'vitest';
import { entry, found, places, suggested } from '../of-rule.js';

const rule = 'pinned-directory';
const cond = (...locations: readonly string[]) => entry('unset flag', 'Memcheck:Cond', ...locations);

it.each([
  ['obj:/usr/lib/x86_64-linux-gnu/libz.so*', 'obj:*/libz.so*', 'info 4:8-34', 'Not every distribution'],
  ['obj:/usr/lib64/libz.so.1', 'obj:*/libz.so.1', 'info 4:8-19', 'Not every distribution'],
  ['obj:/usr/lib/libz.so.*', 'obj:*/libz.so.*', 'info 4:8-17', 'keeps this library in "/usr/lib"'],
  ['obj:/lib/ld-*.so', 'obj:*/ld-*.so', 'info 4:8-13', '"/lib" is one to "/usr/lib"'],
  ['obj:/lib*/libc-2.*so*', 'obj:*/libc-2.*so*', 'info 4:8-14', '"/lib*" is one to "/usr/lib*"'],
  ['obj:/lib/x86_64-linux-gnu/libc.so.6', 'obj:*/libc.so.6', 'info 4:8-30', '"/lib" is one to "/usr/lib"'],
  ['obj:/bin/bash', 'obj:*/bash', 'info 4:8-13', '"/bin" is one to "/usr/bin"'],
  ['obj:/home/ada/build/libfoo.so', 'obj:*/libfoo.so', 'warning 4:8-24', 'one machine'],
  ['obj:/tmp/tool', 'obj:*/tool', 'warning 4:8-13', 'one machine'],
  ['obj:/nix/store/abc-zlib-1.3/lib/libz.so.1', 'obj:*/libz.so.1', 'info 4:8-36', 'each build'],
])('finds the directory of %s', (line, loose, place, words) => {
  expect(places(rule, cond(line))).toEqual([place]);
  expect(found(rule, cond(line))[0]!.message).toContain(words);
  expect(suggested(rule, cond(line))).toEqual([cond(loose)]);
});

it('shows the directory of one machine first', () => {
  const bytes = cond('obj:/usr/lib64/libz.so*', 'obj:/home/ada/libfoo.so');
  expect(found(rule, bytes)).toMatchObject([{ severity: 'warning', line: 5, related: [{ line: 4 }] }]);
  expect(suggested(rule, bytes)).toEqual([cond('obj:*/libz.so*', 'obj:*/libfoo.so')]);
});

it('has nothing to suggest for a directory with all that is in it', () => {
  expect(places(rule, cond('obj:/home/ada/build/*'))).toEqual(['warning 4:8-24']);
  expect(places(rule, cond('obj:/lib*/*.so'))).toEqual(['info 4:8-14']);
  expect(suggested(rule, cond('obj:/home/ada/build/*', 'obj:/lib*/*.so'))).toEqual([]);
});

it.each([
  'obj:*/libz.so*',
  'obj:/usr/lib*/libz.so*',
  'obj:/usr/bin/bash',
  'obj:/usr/lib/alsa-lib/libasound_module_pcm_pulse.so',
  'obj:/usr/lib/dyld',
  'obj:/lib/ld-musl-x86_64.so.1',
  'obj:/lib/libc.so.7',
  'obj:/libexec/ld-elf.so.1',
  'obj:/*lib*/libz.so*',
  'fun:/lib/f',
])('takes %s as it is', (line) => {
  expect(found(rule, cond(line))).toEqual([]);
});
