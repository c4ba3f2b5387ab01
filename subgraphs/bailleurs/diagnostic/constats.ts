import { Field, InputType } from 'type-graphql';
import { Attente, awaitsCaller } from '../../kit/acts/awaited.js';
import { equalTo, listing, sorts, type Filter } from '../../kit/listing.js';
import { constatWorkflow, followed, planned } from './constat-workflow.js';
import { Constat } from './constat.js';
import { DiagnosticEnMarchant } from './diagnostic-en-marchant.js';
import { StatutConstat, ThemeConstat } from './diagnostic-enums.js';

@InputType('FiltreConstats', { description: 'Restreint la liste des constats.' })
export class FiltreConstats {
  @Field(() => String, { nullable: true, description: 'Identifiant du diagnostic.' })
  diagnostic?: string;

  @Field(() => String, { nullable: true, description: 'Identifiant du signataire qui pilote.' })
  pilote?: string;

  @Field(() => StatutConstat, { nullable: true, description: 'Étape.' })
  statut?: StatutConstat;

  @Field(() => ThemeConstat, { nullable: true, description: 'Thème.' })
  theme?: ThemeConstat;

  @Field(() => Attente, { nullable: true, description: 'Ceux qui attendent un acte.' })
  attend?: Attente;
}

const awaits = awaitsCaller(constatWorkflow);

/** Awaited by its own state, and open at the stage of its diagnostic: a withdrawn one awaits nothing. */
const attend: Filter<Attente> = (value, scope) => {
  const stage = scope.exists(DiagnosticEnMarchant, { id: 'diagnosticId' }, (diagnostic) => {
    const at = (stages: readonly string[]) =>
      `${diagnostic.col('statut')} IN (${diagnostic.param([...stages])})`;
    const answered = `${scope.col('statut')} IN (${scope.param(['ACCEPTE', 'REALISE'])})`;
    return `((${answered} AND ${at(followed)}) OR (NOT ${answered} AND ${at(planned)}))`;
  });
  return `(${awaits(value, scope)} AND ${stage})`;
};

const TriConstats = sorts('TriConstats', 'Ordre des constats.', {
  PRIORITE: { property: 'priorite', order: 'ASC', description: 'Les plus pressants d’abord.' },
  ID: { property: 'id', order: 'ASC', description: 'Par identifiant.' },
});

export const constats = listing<Constat, FiltreConstats>({
  entity: Constat,
  portee: ['diagnostic:lecture'],
  filtre: FiltreConstats,
  filters: {
    diagnostic: equalTo('diagnosticId'),
    pilote: equalTo('piloteId'),
    statut: equalTo('statut'),
    theme: equalTo('theme'),
    attend,
  },
  sorts: TriConstats,
});
