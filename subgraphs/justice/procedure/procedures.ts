import { Field, InputType } from 'type-graphql';
import { equalTo, listing, sorts } from '../../kit/listing.js';
import { EtatPublic, Procedure } from './procedure.js';

@InputType('FiltreProcedures', { description: 'Restreint la liste des procédures.' })
export class FiltreProcedures {
  @Field(() => String, { nullable: true, description: 'Code INSEE de la commune des faits.' })
  commune?: string;

  @Field(() => EtatPublic, { nullable: true, description: 'État communicable.' })
  etatPublic?: EtatPublic;
}

const TriProcedures = sorts('TriProcedures', 'Ordre des procédures.', {
  MOIS_FAITS_DESC: {
    property: 'moisFaits',
    order: 'DESC',
    description: 'Des plus récentes aux plus anciennes.',
  },
  MOIS_FAITS_ASC: {
    property: 'moisFaits',
    order: 'ASC',
    description: 'Des plus anciennes aux plus récentes.',
  },
});

export const procedures = listing<Procedure, FiltreProcedures>({
  entity: Procedure,
  portee: ['justice:procedure'],
  filtre: FiltreProcedures,
  filters: { commune: equalTo('communeCode'), etatPublic: equalTo('etatPublic') },
  sorts: TriProcedures,
});
