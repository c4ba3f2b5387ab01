import { expect } from '@jest/globals';
import { civilDay } from '../../../schema/contract/civil-day.js';
import { bailleurs } from '../../../subgraphs/bailleurs/bailleurs.js';
import { Incident } from '../../../subgraphs/bailleurs/incident/incident.js';
import { ProcesVerbalBailleur } from '../../../subgraphs/bailleurs/proces-verbal/proces-verbal.js';
import { voidOverdue } from '../../../subgraphs/bailleurs/proces-verbal/void-overdue.js';
import { WriteQueue } from '../../../subgraphs/kit/write-queue.js';
import { dataOf, onBothDatabases } from '../../harness/both-databases.js';
import type { Caller, TestSubgraph } from '../../harness/subgraph.js';
import { callers, fillStock } from './stock.js';

const ekidom: Caller = {
  ...callers.ekidom,
  droits: {
    'incident:resume': ['patrimoine'],
    'incident:lecture': ['patrimoine'],
    'incident:victime': ['patrimoine'],
    'incident:saisie': ['patrimoine'],
    'residence:exploitation': ['patrimoine'],
    'plainte:lecture': ['plaignant'],
    'plainte:depot': ['plaignant'],
    'protection:lecture': ['patrimoine'],
    'protection:conduite': ['patrimoine'],
    'proces-verbal:lecture': ['patrimoine'],
    'proces-verbal:conduite': ['patrimoine'],
  },
};
const parquet: Caller = {
  ...callers.parquet,
  droits: { 'proces-verbal:lecture': ['destinataire'] },
};

const ago = (days: number): string => civilDay(new Date(Date.now() - days * 86_400_000));

async function act(subgraph: TestSubgraph, field: string, call: string, caller = ekidom) {
  const query = `mutation { fait: ${call} { dossier: ${field} { id statut } erreurs { code champ } } }`;
  return (await dataOf(subgraph, caller, query))['fait'] as {
    dossier: { id: string; statut: string } | null;
    erreurs: { code: string; champ: string | null }[];
  };
}

const on = (name: string, id: string, saisie?: string) =>
  `${name}(id: "${id}"${saisie ? `, saisie: { ${saisie} }` : ''})`;
const repository = ({ running }: TestSubgraph) => {
  if (!running.dataSource) throw new Error('no database');
  return running.dataSource;
};

