import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { PorteeListe } from '../../kit/portee.js';
import { Signataire, signataire } from '../../kit/signataire.js';
import { InjonctionPrefectorale } from '../injonction/injonction-prefectorale.js';
import { Residence } from '../residence/residence.js';
import { TroubleJouissance } from './trouble-jouissance.js';
import { FiltreTroubles, troubles } from './troubles.js';

@Resolver(() => TroubleJouissance)
export class TroubleResolver {
  @Query(() => troubles.connection, {
    nullable: true,
    description: 'Les troubles de jouissance que l’appelant peut lire.',
  })
  @PorteeListe('trouble-jouissance:lecture')
  troublesJouissance(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => troubles.args) asked: PageRequest<FiltreTroubles>,
  ): Connection<TroubleJouissance> {
    return rows.list(troubles, asked);
  }

  @Query(() => TroubleJouissance, {
    nullable: true,
    description: 'Un trouble de jouissance par son identifiant.',
  })
  @PorteeListe('trouble-jouissance:lecture')
  troubleJouissance(
    @Ctx() { rows }: SubgraphContext,
    @Arg('id', () => ID, { description: 'Identifiant.' }) id: string,
  ): Promise<TroubleJouissance | null> {
    return rows.load(TroubleJouissance, id);
  }

  @FieldResolver(() => Signataire, { nullable: true, description: 'Le bailleur.' })
  bailleur(@Root() { bailleurId }: TroubleJouissance): Signataire {
    return signataire(bailleurId);
  }

  @FieldResolver(() => Residence, { nullable: true, description: 'La résidence.' })
  residence(
    @Root() { residenceId }: TroubleJouissance,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Residence | null> {
    return rows.load(Residence, residenceId);
  }

  @FieldResolver(() => InjonctionPrefectorale, {
    nullable: true,
    description: 'L’injonction du préfet à laquelle le dossier répond.',
  })
  injonction(
    @Root() { injonctionId }: TroubleJouissance,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<InjonctionPrefectorale | null> | null {
    return injonctionId === null ? null : rows.load(InjonctionPrefectorale, injonctionId);
  }
}
