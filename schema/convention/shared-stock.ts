import { text, type ConventionFile, type Item } from './convention-file.js';

type Report = (path: Item['path'], message: string) => void;

/** What only one landlord can answer for, and what a fault calls it. */
const exclusive = [
  ['commune', 'la commune'],
  ['epci', "l'intercommunalité"],
  ['zone', 'la zone'],
  ['departement', 'le département'],
] as const;

/**
 * One stock has one landlord: a second signatory with the same would read the rows of the first. So
 * would a landlord whose territory is another landlord's.
 */
export function reportSharedStock(file: ConventionFile, report: Report): void {
  const signatories = file.items('signataires');
  reportShared(file, signatories, 'patrimoine', 'le patrimoine', report);
  const landlords = signatories.filter((item) => text(item, 'nature') === 'bailleur');
  for (const [key, name] of exclusive) reportShared(file, landlords, key, name, report);
}

function reportShared(
  file: ConventionFile,
  signatories: readonly Item[],
  key: string,
  name: string,
  report: Report,
): void {
  const holders = signatories.flatMap((item) => {
    const territory = file.inside(item, 'territoire');
    const held = text(territory, key);
    return held === null ? [] : [{ item, path: [...territory.path, key], held }];
  });
  holders.forEach(({ item, path, held }, index) => {
    const other = holders
      .slice(0, index)
      .find((before) => plain(before.held) === plain(held) && !succeeds(item, before.item));
    if (!other) return;
    report(
      path,
      `${name} « ${held} » est déjà le territoire de « ${text(other.item, 'id') ?? ''} » : un patrimoine n'a qu'un bailleur, corrigez l'une des deux entrées (ou datez le retrait de l'une avant la signature de l'autre).`,
    );
  });
}

/** One of them withdraws before the other signs: a landlord that takes over another's stock. */
function succeeds(left: Item, right: Item): boolean {
  return isBefore(left, right) || isBefore(right, left);
}

function isBefore(first: Item, second: Item): boolean {
  const [withdrawal, signature] = [text(first, 'retrait'), text(second, 'signature')];
  return withdrawal !== null && signature !== null && withdrawal <= signature;
}

/** Databases compare without regard to capitals, accents and spaces at the end. */
function plain(value: string): string {
  return value.normalize('NFKD').replace(/\p{M}/gu, '').trim().toLowerCase();
}
