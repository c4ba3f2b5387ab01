import { randomUUID } from 'node:crypto';
import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { ActeArgs, CreationArgs } from '../../kit/acts/act-args.js';
import { outcomeTypeOf } from '../../kit/acts/outcome-type.js';
import { readingNeeded, Refused, refusedBy } from '../../kit/acts/refusal.js';
import { describeTransition, type ActContext } from '../../kit/acts/workflow.js';
import { civilDay } from '../../../schema/contract/civil-day.js';
import type { SubgraphContext } from '../../kit/context.js';
import { DoneByOwn } from '../../kit/partition.js';
import { Portee } from '../../kit/portee.js';
import { Incident } from '../incident/incident.js';
import { Plainte } from '../plainte/plainte.js';
import { isAddressee } from './addressees.js';
import {
  SaisieContestation,
  SaisiePlainteLiee,
  SaisieQualification,
  SaisieReorientation,
  SaisieSignalement,
  SaisieSuite,
} from './signalement-inputs.js';
import {
  after17,
  redaction,
  reponse,
  signalementWorkflow,
  transmission,
} from './signalement-workflow.js';
import {
  Signalement,
  SignalementDestinataire,
  SignalementIncident,
  SuiteOperationnelle,
} from './signalement.js';

const ActeSignalement = outcomeTypeOf(Signalement, 'signalement', 'le signalement');

const about = (act: string) => ({
  nullable: true,
  description: describeTransition(signalementWorkflow, act),
});

/** The acts of W1, each one arrow of `signalementWorkflow`. */
@Resolver()
export class SignalementActsResolver {
  @Mutation(() => ActeSignalement, about('creerSignalement'))
  @DoneByOwn()
  @Portee(redaction)
  async creerSignalement(
    @Ctx() { acts, appelant, access }: SubgraphContext,
    @Args(() => CreationArgs) request: CreationArgs,
    @Arg('saisie', () => SaisieSignalement, { description: 'Ce qui est signalé.' })
    saisie: SaisieSignalement,
  ): Promise<object> {
    const outcome = await acts.create(
      signalementWorkflow,
      request,
      saisie,
      async (context) => ({
        ...(await checked(context, access)),
        bailleurId: appelant.territoire.patrimoine ?? '',
        auteurId: null,
        dateTransmission: null,
        qualification: null,
        motifContestation: null,
        plainteId: null,
      }),
      ({ id }, context) => writeLinks(id, context),
    );
    return ActeSignalement.of(outcome);
  }

