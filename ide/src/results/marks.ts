import type { Count } from './counts.js';

/** What a number is put in proportion to, commune by commune. */
export interface Base {
  /** « habitants », « logements ». */
  readonly mot: string;
  readonly parCommune: ReadonlyMap<string, number>;
}

/** One bar, point or cell: what is drawn, and what is said of it. */
export interface Mark {
  readonly cle: string;
  readonly libelle: string;
  /** null: not known. It is drawn as such, never as none. */
  readonly valeur: number | null;
  /** « 12 », « 12, plus 1 effectif < 5 masqué », « 3,4 pour 1 000 habitants (12 pour 3 529) ». */
  readonly texte: string;
  /** Why nothing is known: a small number that its owner suppressed. */
  readonly masque: boolean;
  /** Nothing of it is masked or unknown: a number that another is compared with. */
  readonly certain: boolean;
}

const rates = new Intl.NumberFormat('fr-FR', {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

export function markOf(count: Count, base: Base | null): Mark {
  const { cle, libelle, nombre, masques, inconnus } = count;
  const known = isUnknown(count) ? null : nombre;
  const mark = { cle, libelle, masque: masques > 0, certain: masques + inconnus === 0 };
  if (base === null) return { ...mark, valeur: known, texte: countText(count) };
  const of = base.parCommune.get(cle);
  if (known === null || of === undefined || of === 0) {
    const unknown = known === null ? '' : ` (${base.mot} : nombre inconnu)`;
    return { ...mark, valeur: null, certain: false, texte: countText(count) + unknown };
  }
  const valeur = (known / of) * 1000;
  const texte = `${rateText(valeur)} pour ${numberText(1000)} ${base.mot} (${countText(count)} pour ${numberText(of)})`;
  return { ...mark, valeur, texte };
}

export function numberText(number: number): string {
  return number.toLocaleString('fr-FR');
}

/** « 3,4 » */
export function rateText(rate: number): string {
  return rates.format(rate);
}

/** « 12 », « 12, plus 3 effectifs < 5 masqués », « 1 effectif < 5 masqué », « 1 inconnu ». */
export function countText({
  nombre,
  masques,
  inconnus,
}: Pick<Count, 'nombre' | 'masques' | 'inconnus'>): string {
  const missing = [
    ...(masques === 0
      ? []
      : [masques === 1 ? '1 effectif < 5 masqué' : `${numberText(masques)} effectifs < 5 masqués`]),
    ...(inconnus === 0 ? [] : [inconnus === 1 ? '1 inconnu' : `${numberText(inconnus)} inconnus`]),
  ].join(' et ');
  if (missing === '') return numberText(nombre);
  return nombre === 0 ? missing : `${numberText(nombre)}, plus ${missing}`;
}

/** Nothing is known of it: neither a number nor none. */
function isUnknown({
  nombre,
  masques,
  inconnus,
}: Pick<Count, 'nombre' | 'masques' | 'inconnus'>): boolean {
  return nombre === 0 && masques + inconnus > 0;
}
