import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { inventBlocks, inventData } from '../../demo/data/invent.js';
import type { InventedData } from '../../demo/data/invented-data.js';
import { infractions } from '../../schema/reference/infractions.js';
import {
  StatutConstat,
  StatutDiagnostic,
} from '../../subgraphs/bailleurs/diagnostic/diagnostic-enums.js';
import { StatutTrouble } from '../../subgraphs/bailleurs/trouble/trouble-enums.js';
import { StatutInjonction } from '../../subgraphs/bailleurs/injonction/injonction-enums.js';
import { StatutPlainte } from '../../subgraphs/bailleurs/plainte/plainte.js';
import { StatutProcesVerbal } from '../../subgraphs/bailleurs/proces-verbal/proces-verbal.js';
import { StatutProtection } from '../../subgraphs/bailleurs/protection/protection-enums.js';
import { StatutSecurisation } from '../../subgraphs/bailleurs/renovation/renovation-enums.js';
import { NiveauVigilance } from '../../subgraphs/bailleurs/residence/entree.js';
import { StatutIncident } from '../../subgraphs/bailleurs/incident/incident-enums.js';
import { TypeIncident } from '../../subgraphs/bailleurs/incident/type-incident.js';
import { StatutSignalement } from '../../subgraphs/bailleurs/signalement/signalement.js';
import { ObjetCommunication } from '../../subgraphs/justice/communication/communication.js';
import { StatutGltd } from '../../subgraphs/justice/gltd/gltd.js';
import { StatutPosteTravail } from '../../subgraphs/justice/poste-travail/poste-travail.js';
import { EtatPublic } from '../../subgraphs/justice/procedure/procedure.js';
import { StatutProposition } from '../../subgraphs/ville/alternative/alternative-enums.js';
import { StatutInformation } from '../../subgraphs/ville/information/information-enums.js';
import { StatutTransaction } from '../../subgraphs/ville/transaction/transaction-enums.js';
import { StatutProblematique } from '../../subgraphs/ville/problematique/problematique-enums.js';
import { StatutActionPrevention } from '../../subgraphs/ville/action/action-enums.js';
import { StatutCorrespondant } from '../../subgraphs/ville/correspondant/correspondant.js';
import { StatutMandat } from '../../subgraphs/ville/mandat/mandat-groupe.js';
import { StatutSituation } from '../../subgraphs/ville/situation/situation-enums.js';
import { StatutRappelOrdre } from '../../subgraphs/ville/rappel-ordre/rappel-ordre-enums.js';

const signataires = ['ekidom', 'habitat-vienne', 'sem-hpc', 'ville-poitiers'];
const day = '2026-11-23';
const full = inventData(signataires, 1, day);
const small = inventData(signataires, 0.05, day);

function byId<Row extends { readonly id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}

