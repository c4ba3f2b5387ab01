import { civilDay } from '../../../schema/contract/civil-day.js';
import { workflow, type Guard } from '../../kit/acts/workflow.js';
import { cityOf, parquets } from '../territoire/signatory-city.js';
import { MotifAbandonRappel, NatureFaits, type StatutRappelOrdre } from './rappel-ordre-enums.js';
import type {
  SaisieAbandonRappel,
  SaisieConvocation,
  SaisieDemandeAvis,
  SaisieTenueRappel,
} from './rappel-ordre-inputs.js';
import { RappelOrdre } from './rappel-ordre.js';

/** A service of the city or a landlord proposes. */
export const proposition = 'rappel-ordre:proposition';
/** The mayor consults, summons, pronounces and closes. */
export const conduite = 'rappel-ordre:conduite';
/** The parquet answers while it is consulted. */
export const avis = 'rappel-ordre:avis';

const mayor = 'Maire ou son représentant';
const prosecutor = 'Parquet consulté';
const ground = 'csi-l132-7';

/** CSI L132-7 leaves crimes and délits to justice. */
export const noOffenceOfJustice: Guard<Pick<RappelOrdre, 'natureFaits'>, unknown> = {
  code: 'CRIME_OU_DELIT',
  message:
    'Un crime ou un délit n’est pas l’objet d’un rappel à l’ordre : signalez-le au procureur de la République.',
  champ: 'natureFaits',
  reads: ['RappelOrdre.natureFaits'],
  holds: ({ natureFaits }) =>
    natureFaits !== NatureFaits.DELIT && natureFaits !== NatureFaits.CRIME,
};

/** Of one proposed before acts were recorded. */
const natureKnown: Guard<RappelOrdre, unknown> = {
  code: 'NATURE_INCONNUE',
  message: 'La nature des faits n’est pas dite : complétez le dossier.',
  reads: ['RappelOrdre.natureFaits'],
  holds: ({ natureFaits }) => natureFaits !== null,
};

const withoutComplaint: Guard<RappelOrdre, SaisieDemandeAvis> = {
  code: 'PLAINTE_DEPOSEE',
  message: 'Une plainte a été déposée pour ces faits : la réponse est celle de la justice.',
  champ: 'plainteDeposee',
  holds: (_row, { input }) => !input.plainteDeposee,
};

const withoutInquiry: Guard<RappelOrdre, SaisieDemandeAvis> = {
  code: 'ENQUETE_OUVERTE',
  message: 'Une enquête est ouverte sur ces faits : la réponse est celle de la justice.',
  champ: 'enqueteOuverte',
  holds: (_row, { input }) => !input.enqueteOuverte,
};

const identified: Guard<RappelOrdre, unknown> = {
  code: 'SANS_AUTEUR',
  message: 'La personne n’est pas identifiée : complétez d’abord le dossier.',
  reads: ['RappelOrdre.auteur', 'AuteurRappel.nom'],
  holds: ({ auteurNom }) => auteurNom !== null,
};

const representativesKnown: Guard<RappelOrdre, unknown> = {
  code: 'SANS_REPRESENTANT_LEGAL',
  message: 'Aucun représentant légal de la personne mineure n’est connu : complétez le dossier.',
  reads: ['RappelOrdre.mineur', 'AuteurRappel.representantsLegaux'],
  holds: ({ mineur, auteurRepresentants }) => !mineur || auteurRepresentants.length > 0,
};

const summonedAhead: Guard<RappelOrdre, SaisieConvocation> = {
  code: 'DATE_PASSEE',
  message: 'Une convocation est pour aujourd’hui ou plus tard : choisissez une autre date.',
  champ: 'date',
  holds: (_row, { input, now }) => input.date >= civilDay(now),
};

