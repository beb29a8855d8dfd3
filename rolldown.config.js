/**
 * The command in a few files instead of two hundred, for reading those takes longer than most commands do. Each command
 * stays one of its own that is loaded when it is called; packages stay where they are installed.
 */
export default {
  input: { main: 'dist/cli/main.js', 'log-worker': 'dist/cli/reading/log-worker.js' },
  platform: 'node',
  logLevel: 'warn',
  external: /^[a-z@]/,
  output: { dir: 'dist/command', chunkFileNames: '[name].js', cleanDir: true },
};
