import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { dueDayOf } from '../../kit/acts/awaited.js';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import { infraction, Infraction } from '../../kit/infraction.js';
import type { PageRequest } from '../../kit/page.js';
import { PorteeListe } from '../../kit/portee.js';
import { DateCivile } from '../../kit/scalars.js';
import { Signataire, signataire } from '../../kit/signataire.js';
import { Residence } from '../residence/residence.js';
import { procesVerbalWorkflow } from './proces-verbal-workflow.js';
import { ProcesVerbalBailleur } from './proces-verbal.js';
import { FiltreProcesVerbaux, procesVerbaux } from './proces-verbaux.js';

@Resolver(() => ProcesVerbalBailleur)
export class ProcesVerbalResolver {
  @Query(() => procesVerbaux.connection, {
    nullable: true,
    description: 'Les procès-verbaux de gardes particuliers que l’appelant peut lire.',
  })
  @PorteeListe('proces-verbal:lecture')
  procesVerbaux(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => procesVerbaux.args) asked: PageRequest<FiltreProcesVerbaux>,
  ): Connection<ProcesVerbalBailleur> {
    return rows.list(procesVerbaux, asked);
  }

  @Query(() => ProcesVerbalBailleur, {
    nullable: true,
    description: 'Un procès-verbal de garde particulier par son identifiant.',
  })
  @PorteeListe('proces-verbal:lecture')
  procesVerbal(
    @Ctx() { rows }: SubgraphContext,
    @Arg('id', () => ID, { description: 'Identifiant.' }) id: string,
  ): Promise<ProcesVerbalBailleur | null> {
    return rows.load(ProcesVerbalBailleur, id);
  }

  @FieldResolver(() => Signataire, { nullable: true, description: 'Le bailleur du garde.' })
  bailleur(@Root() { bailleurId }: ProcesVerbalBailleur): Signataire {
    return signataire(bailleurId);
  }

  @FieldResolver(() => Residence, { nullable: true, description: 'La résidence.' })
  residence(
    @Root() { residenceId }: ProcesVerbalBailleur,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Residence | null> {
    return rows.load(Residence, residenceId);
  }

  @FieldResolver(() => [Infraction], {
    nullable: true,
    description: 'Les infractions constatées.',
  })
  infractions(@Root() { infractionCodes }: ProcesVerbalBailleur): Infraction[] {
    return infractionCodes.map(infraction).filter((known) => known !== null);
  }

  @FieldResolver(() => DateCivile, {
    nullable: true,
    description: 'Jour avant lequel un acte est dû, à cette étape.',
  })
  echeance(@Root() procesVerbal: ProcesVerbalBailleur): string | null {
    return dueDayOf(procesVerbalWorkflow, procesVerbal);
  }
}
