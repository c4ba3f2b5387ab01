import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { Portee, PorteeListe } from '../../kit/portee.js';
import { Commune } from '../territoire/commune.js';
import { AuteurRappel, RepresentantLegal } from './auteur-rappel.js';
import { RappelOrdre } from './rappel-ordre.js';
import { FiltreRappelsOrdre, rappelsOrdre } from './rappels-ordre.js';
import { Signalement } from './signalement.js';

@Resolver(() => RappelOrdre)
export class RappelOrdreResolver {
  @Query(() => rappelsOrdre.connection, {
    nullable: true,
    description: 'Les rappels à l’ordre que l’appelant peut lire.',
  })
  @PorteeListe('rappel-ordre:statut')
  rappelsOrdre(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => rappelsOrdre.args) asked: PageRequest<FiltreRappelsOrdre>,
  ): Connection<RappelOrdre> {
    return rows.list(rappelsOrdre, asked);
  }

  @Query(() => RappelOrdre, {
    nullable: true,
    description: 'Un rappel à l’ordre par son identifiant.',
  })
  @PorteeListe('rappel-ordre:statut')
  rappelOrdre(
    @Ctx() { rows }: SubgraphContext,
    @Arg('id', () => ID, { description: 'Identifiant.' }) id: string,
  ): Promise<RappelOrdre | null> {
    return rows.load(RappelOrdre, id);
  }

  @FieldResolver(() => Commune, { nullable: true, description: 'La commune dont le maire agit.' })
  @Portee('rappel-ordre:lecture')
  commune(
    @Root() { communeCode }: RappelOrdre,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Commune | null> {
    return rows.load(Commune, communeCode);
  }

  @FieldResolver(() => Signalement, {
    nullable: true,
    description: 'Le signalement de bailleur qui en est à l’origine.',
  })
  // Its bailleur confirms each signalement to the gateway; asked directly, the mere id needs its right
  // too, on the rows on which the rappel meets the perimeters.
  @Portee(['rappel-ordre:lecture', 'signalement:lecture'])
  signalementOrigine(@Root() { signalementOrigineId }: RappelOrdre): Signalement | null {
    return signalementOrigineId === null
      ? null
      : Object.assign(new Signalement(), { id: signalementOrigineId });
  }

  @FieldResolver(() => AuteurRappel, {
    nullable: true,
    description:
      'La personne rappelée à l’ordre et ses représentants légaux ; vide tant que la ville ne l’a pas identifiée.',
  })
  @Portee('rappel-ordre:auteur')
  auteur(@Root() rappel: RappelOrdre): AuteurRappel | null {
    if (rappel.auteurNom === null) return null;
    return Object.assign(new AuteurRappel(), {
      nom: rappel.auteurNom,
      prenom: rappel.auteurPrenom,
      dateNaissance: rappel.auteurDateNaissance,
      adresse: rappel.auteurAdresse,
      representantsLegaux: rappel.auteurRepresentants.map((representant) =>
        Object.assign(new RepresentantLegal(), representant),
      ),
    });
  }
}

@Resolver(() => Commune)
export class CommuneRappelsResolver {
  @FieldResolver(() => rappelsOrdre.connection, {
    nullable: true,
    description: 'Les rappels à l’ordre du maire de cette commune que l’appelant peut lire.',
  })
  @PorteeListe('rappel-ordre:lecture')
  rappelsOrdre(
    @Root() commune: Commune,
    @Ctx() { rows }: SubgraphContext,
    @Args(() => rappelsOrdre.args) asked: PageRequest<FiltreRappelsOrdre>,
  ): Connection<RappelOrdre> {
    const ofCommune = {
      property: 'communeCode',
      value: commune.codeInsee,
      reads: ['RappelOrdre.commune'],
    } as const;
    return rows.list(rappelsOrdre, asked, ofCommune);
  }
}
