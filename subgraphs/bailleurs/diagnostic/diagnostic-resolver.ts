import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { PorteeListe } from '../../kit/portee.js';
import { Signataire, signataire } from '../../kit/signataire.js';
import { Residence } from '../residence/residence.js';
import { Commune } from '../territoire/commune.js';
import { Constat } from './constat.js';
import {
  DiagnosticEnMarchant,
  DiagnosticResidence,
  ParticipantDiagnostic,
} from './diagnostic-en-marchant.js';
import { diagnostics, FiltreDiagnostics } from './diagnostics.js';

@Resolver(() => DiagnosticEnMarchant)
export class DiagnosticResolver {
  @Query(() => diagnostics.connection, {
    nullable: true,
    description: 'Les diagnostics en marchant que l’appelant peut lire.',
  })
  @PorteeListe('diagnostic:lecture')
  diagnostics(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => diagnostics.args) asked: PageRequest<FiltreDiagnostics>,
  ): Connection<DiagnosticEnMarchant> {
    return rows.list(diagnostics, asked);
  }

  @Query(() => DiagnosticEnMarchant, {
    nullable: true,
    description: 'Un diagnostic en marchant par son identifiant.',
  })
  @PorteeListe('diagnostic:lecture')
  diagnostic(
    @Ctx() { rows }: SubgraphContext,
    @Arg('id', () => ID, { description: 'Identifiant.' }) id: string,
  ): Promise<DiagnosticEnMarchant | null> {
    return rows.load(DiagnosticEnMarchant, id);
  }

  @FieldResolver(() => Commune, { nullable: true, description: 'La commune.' })
  commune(
    @Root() { communeCode }: DiagnosticEnMarchant,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Commune | null> {
    return rows.load(Commune, communeCode);
  }

  @FieldResolver(() => Signataire, { nullable: true, description: 'Le bailleur qui demande.' })
  demandeur(@Root() { bailleurId }: DiagnosticEnMarchant): Signataire {
    return signataire(bailleurId);
  }

  @FieldResolver(() => Signataire, {
    nullable: true,
    description:
      'Qui instruit la demande : la ville de la commune ou, si elle n’est pas signataire, son intercommunalité.',
  })
  instructeur(@Root() { instructeurId }: DiagnosticEnMarchant): Signataire {
    return signataire(instructeurId);
  }

  @FieldResolver(() => [Residence], { nullable: true, description: 'Les résidences visitées.' })
  async residences(
    @Root() { id }: DiagnosticEnMarchant,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Residence[]> {
    const links = await rows.loadBy(DiagnosticResidence, 'diagnosticId', id);
    const found = await Promise.all(
      links.map(({ residenceId }) => rows.load(Residence, residenceId)),
    );
    return found.filter((residence) => residence !== null);
  }

  @FieldResolver(() => [ParticipantDiagnostic], {
    nullable: true,
    description: 'Les participants invités à la visite.',
  })
  participants(
    @Root() { id }: DiagnosticEnMarchant,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<ParticipantDiagnostic[]> {
    return rows.loadBy(ParticipantDiagnostic, 'diagnosticId', id);
  }

  @FieldResolver(() => [Constat], {
    nullable: true,
    description: 'Les constats, et les mesures qui y répondent : le plan d’actions.',
  })
  constats(
    @Root() { id }: DiagnosticEnMarchant,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Constat[]> {
    return rows.loadBy(Constat, 'diagnosticId', id);
  }
}

@Resolver(() => ParticipantDiagnostic)
export class ParticipantResolver {
  @FieldResolver(() => Signataire, { nullable: true, description: 'Qui participe.' })
  signataire(@Root() { signataireId }: ParticipantDiagnostic): Signataire {
    return signataire(signataireId);
  }
}
