import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { PorteeListe } from '../../kit/portee.js';
import { Signataire, signataire } from '../../kit/signataire.js';
import { Correspondant } from '../correspondant/correspondant.js';
import { Instance } from '../instance/instance.js';
import { MandatGroupe } from './mandat-groupe.js';
import { FiltreMandats, mandats } from './mandats.js';

@Resolver(() => MandatGroupe)
export class MandatResolver {
  @Query(() => mandats.connection, {
    nullable: true,
    description: 'Les mandats des groupes dont le signataire est membre.',
  })
  @PorteeListe('mandat:lecture')
  mandatsGroupes(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => mandats.args) asked: PageRequest<FiltreMandats>,
  ): Connection<MandatGroupe> {
    return rows.list(mandats, asked);
  }

  @Query(() => MandatGroupe, { nullable: true, description: 'Un mandat par son identifiant.' })
  @PorteeListe('mandat:lecture')
  mandatGroupe(
    @Ctx() { rows }: SubgraphContext,
    @Arg('id', () => ID, { description: 'Identifiant.' }) id: string,
  ): Promise<MandatGroupe | null> {
    return rows.load(MandatGroupe, id);
  }

  @FieldResolver(() => Instance, { nullable: true, description: 'Le groupe.' })
  groupe(
    @Root() { instanceId }: MandatGroupe,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Instance | null> {
    return rows.load(Instance, instanceId);
  }

  @FieldResolver(() => Signataire, { nullable: true, description: 'Pour qui la personne siège.' })
  signataire(@Root() { signataireId }: MandatGroupe): Signataire {
    return signataire(signataireId);
  }

  @FieldResolver(() => Correspondant, { nullable: true, description: 'La personne.' })
  correspondant(
    @Root() { correspondantId }: MandatGroupe,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Correspondant | null> {
    return rows.load(Correspondant, correspondantId);
  }
}
