import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { dueDayOf } from '../../kit/acts/awaited.js';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { PorteeListe } from '../../kit/portee.js';
import { DateCivile } from '../../kit/scalars.js';
import { Signataire, signataire } from '../../kit/signataire.js';
import { Commune } from '../territoire/commune.js';
import { InformationMaire } from './information-maire.js';
import { informationWorkflow } from './information-workflow.js';
import { FiltreInformations, informations } from './informations.js';

@Resolver(() => InformationMaire)
export class InformationResolver {
  @Query(() => informations.connection, {
    nullable: true,
    description: 'Les informations données aux maires que l’appelant peut lire.',
  })
  @PorteeListe('information-maire:lecture')
  informationsMaire(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => informations.args) asked: PageRequest<FiltreInformations>,
  ): Connection<InformationMaire> {
    return rows.list(informations, asked);
  }

  @Query(() => InformationMaire, {
    nullable: true,
    description: 'Une information donnée au maire par son identifiant.',
  })
  @PorteeListe('information-maire:lecture')
  informationMaire(
    @Ctx() { rows }: SubgraphContext,
    @Arg('id', () => ID, { description: 'Identifiant.' }) id: string,
  ): Promise<InformationMaire | null> {
    return rows.load(InformationMaire, id);
  }

  @FieldResolver(() => Commune, { nullable: true, description: 'La commune des faits.' })
  commune(
    @Root() { communeCode }: InformationMaire,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Commune | null> {
    return rows.load(Commune, communeCode);
  }

  @FieldResolver(() => Signataire, { nullable: true, description: 'Qui informe le maire.' })
  auteur(@Root() { auteurId }: InformationMaire): Signataire {
    return signataire(auteurId);
  }

  @FieldResolver(() => DateCivile, {
    nullable: true,
    description: 'Jour avant lequel un acte est dû, à cette étape.',
  })
  echeance(@Root() information: InformationMaire): string | null {
    return dueDayOf(informationWorkflow, information);
  }
}
