/**
 * The command in a few files instead of two hundred, for reading those takes longer than most commands do. Each command
 * stays one of its own that is loaded when it is called. Packages stay where they are installed, but for what every
 * command needs, and for the parser, which is a small part of its package.
 */
const packed = /^(?:commander|htmlparser2|entities|dom[a-z]+)(?:\/|$)/;

export default {
  input: { main: 'dist/cli/main.js', 'log-worker': 'dist/cli/reading/log-worker.js' },
  platform: 'node',
  logLevel: 'warn',
  external: (id) => /^[a-z@]/.test(id) && !packed.test(id),
  output: { dir: 'dist/command', chunkFileNames: '[name].js', cleanDir: true },
};
