import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { ActeArgs, CreationArgs } from '../../kit/acts/act-args.js';
import { outcomeTypeOf } from '../../kit/acts/outcome-type.js';
import { describeTransition } from '../../kit/acts/workflow.js';
import type { SubgraphContext } from '../../kit/context.js';
import { DoneByPlace } from '../../kit/partition.js';
import { Portee } from '../../kit/portee.js';
import {
  checkRappel,
  enteredPerson,
  knowsPerson,
  nobodyYet,
  placeAndOrigin,
  refuseUnknownAge,
} from './entered-rappel.js';
import { MotifAbandonRappel } from './rappel-ordre-enums.js';
import {
  SaisieAbandonRappel,
  SaisieAvisRecu,
  SaisieConvocation,
  SaisieCorrectionRappel,
  SaisieDemandeAvis,
  SaisieRappelOrdre,
  SaisieTenueRappel,
} from './rappel-ordre-inputs.js';
import { avis, conduite, proposition, rappelOrdreWorkflow } from './rappel-ordre-workflow.js';
import { RappelOrdre } from './rappel-ordre.js';

const ActeRappel = outcomeTypeOf(RappelOrdre, 'rappelOrdre', 'le rappel à l’ordre');

const about = (act: string) => ({
  nullable: true,
  description: describeTransition(rappelOrdreWorkflow, act),
});

/** The acts of W4, each one arrow of `rappelOrdreWorkflow`. */
@Resolver()
export class RappelOrdreActsResolver {
  @Mutation(() => ActeRappel, about('proposerRappelOrdre'))
  @Portee(proposition)
  @DoneByPlace('saisie.commune')
  async proposerRappelOrdre(
    @Ctx() { acts, appelant }: SubgraphContext,
    @Args(() => CreationArgs) request: CreationArgs,
    @Arg('saisie', () => SaisieRappelOrdre, { description: 'Ce qui est proposé.' })
    saisie: SaisieRappelOrdre,
  ): Promise<object> {
    const outcome = await acts.create(rappelOrdreWorkflow, request, saisie, async (context) => {
      const { dateFaits, motif, natureFaits, mineur, auteur } = saisie;
      const columns = {
        ...placeAndOrigin(saisie, appelant),
        ...(auteur ? enteredPerson(auteur, appelant) : nobodyYet),
        dateFaits,
        motif,
        natureFaits,
        mineur,
      };
      await checkRappel(columns, context);
      return {
        ...columns,
        dateConvocation: null,
        dateTenue: null,
        presenceRepresentantLegal: null,
        convocationRepresentants: null,
        motifAbandon: null,
        avisId: null,
      };
    });
    return ActeRappel.of(outcome);
  }