onBothDatabases(bailleurs, fillStock, (test) => {
  const report = (day: string, residence = 'r-a', sworn = true) =>
    `etablirProcesVerbal(saisie: { residence: "${residence}", dateConstat: "${day}", infractions: [TAPAGE], gardeAssermente: ${String(sworn)} })`;

  test('a warden’s report is sent within five days, or void', async (subgraph) => {
    for (const [call, code] of [
      [report(ago(6)), 'DELAI_DEPASSE'],
      [report('2099-01-01'), 'DATE_A_VENIR'],
      [report(ago(1), 'r-a', false), 'GARDE_NON_ASSERMENTE'],
      // Of another landlord, and none: alike.
      [report(ago(1), 'r-b'), 'RESIDENCE_INTROUVABLE'],
      [report(ago(1), 'inconnue'), 'RESIDENCE_INTROUVABLE'],
    ] as const) {
      const { dossier, erreurs } = await act(subgraph, 'procesVerbal', call);
      expect([call, dossier, erreurs.map((erreur) => erreur.code)]).toEqual([call, null, [code]]);
    }
    const made = async () =>
      (await act(subgraph, 'procesVerbal', report(ago(5)))).dossier?.id ?? '';
    const [sent, late] = [await made(), await made()];
    const look = `{ procesVerbal(id: "${sent}") { dateLimite echeance statut } }`;
    expect(await dataOf(subgraph, ekidom, look)).toEqual({
      procesVerbal: { dateLimite: ago(0), echeance: ago(0), statut: 'ETABLI' },
    });
    expect(await dataOf(subgraph, parquet, look)).toEqual({ procesVerbal: null });
    const done = await act(subgraph, 'procesVerbal', on('transmettreProcesVerbal', sent));
    expect(done.dossier?.statut).toBe('TRANSMIS');
    expect(await dataOf(subgraph, parquet, look)).toMatchObject({
      procesVerbal: { statut: 'TRANSMIS', echeance: null },
    });
    const early = on('constaterNulliteProcesVerbal', late);
    expect((await act(subgraph, 'procesVerbal', early)).erreurs).toMatchObject([
      { code: 'DELAI_EN_COURS' },
    ]);
    const dataSource = repository(subgraph);
    await dataSource
      .getRepository(ProcesVerbalBailleur)
      .update({ id: late }, { dateLimite: ago(1) });
    const send = on('transmettreProcesVerbal', late);
    expect((await act(subgraph, 'procesVerbal', send)).erreurs).toMatchObject([
      { code: 'DELAI_DEPASSE' },
    ]);
    expect(await voidOverdue(new WriteQueue(dataSource), new Date())).toBe(1);
    const { nodes } = (
      (await dataOf(subgraph, ekidom, '{ procesVerbaux { nodes { id statut } } }')) as {
        procesVerbaux: { nodes: object[] };
      }
    ).procesVerbaux;
    expect(nodes).toContainEqual({ id: late, statut: 'NUL' });
    expect(nodes).toContainEqual({ id: sent, statut: 'TRANSMIS' });
  });

  test('a member of the staff is protected, and its own complaint stays its own', async (subgraph) => {
    const declare = (incident: string) =>
      `declarerFaitPersonnel(saisie: { incident: "${incident}", declarant: SALARIE })`;
    const incidents = repository(subgraph).getRepository(Incident);
    await incidents.update({ id: 'i-a' }, { victimeQualite: 'LOCATAIRE' });
    for (const [incident, code] of [
      ['i-a', 'SANS_PERSONNEL_VICTIME'],
      ['i-b', 'INCIDENT_INTROUVABLE'],
      ['inconnu', 'INCIDENT_INTROUVABLE'],
    ] as const) {
      const { erreurs } = await act(subgraph, 'protection', declare(incident));
      expect([incident, erreurs.map((erreur) => erreur.code)]).toEqual([incident, [code]]);
    }
    await incidents.update({ id: 'i-a' }, { victimeQualite: 'SALARIE' });
    const id = (await act(subgraph, 'protection', declare('i-a'))).dossier?.id ?? '';
    const must = async (call: string) => {
      const { dossier, erreurs } = await act(subgraph, 'protection', call);
      expect([call, erreurs]).toEqual([call, []]);
      return dossier?.statut;
    };
    await must(on('prendreMesuresProtection', id, 'mesures: [RETRAIT, SOIN]'));
    const foreign = on('consignerPlaintesProtection', id, 'personnelle: DEPOSEE, plainte: "p-b"');
    expect((await act(subgraph, 'protection', foreign)).erreurs).toMatchObject([
      { code: 'PLAINTE_INTROUVABLE' },
    ]);
    await must(on('consignerPlaintesProtection', id, 'personnelle: DEPOSEE'));
    await must(on('proposerDomiciliationProtection', id, 'reponse: DEMANDEE'));
    await must(on('attendreSuitesProtection', id));
    await must(on('tirerRetexProtection', id, 'enseignements: [FORMATION]'));
    expect(await must(on('cloreProtection', id))).toBe('CLOS');
    expect(
      await dataOf(
        subgraph,
        ekidom,
        `{ protection(id: "${id}") { mesures plaintePersonnelle domiciliation enseignements plainteBailleur { id } incident { id } version } }`,
      ),
    ).toEqual({
      protection: {
        mesures: ['RETRAIT', 'SOIN'],
        plaintePersonnelle: 'DEPOSEE',
        domiciliation: 'DEMANDEE',
        enseignements: ['FORMATION'],
        // Of the person's own complaint nothing else is known here.
        plainteBailleur: null,
        incident: { id: 'i-a' },
        version: 7,
      },
    });
    for (const stranger of [callers.poitiers, callers.police, callers.parquet]) {
      const { text } = await subgraph.ask(stranger, '{ protections { totalCount nodes { id } } }');
      expect(text).not.toContain(id);
    }
  });
});
