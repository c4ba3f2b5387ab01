import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { Authentifie, PorteeListe } from '../../kit/portee.js';
import { FiltreLogements, logements } from '../logement/logements.js';
import { Logement } from '../logement/logement.js';
import { Commune } from '../territoire/commune.js';
import { Quartier } from '../territoire/quartier.js';
import { Signataire, signataire } from '../../kit/signataire.js';
import { Entree } from './entree.js';
import { Residence } from './residence.js';
import { FiltreResidences, residences } from './residences.js';

@Resolver(() => Residence)
export class ResidenceResolver {
  @Query(() => residences.connection, {
    nullable: true,
    description: 'Les résidences des bailleurs signataires.',
  })
  @Authentifie()
  residences(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => residences.args) asked: PageRequest<FiltreResidences>,
  ): Connection<Residence> {
    return rows.list(residences, asked);
  }

  @Query(() => Residence, { nullable: true, description: 'Une résidence par son identifiant.' })
  @Authentifie()
  residence(
    @Ctx() { rows }: SubgraphContext,
    @Arg('id', () => ID, { description: 'Identifiant.' }) id: string,
  ): Promise<Residence | null> {
    return rows.load(Residence, id);
  }

  @FieldResolver(() => Commune, { nullable: true, description: 'La commune.' })
  commune(
    @Root() { communeCode }: Residence,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Commune | null> {
    return rows.load(Commune, communeCode);
  }

  @FieldResolver(() => Quartier, {
    nullable: true,
    description: 'Le quartier prioritaire, s’il y en a un.',
  })
  quartier(@Root() { quartierCode }: Residence): Quartier | null {
    return quartierCode === null ? null : Object.assign(new Quartier(), { codeQpv: quartierCode });
  }

  @FieldResolver(() => Signataire, { nullable: true, description: 'Le bailleur.' })
  bailleur(@Root() { bailleurId }: Residence): Signataire {
    return signataire(bailleurId);
  }

  @FieldResolver(() => [Entree], {
    nullable: true,
    description: 'Les entrées que l’appelant peut lire.',
  })
  @PorteeListe('entree:vigilance')
  entrees(@Root() { id }: Residence, @Ctx() { rows }: SubgraphContext): Promise<Entree[]> {
    return rows.loadBy(Entree, 'residenceId', id);
  }

  @FieldResolver(() => logements.connection, { nullable: true, description: 'Les logements.' })
  @Authentifie()
  logements(
    @Root() parent: Residence,
    @Ctx() { rows }: SubgraphContext,
    @Args(() => logements.args) asked: PageRequest<FiltreLogements>,
  ): Connection<Logement> {
    const ofParent = { property: 'residenceId', value: parent.id } as const;
    return rows.list(logements, asked, ofParent);
  }
}

@Resolver(() => Commune)
export class CommuneResidencesResolver {
  @FieldResolver(() => residences.connection, {
    nullable: true,
    description: 'Les résidences de la commune.',
  })
  @Authentifie()
  residences(
    @Root() parent: Commune,
    @Ctx() { rows }: SubgraphContext,
    @Args(() => residences.args) asked: PageRequest<FiltreResidences>,
  ): Connection<Residence> {
    const ofParent = { property: 'communeCode', value: parent.codeInsee } as const;
    return rows.list(residences, asked, ofParent);
  }
}