  @Mutation(() => ActeRappel, about('corrigerRappelOrdre'))
  @Portee(conduite)
  async corrigerRappelOrdre(
    @Ctx() { acts, appelant }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieCorrectionRappel, { description: 'Ce qui change.' })
    saisie: SaisieCorrectionRappel,
  ): Promise<object> {
    const outcome = await acts.perform(
      rappelOrdreWorkflow,
      'corrigerRappelOrdre',
      id,
      request,
      saisie,
      async (row, context) => {
        refuseUnknownAge(saisie, appelant);
        const person = saisie.auteur ? enteredPerson(saisie.auteur, appelant) : null;
        const changes: Partial<RappelOrdre> & Parameters<typeof checkRappel>[0] = {
          ...(saisie.dateFaits ? { dateFaits: saisie.dateFaits } : {}),
          natureFaits: saisie.natureFaits ?? row.natureFaits,
          mineur: saisie.mineur ?? row.mineur,
          ...person,
        };
        // INVARIANT: a birth date decides nothing for who may not read it.
        const known = person ?? (knowsPerson(appelant) ? row : nobodyYet);
        const { auteurDateNaissance } = known;
        await checkRappel({ ...changes, auteurDateNaissance }, context);
        return { ...changes, motif: saisie.motif ?? row.motif };
      },
    );
    return ActeRappel.of(outcome);
  }

  @Mutation(() => ActeRappel, about('demanderAvisRappelOrdre'))
  @Portee(conduite)
  async demanderAvisRappelOrdre(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieDemandeAvis, { description: 'Ce qui a été vérifié.' })
    saisie: SaisieDemandeAvis,
  ): Promise<object> {
    const act = 'demanderAvisRappelOrdre';
    return ActeRappel.of(await acts.perform(rappelOrdreWorkflow, act, id, request, saisie));
  }

  @Mutation(() => ActeRappel, about('rendreAvisFavorableRappelOrdre'))
  @Portee(avis)
  async rendreAvisFavorableRappelOrdre(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieAvisRecu, { description: 'L’avis inscrit.' })
    saisie: SaisieAvisRecu,
  ): Promise<object> {
    const act = 'rendreAvisFavorableRappelOrdre';
    return ActeRappel.of(
      await acts.perform(rappelOrdreWorkflow, act, id, request, saisie, registered(saisie)),
    );
  }

  @Mutation(() => ActeRappel, about('rendreAvisSansOppositionRappelOrdre'))
  @Portee(avis)
  async rendreAvisSansOppositionRappelOrdre(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieAvisRecu, { description: 'L’avis inscrit.' })
    saisie: SaisieAvisRecu,
  ): Promise<object> {
    const act = 'rendreAvisSansOppositionRappelOrdre';
    return ActeRappel.of(
      await acts.perform(rappelOrdreWorkflow, act, id, request, saisie, registered(saisie)),
    );
  }

  @Mutation(() => ActeRappel, about('rendreAvisDefavorableRappelOrdre'))
  @Portee(avis)
  async rendreAvisDefavorableRappelOrdre(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieAvisRecu, { description: 'L’avis inscrit.' })
    saisie: SaisieAvisRecu,
  ): Promise<object> {
    const act = 'rendreAvisDefavorableRappelOrdre';
    return ActeRappel.of(
      await acts.perform(rappelOrdreWorkflow, act, id, request, saisie, registered(saisie)),
    );
  }

  @Mutation(() => ActeRappel, about('convoquerRappelOrdre'))
  @Portee(conduite)
  async convoquerRappelOrdre(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieConvocation, { description: 'La convocation.' })
    saisie: SaisieConvocation,
  ): Promise<object> {
    const act = 'convoquerRappelOrdre';
    return ActeRappel.of(
      await acts.perform(rappelOrdreWorkflow, act, id, request, saisie, summons(saisie)),
    );
  }

  @Mutation(() => ActeRappel, about('reporterConvocationRappelOrdre'))
  @Portee(conduite)
  async reporterConvocationRappelOrdre(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieConvocation, { description: 'La nouvelle convocation.' })
    saisie: SaisieConvocation,
  ): Promise<object> {
    const act = 'reporterConvocationRappelOrdre';
    return ActeRappel.of(
      await acts.perform(rappelOrdreWorkflow, act, id, request, saisie, summons(saisie)),
    );
  }

  @Mutation(() => ActeRappel, about('tenirRappelOrdre'))
  @Portee(conduite)
  async tenirRappelOrdre(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieTenueRappel, { description: 'Quand, et avec qui.' })
    saisie: SaisieTenueRappel,
  ): Promise<object> {
    const outcome = await acts.perform(
      rappelOrdreWorkflow,
      'tenirRappelOrdre',
      id,
      request,
      saisie,
      ({ mineur }) => ({
        dateTenue: saisie.date,
        presenceRepresentantLegal: mineur ? saisie.presenceRepresentantLegal : null,
      }),
    );
    return ActeRappel.of(outcome);
  }

  @Mutation(() => ActeRappel, about('constaterAbsenceRappelOrdre'))
  @Portee(conduite)
  async constaterAbsenceRappelOrdre(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    const act = 'constaterAbsenceRappelOrdre';
    return ActeRappel.of(await acts.perform(rappelOrdreWorkflow, act, id, request, {}));
  }

  @Mutation(() => ActeRappel, about('cloreRappelOrdre'))
  @Portee(conduite)
  async cloreRappelOrdre(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    const act = 'cloreRappelOrdre';
    return ActeRappel.of(await acts.perform(rappelOrdreWorkflow, act, id, request, {}));
  }

  @Mutation(() => ActeRappel, about('suivreAvisDefavorableRappelOrdre'))
  @Portee(conduite)
  async suivreAvisDefavorableRappelOrdre(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    const act = 'suivreAvisDefavorableRappelOrdre';
    return ActeRappel.of(
      await acts.perform(rappelOrdreWorkflow, act, id, request, {}, () => ({
        motifAbandon: MotifAbandonRappel.AVIS_DEFAVORABLE,
      })),
    );
  }

  @Mutation(() => ActeRappel, about('abandonnerRappelOrdre'))
  @Portee(conduite)
  async abandonnerRappelOrdre(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieAbandonRappel, { description: 'Le motif.' })
    saisie: SaisieAbandonRappel,
  ): Promise<object> {
    const act = 'abandonnerRappelOrdre';
    return ActeRappel.of(
      await acts.perform(rappelOrdreWorkflow, act, id, request, saisie, () => ({
        motifAbandon: saisie.motif,
      })),
    );
  }
}

/** Which entry of the parquet's register moved the file. */
function registered({ avis }: SaisieAvisRecu) {
  return (): Partial<RappelOrdre> => ({ avisId: avis });
}

/** An adult's summons has no copy for representatives. */
function summons({ date, copieRepresentantsLegaux }: SaisieConvocation) {
  return ({ mineur }: RappelOrdre): Partial<RappelOrdre> => ({
    dateConvocation: date,
    convocationRepresentants: mineur ? copieRepresentantsLegaux : null,
  });
}
