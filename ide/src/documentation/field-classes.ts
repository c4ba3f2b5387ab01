/** Sensitivity of a field's data: P0 public, P1 operational, P2 personal, P3 judicial. */
export type Classe = 'P0' | 'P1' | 'P2' | 'P3';

/** Of a `Type.field`; null as long as it is not known. */
export type ClassOf = (coordonnee: string) => Classe | null;

export const classNames: Readonly<Record<Classe, string>> = {
  P0: 'publique ou statistique',
  P1: 'opérationnelle, sans personne',
  P2: 'personnelle',
  P3: 'judiciaire ou confidentielle',
};
