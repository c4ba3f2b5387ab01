import {
  LieuIncident,
  LienBail,
  QualiteVictime,
  TrancheHoraire,
  TrancheItt,
} from '../../bailleurs/incident/incident-enums.js';
import { Incident } from '../../bailleurs/incident/incident.js';
import { TypeIncident } from '../../bailleurs/incident/type-incident.js';
import { Residence } from '../../bailleurs/residence/residence.js';
import {
  code,
  day,
  optional,
  required,
  text,
  wholeNumber,
  yesOrNo,
  type ValuesOf,
} from '../column.js';
import { fileImport, type Importer, type Importing, type Line } from '../file-import.js';
import { stableId } from '../stable-id.js';
import type { Stored } from '../table-writer.js';

const immediateDanger = 4;

const columns = {
  reference: required(text(80), {
    header: 'reference',
    about: 'votre numéro de l’incident ; il ne change plus, et n’est lu de personne.',
    example: '2026-0417',
  }),
  residence: required(text(40), {
    header: 'residence',
    about: 'votre code de la résidence, qui est déjà là.',
    example: 'A12',
  }),
  type: required(code(TypeIncident), {
    header: 'type',
    about: 'code du type de faits.',
    example: 'T_HALL',
  }),
  gravite: required(wholeNumber(1, 4), {
    header: 'gravite',
    about: '1 gêne, 2 récurrence ou dégradation, 3 personne atteinte ou intimidée, 4 danger.',
    example: '2',
  }),
  dateFaits: required(day, {
    header: 'dateFaits',
    about: 'jour des faits.',
    example: '2026-04-17',
  }),
  trancheHoraire: optional(code(TrancheHoraire), {
    header: 'trancheHoraire',
    about: 'MATIN, APRES_MIDI, SOIREE ou NUIT.',
    example: 'SOIREE',
  }),
  lieuType: required(code(LieuIncident), {
    header: 'lieuType',
    about: 'type de lieu.',
    example: 'HALL',
  }),
  recurrence: optional(yesOrNo, {
    header: 'recurrence',
    about: 'les faits se répètent : oui ou non.',
    example: 'oui',
  }),
  coutEstime: optional(wholeNumber(0, 10_000_000), {
    header: 'coutEstime',
    about: 'coût estimé, en euros entiers.',
    example: '350',
  }),
  appel17: optional(yesOrNo, {
    header: 'appel17',
    about: 'le 17 a été appelé ; oui pour la gravité 4.',
    example: 'non',
  }),
  victimeQualite: optional(code(QualiteVictime), {
    header: 'victimeQualite',
    about: 'SALARIE, PRESTATAIRE, LOCATAIRE ou TIERS ; vide sans victime.',
    example: '',
  }),
  victimeItt: optional(code(TrancheItt), {
    header: 'victimeItt',
    about: 'incapacité totale de travail.',
    example: '',
  }),
  victimeIdentite: optional(text(160), {
    header: 'victimeIdentite',
    about: 'nom et prénom : donnée personnelle, lue du bailleur, des forces et du parquet.',
    example: '',
  }),
  auteurConnu: optional(yesOrNo, {
    header: 'auteurConnu',
    about: 'l’auteur présumé est connu : oui ou non.',
    example: 'non',
  }),
  auteurIdentite: optional(text(160), {
    header: 'auteurIdentite',
    about: 'nom et prénom, pour vos seules affaires (loi informatique et libertés, art. 46).',
    example: '',
  }),
  auteurLienBail: optional(code(LienBail), {
    header: 'auteurLienBail',
    about: 'TITULAIRE, OCCUPANT ou AUCUN.',
    example: '',
  }),
};

type Values = ValuesOf<typeof columns>;

/**
 * Facts that a landlord has recorded elsewhere. An incident that is there stays as it is: it is
 * corrected by an act, which appends, and an old file must not undo that.
 */
export const incidents = fileImport({
  about: 'Incidents déjà consignés ailleurs. Un incident déjà là reste comme il est.',
  columns,
  others: 'refused',
  ofBailleur: true,
  begin: (importing) => new IncidentsImporter(importing),
});

class IncidentsImporter implements Importer<Values> {
  constructor(private readonly importing: Importing) {}

  keyOf({ reference }: Values): string {
    return reference;
  }

  async take(lines: readonly Line<Values>[]): Promise<void> {
    const { writer, bailleur } = this.importing;
    const ids = [...new Set(lines.map(({ values }) => `${bailleur}:${values.residence}`))];
    const places = await writer.there(Residence, ids);
    const rows = lines.flatMap((line) => {
      const place = places.get(`${bailleur}:${line.values.residence}`);
      return this.isSound(line, place) && place ? [this.incident(line.values, place)] : [];
    });
    await writer.putNew(Incident, rows);
  }

  end(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  private isSound({ number, values }: Line<Values>, place: Stored | undefined): boolean {
    const { faults, today } = this.importing;
    const before = faults.count;
    if (!place) {
      faults.add(
        number,
        columns.residence.header,
        'aucune résidence de ce code : importez d’abord les résidences.',
      );
    }
    if (values.dateFaits > today) {
      faults.add(number, columns.dateFaits.header, 'les faits ont eu lieu aujourd’hui ou avant.');
    }
    if (values.gravite >= immediateDanger && values.appel17 !== true) {
      faults.add(
        number,
        columns.appel17.header,
        'une gravité 4 dit que le 17 a été appelé : oui, ou une autre gravité.',
      );
    }
    if ((values.victimeItt ?? values.victimeIdentite) && !values.victimeQualite) {
      faults.add(number, columns.victimeQualite.header, 'une victime a une qualité : dites-la.');
    }
    if ((values.auteurIdentite ?? values.auteurLienBail) && values.auteurConnu !== true) {
      faults.add(
        number,
        columns.auteurConnu.header,
        'un auteur présumé que l’on décrit est connu : oui.',
      );
    }
    return faults.count === before;
  }

  private incident(values: Values, place: Stored): Partial<Incident> {
    const { bailleur } = this.importing;
    return {
      id: stableId('incident', bailleur, values.reference),
      residenceId: `${bailleur}:${values.residence}`,
      bailleurId: bailleur,
      communeCode: String(place['communeCode']),
      quartierCode: (place['quartierCode'] as string | null) ?? null,
      type: values.type,
      gravite: values.gravite,
      moisFaits: values.dateFaits.slice(0, 7),
      dateFaits: values.dateFaits,
      trancheHoraire: values.trancheHoraire ?? null,
      lieuType: values.lieuType,
      recurrence: values.recurrence ?? false,
      infractionCode: null,
      entreeId: null,
      coutEstime: values.coutEstime ?? null,
      victimeQualite: values.victimeQualite ?? null,
      victimeItt: values.victimeItt ?? null,
      victimeIdentite: values.victimeIdentite ?? null,
      auteurConnu: values.auteurConnu ?? false,
      auteurIdentite: values.auteurIdentite ?? null,
      auteurLienBail: values.auteurLienBail ?? null,
      appel17: values.appel17 ?? false,
      statut: 'OUVERT',
      version: 1,
      statutDepuis: null,
    };
  }
}
