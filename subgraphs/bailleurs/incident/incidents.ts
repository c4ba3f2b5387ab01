import { Field, InputType, Int } from 'type-graphql';
import { Attente, awaitsCaller } from '../../kit/acts/awaited.js';
import { equalTo, listing, sorts, within } from '../../kit/listing.js';
import { PeriodeFiltre } from '../../kit/periode-filtre.js';
import { ReadsField } from '../../kit/portee.js';
import { LieuIncident, QualiteVictime, StatutIncident } from './incident-enums.js';
import { incidentWorkflow } from './incident-workflow.js';
import { Incident } from './incident.js';
import { FamilleIncident, TypeIncident, typesOf } from './type-incident.js';

@InputType('FiltreIncidents', { description: 'Restreint la liste des incidents.' })
export class FiltreIncidents {
  @Field(() => String, { nullable: true, description: 'Code INSEE de la commune.' })
  @ReadsField('Incident.residence')
  commune?: string;

  @Field(() => String, { nullable: true, description: 'Code du quartier prioritaire.' })
  @ReadsField('Incident.residence')
  quartier?: string;

  @Field(() => String, { nullable: true, description: 'Identifiant du bailleur.' })
  @ReadsField('Incident.residence')
  bailleur?: string;

  @Field(() => String, { nullable: true, description: 'Identifiant de la résidence.' })
  @ReadsField('Incident.residence')
  residence?: string;

  @Field(() => PeriodeFiltre, { nullable: true, description: 'Période des faits.' })
  @ReadsField('Incident.dateFaits')
  periode?: PeriodeFiltre;

  @Field(() => FamilleIncident, { nullable: true, description: 'Famille de faits.' })
  famille?: FamilleIncident;

  @Field(() => TypeIncident, { nullable: true, description: 'Type de faits.' })
  type?: TypeIncident;

  @Field(() => StatutIncident, { nullable: true, description: 'Étape.' })
  @ReadsField('Incident.statut')
  statut?: StatutIncident;

  @Field(() => Attente, { nullable: true, description: 'Ceux qui attendent un acte.' })
  @ReadsField('Incident.statut')
  attend?: Attente;

  @Field(() => Int, { nullable: true, description: 'Gravité.' })
  gravite?: number;

  @Field(() => LieuIncident, { nullable: true, description: 'Type de lieu.' })
  @ReadsField('Incident.lieuType')
  lieuType?: LieuIncident;

  @Field(() => QualiteVictime, { nullable: true, description: 'Qualité de la victime.' })
  @ReadsField('Incident.victime')
  qualiteVictime?: QualiteVictime;

  @Field(() => Boolean, { nullable: true, description: 'Auteur connu ou non.' })
  @ReadsField('Incident.auteurPresume')
  auteurConnu?: boolean;
}

const TriIncidents = sorts('TriIncidents', 'Ordre des incidents.', {
  MOIS_FAITS_DESC: {
    property: 'moisFaits',
    order: 'DESC',
    description: 'Du mois le plus récent au plus ancien.',
  },
  DATE_FAITS_DESC: {
    property: 'dateFaits',
    order: 'DESC',
    description: 'Des faits les plus récents aux plus anciens.',
    reads: ['Incident.dateFaits'],
  },
  DATE_FAITS_ASC: {
    property: 'dateFaits',
    order: 'ASC',
    description: 'Des faits les plus anciens aux plus récents.',
    reads: ['Incident.dateFaits'],
  },
});

export const incidents = listing<Incident, FiltreIncidents>({
  entity: Incident,
  portee: ['incident:resume'],
  filtre: FiltreIncidents,
  filters: {
    commune: equalTo('communeCode'),
    quartier: equalTo('quartierCode'),
    bailleur: equalTo('bailleurId'),
    residence: equalTo('residenceId'),
    periode: within('dateFaits'),
    famille: (famille, scope) =>
      `${scope.col('type')} IN (${typesOf(famille)
        .map((type) => scope.param(type))
        .join(', ')})`,
    type: equalTo('type'),
    gravite: equalTo('gravite'),
    statut: equalTo('statut'),
    attend: awaitsCaller(incidentWorkflow),
    lieuType: equalTo('lieuType'),
    qualiteVictime: equalTo('victimeQualite'),
    auteurConnu: equalTo('auteurConnu'),
  },
  sorts: TriIncidents,
});
