import { Entree, NiveauVigilance } from '../../bailleurs/residence/entree.js';
import { Residence } from '../../bailleurs/residence/residence.js';
import { code, day, optional, required, text, type ValuesOf } from '../column.js';
import { fileImport, type Importer, type Importing, type Line } from '../file-import.js';
import { stableId } from '../stable-id.js';

const columns = {
  residence: required(text(40), {
    header: 'residence',
    about: 'votre code de la résidence, qui est déjà là.',
    example: 'A12',
  }),
  code: required(text(40), {
    header: 'entree',
    about: 'votre code de l’entrée dans la résidence ; il ne change plus, et n’est lu de personne.',
    example: 'B',
  }),
  niveau: optional(code(NiveauVigilance), {
    header: 'niveau',
    about: 'vigilance au départ : VERT (sans précision), JAUNE, ORANGE ou ROUGE.',
    example: 'JAUNE',
  }),
  dateEvaluation: required(day, {
    header: 'dateEvaluation',
    about: 'jour de cette évaluation.',
    example: '17/04/2026',
  }),
};

type Values = ValuesOf<typeof columns>;

/** A landlord's halls. The level of one that is there is changed by acts, which have its history. */
export const entrees = fileImport({
  about: 'Entrées (halls) des résidences. Une entrée déjà là reste comme elle est.',
  columns,
  others: 'refused',
  ofBailleur: true,
  begin: (importing) => new EntreesImporter(importing),
});

class EntreesImporter implements Importer<Values> {
  constructor(private readonly importing: Importing) {}

  keyOf({ residence, code: own }: Values): string {
    return JSON.stringify([residence, own]);
  }

  async take(lines: readonly Line<Values>[]): Promise<void> {
    const { writer, bailleur, faults, today } = this.importing;
    const residenceOf = ({ residence }: Values) => `${bailleur}:${residence}`;
    const ids = new Set(lines.map(({ values }) => residenceOf(values)));
    const places = await writer.there(Residence, [...ids]);
    for (const { number, values } of lines) {
      if (!places.has(residenceOf(values))) {
        faults.add(
          number,
          columns.residence.header,
          'aucune résidence de ce code : importez d’abord les résidences.',
        );
      }
      if (values.dateEvaluation > today) {
        faults.add(
          number,
          columns.dateEvaluation.header,
          'une évaluation est d’aujourd’hui ou d’avant.',
        );
      }
    }
    await writer.putNew(
      Entree,
      lines
        .filter(({ values }) => places.has(residenceOf(values)))
        .map(({ values }) => ({
          id: stableId('entree', bailleur, values.residence, values.code),
          residenceId: residenceOf(values),
          statut: values.niveau ?? NiveauVigilance.VERT,
          dateEvaluation: values.dateEvaluation,
          version: 1,
          statutDepuis: null,
        })),
    );
  }

  end(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }
}
