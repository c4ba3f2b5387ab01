import { Field, InputType } from 'type-graphql';
import { Attente, awaitsCaller } from '../../kit/acts/awaited.js';
import { equalTo, listing, sorts } from '../../kit/listing.js';
import { StatutProtection } from './protection-enums.js';
import { ProtectionPersonnel } from './protection-personnel.js';
import { protectionWorkflow } from './protection-workflow.js';

@InputType('FiltreProtections', { description: 'Restreint la liste des dossiers de protection.' })
export class FiltreProtections {
  @Field(() => StatutProtection, { nullable: true, description: 'Étape.' })
  statut?: StatutProtection;

  @Field(() => Attente, { nullable: true, description: 'Ceux qui attendent un acte.' })
  attend?: Attente;
}

const TriProtections = sorts('TriProtections', 'Ordre des dossiers de protection.', {
  DATE_DECLARATION_DESC: {
    property: 'dateDeclaration',
    order: 'DESC',
    description: 'De la déclaration la plus récente à la plus ancienne.',
  },
});

export const protections = listing<ProtectionPersonnel, FiltreProtections>({
  entity: ProtectionPersonnel,
  portee: ['protection:lecture'],
  filtre: FiltreProtections,
  filters: { statut: equalTo('statut'), attend: awaitsCaller(protectionWorkflow) },
  sorts: TriProtections,
});
