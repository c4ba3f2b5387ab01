import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { Authentifie, Portee } from '../../kit/portee.js';
import { Signataire, signataire } from '../../kit/signataire.js';
import { Commune } from '../territoire/commune.js';
import { Epci } from '../territoire/epci.js';
import { Quartier } from '../territoire/quartier.js';
import { DecisionInstance, DemandeReunion, MembreInstance } from './instance-work.js';
import { nameOfPerimetre } from './perimetre-instance.js';
import { Instance, InstanceMembre, Reunion } from './instance.js';
import { FiltreInstances, instances } from './instances.js';

@Resolver(() => Instance)
export class InstanceResolver {
  @Query(() => instances.connection, {
    nullable: true,
    description: 'Les instances partenariales.',
  })
  @Authentifie()
  instances(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => instances.args) asked: PageRequest<FiltreInstances>,
  ): Connection<Instance> {
    return rows.list(instances, asked);
  }

  @Query(() => Instance, { nullable: true, description: 'Une instance par son identifiant.' })
  @Authentifie()
  instance(
    @Ctx() { rows }: SubgraphContext,
    @Arg('id', () => ID, { description: 'Identifiant.' }) id: string,
  ): Promise<Instance | null> {
    return rows.load(Instance, id);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Nom de son territoire.' })
  @Authentifie()
  perimetre(@Root() { perimetreCode }: Instance): string | null {
    return nameOfPerimetre(perimetreCode);
  }

  @FieldResolver(() => Commune, { nullable: true, description: 'La commune, si c’en est une.' })
  @Authentifie()
  commune(
    @Root() { perimetreCode }: Instance,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Commune | null> {
    return rows.load(Commune, perimetreCode);
  }

  @FieldResolver(() => Epci, { nullable: true, description: 'L’EPCI, si c’en est un.' })
  @Authentifie()
  epci(
    @Root() { perimetreCode }: Instance,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Epci | null> {
    return rows.load(Epci, perimetreCode);
  }

  @FieldResolver(() => Quartier, {
    nullable: true,
    description: 'Le quartier prioritaire, si c’en est un.',
  })
  @Authentifie()
  quartier(
    @Root() { perimetreCode }: Instance,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Quartier | null> {
    return rows.load(Quartier, perimetreCode);
  }

  @FieldResolver(() => Signataire, { nullable: true, description: 'Le signataire qui préside.' })
  @Portee('instance:reunions')
  presidence(@Root() { presidenceId }: Instance): Signataire {
    return signataire(presidenceId);
  }

  @FieldResolver(() => [Signataire], { nullable: true, description: 'Les organisations membres.' })
  @Portee('instance:reunions')
  async membres(@Root() { id }: Instance, @Ctx() { rows }: SubgraphContext): Promise<Signataire[]> {
    const members = await rows.loadBy(InstanceMembre, 'instanceId', id);
    return members.map(({ signataireId }) => signataire(signataireId));
  }

  @FieldResolver(() => [MembreInstance], {
    nullable: true,
    description: 'Qui y siège, et à quel titre : membre, invité, relais intermédiaire.',
  })
  @Portee('instance:reunions')
  async composition(
    @Root() { id }: Instance,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<MembreInstance[]> {
    const members = await rows.loadBy(InstanceMembre, 'instanceId', id);
    return members.map(({ signataireId, qualite }) =>
      Object.assign(new MembreInstance(), { signataire: signataire(signataireId), qualite }),
    );
  }

  @FieldResolver(() => [DemandeReunion], {
    nullable: true,
    description: 'Les réunions thématiques que des membres ont demandées.',
  })
  @Portee('instance:reunions')
  async demandes(
    @Root() { id }: Instance,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<DemandeReunion[]> {
    const asked = await rows.loadBy(DemandeReunion, 'instanceId', id);
    return asked.toSorted((left, right) => left.date.localeCompare(right.date));
  }

  @FieldResolver(() => [DecisionInstance], {
    nullable: true,
    description: 'Ce que l’instance a décidé.',
  })
  @Portee('instance:reunions')
  async decisions(
    @Root() { id }: Instance,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<DecisionInstance[]> {
    const taken = await rows.loadBy(DecisionInstance, 'instanceId', id);
    return taken.toSorted((left, right) => left.date.localeCompare(right.date));
  }

  @FieldResolver(() => [Reunion], {
    nullable: true,
    description: 'Les réunions convoquées ; une réunion annulée y reste, avec son motif.',
  })
  @Portee('instance:reunions')
  async reunions(@Root() { id }: Instance, @Ctx() { rows }: SubgraphContext): Promise<Reunion[]> {
    const held = await rows.loadBy(Reunion, 'instanceId', id);
    return held.toSorted((left, right) => left.date.localeCompare(right.date));
  }
}

@Resolver(() => DemandeReunion)
export class DemandeReunionResolver {
  @FieldResolver(() => Signataire, { nullable: true, description: 'Qui la demande.' })
  demandeur(@Root() { demandeurId }: DemandeReunion): Signataire {
    return signataire(demandeurId);
  }

  @FieldResolver(() => Reunion, { nullable: true, description: 'La réunion qui y répond.' })
  reunion(
    @Root() { reunionId }: DemandeReunion,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Reunion | null> | null {
    return reunionId === null ? null : rows.load(Reunion, reunionId);
  }
}

@Resolver(() => DecisionInstance)
export class DecisionInstanceResolver {
  @FieldResolver(() => Signataire, { nullable: true, description: 'Qui s’en charge.' })
  pilote(@Root() { piloteId }: DecisionInstance): Signataire {
    return signataire(piloteId);
  }

  @FieldResolver(() => Reunion, { nullable: true, description: 'La réunion.' })
  reunion(
    @Root() { reunionId }: DecisionInstance,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Reunion | null> {
    return rows.load(Reunion, reunionId);
  }
}
