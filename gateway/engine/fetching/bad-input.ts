/** What may be wrong with a value, as subgraphs call it in `extensions.raison`: nothing else travels. */
const raisons = ['TAILLE_DE_PAGE', 'CURSEUR', 'TRI', 'DATE', 'HORODATAGE'] as const;

type Raison = (typeof raisons)[number];

/** A subgraph refuses a value of the caller's: nothing is out of order there. */
export interface BadInput {
  /** null: it gives none of the known ones. */
  readonly raison: Raison | null;
  /** Of a size; null: not said. */
  readonly maximum: number | null;
}

export const someBadInput: BadInput = { raison: null, maximum: null };
export const badCursor: BadInput = { raison: 'CURSEUR', maximum: null };

/** @param extensions of an error of the subgraph. @returns null: it says nothing of the caller's input. */
export function readBadInput(extensions: Readonly<Record<string, unknown>>): BadInput | null {
  if (extensions['code'] !== 'BAD_USER_INPUT') return null;
  const { raison, maximum } = extensions;
  const known = raisons.find((name) => name === raison);
  if (known === undefined) return someBadInput;
  const isSize = typeof maximum === 'number' && Number.isInteger(maximum) && maximum > 0;
  return { raison: known, maximum: isSize ? maximum : null };
}

/** @returns what they all say is wrong; null: one of them failed for another reason, or there is none. */
export function commonBadInput(said: readonly (BadInput | null)[]): BadInput | null {
  const [first, ...others] = said;
  if (!first || others.some((other) => other === null)) return null;
  return others.every((other) => other?.raison === first.raison) ? first : someBadInput;
}

/** In the gateway's own words: the partner's may quote what they choked on. */
export function badInputMessage({ raison, maximum }: BadInput): string {
  switch (raison) {
    case 'TAILLE_DE_PAGE': {
      const range = maximum === null ? 'va de 1 à un maximum' : `va de 1 à ${maximum}`;
      return `« first » ${range} chez ce partenaire : demandez la suite page par page, avec « after ».`;
    }
    case 'CURSEUR':
      return '« after » n’est pas un curseur de cette liste dans ce tri : reprenez depuis la première page.';
    case 'TRI':
      return 'Ce tri n’existe pas pour cette liste.';
    case 'DATE':
      return 'Une date s’écrit AAAA-MM-JJ et doit exister.';
    case 'HORODATAGE':
      return 'Un horodatage s’écrit en ISO 8601, par exemple 2026-11-23T10:00:00Z.';
    case null:
      return 'Valeur refusée par le partenaire : vérifiez les arguments (page, curseur, dates, filtre).';
  }
}
