import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { PorteeListe } from '../../kit/portee.js';
import { Signataire, signataire } from '../../kit/signataire.js';
import { Instance } from '../instance/instance.js';
import { Commune } from '../territoire/commune.js';
import { Quartier } from '../territoire/quartier.js';
import { Residence } from '../territoire/residence.js';
import { Problematique } from './problematique.js';
import { FiltreProblematiques, problematiques } from './problematiques.js';

@Resolver(() => Problematique)
export class ProblematiqueResolver {
  @Query(() => problematiques.connection, {
    nullable: true,
    description: 'Les problématiques des GPO dont l’appelant est membre.',
  })
  @PorteeListe('problematique:lecture')
  problematiques(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => problematiques.args) asked: PageRequest<FiltreProblematiques>,
  ): Connection<Problematique> {
    return rows.list(problematiques, asked);
  }

  @Query(() => Problematique, {
    nullable: true,
    description: 'Une problématique par son identifiant.',
  })
  @PorteeListe('problematique:lecture')
  problematique(
    @Ctx() { rows }: SubgraphContext,
    @Arg('id', () => ID, { description: 'Identifiant.' }) id: string,
  ): Promise<Problematique | null> {
    return rows.load(Problematique, id);
  }

  @FieldResolver(() => Instance, { nullable: true, description: 'Le GPO qui la suit.' })
  groupe(
    @Root() { instanceId }: Problematique,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Instance | null> {
    return rows.load(Instance, instanceId);
  }

  @FieldResolver(() => Commune, { nullable: true, description: 'La commune.' })
  commune(
    @Root() { communeCode }: Problematique,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Commune | null> {
    return rows.load(Commune, communeCode);
  }

  @FieldResolver(() => Quartier, {
    nullable: true,
    description: 'Le quartier prioritaire, s’il y en a un.',
  })
  quartier(
    @Root() { quartierCode }: Problematique,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Quartier | null> | null {
    return quartierCode === null ? null : rows.load(Quartier, quartierCode);
  }

  @FieldResolver(() => Residence, { nullable: true, description: 'La résidence en cause.' })
  residence(@Root() { residenceId }: Problematique): Residence | null {
    return residenceId === null ? null : Object.assign(new Residence(), { id: residenceId });
  }

  @FieldResolver(() => Signataire, {
    nullable: true,
    description: 'Qui met la solution en œuvre.',
  })
  pilote(@Root() { piloteId }: Problematique): Signataire | null {
    return piloteId === null ? null : signataire(piloteId);
  }
}

@Resolver(() => Instance)
export class InstanceProblematiquesResolver {
  @FieldResolver(() => problematiques.connection, {
    nullable: true,
    description: 'Le tableau des problématiques du groupe, s’il est un GPO.',
  })
  @PorteeListe('problematique:lecture')
  problematiques(
    @Root() { id }: Instance,
    @Ctx() { rows }: SubgraphContext,
    @Args(() => problematiques.args) asked: PageRequest<FiltreProblematiques>,
  ): Connection<Problematique> {
    return rows.list(problematiques, asked, { property: 'instanceId', value: id } as const);
  }
}
