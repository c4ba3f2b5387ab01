import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { requirements } from '../../../schema/partner/requirements.js';

it('has every requirement of docs/partner-contract.md, once and in both languages', () => {
  const page = readFileSync('docs/partner-contract.md', 'utf8');
  const written = [...page.matchAll(/^- \*\*([A-Z]+-\d\d)\*\* /gm)].map(([, id]) => id ?? '');
  const ids = requirements.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(written.toSorted()).toEqual(ids.toSorted());
  for (const { fr, en } of requirements) expect([fr, en].filter((text) => text === '')).toEqual([]);
});
