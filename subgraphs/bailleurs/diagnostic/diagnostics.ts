import { Field, InputType } from 'type-graphql';
import { Attente, awaitsCaller } from '../../kit/acts/awaited.js';
import { equalTo, listing, sorts, within } from '../../kit/listing.js';
import { PeriodeFiltre } from '../../kit/periode-filtre.js';
import { DiagnosticEnMarchant } from './diagnostic-en-marchant.js';
import { MotifDiagnostic, StatutDiagnostic } from './diagnostic-enums.js';
import { diagnosticWorkflow } from './diagnostic-workflow.js';

@InputType('FiltreDiagnostics', { description: 'Restreint la liste des diagnostics en marchant.' })
export class FiltreDiagnostics {
  @Field(() => String, { nullable: true, description: 'Code INSEE de la commune.' })
  commune?: string;

  @Field(() => String, { nullable: true, description: 'Identifiant du bailleur.' })
  bailleur?: string;

  @Field(() => StatutDiagnostic, { nullable: true, description: 'Étape.' })
  statut?: StatutDiagnostic;

  @Field(() => MotifDiagnostic, { nullable: true, description: 'Motif de la demande.' })
  motif?: MotifDiagnostic;

  @Field(() => Attente, { nullable: true, description: 'Ceux qui attendent un acte.' })
  attend?: Attente;

  @Field(() => PeriodeFiltre, { nullable: true, description: 'Période du jour souhaité.' })
  periode?: PeriodeFiltre;
}

const TriDiagnostics = sorts('TriDiagnostics', 'Ordre des diagnostics en marchant.', {
  DATE_SOUHAITEE_DESC: {
    property: 'dateSouhaitee',
    order: 'DESC',
    description: 'Par jour souhaité, des plus récents aux plus anciens.',
  },
  ANCIENNETE: {
    property: 'statutDepuis',
    order: 'ASC',
    description: 'De ceux qui attendent depuis le plus longtemps aux plus récents.',
  },
  ID: { property: 'id', order: 'ASC', description: 'Par identifiant.' },
});

export const diagnostics = listing<DiagnosticEnMarchant, FiltreDiagnostics>({
  entity: DiagnosticEnMarchant,
  portee: ['diagnostic:lecture'],
  filtre: FiltreDiagnostics,
  filters: {
    commune: equalTo('communeCode'),
    bailleur: equalTo('bailleurId'),
    statut: equalTo('statut'),
    motif: equalTo('motif'),
    attend: awaitsCaller(diagnosticWorkflow),
    periode: within('dateSouhaitee'),
  },
  sorts: TriDiagnostics,
});
