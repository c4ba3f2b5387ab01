import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from '@jest/globals';
import { ShortStatements } from '../../../subgraphs/kit/statements/short-statements.js';

const folder = mkdtempSync(join(tmpdir(), 'passerelle-listes-'));
const file = join(folder, 'base.sqlite');
let now = 0;
let statements: ShortStatements;

beforeEach(() => {
  writeFileSync(file, '');
  now = 0;
  statements = new ShortStatements(file, () => now);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function runs(times: number, took: number, sql = 'SELECT 1'): void {
  for (let time = 0; time < times; time += 1) {
    statements.ran(sql, took, statements.isShort(sql));
  }
}

it('believes a statement that has been short three times in turn', () => {
  runs(2, 1);
  expect(statements.isShort('SELECT 1')).toBe(false);
  runs(1, 1);
  expect(statements.isShort('SELECT 1')).toBe(true);
  expect(statements.isShort('SELECT 2')).toBe(false);
});

it('begins to count anew after each time that one was not', () => {
  runs(2, 1);
  runs(1, 50);
  runs(2, 1);
  expect(statements.isShort('SELECT 1')).toBe(false);
});

it('is harder to persuade by one that it believed in vain', () => {
  runs(3, 1);
  runs(1, 9);
  runs(11, 1);
  expect(statements.isShort('SELECT 1')).toBe(false);
  runs(1, 1);
  expect(statements.isShort('SELECT 1')).toBe(true);
});

it('believes none at all for a hundred times as long as one held everybody up', () => {
  runs(3, 1);
  runs(3, 1, 'SELECT 2');
  runs(1, 50);
  expect(statements.isShort('SELECT 2')).toBe(false);
  now = 4_999;
  expect(statements.isShort('SELECT 2')).toBe(false);
  now = 5_000;
  expect(statements.isShort('SELECT 2')).toBe(true);
  // One that was not believed held nobody up.
  runs(1, 50, 'SELECT 3');
  expect(statements.isShort('SELECT 2')).toBe(true);
});

it('believes none on a large file, or on none', () => {
  runs(3, 1);
  expect(statements.isShort('SELECT 1')).toBe(true);
  truncateSync(file, 65_000_000);
  now += 10_000;
  expect(statements.isShort('SELECT 1')).toBe(false);
  rmSync(file);
  now += 10_000;
  expect(statements.isShort('SELECT 1')).toBe(false);
});
