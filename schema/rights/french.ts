import type { Convention } from '../convention/convention.js';
import { openCategory, policyOf } from './category-rights.js';
import { dayBefore } from './turning-days.js';

const feminine =
  /^(Ville|Préfecture|Police|Gendarmerie|Communauté|Métropole|Région|Commune|SEM|SA)\b/;
const masculine = /^(Ministère|Parquet|Département|Tribunal|Groupement|Conseil)\b/;

/** How a sentence about a signatory begins: « La Gendarmerie nationale ». */
export function subjectOf(nom: string): string {
  const short = shortName(nom);
  if (feminine.test(short)) return `La ${short}`;
  return masculine.test(short) ? `Le ${short}` : short;
}

/** « de la Gendarmerie nationale », « du Ministère de la Justice », « d'Ékidom ». */
export function ofSignatory(nom: string): string {
  const short = shortName(nom);
  if (feminine.test(short)) return `de la ${short}`;
  if (masculine.test(short)) return `du ${short}`;
  return /^[aeiouyàâéèêëîïôûœ]/i.test(short) ? `d'${short}` : `de ${short}`;
}

/** The reading of a category in the convention's own words. */
export function readingOf(category: string, conventions: readonly Convention[]): string {
  if (category === openCategory) return 'la lecture de ce qui est ouvert à tout signataire';
  const policy = policyOf(category);
  if (policy !== null) return `la politique « ${policy} »`;
  for (const { donnees } of conventions) {
    const donnee = donnees.get(category);
    if (donnee) return donnee.enClair ?? `la lecture de « ${donnee.libelle} »`;
  }
  return `la lecture de « ${category} »`;
}

/** « du 1er janvier 2027 » without its « du ». */
export function dayInFrench(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const number = date === '01' ? '1er' : String(Number(date));
  return `${number} ${months[Number(month) - 1] ?? month} ${year}`;
}

/** @param today the day of the comparison. */
export function periodInFrench(from: string, until: string | null, today: string): string {
  const start = from === today ? `dès le ${dayInFrench(from)}` : `à partir du ${dayInFrench(from)}`;
  return until === null ? start : `${start} et jusqu'au ${dayInFrench(dayBefore(until))}`;
}

/** « de sa zone », « de sa commune ou dont ce signataire est destinataire »; no set: « sur toutes les lignes ». */
export function rowsInFrench(sets: readonly (readonly string[])[], withPlaces: boolean): string {
  if (sets.length === 0) return 'sur toutes les lignes';
  return sets
    .map((set) => set.map((perimetre) => rowsOf(perimetre, withPlaces)).join(' ou '))
    .join(' et ');
}

function rowsOf(located: string, withPlaces: boolean): string {
  const [perimetre = '', place] = located.split(' ');
  const text = rowTexts[perimetre] ?? perimetre;
  return withPlaces && place !== undefined ? `${text} (${place})` : text;
}

function shortName(nom: string): string {
  return nom.split(',')[0]?.trim() ?? nom;
}

const rowTexts: Readonly<Record<string, string>> = {
  patrimoine: 'de son patrimoine',
  commune: 'de sa commune',
  epci: 'de son intercommunalité',
  zone: 'de sa zone',
  departement: 'de son département',
  quartier: 'des quartiers de son patrimoine',
  'groupe-travail': 'de ses groupes de travail',
  plaignant: 'dont ce signataire est plaignant',
  destinataire: 'dont ce signataire est destinataire',
  auteur: "dont ce signataire est l'auteur",
  participant: 'dont ce signataire est participant',
  pilote: 'que ce signataire pilote',
  mandat: 'des groupes où la personne a un mandat',
};

const months = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
];
