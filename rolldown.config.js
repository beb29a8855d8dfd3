import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The command in a few files instead of hundreds, for to read those takes longer than most commands do. Each command
 * stays one of its own that is loaded when it is called. Packages stay where they are installed, but for what every
 * command needs, and for the parser, which is a small part of its package.
 */
const packed = /^(?:commander|htmlparser2|entities|dom[a-z]+)(?:\/|$)/;

const command = {
  input: {
    main: 'dist/cli/main.js',
    'log-worker': 'dist/cli/reading/log-worker.js',
    'preview-worker': 'dist/cli/triage/preview-worker.js',
  },
  platform: 'node',
  logLevel: 'warn',
  external: (id) => /^[a-z@]/.test(id) && !packed.test(id),
  output: { dir: 'dist/command', chunkFileNames: '[name].js', cleanDir: true },
  plugins: [licencesOf('LICENSES.txt')],
};

/** The page of `chaff triage`: one script with all it needs, and beside it the files that are served as they are. */
const page = {
  input: { page: 'src/page/index.tsx' },
  platform: 'browser',
  logLevel: 'warn',
  tsconfig: false,
  transform: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  output: { dir: 'dist/page', entryFileNames: '[name].js', cleanDir: true, minify: true },
  plugins: [
    asTheyAre({
      'index.html': 'src/page/index.html',
      'page.css': 'src/page/page.css',
    }),
    licencesOf('LICENSES.txt'),
  ],
};

function asTheyAre(files) {
  return {
    name: 'as-they-are',
    generateBundle() {
      for (const [fileName, path] of Object.entries(files))
        this.emitFile({ type: 'asset', fileName, source: readFileSync(path) });
    },
  };
}

/** The licences of the packages that are packed. A package without one is not packed. */
function licencesOf(fileName) {
  return {
    name: 'licences',
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((chunk) => Object.keys(chunk.modules ?? {}));
      const folders = modules.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? []);
      const texts = [...new Set(folders)].sort().map((folder) => {
        const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
        const file = readdirSync(folder).find((each) => /^licen[cs]e(?:\.|$)/i.test(each));
        if (file === undefined) throw new Error(`${name} has no licence to ship`);
        return `${name} ${version}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
      });
      this.emitFile({ type: 'asset', fileName, source: texts.join('\n\n') });
    },
  };
}

export default [command, page];
