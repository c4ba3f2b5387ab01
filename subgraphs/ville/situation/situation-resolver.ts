import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { Portee, PorteeListe } from '../../kit/portee.js';
import { Instance } from '../instance/instance.js';
import { PersonneSuivie, SituationSuivie } from './situation-suivie.js';
import { FiltreSituations, situations } from './situations.js';

@Resolver(() => SituationSuivie)
export class SituationResolver {
  @Query(() => situations.connection, {
    nullable: true,
    description:
      'Les situations à l’ordre du jour des groupes où la personne qui demande a un mandat.',
  })
  @PorteeListe('situation:lecture')
  situationsSuivies(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => situations.args) asked: PageRequest<FiltreSituations>,
  ): Connection<SituationSuivie> {
    return rows.list(situations, asked);
  }

  @Query(() => SituationSuivie, {
    nullable: true,
    description: 'Une situation par son identifiant.',
  })
  @PorteeListe('situation:lecture')
  situationSuivie(
    @Ctx() { rows }: SubgraphContext,
    @Arg('id', () => ID, { description: 'Identifiant.' }) id: string,
  ): Promise<SituationSuivie | null> {
    return rows.load(SituationSuivie, id);
  }

  @FieldResolver(() => Instance, {
    nullable: true,
    description: 'Le groupe à l’ordre du jour duquel elle est.',
  })
  groupe(
    @Root() { instanceId }: SituationSuivie,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Instance | null> {
    return rows.load(Instance, instanceId);
  }

  @FieldResolver(() => PersonneSuivie, { nullable: true, description: 'La personne.' })
  @Portee('situation:personne')
  personne(@Root() situation: SituationSuivie): PersonneSuivie | null {
    const { personneNom, personnePrenom, personneDateNaissance, personneAdresse } = situation;
    if (personneNom === null) return null;
    return Object.assign(new PersonneSuivie(), {
      nom: personneNom,
      prenom: personnePrenom,
      dateNaissance: personneDateNaissance,
      adresse: personneAdresse,
    });
  }
}