const copyToParents: Guard<RappelOrdre, SaisieConvocation> = {
  code: 'COPIE_AUX_REPRESENTANTS',
  message: 'La convocation d’un mineur est aussi adressée à ses représentants légaux.',
  champ: 'copieRepresentantsLegaux',
  reads: ['RappelOrdre.mineur'],
  holds: ({ mineur }, { input }) => !mineur || input.copieRepresentantsLegaux,
};

const heldAlready: Guard<RappelOrdre, SaisieTenueRappel> = {
  code: 'DATE_A_VENIR',
  message: 'Un rappel à l’ordre n’est dit prononcé qu’ensuite : la date est aujourd’hui ou avant.',
  champ: 'date',
  holds: (_row, { input, now }) => input.date <= civilDay(now),
};

const withParents: Guard<RappelOrdre, SaisieTenueRappel> = {
  code: 'REPRESENTANT_LEGAL_ABSENT',
  message:
    'Un mineur est rappelé à l’ordre en présence d’un représentant légal, sauf impossibilité : dites-la, ou reportez.',
  champ: 'presenceRepresentantLegal',
  reads: ['RappelOrdre.mineur'],
  holds: ({ mineur }, { input }) =>
    !mineur || input.presenceRepresentantLegal || input.presenceImpossible,
};

const dayCame: Guard<RappelOrdre, unknown> = {
  code: 'CONVOCATION_A_VENIR',
  message: 'Le jour de la convocation n’est pas encore venu.',
  reads: ['RappelOrdre.dateConvocation'],
  holds: ({ dateConvocation }, { now }) =>
    dateConvocation !== null && dateConvocation <= civilDay(now),
};

const ownReason: Guard<RappelOrdre, SaisieAbandonRappel> = {
  code: 'MOTIF_RESERVE',
  message: 'Le parquet n’a pas désapprouvé ce rappel à l’ordre : choisissez un autre motif.',
  champ: 'motif',
  holds: (_row, { input }) => input.motif !== MotifAbandonRappel.AVIS_DEFAVORABLE,
};