/** Every AAAA-MM-JJ in the data. */
function datesOf(data: InventedData): string[] {
  return JSON.stringify(data).match(/\d{4}-\d{2}-\d{2}(?=")/g) ?? [];
}

describe('the invented data', () => {
  it('have the sizes that were asked for', () => {
    expect(full.patrimoine.residences).toHaveLength(60);
    expect(full.patrimoine.logements).toHaveLength(6000);
    // Two more than asked for: those of the comparison.
    expect(full.incidents).toHaveLength(8002);
    expect(new Set(full.patrimoine.residences.map((row) => row.bailleurId)).size).toBe(5);
    expect(small.incidents).toHaveLength(402);
  });

  it('hold the suites and rappels that this seed always gave', () => {
    // Changed on purpose only: the order of the calls of chance decides them.
    const { suitesPenales, rappelsOrdre } = full;
    const digest = createHash('sha256').update(
      // What their histories say of them follows from the rest.
      JSON.stringify([suitesPenales, rappelsOrdre], (key, value: unknown) =>
        key === 'version' || key === 'statutDepuis' ? undefined : value,
      ),
    );
    expect(digest.digest('hex')).toBe(
      '9c8b85fc72cb12599f11be152fb6c7cea9027523c97b2b896b91153c6e37206c',
    );
  });

  it('come in blocks, each with its own, where there is much of them', () => {
    const [first, second] = inventBlocks(signataires, 2, day, 2);
    // What is counted over all of them stands in the last.
    expect(first).toEqual({ ...full, statistiques: [] });
    expect(second?.incidents).toHaveLength(8000);
    expect(second?.annuaire.instances).toEqual([]);
    const counted = (data: InventedData | undefined) =>
      (data?.statistiques ?? []).reduce((sum, { compte }) => sum + compte, 0);
    expect(counted(second)).toBeGreaterThan(1.5 * counted(full));
    for (const rows of [
      (data: InventedData) => data.patrimoine.residences,
      (data: InventedData) => data.patrimoine.logements,
      (data: InventedData) => data.passages.bailleurs,
    ]) {
      const ids = [first, second].flatMap((data) => (data ? rows(data) : []).map(({ id }) => id));
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('are the same on every run, and follow the day', () => {
    expect(inventData(signataires, 0.05, day)).toEqual(small);
    const later = inventData(signataires, 0.05, '2026-11-24');
    expect(later.incidents[0]?.id).toBe(small.incidents[0]?.id);
    expect(later.incidents[0]?.dateFaits).not.toBe(small.incidents[0]?.dateFaits);
  });

  it('hold no day after that of the seeding, and three years of facts', () => {
    // Terms of what is open lie ahead.
    const transactions = full.transactions.transactions.map((row) => ({
      ...row,
      dateLimiteProposition: '',
      dateLimiteReponse: null,
      delaiExecution: null,
    }));
    const open = full.transactions.transactions.filter(({ statut }) => statut === 'PROPOSEE');
    // So do the five days of a report.
    const procesVerbaux = full.procesVerbaux.map((row) => ({ ...row, dateLimite: '' }));
    // And what a landlord owes the prefect.
    const injonctions = full.injonctions.map((row) => ({ ...row, dateLimite: null }));
    const owed = full.injonctions.filter(({ statut }) => ['ENJOINTE', 'REPONSE'].includes(statut));
    expect(owed.filter(({ dateLimite }) => (dateLimite ?? '') <= day)).toEqual([]);
    const informations = full.informations.map((row) => ({ ...row, dateLimiteSuite: null }));
    // And what a GPO expects.
    const problematiques = full.problematiques.map((row) => ({ ...row, echeance: null }));
    // And what is kept of a situation until its day.
    const situations = full.groupes.situations.map((row) => ({
      ...row,
      prochainExamen: null,
      conservationJusque: '',
    }));
    const groupes = { ...full.groupes, situations };
    // Actions are announced for days to come.
    const actions = full.actions.map((row) => ({ ...row, debut: '', fin: '' }));
    // And the visit that a landlord wishes for.
    const visits = full.diagnostics.diagnostics.map((row) =>
      row.statut === 'DEMANDE' ? { ...row, dateSouhaitee: '' } : row,
    );
    const diagnostics = { ...full.diagnostics, diagnostics: visits };
    const dated = {
      ...full,
      diagnostics,
      actions,
      groupes,
      informations,
      injonctions,
      procesVerbaux,
      problematiques,
      transactions: { ...full.transactions, transactions },
    };
    expect(datesOf(dated).filter((date) => date > day)).toEqual([]);
    expect(open.filter((row) => (row.dateLimiteReponse ?? '') <= day)).toEqual([]);
    const facts = full.incidents.map(({ dateFaits }) => dateFaits).toSorted();
    expect(facts[0]?.slice(0, 7)).toBe('2023-11');
    expect(facts.at(-1)?.slice(0, 7)).toBe('2026-11');
  });

  it('reach every state and every type', () => {
    const keys = (values: Readonly<Record<string, unknown>>): string[] =>
      Object.keys(values).toSorted();
    const met = (values: readonly string[]): string[] => [...new Set(values)].toSorted();
    const { signalements, rappelsOrdre, suitesPenales, patrimoine, incidents } = full;
    for (const data of [full, small]) {
      const { diagnostics, renovations, transactions, procesVerbaux, protections } = data;
      expect(met(data.injonctions.map((row) => row.statut))).toEqual(keys(StatutInjonction));
      expect(met(data.troubles.map((row) => row.statut))).toEqual(keys(StatutTrouble));
      // What the prefect enjoined is a file that he reads.
      expect(data.troubles.some(({ injonctionId }) => injonctionId !== null)).toBe(true);
      expect(met(data.alternatives.map((row) => row.statut))).toEqual(keys(StatutProposition));
      expect(met(data.informations.map((row) => row.statut))).toEqual(keys(StatutInformation));
      expect(met(data.problematiques.map((row) => row.statut))).toEqual(keys(StatutProblematique));
      expect(met(data.actions.map((row) => row.statut))).toEqual(keys(StatutActionPrevention));
      expect(met(data.annuaire.correspondants.map((row) => row.statut))).toEqual(
        keys(StatutCorrespondant),
      );
      expect(met(data.groupes.mandats.map((row) => row.statut))).toEqual(keys(StatutMandat));
      expect(met(data.groupes.situations.map((row) => row.statut))).toEqual(keys(StatutSituation));
      expect(met(transactions.transactions.map((row) => row.statut))).toEqual(
        keys(StatutTransaction),
      );
      expect(met(renovations.programmes.map((row) => row.statut))).toEqual(
        keys(StatutSecurisation),
      );
      expect(met(diagnostics.diagnostics.map((row) => row.statut))).toEqual(keys(StatutDiagnostic));
      expect(met(procesVerbaux.map((row) => row.statut))).toEqual(keys(StatutProcesVerbal));
      expect(met(protections.map((row) => row.statut))).toEqual(keys(StatutProtection));
      expect(met(diagnostics.constats.map((row) => row.statut))).toEqual(keys(StatutConstat));
    }
    expect(met(signalements.signalements.map((row) => row.statut))).toEqual(
      keys(StatutSignalement),
    );
    expect(met(rappelsOrdre.rappels.map((row) => row.statut))).toEqual(keys(StatutRappelOrdre));
    expect(met(suitesPenales.plaintes.map((row) => row.statut))).toEqual(keys(StatutPlainte));
    expect(met(suitesPenales.procedures.map((row) => row.etatPublic))).toEqual(keys(EtatPublic));
    expect(met(patrimoine.entrees.map((row) => row.statut))).toEqual(keys(NiveauVigilance));
    expect(met(incidents.map((row) => row.statut))).toEqual(keys(StatutIncident));
    const { judiciaire } = full;
    expect(met(judiciaire.gltds.map((row) => row.statut))).toEqual(keys(StatutGltd));
    expect(met(judiciaire.postes.map((row) => row.statut))).toEqual(keys(StatutPosteTravail));
    expect(met(judiciaire.communications.map((row) => row.objet))).toEqual(
      keys(ObjetCommunication),
    );
    expect(met(incidents.map((row) => row.type))).toEqual(keys(TypeIncident));
  });

  it('keep quartiers that straddle two communes, and communes beside the two cities', () => {
    const places = full.patrimoine.residences.map(
      (row) => `${row.quartierCode ?? ''} ${row.communeCode}`,
    );
    expect(places).toEqual(
      expect.arrayContaining([
        'QN08605M 86041',
        'QN08605M 86194',
        'QN08604M 86214',
        'QN08604M 86194',
      ]),
    );
  });
});

describe.each([
  ['full', full],
  ['small', small],
])('the rows of the three databases at %s scale', (_, data) => {
  const { patrimoine, suitesPenales, signalements, rappelsOrdre, annuaire } = data;
  const residences = byId(patrimoine.residences);
  const incidents = byId(data.incidents);
  const procedures = byId(suitesPenales.procedures);

  it('place every incident where its résidence is, in the month of its day', () => {
    for (const incident of data.incidents) {
      expect(residences.get(incident.residenceId)).toMatchObject({
        bailleurId: incident.bailleurId,
        communeCode: incident.communeCode,
        quartierCode: incident.quartierCode,
      });
      if (!incident.dateFaits.startsWith(incident.moisFaits)) throw new Error(incident.id);
      if (incident.infractionCode !== null && !(incident.infractionCode in infractions)) {
        throw new Error(incident.infractionCode);
      }
    }
  });

  it('count the dwellings that a résidence says it has', () => {
    for (const { id, nbLogements } of patrimoine.residences) {
      expect(patrimoine.logements.filter(({ residenceId }) => residenceId === id)).toHaveLength(
        nbLogements,
      );
    }
  });

  it('tie a complaint to its incident, its service and its procedure', () => {
    for (const plainte of suitesPenales.plaintes) {
      const incident = incidents.get(plainte.incidentId);
      expect(incident?.bailleurId).toBe(plainte.plaignantId);
      expect(plainte.dateDepot >= (incident?.dateFaits ?? '')).toBe(true);
      if (plainte.procedureId === null) continue;
      expect(procedures.get(plainte.procedureId)).toMatchObject({
        plaignantId: plainte.plaignantId,
        communeCode: incident?.communeCode,
        serviceSaisiId: plainte.serviceId,
        moisFaits: incident?.moisFaits,
      });
    }
  });

  it('tell a decision only when the procedure says so', () => {
    const decisions = new Map(suitesPenales.decisions.map((row) => [row.procedureId, row]));
    for (const { procedureId, dateNotification } of suitesPenales.avisNotifies) {
      expect(procedures.get(procedureId)?.etatPublic).not.toBe('EN_COURS');
      expect(dateNotification >= (decisions.get(procedureId)?.dateDecision ?? '9')).toBe(true);
    }
  });

  it('send a signalement of one bailleur about its own incidents, to someone', () => {
    const sent = byId(signalements.signalements);
    const addressed = new Set(signalements.destinataires.map((row) => row.signalementId));
    for (const { id } of signalements.signalements) expect(addressed.has(id)).toBe(true);
    for (const { signalementId, incidentId } of signalements.incidents) {
      expect(incidents.get(incidentId)?.bailleurId).toBe(sent.get(signalementId)?.bailleurId);
    }
    for (const { statut, dateTransmission } of signalements.signalements) {
      expect(dateTransmission === null).toBe(statut === 'BROUILLON');
    }
  });

  it('give a rappel its origin, and an opinion once it was consulted', () => {
    const origins = byId(signalements.signalements);
    const opinions = new Set(rappelsOrdre.avis.map(({ rappelOrdreId }) => rappelOrdreId));
    for (const rappel of rappelsOrdre.rappels) {
      if (rappel.signalementOrigineId !== null) {
        expect(origins.get(rappel.signalementOrigineId)?.bailleurId).toBe(rappel.bailleurOrigine);
      }
      const before = ['PROPOSE', 'CONSULTATION_PARQUET'].includes(rappel.statut);
      expect(opinions.has(rappel.id)).toBe(!before);
    }
  });

  it('count in the statistics the decisions of the register, with the empty cells', () => {
    const sum = data.statistiques.reduce((total, { compte }) => total + compte, 0);
    expect(sum).toBe(suitesPenales.decisions.length);
    expect(data.statistiques).toHaveLength(87 * 8 * 3);
  });

  it('have indicators of every commune, none where too few were counted', () => {
    expect(data.indicateurs).toHaveLength(87 * 3 * 3);
    for (const { diffuse, nombre, tauxPourMille } of data.indicateurs) {
      expect([nombre !== null, tauxPourMille !== null]).toEqual([diffuse, diffuse]);
      expect(nombre ?? 5).toBeGreaterThanOrEqual(5);
    }
  });

  it('name no one twice in the register of correspondents', () => {
    const { correspondants } = annuaire;
    expect(new Set(correspondants.map(({ id }) => id)).size).toBe(correspondants.length);
    const inOffice = correspondants.filter(({ statut }) => statut === 'EN_FONCTION');
    expect(inOffice).toHaveLength(signataires.length * 2);
  });
});
