import { In, IsNull } from 'typeorm';
import { workflow, type Guard } from '../../kit/acts/workflow.js';
import { DiagnosticEnMarchant, DiagnosticResidence } from '../diagnostic/diagnostic-en-marchant.js';
import { isSignatory } from '../diagnostic/instructing.js';
import { EtudeSurete, ProgrammeRenovation, ProgrammeResidence } from './programme-renovation.js';
import { AvisForces, NatureMesure, type StatutSecurisation } from './renovation-enums.js';
import type { SaisieDiagnosticLie, SaisieMesures } from './renovation-inputs.js';
import { signatoriesOf } from '../territoire/signatories-of.js';

/** The landlord prepares its programme and does its works. */
export const conduite = 'renovation:conduite';
/** The force of the place gives its opinion. */
export const avis = 'renovation:avis';
/** Landlord, mayor and EPCI settle the measures. */
export const mesures = 'renovation:mesures';
/** Mayor and EPCI look whether the measures are in place. */
export const verification = 'renovation:verification';

const landlord = 'Référent du bailleur';
const force = 'Police ou gendarmerie de la zone';
const ground = 'convention-art-6';

/** Of its own, of a résidence of the programme, and after the visit; any other looks like none. */
const visitedPlace: Guard<ProgrammeRenovation, SaisieDiagnosticLie> = {
  code: 'DIAGNOSTIC_INTROUVABLE',
  message: 'Aucun diagnostic de cet identifiant, réalisé dans une résidence du programme.',
  champ: 'diagnostic',
  reads: [
    'DiagnosticEnMarchant.demandeur',
    'DiagnosticEnMarchant.residences',
    'DiagnosticEnMarchant.statut',
  ],
  holds: async ({ id, bailleurId }, { manager, input }) => {
    const diagnostic = await manager.findOneBy(DiagnosticEnMarchant, {
      id: input.diagnostic,
      bailleurId,
      statut: In(['REALISE', 'PLAN_ACTIONS', 'SUIVI', 'CLOS']),
    });
    if (!diagnostic) return false;
    const places = await manager.findBy(ProgrammeResidence, { programmeId: id });
    return manager.existsBy(DiagnosticResidence, {
      diagnosticId: diagnostic.id,
      residenceId: In(places.map(({ residenceId }) => residenceId)),
    });
  },
};

const studyThere: Guard<ProgrammeRenovation, unknown> = {
  code: 'ETUDE_NON_DEPOSEE',
  message: 'L’avis se donne sur l’étude de sûreté : le bailleur la dépose d’abord.',
  reads: ['ProgrammeRenovation.etude', 'EtudeSurete.dateDepot'],
  holds: async ({ id, statut }, { manager }) =>
    statut !== 'ESSP_REQUISE' ||
    !(await manager.existsBy(EtudeSurete, { programmeId: id, dateDepot: IsNull() })),
};

const depositedOnce: Guard<ProgrammeRenovation, unknown> = {
  code: 'ETUDE_DEJA_DEPOSEE',
  message: 'L’étude de sûreté est déjà déposée.',
  reads: ['ProgrammeRenovation.etude', 'EtudeSurete.dateDepot'],
  holds: ({ id }, { manager }) =>
    manager.existsBy(EtudeSurete, { programmeId: id, dateDepot: IsNull() }),
};

const opinionAllows: Guard<ProgrammeRenovation, unknown> = {
  code: 'AVIS_DEFAVORABLE',
  message:
    'L’avis des forces est défavorable : revoyez le projet avec elles, elles revoient alors leur avis.',
  reads: ['ProgrammeRenovation.avisForces'],
  holds: ({ avisForces }) => avisForces !== AvisForces.DEFAVORABLE,
};

const siteMeasure: Guard<ProgrammeRenovation, SaisieMesures> = {
  code: 'SANS_MESURE_DE_CHANTIER',
  message: 'L’éclairage ou le gardiennage du chantier précède les travaux : ajoutez l’un d’eux.',
  champ: 'mesures',
  holds: (_row, { input }) =>
    input.mesures.some(
      ({ nature }) => nature === NatureMesure.ECLAIRAGE || nature === NatureMesure.GARDIENNAGE,
    ),
};

