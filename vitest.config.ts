import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 240_000,
    // Some build the program first, on machines that have much else to do.
    hookTimeout: 120_000,
    expect: { poll: { timeout: 15_000 } },
    setupFiles: ['./test/seed.ts'],
    reporters: ['default', './test/closing-line.ts'],
  },
});
