import signataires from '../../../schema/reference/signataires.json' with { type: 'json' };
import { Incident } from '../../bailleurs/incident/incident.js';
import { Plainte } from '../../bailleurs/plainte/plainte.js';
import { CodeInfraction, infractionKeys } from '../../kit/infraction.js';
import {
  code,
  day,
  meaning,
  optional,
  required,
  text,
  Unreadable,
  yesOrNo,
  type ValuesOf,
} from '../column.js';
import { fileImport, type Importer, type Importing, type Line } from '../file-import.js';
import { stableId } from '../stable-id.js';
import type { Stored } from '../table-writer.js';

const ofNature = (...natures: readonly string[]): readonly string[] =>
  signataires.filter(({ nature }) => natures.includes(nature)).map(({ id }) => id);

const forces = ofNature('police', 'gendarmerie');
const [parquet = ''] = ofNature('justice');
const mostQualifications = 10;

const service = meaning(Object.fromEntries(forces.map((id) => [id.toUpperCase(), id])));

/** Steps that the plaintiff and the service know; the others come through the parquet's register. */
const Etape = { DEPOSEE: 'DEPOSEE', RECEPISSE: 'RECEPISSE', EN_COURS: 'EN_COURS' } as const;

const qualifications = (given: string): readonly string[] => {
  const codes = given.split(/[\s|]+/).map(code(CodeInfraction));
  if (codes.length <= mostQualifications) return infractionKeys(codes);
  throw new Unreadable(`${mostQualifications} qualifications au plus.`);
};

const columns = {
  reference: required(text(80), {
    header: 'reference',
    about: 'votre numéro de la plainte ; il ne change plus, et n’est lu de personne.',
    example: 'P-2026-012',
  }),
  incident: required(text(80), {
    header: 'incident',
    about: 'la reference de l’incident dans votre fichier d’incidents, ou son identifiant.',
    example: '2026-0417',
  }),
  service: required(service, {
    header: 'service',
    about: 'qui l’a reçue : police-nationale-86 ou gendarmerie-86.',
    example: 'police-nationale-86',
  }),
  dateDepot: required(day, { header: 'dateDepot', about: 'jour du dépôt.', example: '2026-04-18' }),
  qualifications: required(qualifications, {
    header: 'qualifications',
    about: 'codes des infractions, séparés par une espace.',
    example: 'DEGRADATION_LEGERE',
  }),
  dommagePropre: required(yesOrNo, {
    header: 'dommagePropre',
    about: 'oui : le dommage est le vôtre ; une personne porte plainte elle-même.',
    example: 'oui',
  }),
  etape: optional(code(Etape), {
    header: 'etape',
    about: 'DEPOSEE (sans précision), RECEPISSE ou EN_COURS ; la suite vient du parquet.',
    example: 'RECEPISSE',
  }),
  numeroPv: optional(text(40), {
    header: 'numeroPv',
    about: 'numéro du procès-verbal, avec le récépissé.',
    example: '2026/004321',
  }),
};

type Values = ValuesOf<typeof columns>;

/** Complaints for a landlord's own damage, deposited before. One that is there stays as it is. */
export const plaintes = fileImport({
  about: 'Plaintes déjà déposées ailleurs. Une plainte déjà là reste comme elle est.',
  columns,
  others: 'refused',
  ofBailleur: true,
  begin: (importing) => new PlaintesImporter(importing),
});

class PlaintesImporter implements Importer<Values> {
  constructor(private readonly importing: Importing) {}

  keyOf({ reference }: Values): string {
    return reference;
  }

  async take(lines: readonly Line<Values>[]): Promise<void> {
    const { writer } = this.importing;
    const ids = new Set(lines.flatMap(({ values }) => this.incidentIds(values)));
    const incidents = await writer.there(Incident, [...ids]);
    const rows = lines.flatMap((line) => {
      const incident = this.incidentIds(line.values)
        .map((id) => incidents.get(id))
        .find((found) => found?.['bailleurId'] === this.importing.bailleur);
      return this.isSound(line, incident) && incident ? [this.plainte(line.values, incident)] : [];
    });
    await writer.putNew(Plainte, rows);
  }

  end(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  private incidentIds({ incident }: Values): readonly string[] {
    return [stableId('incident', this.importing.bailleur, incident), incident];
  }

  private isSound({ number, values }: Line<Values>, incident: Stored | undefined): boolean {
    const { faults, today } = this.importing;
    const before = faults.count;
    if (!incident) {
      faults.add(
        number,
        columns.incident.header,
        'aucun incident de ce numéro à votre patrimoine : importez d’abord les incidents.',
      );
    }
    const facts = incident?.['dateFaits'] as string | undefined;
    if (values.dateDepot > today || (facts !== undefined && values.dateDepot < facts)) {
      faults.add(
        number,
        columns.dateDepot.header,
        'le dépôt a eu lieu après les faits, et pas plus tard qu’aujourd’hui.',
      );
    }
    if (!values.dommagePropre) {
      faults.add(
        number,
        columns.dommagePropre.header,
        'un bailleur porte plainte pour son propre dommage : ôtez la ligne.',
      );
    }
    if (values.numeroPv && (values.etape ?? Etape.DEPOSEE) === Etape.DEPOSEE) {
      faults.add(
        number,
        columns.etape.header,
        'un numéro de procès-verbal est dit avec le récépissé : RECEPISSE ou EN_COURS.',
      );
    }
    return faults.count === before;
  }

  private plainte(values: Values, incident: Stored): Partial<Plainte> {
    const { bailleur } = this.importing;
    const statut = values.etape ?? Etape.DEPOSEE;
    return {
      id: stableId('plainte', bailleur, values.reference),
      incidentId: String(incident['id']),
      plaignantId: bailleur,
      serviceId: values.service,
      parquetId: parquet,
      dateDepot: values.dateDepot,
      numeroPv: values.numeroPv ?? null,
      recepisse: statut !== Etape.DEPOSEE,
      qualificationCodes: values.qualifications,
      statut,
      version: 1,
      statutDepuis: null,
      procedureId: null,
    };
  }
}
