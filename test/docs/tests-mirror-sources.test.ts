import { existsSync, globSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from '@jest/globals';

/** What these hold is no folder's own. */
const ofNobody = /^test\/(conformance|docs|federation|fixtures|harness)\//;

it('keeps each test in the folder that its source has', () => {
  const folders = globSync('test/**/*.test.ts')
    .filter((file) => !ofNobody.test(file))
    .map((file) =>
      dirname(file)
        .replace(/^test\//, '')
        .replace(/\/properties$/, ''),
    );
  expect(folders.length).toBeGreaterThan(20);
  expect([...new Set(folders)].filter((folder) => !existsSync(folder))).toEqual([]);
});
