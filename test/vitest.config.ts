import {defineConfig} from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {test: {name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 30_000, sequence: {groupOrder: 0}}},
      {
        test: {
          name: 'lab',
          include: ['test/lab/**/*.test.ts'],
          globalSetup: 'test/lab/global-setup.ts',
          fileParallelism: false,
          // After the unit tests: the emulated machine needs both cores.
          sequence: {groupOrder: 1},
          testTimeout: 300_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
