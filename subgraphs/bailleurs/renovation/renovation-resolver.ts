import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { Authentifie, Portee, PorteeListe } from '../../kit/portee.js';
import { Signataire, signataire } from '../../kit/signataire.js';
import { DiagnosticEnMarchant } from '../diagnostic/diagnostic-en-marchant.js';
import { Residence } from '../residence/residence.js';
import { Commune } from '../territoire/commune.js';
import {
  EtudeSurete,
  MesureSecurisation,
  ProgrammeRenovation,
  ProgrammeResidence,
} from './programme-renovation.js';
import { FiltreProgrammes, programmes } from './programmes.js';

@Resolver(() => ProgrammeRenovation)
export class RenovationResolver {
  @Query(() => programmes.connection, {
    nullable: true,
    description: 'Les programmes de rénovation des bailleurs signataires.',
  })
  @Authentifie()
  programmes(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => programmes.args) asked: PageRequest<FiltreProgrammes>,
  ): Connection<ProgrammeRenovation> {
    return rows.list(programmes, asked);
  }

  @Query(() => ProgrammeRenovation, {
    nullable: true,
    description: 'Un programme de rénovation par son identifiant.',
  })
  @Authentifie()
  programme(
    @Ctx() { rows }: SubgraphContext,
    @Arg('id', () => ID, { description: 'Identifiant.' }) id: string,
  ): Promise<ProgrammeRenovation | null> {
    return rows.load(ProgrammeRenovation, id);
  }

  @FieldResolver(() => Commune, { nullable: true, description: 'La commune.' })
  commune(
    @Root() { communeCode }: ProgrammeRenovation,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Commune | null> {
    return rows.load(Commune, communeCode);
  }

  @FieldResolver(() => Signataire, { nullable: true, description: 'Le bailleur.' })
  bailleur(@Root() { bailleurId }: ProgrammeRenovation): Signataire {
    return signataire(bailleurId);
  }

  @FieldResolver(() => [Residence], { nullable: true, description: 'Les résidences.' })
  async residences(
    @Root() { id }: ProgrammeRenovation,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Residence[]> {
    const links = await rows.loadBy(ProgrammeResidence, 'programmeId', id);
    const found = await Promise.all(
      links.map(({ residenceId }) => rows.load(Residence, residenceId)),
    );
    return found.filter((residence) => residence !== null);
  }

  @FieldResolver(() => DiagnosticEnMarchant, {
    nullable: true,
    description: 'Le diagnostic en marchant sur lequel la sécurisation s’appuie.',
  })
  @Portee('renovation:securisation')
  diagnostic(
    @Root() { diagnosticId }: ProgrammeRenovation,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<DiagnosticEnMarchant | null> | null {
    return diagnosticId === null ? null : rows.load(DiagnosticEnMarchant, diagnosticId);
  }

  @FieldResolver(() => [MesureSecurisation], {
    nullable: true,
    description: 'Les mesures de sécurisation arrêtées.',
  })
  @Portee('renovation:securisation')
  securisation(
    @Root() { id }: ProgrammeRenovation,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<MesureSecurisation[]> {
    return rows.loadBy(MesureSecurisation, 'programmeId', id);
  }

  @FieldResolver(() => EtudeSurete, {
    nullable: true,
    description: 'L’étude de sûreté et de sécurité publique, si elle est requise.',
  })
  @PorteeListe('etude-surete:lecture')
  etude(
    @Root() { id }: ProgrammeRenovation,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<EtudeSurete | null> {
    return rows.loadOne(EtudeSurete, 'programmeId', id);
  }
}

@Resolver(() => EtudeSurete)
export class EtudeResolver {
  @FieldResolver(() => ProgrammeRenovation, { nullable: true, description: 'Le programme.' })
  programme(
    @Root() { programmeId }: EtudeSurete,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<ProgrammeRenovation | null> {
    return rows.load(ProgrammeRenovation, programmeId);
  }
}

@Resolver(() => MesureSecurisation)
export class MesureResolver {
  @FieldResolver(() => Signataire, { nullable: true, description: 'Qui en répond.' })
  responsable(@Root() { responsableId }: MesureSecurisation): Signataire {
    return signataire(responsableId);
  }
}
