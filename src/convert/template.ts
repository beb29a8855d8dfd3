import { demangle } from '../match/demangle/demangle.js';
import { hasWildcard } from '../match/glob.js';
import type { FramePattern } from '../suppression/suppression.js';

/** What a conversion makes of an entry that it cannot keep as it is. */
export interface Loss {
  readonly direction: 'broader' | 'narrower';
  /** What is hidden besides, or no longer; a byte string. */
  readonly text: string;
}

export interface Template {
  /** A byte string. */
  readonly text: string;
  readonly losses: readonly Loss[];
}

/**
 * The template of a sanitizer for a location, undefined where there is none: for `...`, for what fits everything, and for
 * patterns of mangled names, since sanitizers compare demangled ones.
 *
 * A template is met anywhere in a name. `^` in front holds it to the start, `$` to the end, `*` is any run of bytes,
 * and there is no escape. Each piece between stars is looked for once only, so `$` fails where the last piece is met
 * earlier in the name as well: `a*b$` does not meet `abb`.
 */
export function templateFor(line: FramePattern): Template | undefined {
  switch (line.type) {
    case '...':
      return undefined;
    case 'obj':
      return withMistaken(templateOfGlob(line.pattern), mistakenForObject(line.pattern));
    case 'src':
      return templateOfSource(line.file, line.line);
    case 'fun':
      return templateOfFunction(line.pattern);
  }
}

function templateOfFunction(pattern: string): Template | undefined {
  if (!pattern.startsWith('_Z') && !pattern.startsWith('_R'))
    return withMistaken(templateOfGlob(pattern), mistakenForFunction(pattern));
  const name = hasWildcard(pattern) ? undefined : demangle(pattern);
  if (name === undefined) return undefined;
  const template = templateOfGlob(name);
  if (!template || !hasWildcard(name)) return template;
  // What the demangler prints means itself, and is met: no piece begins at a star, so each is first found where it stands.
  const broader = template.losses.filter(({ direction }) => direction === 'broader');
  return { text: template.text, losses: [starOfName, ...broader] };
}

const starOfName: Loss = { direction: 'broader', text: 'a "*" of the demangled name is a wildcard' };

/** Valgrind compares the name of the file, sanitizers compare its path. */
function templateOfSource(file: string, line: number): Template | undefined {
  if (/^[*?]*$/.test(file)) return undefined;
  const template = withMistaken(templateOfGlob(`*/${file}`), mistakenForSource(file));
  if (!template || line === 0) return template;
  return {
    ...template,
    losses: [{ direction: 'broader', text: 'any line of the source file' }, ...template.losses],
  };
}

/** A template does not say whether it is about a function, a file or a module. */
function withMistaken(template: Template | undefined, mistaken: string | undefined): Template | undefined {
  if (!template || mistaken === undefined) return template;
  return { ...template, losses: [{ direction: 'broader', text: mistaken }, ...template.losses] };
}

/** Paths begin with a slash, so only a name that is held to its start is none of them. */
function mistakenForFunction(pattern: string): string | undefined {
  return /^[*?]/.test(pattern) ? 'source files and modules with such a path' : undefined;
}

/** Shared objects are called as no source file is, and programs have no ending. */
function mistakenForObject(pattern: string): string | undefined {
  if (/^[*?]*[^*?/]*[*?]*$/.test(pattern)) return 'functions and source files with such a name';
  return /\/[^/]*\.so\b[^/]*$|\/[^/.*?]+$/.test(pattern) ? undefined : 'source files with such a path';
}

function mistakenForSource(file: string): string | undefined {
  return file.endsWith('*') ? 'files in folders, and modules, that are called so' : undefined;
}

function templateOfGlob(glob: string): Template | undefined {
  const losses: Loss[] = [];
  const broader = (text: string) => losses.push({ direction: 'broader', text });
  let stars = glob.replace(/[*?]+/g, '*');
  if (glob.includes('?')) broader('any run of bytes for "?"');
  const dollar = stars.indexOf('$');
  if (dollar >= 0) {
    stars = stars.slice(0, dollar) + (stars[dollar - 1] === '*' ? '' : '*');
    broader('whatever follows, for a template cannot have a "$" inside');
  }
  if (stars === '' || stars === '*') return undefined;
  const isHeld = !stars.endsWith('*');
  const pieces = stars.split('*');
  if (isHeld && pieces.length > 1)
    losses.push({ direction: 'narrower', text: `misses names in which "${pieces.at(-1)!}" stands twice` });
  const middle = stars.replace(/\*$/, '');
  // A "^" in front would be read as an anchor, if there were no star.
  const start = !stars.startsWith('*') ? `^${middle}` : /^\*\^/.test(middle) ? middle : middle.slice(1);
  return { text: isHeld ? `${start}$` : start, losses };
}