const knownResponsible: Guard<ProgrammeRenovation, SaisieMesures> = {
  code: 'RESPONSABLE_INCONNU',
  message: 'Qui répond d’une mesure est un signataire : choisissez-le dans la liste.',
  champ: 'mesures',
  holds: (_row, { input }) => input.mesures.every(({ responsable }) => isSignatory(responsable)),
};

/** W6: no works before the measures that secure them are in place. */
export const renovationWorkflow = workflow({
  id: 'W6',
  title: 'Sécurisation avant travaux',
  entity: ProgrammeRenovation,
  states: {
    BESOIN: 'Besoin',
    DIAGNOSTIC: 'Diagnostic',
    ESSP_REQUISE: 'Étude de sûreté requise',
    AVIS_FORCES: 'Avis des forces',
    MESURES_ARRETEES: 'Mesures arrêtées',
    VERIFIE: 'Vérifié',
    TRAVAUX: 'Travaux',
    CLOS: 'Clos',
  } satisfies Record<StatutSecurisation, string>,
  addressees: async ({ bailleurId, communeCode }, manager) => [
    bailleurId,
    ...(await signatoriesOf(manager, communeCode)),
  ],
  creation: {
    act: 'declarerProgramme',
    to: 'BESOIN',
    scope: conduite,
    actor: landlord,
    ground,
    summary: 'Déclare un programme de rénovation, dont les travaux sont à sécuriser.',
  },
  transitions: {
    rattacherDiagnosticProgramme: {
      from: ['BESOIN'],
      to: 'DIAGNOSTIC',
      scope: conduite,
      actor: landlord,
      ground,
      summary: 'Appuie la sécurisation sur un diagnostic en marchant qui a eu lieu.',
      guards: [visitedPlace],
      awaited: true,
    },
    requerirEtudeProgramme: {
      from: ['DIAGNOSTIC'],
      to: 'ESSP_REQUISE',
      scope: conduite,
      actor: landlord,
      ground,
      summary: 'Dit que le programme demande une étude de sûreté et de sécurité publique.',
    },
    deposerEtudeProgramme: {
      from: ['ESSP_REQUISE'],
      to: 'ESSP_REQUISE',
      scope: conduite,
      actor: landlord,
      ground,
      summary: 'Dépose, une fois, l’étude de sûreté et de sécurité publique.',
      guards: [depositedOnce],
      awaited: true,
    },
    donnerAvisProgramme: {
      from: ['DIAGNOSTIC', 'ESSP_REQUISE'],
      to: 'AVIS_FORCES',
      scope: avis,
      actor: force,
      ground,
      summary: 'Donne l’avis de la police ou de la gendarmerie sur la sécurisation.',
      guards: [studyThere],
      awaited: true,
    },
    revoirAvisProgramme: {
      from: ['AVIS_FORCES'],
      to: 'AVIS_FORCES',
      scope: avis,
      actor: force,
      ground,
      summary: 'Revoit l’avis de la police ou de la gendarmerie.',
    },
    arreterMesuresProgramme: {
      from: ['AVIS_FORCES'],
      to: 'MESURES_ARRETEES',
      scope: mesures,
      actor: 'Bailleur, maire ou intercommunalité',
      ground,
      summary: 'Arrête les mesures de chantier et dit qui répond de chacune.',
      guards: [opinionAllows, siteMeasure, knownResponsible],
      awaited: true,
    },
    verifierMesuresProgramme: {
      from: ['MESURES_ARRETEES'],
      to: 'VERIFIE',
      scope: verification,
      actor: 'Maire ou intercommunalité',
      ground,
      summary: 'Vérifie que les mesures sont en place.',
      awaited: true,
    },
    commencerTravauxProgramme: {
      from: ['VERIFIE'],
      to: 'TRAVAUX',
      scope: conduite,
      actor: landlord,
      ground,
      summary: 'Commence les travaux ; impossible avant que les mesures soient vérifiées.',
      awaited: true,
      irrevocable: true,
    },
    acheverTravauxProgramme: {
      from: ['TRAVAUX'],
      to: 'CLOS',
      scope: conduite,
      actor: landlord,
      ground,
      summary: 'Dit les travaux achevés.',
      awaited: true,
      irrevocable: true,
    },
  },
});
