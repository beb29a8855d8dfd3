import js from '@eslint/js';
import ts from 'typescript-eslint';

/**
 * The rooms of src/, in the order in which data flows through them. A room may import from itself and
 * from the rooms before it, never from a later one. ARCHITECTURE.md says what each room is for.
 */
const rooms = [
  'suppression',
  'finding',
  'log',
  'collect',
  'match',
  'generate',
  'minimize',
  'rewrite',
  'evaluate',
  'check',
  'explain',
  'format',
  'set',
  'verdict',
  'group',
  'advice',
  'merge',
  'diff',
  'prune',
  'bundle',
  'pack',
  'convert',
  'lint',
  'overview',
  'triage',
  'report',
  'editor',
  'page',
  'cli',
];

/** Only the edge touches the disk, the terminal, the network, the machine, other processes and the exit code. */
const edge = 'cli';
const edgeOnlyModules = [
  ...['fs', 'fs/promises', 'process', 'os', 'child_process', 'cluster', 'worker_threads', 'module', 'vm'],
  ...[
    'http',
    'http2',
    'https',
    'net',
    'tls',
    'dgram',
    'dns',
    'dns/promises',
    'tty',
    'readline',
    'readline/promises',
  ],
  ...['inspector', 'inspector/promises', 'perf_hooks', 'timers/promises', 'v8', 'wasi'],
]
  .flatMap((name) => [name, `node:${name}`])
  .concat(['commander', 'cosmiconfig', 'glob', 'piscina', 'bullmq', 'ioredis', 'vscode-languageserver/node']);

const oneWay = rooms.map((room, index) => ({
  files: [`src/${room}/**/*.{ts,tsx}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        paths:
          room === edge
            ? []
            : edgeOnlyModules.map((name) => ({ name, message: 'Only src/cli may use this.' })),
        patterns: rooms.slice(index + 1).map((later) => ({
          regex: `^(\\.\\./)+${later}/`,
          message: `${room}/ comes before ${later}/: imports run one way.`,
        })),
      },
    ],
    ...(room === edge ? {} : { 'no-console': 'error', 'no-restricted-globals': ['error', 'process'] }),
  },
}));

export default ts.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      'src/suppression/grammar.js',
      'src/suppression/grammar.d.ts',
      'src/log/**/*.wasm.js',
      'test/corpus/',
    ],
  },
  js.configs.recommended,
  ts.configs.strict,
  ts.configs.stylistic,
  {
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-control-regex': 'off',
    },
  },
  {
    files: ['bin/*.js', '*.config.js', 'test/**/*.js', 'suppressions/**/*.js', 'src/log/make.js'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', Buffer: 'readonly', URL: 'readonly' },
    },
  },
  oneWay,
);
