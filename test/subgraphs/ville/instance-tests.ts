import { expect } from '@jest/globals';
import type { EntityTarget } from 'typeorm';
import { WriteQueue } from '../../../subgraphs/kit/write-queue.js';
import {
  DecisionInstance,
  DemandeReunion,
} from '../../../subgraphs/ville/instance/instance-work.js';
import { MandatGroupe } from '../../../subgraphs/ville/mandat/mandat-groupe.js';
import { Correspondant } from '../../../subgraphs/ville/correspondant/correspondant.js';
import { PassageEnregistre } from '../../../subgraphs/kit/acts/act-tables.js';
import { Instance, Reunion } from '../../../subgraphs/ville/instance/instance.js';
import { removeExpired } from '../../../subgraphs/ville/remove-expired.js';
import { dataOf } from '../../harness/both-databases.js';
import type { Caller, TestSubgraph } from '../../harness/subgraph.js';
import { chair, claire, codes, given, must, of, on, stranger, today } from './situation-tests.js';

type Test = (name: string, test: (subgraph: TestSubgraph) => Promise<void>) => void;

/** In the group of the situations' tests, and after them. */
export function instanceTests(test: Test): void {
  test('a member asks for a meeting, the chair answers it, and what it decides has a pilot', async (subgraph) => {
    const on2 = (name: string, saisie: string) => on(name, 'travail', saisie);
    const asks = on2('demanderReunionInstance', 'theme: REHABILITATION');
    expect(await codes(subgraph, stranger, asks)).toEqual(['INTROUVABLE']);
    await must(subgraph, claire, asks);
    expect(await codes(subgraph, chair, asks)).toEqual(['DEMANDE_EN_COURS']);
    const read = `{ instance(id: "travail") { composition { signataire { id } qualite }
      demandes { id theme demandeur { id } reunion { id } }
      reunions { id theme } decisions { nature echeance pilote { id } reunion { theme } } } }`;
    const seenBy = async (caller: Caller) =>
      ((await dataOf(subgraph, caller, read)) as { instance: Record<string, { id: string }[]> })
        .instance;
    const demand = (await seenBy(claire))['demandes']?.[0]?.id ?? '';
    const called = (id: string) =>
      on2('convoquerReunionInstance', `date: "${today}", objet: THEME, demande: "${id}"`);
    expect(await codes(subgraph, chair, called('inconnue'))).toEqual(['DEMANDE_INCONNUE']);
    await must(subgraph, chair, called(demand));
    expect(await codes(subgraph, chair, called(demand))).toEqual(['DEMANDE_INCONNUE']);
    const { reunions = [] } = await seenBy(claire);
    const meeting = reunions.find((reunion) => 'theme' in reunion && reunion.theme !== null)?.id;
    const decides = (reunion: string, pilote: string) =>
      on2(
        'consignerDecisionInstance',
        `reunion: "${reunion}", nature: TRAVAUX, pilote: "${pilote}", echeance: "2099-01-01"`,
      );
    // One that lies ahead decided nothing yet.
    const ahead = reunions.find(({ id }) => id !== meeting)?.id ?? 'aucune';
    for (const [call, code] of [
      [decides(ahead, 'ekidom'), 'REUNION_INCONNUE'],
      [decides(String(meeting), 'sem-hpc'), 'PILOTE_HORS_INSTANCE'],
    ] as const) {
      expect(await codes(subgraph, chair, call)).toEqual([code]);
    }
    await must(subgraph, chair, decides(String(meeting), 'ekidom'));
    const guest = 'signataire: "prefecture-86", qualite: INVITE';
    await must(subgraph, chair, on2('ajouterMembreInstance', guest));
    expect(await seenBy(claire)).toMatchObject({
      composition: expect.arrayContaining([
        { signataire: { id: 'ekidom' }, qualite: 'MEMBRE' },
        { signataire: { id: 'prefecture-86' }, qualite: 'INVITE' },
      ]),
      demandes: [
        { theme: 'REHABILITATION', demandeur: { id: 'ekidom' }, reunion: { id: meeting } },
      ],
      decisions: [
        {
          nature: 'TRAVAUX',
          echeance: '2099-01-01',
          pilote: { id: 'ekidom' },
          reunion: { theme: 'REHABILITATION' },
        },
      ],
    });
    expect(await seenBy(stranger)).toEqual({
      composition: null,
      demandes: null,
      reunions: null,
      decisions: null,
    });
    // A guest reads, and sends nobody to the group.
    const invited = of('prefecture-86', 'invité');
    expect((await seenBy(invited))['decisions']).toHaveLength(1);
    expect(await codes(subgraph, invited, given('c-claire', 'invité'))).toEqual([
      'GROUPE_INTROUVABLE',
    ]);
  });

  test('a meeting is cancelled before or after its day, once, until something was decided there', async (subgraph) => {
    const { dataSource } = subgraph.running;
    if (!dataSource) throw new Error('no database');
    const { manager } = dataSource;
    const instanceId = 'travail';
    const objet = 'THEME' as const;
    await manager.insert(Reunion, [
      { id: 'k-venir', instanceId, date: '2099-02-01', objet, theme: 'TRAFICS' },
      { id: 'k-passee', instanceId, date: '2026-02-01', objet },
      { id: 'k-tenue', instanceId, date: '2026-02-02', objet },
    ]);
    await manager.insert(Instance, {
      id: 'k-autre',
      type: 'GPO',
      perimetreCode: '86194',
      presidenceId: 'sem-hpc',
    });
    await manager.insert(Reunion, {
      id: 'k-ailleurs',
      instanceId: 'k-autre',
      date: '2099-02-01',
      objet,
    });
    const asked = { instanceId, demandeurId: 'ekidom', theme: 'TRAFICS' as const };
    await manager.insert(DemandeReunion, {
      ...asked,
      id: 'k-demande',
      date: today,
      reunionId: 'k-venir',
    });
    const cancels = (reunion: string, more = '') =>
      on(
        'annulerReunionInstance',
        'travail',
        `reunion: "${reunion}", motif: PRESIDENCE_EMPECHEE`,
      ).replace('(', `(${more}`);
    const decides = (reunion: string) =>
      on(
        'consignerDecisionInstance',
        'travail',
        `reunion: "${reunion}", nature: TRAVAUX, pilote: "police-nationale-86"`,
      );
    await must(subgraph, chair, decides('k-tenue'));
    // Who does not preside, or is a stranger, learns nothing.
    for (const who of [claire, stranger]) {
      expect(await codes(subgraph, who, cancels('k-venir'))).toEqual(['INTROUVABLE']);
    }
    const once = cancels('k-venir', 'cleIdempotence: "annulation-0001", ');
    await must(subgraph, chair, once);
    await must(subgraph, chair, once);
    await must(subgraph, chair, cancels('k-passee'));
    for (const [call, code] of [
      [cancels('k-venir'), 'DEJA_ANNULEE'],
      [cancels('k-tenue'), 'DECISION_CONSIGNEE'],
      [cancels('k-ailleurs'), 'REUNION_INCONNUE'],
      [cancels('inconnue'), 'REUNION_INCONNUE'],
      [decides('k-passee'), 'REUNION_INCONNUE'],
    ] as const) {
      expect([call, await codes(subgraph, chair, call)]).toEqual([call, [code]]);
    }
    const read = '{ instance(id: "travail") { reunions { id statut motifAnnulation } } }';
    const { instance } = (await dataOf(subgraph, claire, read)) as {
      instance: { reunions: { id: string }[] };
    };
    const cancelled = { statut: 'ANNULEE', motifAnnulation: 'PRESIDENCE_EMPECHEE' };
    expect(instance.reunions.filter(({ id }) => id.startsWith('k-'))).toEqual([
      { id: 'k-passee', ...cancelled },
      { id: 'k-tenue', statut: 'CONVOQUEE', motifAnnulation: null },
      { id: 'k-venir', ...cancelled },
    ]);
    // What a member asked for waits again, and another meeting answers it.
    const again = `date: "2099-03-01", objet: THEME, demande: "k-demande"`;
    await must(subgraph, chair, on('convoquerReunionInstance', 'travail', again));
    const passages = await manager.findBy(PassageEnregistre, {
      objetId: 'travail',
      acte: 'annulerReunionInstance',
    });
    expect(passages).toHaveLength(2);
  });

  test('meetings of five years ago go, with what asked for them and what they decided', async (subgraph) => {
    const { dataSource } = subgraph.running;
    if (!dataSource) throw new Error('no database');
    const { manager } = dataSource;
    const years = (ago: number): string => `${Number(today.slice(0, 4)) - ago}-01-15`;
    const instanceId = 'travail';
    for (const ago of [4, 7]) {
      const reunionId = `r-${ago}`;
      const date = years(ago);
      await manager.insert(Reunion, { id: reunionId, instanceId, date, objet: 'THEME' });
      const asked = { id: `a-${ago}`, instanceId, reunionId, date };
      await manager.insert(DemandeReunion, { ...asked, demandeurId: 'ekidom', theme: 'TRAFICS' });
      await manager.insert(DecisionInstance, { ...asked, nature: 'TRAVAUX', piloteId: 'ekidom' });
    }
    await removeExpired(new WriteQueue(dataSource), new Date());
    const left = async (entity: EntityTarget<{ id: string }>, prefix: string) =>
      Promise.all([4, 7].map((ago) => manager.existsBy(entity, { id: `${prefix}-${ago}` })));
    expect(await left(Reunion, 'r')).toEqual([true, false]);
    expect(await left(DemandeReunion, 'a')).toEqual([true, false]);
    expect(await left(DecisionInstance, 'a')).toEqual([true, false]);
  });

  test('correspondents go three months after their mandate, and what names one keeps him', async (subgraph) => {
    const { dataSource } = subgraph.running;
    if (!dataSource) throw new Error('no database');
    const { manager } = dataSource;
    const end = new Date('2031-05-20T08:00:00Z');
    const ended = { signataireId: 'ekidom', fonction: 'Référent', mandatDebut: '2030-01-01' };
    for (const [id, mandatFin, suppleantId] of [
      ['f-ancien', '2031-05-20', null],
      ['f-sorti', '2031-08-01', null],
      ['f-siege', '2031-05-20', null],
      ['f-titulaire', null, 'f-ancien'],
    ] as const) {
      await manager.insert(Correspondant, { ...ended, id, nom: id, mandatFin, suppleantId });
    }
    const seat = {
      instanceId: 'travail',
      signataireId: 'ekidom',
      correspondantId: 'f-siege',
      compte: 'siege',
      debut: '2031-01-01',
    };
    await manager.insert(MandatGroupe, [
      { ...seat, id: 'f-en-vigueur', statut: 'EN_VIGUEUR' },
      { ...seat, id: 'f-retire', statut: 'TERMINE', statutDepuis: end },
      { ...seat, id: 'f-echu', statut: 'EN_VIGUEUR', fin: '2031-05-20' },
    ]);
    const left = async () => [
      ...(await manager.find(Correspondant)).map(({ id }) => id),
      ...(await manager.find(MandatGroupe)).map(({ id }) => id),
    ];
    const gone = async (day: string) => {
      const before = await left();
      await removeExpired(new WriteQueue(dataSource), new Date(`${day}T09:00:00Z`));
      const after = await left();
      return before.filter((id) => id.startsWith('f-') && !after.includes(id)).toSorted();
    };
    expect(await gone('2031-08-20')).toEqual(['f-retire']);
    expect(await gone('2031-08-21')).toEqual(['f-ancien', 'f-echu']);
    const holder = await manager.findOneByOrFail(Correspondant, { id: 'f-titulaire' });
    expect(holder.suppleantId).toBeNull();
    await manager.update(MandatGroupe, { id: 'f-en-vigueur' }, { fin: '2031-08-01' });
    expect(await gone('2031-12-01')).toEqual(['f-en-vigueur', 'f-siege', 'f-sorti']);
  });
}