  @Mutation(() => ActeSignalement, about('corrigerSignalement'))
  @Portee(redaction)
  async corrigerSignalement(
    @Ctx() { acts, access }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieSignalement, { description: 'Ce qui est signalé.' })
    saisie: SaisieSignalement,
  ): Promise<object> {
    const outcome = await acts.perform(
      signalementWorkflow,
      'corrigerSignalement',
      id,
      request,
      saisie,
      async (_row, context) => {
        const columns = await checked(context, access);
        await context.manager.delete(SignalementIncident, { signalementId: id });
        await context.manager.delete(SignalementDestinataire, { signalementId: id });
        await writeLinks(id, context);
        return columns;
      },
    );
    return ActeSignalement.of(outcome);
  }

  @Mutation(() => ActeSignalement, about('transmettreSignalement'))
  @Portee(transmission)
  async transmettreSignalement(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    const outcome = await acts.perform(
      signalementWorkflow,
      'transmettreSignalement',
      id,
      request,
      {},
      (_row, { now }) => ({ dateTransmission: civilDay(now) }),
    );
    return ActeSignalement.of(outcome);
  }

  @Mutation(() => ActeSignalement, about('accuserReceptionSignalement'))
  @Portee(reponse)
  async accuserReceptionSignalement(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    return ActeSignalement.of(
      await acts.perform(signalementWorkflow, 'accuserReceptionSignalement', id, request, {}),
    );
  }

  @Mutation(() => ActeSignalement, about('reorienterSignalement'))
  @Portee(reponse)
  async reorienterSignalement(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieReorientation, { description: 'Vers qui.' })
    saisie: SaisieReorientation,
  ): Promise<object> {
    const outcome = await acts.perform(
      signalementWorkflow,
      'reorienterSignalement',
      id,
      request,
      saisie,
      async (_row, { manager, appelant }) => {
        refuseStranger([saisie.destinataire], 'destinataire');
        const mine = { signalementId: id, signataireId: appelant.signataire ?? '' };
        await manager.update(SignalementDestinataire, mine, { signataireId: saisie.destinataire });
        return {};
      },
    );
    return ActeSignalement.of(outcome);
  }

  @Mutation(() => ActeSignalement, about('qualifierSignalement'))
  @Portee(reponse)
  async qualifierSignalement(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieQualification, { description: 'La qualification.' })
    saisie: SaisieQualification,
  ): Promise<object> {
    const outcome = await acts.perform(
      signalementWorkflow,
      'qualifierSignalement',
      id,
      request,
      saisie,
      () => ({ qualification: saisie.qualification }),
    );
    return ActeSignalement.of(outcome);
  }

  @Mutation(() => ActeSignalement, about('contesterQualificationSignalement'))
  @Portee(transmission)
  async contesterQualificationSignalement(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieContestation, { description: 'Le motif.' })
    saisie: SaisieContestation,
  ): Promise<object> {
    const outcome = await acts.perform(
      signalementWorkflow,
      'contesterQualificationSignalement',
      id,
      request,
      saisie,
      () => ({ motifContestation: saisie.motif }),
    );
    return ActeSignalement.of(outcome);
  }

  @Mutation(() => ActeSignalement, about('traiterSignalement'))
  @Portee(reponse)
  async traiterSignalement(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    return ActeSignalement.of(
      await acts.perform(signalementWorkflow, 'traiterSignalement', id, request, {}),
    );
  }

  @Mutation(() => ActeSignalement, about('lierPlainteSignalement'))
  @Portee(reponse)
  async lierPlainteSignalement(
    @Ctx() { acts, access, appelant }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisiePlainteLiee, { description: 'La plainte.' })
    saisie: SaisiePlainteLiee,
  ): Promise<object> {
    const outcome = await acts.perform(
      signalementWorkflow,
      'lierPlainteSignalement',
      id,
      request,
      saisie,
      async (_row, { manager }) => {
        const { plainte: plainteId } = saisie;
        // One that the caller may not read, for the purpose it says, is as none.
        const plainte = await access.lockUnder(manager, Plainte, plainteId, 'plainte:lecture');
        const received =
          plainte?.serviceId === appelant.signataire &&
          (await access.lockUnder(manager, Incident, plainte.incidentId, 'incident:lecture')) &&
          (await manager.existsBy(SignalementIncident, {
            signalementId: id,
            incidentId: plainte.incidentId,
          }));
        if (!received) {
          throw new Refused(
            'PLAINTE_INTROUVABLE',
            'Aucune plainte de cet identifiant, reçue par votre service pour l’un des incidents.',
            'plainte',
          );
        }
        return { plainteId };
      },
    );
    return ActeSignalement.of(outcome);
  }

  @Mutation(() => ActeSignalement, about('communiquerSuiteSignalement'))
  @Portee(reponse)
  async communiquerSuiteSignalement(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieSuite, { description: 'La suite.' }) saisie: SaisieSuite,
  ): Promise<object> {
    const outcome = await acts.perform(
      signalementWorkflow,
      'communiquerSuiteSignalement',
      id,
      request,
      saisie,
      async (_row, { manager, appelant, now }) => {
        await manager.insert(SuiteOperationnelle, {
          id: randomUUID(),
          signalementId: id,
          auteurId: appelant.signataire ?? '',
          nature: saisie.nature,
          date: civilDay(now),
        });
        return {};
      },
    );
    return ActeSignalement.of(outcome);
  }

  @Mutation(() => ActeSignalement, about('cloreSignalement'))
  @Portee(transmission)
  async cloreSignalement(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    return ActeSignalement.of(
      await acts.perform(signalementWorkflow, 'cloreSignalement', id, request, {}),
    );
  }
}

/** The columns that follow from what was entered. @throws Refused for what may not be signalled so. */
async function checked(
  context: ActContext<SaisieSignalement>,
  access: SubgraphContext['access'],
): Promise<Pick<Signalement, 'communeCode' | 'urgence' | 'appel17'>> {
  const { input, manager } = context;
  if (!(await after17.holds(input, context))) throw refusedBy(after17);
  refuseStranger(input.destinataires, 'destinataires');
  const communes = new Set<string>();
  for (const id of input.incidents) {
    const incident = await access.lockUnder(manager, Incident, id, redaction);
    if (!incident) {
      throw new Refused(
        'INCIDENT_INTROUVABLE',
        'Un signalement porte sur des incidents de votre patrimoine : vérifiez les identifiants.',
        'incidents',
      );
    }
    // Where an incident was is told by its résidence alone.
    if (!(await access.readsUnder(manager, Incident, incident, ['Incident.residence']))) {
      throw readingNeeded('incidents');
    }
    communes.add(incident.communeCode);
  }
  const [communeCode] = communes;
  if (communeCode === undefined) {
    throw new Refused(
      'SANS_INCIDENT',
      'Un signalement porte sur au moins un incident : ajoutez-en un.',
      'incidents',
    );
  }
  if (communes.size > 1) {
    throw new Refused(
      'PLUSIEURS_COMMUNES',
      'Les incidents d’un signalement ont eu lieu dans une même commune : faites-en un par commune.',
      'incidents',
    );
  }
  return { communeCode, urgence: input.urgence, appel17: input.appel17 };
}

function refuseStranger(signataires: readonly string[], champ: string): void {
  if (signataires.every(isAddressee)) return;
  throw new Refused(
    'DESTINATAIRE_INCONNU',
    'Un signalement s’adresse à un signataire qui n’est pas un bailleur : choisissez-le dans la liste.',
    champ,
  );
}

async function writeLinks(
  signalementId: string,
  { manager, input }: ActContext<SaisieSignalement>,
): Promise<void> {
  const incidents = input.incidents.map((incidentId) => ({ signalementId, incidentId }));
  const destinataires = input.destinataires.map((signataireId) => ({
    signalementId,
    signataireId,
  }));
  if (incidents.length > 0) await manager.insert(SignalementIncident, incidents);
  if (destinataires.length > 0) await manager.insert(SignalementDestinataire, destinataires);
}
