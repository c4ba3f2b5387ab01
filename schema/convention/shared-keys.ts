import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { text, type ConventionFile, type Item } from './convention-file.js';
import type { KeysOf } from '../keys/key-prints.js';

type Report = (path: Item['path'], message: string) => void;

/** What may say for whom a token speaks. */
interface Speaker {
  readonly id: string;
  readonly item: Item;
  readonly issuer: string;
  /** Where its keys are, and which they are. */
  readonly keys: ReadonlyMap<string, string>;
  readonly claim: { readonly name: string; readonly value: string } | null;
}

/**
 * Whoever holds an issuer's keys can write every claim of its tokens. Two signatories with the same
 * keys are told apart only where both entries say by which claim.
 */
export function reportSharedKeys(
  file: ConventionFile,
  folder: string,
  keysOf: KeysOf,
  report: Report,
): void {
  const speakers = speakersOf(file, folder, keysOf);
  speakers.forEach((speaker, index) => {
    for (const other of speakers.slice(0, index)) {
      const shared = sharedBy(speaker, other);
      if (shared === null || areToldApart(speaker, other)) continue;
      report(
        [...speaker.item.path, 'emetteur'],
        `« ${speaker.id} » et « ${other.id} » ont ${shared} : qui les signe parle pour les deux. Donnez à chacun son émetteur et ses clés, ou dites dans les deux entrées quelle revendication du jeton les distingue (revendication: { nom: …, valeur: … }, le même nom, deux valeurs).`,
      );
      return;
    }
  });
}

function speakersOf(file: ConventionFile, folder: string, keysOf: KeysOf): readonly Speaker[] {
  const keys = new Map(
    file.items('emetteurs').flatMap((item) => {
      const [issuer, jwks] = [text(item, 'issuer'), text(item, 'jwks')];
      return issuer === null || jwks === null ? [] : [[issuer, keysAt(jwks, folder, keysOf)]];
    }),
  );
  return file.items('signataires').flatMap((item) => {
    const [id, issuer] = [text(item, 'id'), text(item, 'emetteur')];
    if (id === null || issuer === null) return [];
    const claim = file.inside(item, 'revendication');
    const [name, value] = [text(claim, 'nom'), text(claim, 'valeur')];
    return [
      {
        id,
        item,
        issuer,
        keys: keys.get(issuer) ?? new Map<string, string>(),
        claim: name === null || value === null ? null : { name, value },
      },
    ];
  });
}

/** What two issuers would have in common → how a fault calls it. */
function keysAt(jwks: string, folder: string, keysOf: KeysOf): ReadonlyMap<string, string> {
  const isAddress = /^https?:/i.test(jwks);
  const place = isAddress ? addressOf(jwks) : realPath(resolve(folder, jwks));
  return new Map([
    [place, isAddress ? 'la même adresse de clés' : 'le même fichier de clés'],
    ...keysOf(isAddress ? jwks : place).map((print) => [print, 'une même clé'] as const),
  ]);
}

function sharedBy(left: Speaker, right: Speaker): string | null {
  if (left.issuer === right.issuer) return 'le même émetteur';
  for (const [key, name] of left.keys) if (right.keys.has(key)) return name;
  return null;
}

function areToldApart({ claim }: Speaker, { claim: other }: Speaker): boolean {
  return claim !== null && claim.name === other?.name && claim.value !== other.value;
}

/** One form for all spellings of an address that lead to the same place. */
function addressOf(written: string): string {
  if (!URL.canParse(written)) return written;
  const { protocol, host, hostname, port, pathname, search } = new URL(written);
  const isHere = hostname === 'localhost' || hostname === '[::1]';
  const place = isHere ? `127.0.0.1:${port}` : host.replace(/\.(?=$|:)/, '');
  return `${protocol}//${place}${plainPath(pathname)}${search}`;
}

function plainPath(path: string): string {
  try {
    return decodeURIComponent(path).replace(/\/+/g, '/').replace(/\/$/, '');
  } catch {
    return path;
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
