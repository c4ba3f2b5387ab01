import { Length } from 'class-validator';
import { Arg, Args, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import { civilDay } from '../../../schema/contract/civil-day.js';
import signataires from '../../../schema/reference/signataires.json' with { type: 'json' };
import { CreationArgs } from '../../kit/acts/act-args.js';
import { outcomeTypeOf } from '../../kit/acts/outcome-type.js';
import { Refused } from '../../kit/acts/refusal.js';
import { describeTransition, type ActContext } from '../../kit/acts/workflow.js';
import type { SubgraphContext } from '../../kit/context.js';
import { Portee } from '../../kit/portee.js';
import { communicationWorkflow, envoi, fondementCommunication } from './communication-workflow.js';
import { Communication, NiveauCommunication, ObjetCommunication } from './communication.js';

const ActeCommunication = outcomeTypeOf(Communication, 'communication', 'la communication');

@InputType('SaisieCommunication', { description: 'Ce qui est dit, et à qui.' })
export class SaisieCommunication {
  @Field(() => ID, { description: 'La ville ou l’EPCI signataire.' })
  destinataire!: string;

  @Field(() => ObjetCommunication, { description: 'Objet.' })
  objet!: ObjetCommunication;

  @Field(() => NiveauCommunication, { description: 'Ce qui est attendu du destinataire.' })
  niveau!: NiveauCommunication;

  @Field(() => String, {
    description:
      'Le texte, de 1000 caractères au plus ; ni nom de personne ni numéro de procédure.',
  })
  @Length(1, 1000)
  corps!: string;
}

@Resolver()
export class CommunicationActsResolver {
  @Mutation(() => ActeCommunication, {
    nullable: true,
    description: describeTransition(communicationWorkflow, 'envoyerCommunication'),
  })
  @Portee(envoi)
  async envoyerCommunication(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => CreationArgs) request: CreationArgs,
    @Arg('saisie', () => SaisieCommunication, { description: 'La communication.' })
    saisie: SaisieCommunication,
  ): Promise<object> {
    return ActeCommunication.of(
      await acts.create(communicationWorkflow, request, saisie, sentCommunication),
    );
  }
}

/** @throws Refused where it is for others than those whom CSI L132-2 names: mayors, presidents of EPCI. */
function sentCommunication({ input, now }: ActContext<SaisieCommunication>) {
  const { destinataire, objet, niveau, corps } = input;
  const { commune, epci } = signataires.find(({ id }) => id === destinataire)?.territoire ?? {};
  if (commune === undefined && epci === undefined) {
    throw new Refused(
      'DESTINATAIRE_HORS_CADRE',
      'Le destinataire est un maire ou un président d’EPCI signataire (CSI, art. L132-2).',
      'destinataire',
    );
  }
  return {
    destinataireId: destinataire,
    fondement: fondementCommunication,
    objet,
    niveau,
    corps,
    dateEnvoi: civilDay(now),
  };
}
