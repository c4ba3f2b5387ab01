import { text, type ConventionFile, type Item } from './convention-file.js';

/** Reports issuers that anybody between them and the gateway could answer for, and token rules out of range. */
export function reportIssuerFaults(file: ConventionFile): void {
  for (const item of file.items('emetteurs')) {
    reportUnprotected(file, item, 'issuer');
    const tokens = file.inside(item, 'jetons');
    reportOutOfRange(file, tokens, 'dureeMaximale', 60, 86_400);
    reportOutOfRange(file, tokens, 'toleranceHorloge', 0, 300);
    const jwks = text(item, 'jwks');
    if (jwks === null || !isAddress(jwks)) continue;
    const fault = addressFault(jwks);
    if (fault === null) reportUnprotected(file, item, 'jwks');
    else file.report([...item.path, 'jwks'], fault);
  }
}

function reportOutOfRange(
  file: ConventionFile,
  item: Item,
  key: string,
  least: number,
  most: number,
): void {
  const value = text(item, key);
  // What is no number at all is a fault of the shape.
  if (value === null || !/^[0-9]+$/.test(value)) return;
  if (Number(value) >= least && Number(value) <= most) return;
  file.report(
    [...item.path, key],
    `« ${key} » vaut ${value} : écrivez un nombre de secondes de ${least} à ${most}.`,
  );
}

/** A scheme has two letters at least: `C:\clefs.json` is a path. */
function isAddress(value: string): boolean {
  return /^[a-z][a-z0-9+.-]+:/i.test(value);
}

function addressFault(jwks: string): string | null {
  if (!URL.canParse(jwks) || !/^https?:$/.test(new URL(jwks).protocol)) {
    return `« ${jwks} » n'est pas une adresse https : corrigez-la, ou écrivez le chemin d'un fichier.`;
  }
  const { username, password } = new URL(jwks);
  // Not quoted: it holds a password.
  return username + password === ''
    ? null
    : "L'adresse des clés contient un mot de passe : ces clés sont publiques, retirez-le.";
}

function reportUnprotected(file: ConventionFile, item: Item, key: 'issuer' | 'jwks'): void {
  const value = text(item, key);
  if (value === null || !/^http:/i.test(value)) return;
  if (URL.canParse(value) && isLoopback(new URL(value).hostname)) return;
  file.report(
    [...item.path, key],
    `« ${value} » n'est pas protégée : écrivez une adresse https (http n'est admis que sur cette machine, 127.0.0.1 ou localhost).`,
  );
}

/** @param hostname as URL writes it: addresses in their usual form, IPv6 in brackets. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
