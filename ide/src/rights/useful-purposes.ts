import { useEffect, useState } from 'react';
import type { Classe } from '../documentation/field-classes.js';
import { ask } from '../graphql/ask.js';
import { allInFrenchType } from '../page/typography.js';
import type { Session } from '../session/session.js';

/** A purpose that opens something to the caller's organisation. */
export interface UsefulPurpose {
  readonly id: string;
  readonly libelle: string;
  readonly ouvre: readonly {
    readonly portee: string;
    readonly libelle: string | null;
    readonly classe: Classe | null;
  }[];
}

const query = '{ moi { finalitesUtiles { id libelle ouvre { portee libelle classe } } } }';

/** null: not known yet, or not to be had. */
export function useUsefulPurposes(session: Session): readonly UsefulPurpose[] | null {
  const [purposes, setPurposes] = useState<readonly UsefulPurpose[] | null>(null);
  useEffect(() => {
    let current = true;
    ask(session, { query, finalite: [] }).then(
      ({ body }) => {
        const moi = body.data?.['moi'] as { finalitesUtiles: readonly UsefulPurpose[] } | null;
        if (current && moi) setPurposes(allInFrenchType(moi.finalitesUtiles));
      },
      // The session is over, and says so itself.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [session]);
  return purposes;
}

/** Whether declaring it opens data of persons, so that the analyst is asked before it is declared. */
export function opensPersons({ ouvre }: UsefulPurpose): boolean {
  // INVARIANT: a category whose class is not known counts as one of persons.
  return ouvre.some(({ classe }) => classe !== 'P0' && classe !== 'P1');
}

/** « Auteur présumé (P3), Victime (P2) ». */
export function openedText({ ouvre }: UsefulPurpose): string {
  return ouvre
    .map(({ portee, libelle, classe }) => `${libelle ?? portee}${classe ? ` (${classe})` : ''}`)
    .join(', ');
}
