import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { Authentifie, Portee, PorteeListe } from '../../kit/portee.js';
import { FiltreLogements, logements } from '../logement/logements.js';
import { Logement } from '../logement/logement.js';
import { Commune } from '../territoire/commune.js';
import { Quartier } from '../territoire/quartier.js';
import { Signataire, signataire } from '../../kit/signataire.js';
import { Entree } from './entree.js';
import { Residence } from './residence.js';
import { FiltreResidences, residences } from './residences.js';

/** From as many on, one post for each (CSI R271-1, as far as its text was verified). */
const dwellingsPerPost = 100;

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

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'Équivalents temps plein de gardiennage que demande l’article R271-1 du CSI : un par tranche de 100 logements, à partir de 100, là où l’obligation s’applique. À comparer à « gardiens » ; vide sous 100 logements.',
  })
  @Portee('residence:obligation-gardiennage')
  gardiensRequis(@Root() { nbLogements }: Residence): number | null {
    const required = Math.floor(nbLogements / dwellingsPerPost);
    return required === 0 ? null : required;
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
