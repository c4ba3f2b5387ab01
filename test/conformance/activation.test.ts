import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from '@jest/globals';
import type { Convention } from '../../schema/convention/convention.js';
import { effectiveRights } from '../../schema/convention/effective-rights.js';
import { parseConvention } from '../../schema/convention/parse-convention.js';

const file = fileURLToPath(new URL('../../../schema/convention.yaml', import.meta.url));
let committed: string;

beforeAll(async () => {
  committed = await readFile(file, 'utf8');
});

function parsed(text: string): Convention {
  const result = parseConvention(text, file);
  if ('faults' in result) throw new Error(JSON.stringify(result.faults));
  return result.convention;
}

function conducts(text: string, city: string, day: string): boolean {
  const { droits } = effectiveRights(parsed(text), city, {
    scopes: null,
    finalites: ['rappel-ordre'],
    at: new Date(`${day}T12:00:00Z`),
  });
  return 'rappel-ordre:conduite' in droits;
}

it('lets a city conduct rappels à l’ordre from the day of its own activation', () => {
  const later = committed.replace(
    /(id: activation-rappel-ordre-chatellerault[\s\S]*?depuis: )2024-01-01/,
    '$12026-09-01',
  );
  expect(later).not.toBe(committed);
  expect(conducts(later, 'ville-poitiers', '2023-12-31')).toBe(false);
  expect(conducts(later, 'ville-poitiers', '2024-01-01')).toBe(true);
  expect(conducts(later, 'ville-chatellerault', '2026-08-31')).toBe(false);
  expect(conducts(later, 'ville-chatellerault', '2026-09-01')).toBe(true);
  expect(conducts(later, 'grand-poitiers', '2026-09-01')).toBe(false);
});
