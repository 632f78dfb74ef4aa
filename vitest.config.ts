import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    setupFiles: ['test/seed.ts'],
    include: [
      'packages/*/{src,test}/**/*.test.ts',
      'apps/*/{src,test}/**/*.test.ts',
      'examples/**/*.test.ts',
      'test/**/*.test.ts',
    ],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
