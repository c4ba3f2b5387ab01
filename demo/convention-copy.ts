import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { conventionFile, issuersOf, usualIssuers, type DemoSettings } from './settings.js';

/** On shifted ports the issuers have other addresses: the processes then read a copy that says so. */
export function writeShiftedConvention(settings: DemoSettings): void {
  if (!settings.shifted) return;
  mkdirSync(settings.folder, { recursive: true });
  const text = readFileSync(conventionFile, 'utf8').replaceAll(usualIssuers, issuersOf(settings));
  const draft = `${settings.convention}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, settings.convention);
}
