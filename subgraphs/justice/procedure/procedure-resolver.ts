import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { Portee, PorteeListe } from '../../kit/portee.js';
import { Livraison, livraisonOf } from '../livraison/livraison.js';
import { Commune } from '../territoire/commune.js';
import { infraction, Infraction } from '../../kit/infraction.js';
import { motifsClassement } from './penal-outcome.js';
import { conduite } from './procedure-workflow.js';
import { Decision, EtatPublic, Procedure } from './procedure.js';
import { FiltreProcedures, procedures } from './procedures.js';

@ObjectType({ description: 'Motif d’un classement sans suite.' })
@Portee('justice:decision')
export class MotifClassement {
  @Field(() => String, { description: 'Code.' })
  code!: string;

  @Field(() => String, { nullable: true, description: 'Libellé.' })
  libelle!: string | null;
}

@Resolver(() => Procedure)
export class ProcedureResolver {
  @Query(() => procedures.connection, {
    nullable: true,
    description: 'Les procédures que l’appelant peut lire.',
  })
  @PorteeListe('justice:procedure')
  procedures(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => procedures.args) asked: PageRequest<FiltreProcedures>,
  ): Connection<Procedure> {
    return rows.list(procedures, asked);
  }

  @Query(() => Procedure, { nullable: true, description: 'Une procédure par son identifiant.' })
  @PorteeListe('justice:procedure')
  procedure(
    @Ctx() { rows }: SubgraphContext,
    @Arg('id', () => ID, { description: 'Identifiant opaque.' }) id: string,
  ): Promise<Procedure | null> {
    return rows.load(Procedure, id);
  }

  @FieldResolver(() => Commune, { nullable: true, description: 'La commune des faits.' })
  communeFaits(@Root() { communeCode }: Procedure): Commune {
    return Object.assign(new Commune(), { codeInsee: communeCode });
  }

  @FieldResolver(() => [Infraction], { nullable: true, description: 'Les infractions.' })
  infractions(@Root() { infractionCodes }: Procedure): Infraction[] {
    return infractionCodes.map(infraction).filter((known) => known !== null);
  }

  @FieldResolver(() => EtatPublic, {
    description:
      'État communicable : « en cours » pour qui n’a pas eu avis de la décision, quoi qu’il en soit.',
  })
  async etatPublic(
    @Root() { id, etatPublic }: Procedure,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<EtatPublic> {
    return (await rows.load(Decision, id)) === null ? EtatPublic.EN_COURS : etatPublic;
  }

  @FieldResolver(() => Livraison, {
    nullable: true,
    description: 'Où en est ce que le registre change à la plainte du bailleur.',
  })
  @Portee(conduite)
  livraison(
    @Root() { id }: Procedure,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Livraison | null> {
    return livraisonOf(rows, id);
  }

  @FieldResolver(() => Decision, {
    nullable: true,
    description: 'La décision, une fois notifiée à l’appelant (CPP, art. 40-2).',
  })
  @PorteeListe('justice:decision')
  decision(@Root() { id }: Procedure, @Ctx() { rows }: SubgraphContext): Promise<Decision | null> {
    return rows.load(Decision, id);
  }
}

@Resolver(() => Decision)
export class DecisionResolver {
  @FieldResolver(() => MotifClassement, {
    nullable: true,
    description: 'Motif, si la procédure est classée sans suite.',
  })
  @Portee('justice:decision')
  motifClassement(@Root() { motifCode }: Decision): MotifClassement | null {
    if (motifCode === null) return null;
    const libelle = motifsClassement[motifCode] ?? null;
    return Object.assign(new MotifClassement(), { code: motifCode, libelle });
  }
}
