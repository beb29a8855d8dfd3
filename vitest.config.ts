import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 240_000,
    setupFiles: ['./test/seed.ts'],
    reporters: ['default', './test/closing-line.ts'],
  },
});
