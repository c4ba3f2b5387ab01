import { GraphQLError } from 'graphql';
import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { civilDay } from '../../../schema/contract/civil-day.js';
import type { SubgraphContext } from '../../kit/context.js';
import { Portee } from '../../kit/portee.js';
import {
  Signalement,
  SignalementDestinataire,
  SignalementIncident,
  StatutSignalement,
} from './signalement.js';

const scope = 'signalement:transmission';

/** From BROUILLON to TRANSMIS: from that moment the addressees read it. */
@Resolver()
export class TransmissionResolver {
  @Mutation(() => Signalement, {
    nullable: true,
    description:
      'Transmet à ses destinataires un signalement en préparation et le rend ; déjà transmis, le rend tel quel. Nul : aucun de cet identifiant que l’appelant puisse transmettre.',
  })
  @Portee(scope)
  async transmettreSignalement(
    @Ctx() { rows }: SubgraphContext,
    @Arg('id', () => ID, { description: 'Identifiant du signalement.' }) id: string,
  ): Promise<Signalement | null> {
    const signalement = await rows.loadUnder(Signalement, id, scope);
    if (!signalement || signalement.statut !== StatutSignalement.BROUILLON) return signalement;
    return rows.write((manager) => transmit(manager, id));
  }
}

/** @throws GraphQLError `BAD_USER_INPUT` for a draft that says nothing, or to nobody. */
async function transmit(manager: EntityManager, id: string): Promise<Signalement | null> {
  // Of two who send it at once, one does. First of all: it waits for the other's transaction, and what
  // is read after it, on MariaDB, is what that one left.
  await manager.update(
    Signalement,
    { id, statut: StatutSignalement.BROUILLON },
    { statut: StatutSignalement.TRANSMIS, dateTransmission: civilDay(new Date()) },
  );
  const of = { signalementId: id };
  const incidents = await manager.countBy(SignalementIncident, of);
  const destinataires = await manager.countBy(SignalementDestinataire, of);
  if (incidents === 0 || destinataires === 0) {
    // Ends the transaction: it stays a draft.
    throw new GraphQLError('Un signalement se transmet avec un incident et un destinataire.', {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  return manager.findOneBy(Signalement, { id });
}
