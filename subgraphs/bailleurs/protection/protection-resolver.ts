import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { PorteeListe } from '../../kit/portee.js';
import { Signataire, signataire } from '../../kit/signataire.js';
import { Incident } from '../incident/incident.js';
import { Plainte } from '../plainte/plainte.js';
import { ProtectionPersonnel } from './protection-personnel.js';
import { FiltreProtections, protections } from './protections.js';

@Resolver(() => ProtectionPersonnel)
export class ProtectionResolver {
  @Query(() => protections.connection, {
    nullable: true,
    description: 'Les dossiers de protection du personnel que l’appelant peut lire.',
  })
  @PorteeListe('protection:lecture')
  protections(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => protections.args) asked: PageRequest<FiltreProtections>,
  ): Connection<ProtectionPersonnel> {
    return rows.list(protections, asked);
  }

  @Query(() => ProtectionPersonnel, {
    nullable: true,
    description: 'Un dossier de protection du personnel par son identifiant.',
  })
  @PorteeListe('protection:lecture')
  protection(
    @Ctx() { rows }: SubgraphContext,
    @Arg('id', () => ID, { description: 'Identifiant.' }) id: string,
  ): Promise<ProtectionPersonnel | null> {
    return rows.load(ProtectionPersonnel, id);
  }

  @FieldResolver(() => Signataire, { nullable: true, description: 'L’employeur.' })
  bailleur(@Root() { bailleurId }: ProtectionPersonnel): Signataire {
    return signataire(bailleurId);
  }

  @FieldResolver(() => Incident, { nullable: true, description: 'L’incident.' })
  incident(
    @Root() { incidentId }: ProtectionPersonnel,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Incident | null> {
    return rows.load(Incident, incidentId);
  }

  @FieldResolver(() => Plainte, {
    nullable: true,
    description: 'La plainte du bailleur pour son propre dommage ; jamais celle de la personne.',
  })
  plainteBailleur(
    @Root() { plainteId }: ProtectionPersonnel,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Plainte | null> | null {
    return plainteId === null ? null : rows.load(Plainte, plainteId);
  }
}
