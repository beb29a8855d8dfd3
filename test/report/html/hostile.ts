/** A byte string of text in UTF-8. */
const bytes = (text: string) => Buffer.from(text).toString('latin1');

/** Names that somebody could give a function to be read by a page, a terminal or a person as something else. */
export const hostileNames: readonly string[] = [
  '<script>alert(1)</script>',
  '</code></summary></details></main><script>alert(1)</script>',
  '</style><style>*{display:none}</style>',
  '</title><script>alert(1)</script>',
  '" onmouseover="alert(1)" x="',
  "' autofocus onfocus='alert(1)",
  '<img src=x onerror=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<!-- ',
  ']]>',
  '&lt;script&gt;&#60;script>',
  '\u001b[31mred\u001b[0m\u001b]8;;http://evil.example\u0007',
  '\u0000\u0001\u007f\r\nline',
  bytes('abc\u202eexe.gnp'),
  bytes('a\u2066b\u2069c\u200bd\ufeffe\u00adf\u3164g\u{e0041}h'),
  bytes('\u2028\u2029\u0085'),
  '\xff\xfe\xc3\x28\xed\xa0\x80',
  'x'.repeat(10_000),
  bytes('\u{1f600}'.repeat(3_000)),
  '<"\'&>'.repeat(2_000),
  '`code` **bold** [link](http://evil.example) @everyone #1 | cell | www.evil.example http://evil.example',
  '$&$`$1',
];

/** Characters that act on what shows them, or that nobody sees; none may be in a page as it is. */
export const acting =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u3164\u{e0000}-\u{e007f}]/u;

/** Those that no form of text may have. */
export const terminalActing =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;
