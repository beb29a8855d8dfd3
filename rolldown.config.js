import { readFileSync } from 'node:fs';

/**
 * The command in a few files instead of two hundred, for reading those takes longer than most commands do. Each command
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
      // The page has Preact in it.
      'preact-licence.txt': 'node_modules/preact/LICENSE',
    }),
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

export default [command, page];
