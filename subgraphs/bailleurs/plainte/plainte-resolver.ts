import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { PorteeListe } from '../../kit/portee.js';
import { infraction, Infraction } from '../../kit/infraction.js';
import { Signataire, signataire } from '../../kit/signataire.js';
import { Plainte } from './plainte.js';
import { FiltrePlaintes, plaintes } from './plaintes.js';
import { Procedure } from './procedure.js';

@Resolver(() => Plainte)
export class PlainteResolver {
  @Query(() => plaintes.connection, {
    nullable: true,
    description: 'Les plaintes que l’appelant peut lire.',
  })
  @PorteeListe('plainte:lecture')
  plaintes(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => plaintes.args) asked: PageRequest<FiltrePlaintes>,
  ): Connection<Plainte> {
    return rows.list(plaintes, asked);
  }

  @Query(() => Plainte, { nullable: true, description: 'Une plainte par son identifiant.' })
  @PorteeListe('plainte:lecture')
  plainte(
    @Ctx() { rows }: SubgraphContext,
    @Arg('id', () => ID, { description: 'Identifiant.' }) id: string,
  ): Promise<Plainte | null> {
    return rows.load(Plainte, id);
  }

  @FieldResolver(() => Signataire, {
    nullable: true,
    description: 'Le signataire qui a porté plainte.',
  })
  plaignant(@Root() { plaignantId }: Plainte): Signataire {
    return signataire(plaignantId);
  }

  @FieldResolver(() => Signataire, { nullable: true, description: 'Le service qui l’a reçue.' })
  serviceRecepteur(@Root() { serviceId }: Plainte): Signataire {
    return signataire(serviceId);
  }

  @FieldResolver(() => [Infraction], {
    nullable: true,
    description: 'Les qualifications retenues au dépôt.',
  })
  qualifications(@Root() { qualificationCodes }: Plainte): Infraction[] {
    return qualificationCodes.map(infraction).filter((known) => known !== null);
  }

  @FieldResolver(() => Procedure, {
    nullable: true,
    description: 'La procédure, si le parquet en a donné avis.',
  })
  procedure(@Root() { procedureId }: Plainte): Procedure | null {
    return procedureId === null ? null : Object.assign(new Procedure(), { id: procedureId });
  }
}