/** W4: nobody is summoned before the parquet has said that nothing stands against it. */
export const rappelOrdreWorkflow = workflow({
  id: 'W4',
  title: 'Rappel à l’ordre',
  entity: RappelOrdre,
  states: {
    PROPOSE: 'Proposé',
    CONSULTATION_PARQUET: 'Parquet consulté',
    AVIS_FAVORABLE: 'Avis favorable',
    SANS_OPPOSITION: 'Sans opposition',
    AVIS_DEFAVORABLE: 'Avis défavorable',
    CONVOQUE: 'Convoqué',
    TENU: 'Prononcé',
    NON_PRESENTE: 'Non présenté',
    ABANDONNE: 'Abandonné',
    CLOS: 'Clos',
  } satisfies Record<StatutRappelOrdre, string>,
  // The landlord of origin follows the state; the parquet is told while it is asked.
  addressees: ({ communeCode, bailleurOrigine, statut }) => [
    ...cityOf(communeCode),
    ...(bailleurOrigine === null ? [] : [bailleurOrigine]),
    ...(statut === 'CONSULTATION_PARQUET' ? parquets : []),
  ],
  creation: {
    act: 'proposerRappelOrdre',
    to: 'PROPOSE',
    scope: proposition,
    actor: 'Service de la ville ou référent du bailleur',
    ground,
    summary:
      'Propose un rappel à l’ordre, hors crime et délit. Un bailleur ne transmet pas l’identité de la personne.',
  },
  transitions: {
    corrigerRappelOrdre: {
      from: ['PROPOSE'],
      to: 'PROPOSE',
      scope: conduite,
      actor: mayor,
      ground,
      summary: 'Corrige les faits ou identifie la personne, avant de consulter le parquet.',
      reads: ['RappelOrdre.natureFaits', 'RappelOrdre.mineur'],
    },
    demanderAvisRappelOrdre: {
      from: ['PROPOSE'],
      to: 'CONSULTATION_PARQUET',
      scope: conduite,
      actor: mayor,
      ground,
      summary:
        'Consulte le parquet, qui lit dès lors l’identité de la personne, et seulement jusqu’à son avis.',
      guards: [
        natureKnown,
        noOffenceOfJustice,
        withoutComplaint,
        withoutInquiry,
        identified,
        representativesKnown,
      ],
      awaited: true,
    },
    rendreAvisFavorableRappelOrdre: {
      from: ['CONSULTATION_PARQUET'],
      to: 'AVIS_FAVORABLE',
      scope: avis,
      actor: prosecutor,
      ground,
      summary: 'Reçoit du registre du parquet un avis favorable (rendreAvisRappelOrdre).',
      awaited: true,
      irrevocable: true,
    },
    rendreAvisSansOppositionRappelOrdre: {
      from: ['CONSULTATION_PARQUET'],
      to: 'SANS_OPPOSITION',
      scope: avis,
      actor: prosecutor,
      ground,
      summary: 'Reçoit du registre du parquet qu’il ne s’oppose pas (rendreAvisRappelOrdre).',
      awaited: true,
      irrevocable: true,
    },
    rendreAvisDefavorableRappelOrdre: {
      from: ['CONSULTATION_PARQUET'],
      to: 'AVIS_DEFAVORABLE',
      scope: avis,
      actor: prosecutor,
      ground,
      summary:
        'Reçoit du registre du parquet un avis défavorable (rendreAvisRappelOrdre) : le maire ne convoque pas.',
      awaited: true,
      irrevocable: true,
    },
    convoquerRappelOrdre: {
      from: ['AVIS_FAVORABLE', 'SANS_OPPOSITION'],
      to: 'CONVOQUE',
      scope: conduite,
      actor: mayor,
      ground,
      summary: 'Convoque la personne, et les représentants légaux d’un mineur.',
      guards: [representativesKnown, summonedAhead, copyToParents],
      awaited: true,
    },
    reporterConvocationRappelOrdre: {
      from: ['CONVOQUE'],
      to: 'CONVOQUE',
      scope: conduite,
      actor: mayor,
      ground,
      summary: 'Reporte la convocation.',
      guards: [representativesKnown, summonedAhead, copyToParents],
    },
    tenirRappelOrdre: {
      from: ['CONVOQUE'],
      to: 'TENU',
      scope: conduite,
      actor: mayor,
      ground,
      summary: 'Dit que le rappel à l’ordre a été prononcé, verbalement.',
      guards: [heldAlready, withParents],
      awaited: true,
      irrevocable: true,
    },
    constaterAbsenceRappelOrdre: {
      from: ['CONVOQUE'],
      to: 'NON_PRESENTE',
      scope: conduite,
      actor: mayor,
      ground,
      summary: 'Constate que la personne ne s’est pas présentée.',
      guards: [dayCame],
      irrevocable: true,
    },
    cloreRappelOrdre: {
      from: ['TENU', 'NON_PRESENTE'],
      to: 'CLOS',
      scope: conduite,
      actor: mayor,
      ground,
      summary: 'Clôt le dossier.',
      awaited: true,
      irrevocable: true,
    },
    suivreAvisDefavorableRappelOrdre: {
      from: ['AVIS_DEFAVORABLE'],
      to: 'ABANDONNE',
      scope: conduite,
      actor: mayor,
      ground,
      summary: 'Abandonne le rappel à l’ordre que le parquet a désapprouvé.',
      awaited: true,
      irrevocable: true,
    },
    abandonnerRappelOrdre: {
      from: ['PROPOSE', 'CONSULTATION_PARQUET', 'AVIS_FAVORABLE', 'SANS_OPPOSITION', 'CONVOQUE'],
      to: 'ABANDONNE',
      scope: conduite,
      actor: mayor,
      ground,
      summary: 'Abandonne le rappel à l’ordre, pour un motif.',
      guards: [ownReason],
      irrevocable: true,
    },
  },
});
