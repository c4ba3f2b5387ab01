import { Field, InputType } from 'type-graphql';
import { Attente, awaitsCaller } from '../../kit/acts/awaited.js';
import { equalTo, listing, sorts, type Filter } from '../../kit/listing.js';
import { procedureWorkflow } from './procedure-workflow.js';
import { Decision, EtatPublic, Procedure } from './procedure.js';

@InputType('FiltreProcedures', { description: 'Restreint la liste des procédures.' })
export class FiltreProcedures {
  @Field(() => String, { nullable: true, description: 'Code INSEE de la commune des faits.' })
  commune?: string;

  @Field(() => EtatPublic, { nullable: true, description: 'État communicable.' })
  etatPublic?: EtatPublic;

  @Field(() => Attente, { nullable: true, description: 'Celles qui attendent un acte.' })
  attend?: Attente;
}

/** As the field answers: whoever had no notice of the decision sees a procedure under way. */
const asTold: Filter<EtatPublic> = (value, scope) => {
  const told = scope.exists(Decision, { procedureId: 'id' }, (decision) =>
    decision.under('justice:decision'),
  );
  const stored = equalTo<EtatPublic>('etatPublic')(value, scope);
  return value === EtatPublic.EN_COURS ? `(${stored} OR NOT ${told})` : `(${stored} AND ${told})`;
};

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
  filters: {
    commune: equalTo('communeCode'),
    etatPublic: asTold,
    attend: awaitsCaller(procedureWorkflow),
  },
  sorts: TriProcedures,
});
