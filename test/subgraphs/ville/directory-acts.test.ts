import { expect } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { civilDay } from '../../../schema/contract/civil-day.js';
import { PassageEnregistre } from '../../../subgraphs/kit/acts/act-tables.js';
import { OutgoingAct } from '../../../subgraphs/kit/delivery/outgoing-act.js';
import { WriteQueue } from '../../../subgraphs/kit/write-queue.js';
import { Correspondant } from '../../../subgraphs/ville/correspondant/correspondant.js';
import { Instance } from '../../../subgraphs/ville/instance/instance.js';
import { MandatGroupe } from '../../../subgraphs/ville/mandat/mandat-groupe.js';
import { removeExpired } from '../../../subgraphs/ville/remove-expired.js';
import { ville } from '../../../subgraphs/ville/ville.js';
import { dataOf, onBothDatabases } from '../../harness/both-databases.js';
import type { Caller, TestSubgraph } from '../../harness/subgraph.js';

const droits = {
  'correspondant:lecture': null,
  'correspondant:tenue': ['auteur'],
  'correspondant:report': null,
  'engagement:lecture': ['auteur'],
} as const;
const police: Caller = { signataire: 'police-nationale-86', droits };
const chatellerault: Caller = { signataire: 'ville-chatellerault', droits };
const poitiers: Caller = { signataire: 'ville-poitiers', droits };

const today = civilDay(new Date());

interface Fait {
  readonly correspondant: Record<string, unknown> | null;
  readonly erreurs: readonly { code: string; champ: string | null }[];
}

async function act(subgraph: TestSubgraph, caller: Caller, call: string): Promise<Fait> {
  const data = await dataOf(
    subgraph,
    caller,
    `mutation { fait: ${call} { correspondant { id nom fonction telephonePro courrielPro perimetre mandatDebut mandatFin
      statut version suppleant { id } historique { acte de vers version signataire { id } } } erreurs { code message champ } } }`,
  );
  return data['fait'] as Fait;
}

const codes = async (...asked: Parameters<typeof act>): Promise<string[]> =>
  (await act(...asked)).erreurs.map(({ code }) => code);

async function must(...asked: Parameters<typeof act>): Promise<Record<string, unknown>> {
  const fait = await act(...asked);
  expect([asked[2], fait.erreurs]).toEqual([asked[2], []]);
  return fait.correspondant ?? {};
}

const named = (more = '', nom = 'Inventé Nom', cle = '') =>
  `nommerCorrespondant(${cle && `cleIdempotence: "${cle}", `}saisie: { nom: "${nom}", fonction: "Référent"${more} })`;
const corrected = (id: unknown, saisie: string, more = '') =>
  `corrigerCorrespondant(id: "${String(id)}"${more}, saisie: { ${saisie} })`;
const ended = (id: unknown) => `terminerCorrespondant(id: "${String(id)}")`;

const database = ({ running }: TestSubgraph): DataSource => {
  if (!running.dataSource) throw new Error('no database');
  return running.dataSource;
};

async function referentNamed(subgraph: TestSubgraph, caller: Caller): Promise<string> {
  const { engagements } = (await dataOf(
    subgraph,
    caller,
    '{ engagements(filtre: { nature: REFERENT_NOMME }) { nodes { etat } } }',
  )) as { engagements: { nodes: { etat: string }[] } };
  return engagements.nodes[0]?.etat ?? '';
}

const none = async (): Promise<void> => {
  // It begins with its reference data.
};

onBothDatabases(ville, none, (on) => {
  on('the promise to name a correspondent follows from the acts', async (subgraph) => {
    expect(await referentNamed(subgraph, police)).toBe('NON_TENU');
    const { id, ...line } = await must(subgraph, police, named());
    expect(line).toMatchObject({
      nom: 'Inventé Nom',
      statut: 'EN_FONCTION',
      mandatDebut: today,
      mandatFin: null,
      version: 1,
      historique: [
        { acte: 'nommerCorrespondant', de: null, signataire: { id: 'police-nationale-86' } },
      ],
    });
    expect(await referentNamed(subgraph, police)).toBe('TENU');
    const over = await must(subgraph, police, ended(id));
    expect(over).toMatchObject({ statut: 'TERMINE', mandatFin: today, version: 2 });
    expect(await referentNamed(subgraph, police)).toBe('NON_TENU');
    expect(await codes(subgraph, police, ended(id))).toEqual(['ETAPE_INCOMPATIBLE']);
    expect(await codes(subgraph, police, corrected(id, 'fonction: "Autre"'))).toEqual([
      'ETAPE_INCOMPATIBLE',
    ]);
  });

  on('a line is its signatory’s alone, and the same key names once', async (subgraph) => {
    const first = await must(subgraph, police, named('', 'Une fois', 'cle-unique'));
    expect(await must(subgraph, police, named('', 'Une fois', 'cle-unique'))).toEqual(first);
    const { id } = first;
    for (const call of [ended(id), corrected(id, 'fonction: "Autre"')]) {
      expect(await codes(subgraph, chatellerault, call)).toEqual(['INTROUVABLE']);
    }
    const corrections = corrected(id, 'telephonePro: "05 49 00 00 00", perimetre: "Poitiers"');
    expect(await must(subgraph, police, corrections)).toMatchObject({
      telephonePro: '05 49 00 00 00',
      perimetre: 'Poitiers',
      fonction: 'Référent',
      version: 2,
    });
    const late = corrected(id, 'fonction: "Autre"', ', version: 1');
    expect(await codes(subgraph, police, late)).toEqual(['VERSION_PERIMEE']);
    expect(await must(subgraph, police, corrected(id, 'telephonePro: null'))).toMatchObject({
      telephonePro: null,
      historique: [
        { vers: 'EN_FONCTION' },
        { acte: 'corrigerCorrespondant', de: 'EN_FONCTION', version: 2 },
        { version: 3 },
      ],
    });
    expect(await codes(subgraph, police, corrected(id, ''))).toEqual(['RIEN_A_CORRIGER']);
    expect(await codes(subgraph, police, corrected(id, 'fin: "2020-01-01"'))).toEqual([
      'DATES_INVERSEES',
    ]);
  });

  on('a deputy is in office for the same signatory, and has none', async (subgraph) => {
    const deputy = await must(subgraph, police, named('', 'Suppléant'));
    const other = await must(subgraph, chatellerault, named('', 'Autre'));
    const withDeputy = (id: unknown) => named(`, suppleant: "${String(id)}"`, 'Titulaire');
    expect(await codes(subgraph, police, withDeputy(other['id']))).toEqual([
      'SUPPLEANT_INTROUVABLE',
    ]);
    const holder = await must(subgraph, police, withDeputy(deputy['id']));
    expect(holder['suppleant']).toEqual({ id: deputy['id'] });
    expect(await codes(subgraph, police, withDeputy(holder['id']))).toEqual([
      'SUPPLEANT_DE_SUPPLEANT',
    ]);
    const third = await must(subgraph, police, named('', 'Troisième'));
    const asDeputy = `suppleant: "${String(third['id'])}"`;
    expect(await codes(subgraph, police, corrected(deputy['id'], asDeputy))).toEqual([
      'SUPPLEANT_DE_SUPPLEANT',
    ]);
    expect(await codes(subgraph, police, corrected(third['id'], asDeputy))).toEqual([
      'SUPPLEANT_INTROUVABLE',
    ]);
    await must(subgraph, police, ended(third['id']));
    expect(await codes(subgraph, police, withDeputy(third['id']))).toEqual([
      'SUPPLEANT_INTROUVABLE',
    ]);
  });

  on('what is no name, telephone or address is not entered', async (subgraph) => {
    for (const saisie of [
      ', telephonePro: "appeler le gardien"',
      ', courrielPro: "personne"',
      ', perimetre: ""',
    ]) {
      const { errors } = await subgraph.ask(
        police,
        `mutation { ${named(saisie)} { erreurs { code } } }`,
      );
      expect([saisie, errors[0]?.extensions?.code]).toEqual([saisie, 'BAD_USER_INPUT']);
    }
  });

  on('who is no correspondent any more sits in no group', async (subgraph) => {
    const { manager } = database(subgraph);
    await manager.insert(Instance, {
      id: 'g-annuaire',
      type: 'GROUPE_TRAVAIL',
      perimetreCode: '86194',
      presidenceId: 'ville-poitiers',
    });
    const { id } = await must(subgraph, police, named('', 'Mandatée'));
    await manager.insert(MandatGroupe, {
      id: 'm-annuaire',
      instanceId: 'g-annuaire',
      signataireId: 'police-nationale-86',
      correspondantId: String(id),
      compte: 'agent',
      debut: today,
      statut: 'EN_VIGUEUR',
    });
    await must(subgraph, police, ended(id));
    expect(await manager.findOneByOrFail(MandatGroupe, { id: 'm-annuaire' })).toMatchObject({
      statut: 'TERMINE',
      version: 2,
    });
    expect(
      await manager.findOneByOrFail(PassageEnregistre, { objetId: 'm-annuaire' }),
    ).toMatchObject({ acte: 'retirerMandatGroupe', signataireId: 'police-nationale-86' });
  });

  on('where one operates all of it, nothing is brought anywhere', async (subgraph) => {
    await must(subgraph, police, named());
    expect(await database(subgraph).manager.count(OutgoingAct)).toBe(0);
  });
});

interface Report {
  readonly commune: string;
  readonly lignes: readonly Record<string, unknown>[];
}

const reported =
  'mutation($s: SaisieReport!) { fait: reporterCorrespondant(saisie: $s) { correspondant { id nom statut version suppleant { id } historique { acte vers signataire { id } } } erreurs { code } } }';

onBothDatabases(
  ville,
  none,
  (on) => {
    async function take(subgraph: TestSubgraph, caller: Caller, report: Report): Promise<Fait> {
      return (await dataOf(subgraph, caller, reported, { s: report }))['fait'] as Fait;
    }

    async function waiting(subgraph: TestSubgraph, source: unknown): Promise<OutgoingAct[]> {
      const { manager } = database(subgraph);
      const found = await manager.find(OutgoingAct, { where: { source: String(source) } });
      return found.toSorted(
        (left, right) => left.objet.localeCompare(right.objet) || left.rang - right.rang,
      );
    }

    on('with an act goes what brings it to each other operator', async (subgraph) => {
      const { manager } = database(subgraph);
      const deputy = await must(subgraph, police, named('', 'Suppléant'));
      const holder = await must(
        subgraph,
        police,
        named(`, suppleant: "${String(deputy['id'])}"`, 'Titulaire'),
      );
      const outgoing = await waiting(subgraph, holder['id']);
      // The keeper sends, under its own account: the police has none here.
      expect(outgoing.map(({ signataireId, acte, rang }) => [signataireId, acte, rang])).toEqual(
        Array.from({ length: 3 }, () => ['ville-poitiers', 'reporterCorrespondant', 1]),
      );
      const [report] = outgoing.map(({ saisie }) => saisie as Report);
      expect(report?.lignes.map(({ id }) => id)).toEqual([deputy['id'], holder['id']]);
      expect(report?.lignes[1]).toMatchObject({
        signataire: 'police-nationale-86',
        suppleant: deputy['id'],
        historique: [{ acte: 'nommerCorrespondant', signataire: 'police-nationale-86' }],
      });
      expect(outgoing.map(({ saisie }) => (saisie as Report).commune)).toEqual(
        expect.arrayContaining(['86066']),
      );
      await manager.update(OutgoingAct, { source: String(holder['id']) }, { etat: 'FAITE' });
      await must(subgraph, police, ended(holder['id']));
      // What was brought before holds no older line than that.
      const after = await waiting(subgraph, holder['id']);
      expect(after.map(({ etat, rang }) => [etat, rang])).toEqual(
        Array.from({ length: 3 }, () => ['EN_ATTENTE', 1]),
      );
    });

    on(
      'a line says how far its last act is with each of them, to whose it is',
      async (subgraph) => {
        const { manager } = database(subgraph);
        const { id } = await must(subgraph, police, named());
        await must(subgraph, police, corrected(id, 'fonction: "Autre"'));
        const livraisons = async (caller: Caller): Promise<unknown> => {
          const { correspondants } = (await dataOf(
            subgraph,
            caller,
            '{ correspondants(filtre: { signataire: "police-nationale-86" }) { nodes { id livraisons { exploitant { id } etat refus essais faiteLe } } } }',
          )) as { correspondants: { nodes: { id: string; livraisons: unknown }[] } };
          return correspondants.nodes.find((line) => line.id === id)?.livraisons;
        };
        const others = ['grand-poitiers', 'ville-chatellerault', 'grand-chatellerault'];
        const waits = { etat: 'EN_ATTENTE', refus: null, essais: 0, faiteLe: null };
        const said = others.map((operator) => ({ exploitant: { id: operator }, ...waits }));
        expect(await livraisons(police)).toHaveLength(said.length);
        expect(await livraisons(police)).toEqual(expect.arrayContaining(said));
        expect(await livraisons(chatellerault)).toBeNull();
        const faiteLe = new Date('2026-11-27T09:00:00.000Z');
        await manager.update(
          OutgoingAct,
          { source: String(id), rang: 2, objet: `Correspondant ${String(id)} 86066` },
          { etat: 'FAITE', essais: 2, faiteLe },
        );
        expect(await livraisons(police)).toContainEqual({
          exploitant: { id: 'ville-chatellerault' },
          etat: 'FAITE',
          refus: null,
          essais: 2,
          faiteLe: faiteLe.toISOString(),
        });
      },
    );

    const ligne = {
      id: 'c-portee',
      signataire: 'ville-chatellerault',
      nom: 'Portée',
      fonction: 'Référent',
      mandatDebut: '2026-01-01',
      statut: 'EN_FONCTION',
      version: 3,
      statutDepuis: '2026-01-01T08:00:00.000Z',
      historique: [
        {
          id: 'passage-porte',
          version: 3,
          acte: 'corrigerCorrespondant',
          de: 'EN_FONCTION',
          vers: 'EN_FONCTION',
          signataire: 'ville-chatellerault',
          fonction: 'Signataire du correspondant',
          fondement: 'convention-art-6',
          le: '2026-01-02T08:00:00.000Z',
        },
      ],
    };
    const report = (changes: object = {}): Report => ({
      commune: '86194',
      lignes: [{ ...ligne, ...changes }],
    });

    on('a line is taken over with its history, once, and never an older one', async (subgraph) => {
      const { manager } = database(subgraph);
      const taken = {
        correspondant: {
          id: 'c-portee',
          nom: 'Portée',
          statut: 'EN_FONCTION',
          version: 3,
          suppleant: null,
          historique: [
            {
              acte: 'corrigerCorrespondant',
              vers: 'EN_FONCTION',
              signataire: { id: 'ville-chatellerault' },
            },
          ],
        },
        erreurs: [],
      };
      expect(await take(subgraph, chatellerault, report())).toEqual(taken);
      expect(await take(subgraph, chatellerault, report())).toEqual(taken);
      const older = report({ nom: 'Ancienne', version: 2, historique: [] });
      expect(await take(subgraph, chatellerault, older)).toEqual(taken);
      expect(
        (await take(subgraph, chatellerault, report({ version: 5, statut: 'TERMINE' })))
          .correspondant,
      ).toMatchObject({ statut: 'TERMINE', version: 5 });
      expect(await manager.countBy(PassageEnregistre, { objetId: 'c-portee' })).toBe(1);
      expect(await manager.count(OutgoingAct, { where: { source: 'c-portee' } })).toBe(0);
    });

    on('of a line nobody but its keeper is believed', async (subgraph) => {
      const refused = async (caller: Caller, asked: Report) =>
        (await take(subgraph, caller, asked)).erreurs.map(({ code }) => code);
      expect(await refused(poitiers, report({ id: 'x' }))).toEqual(['LIGNE_D_UN_AUTRE']);
      expect(await refused(police, report({ id: 'x', signataire: 'police-nationale-86' }))).toEqual(
        ['LIGNE_D_UN_AUTRE'],
      );
      expect(await refused(poitiers, report({ id: 'x', signataire: 'intrus' }))).toEqual([
        'SIGNATAIRE_INCONNU',
      ]);
      // Under the id of another's line.
      const { id } = await must(subgraph, police, named());
      expect(await refused(chatellerault, report({ id, version: 9 }))).toEqual([
        'LIGNE_D_UN_AUTRE',
      ]);
      expect(await database(subgraph).manager.countBy(Correspondant, { id: 'x' })).toBe(0);
    });

    on('a line longer than its columns is not taken', async (subgraph) => {
      const [passage] = ligne.historique;
      for (const changes of [
        { nom: 'x'.repeat(161) },
        { historique: [{ ...passage, acte: 'x'.repeat(61) }] },
      ]) {
        const { errors } = await subgraph.ask(chatellerault, reported, { s: report(changes) });
        expect(errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
      }
    });

    on('what was brought goes with the line', async (subgraph) => {
      const { manager } = database(subgraph);
      const { id } = await must(subgraph, police, named());
      await must(subgraph, police, ended(id));
      await manager.update(Correspondant, { id: String(id) }, { mandatFin: '2020-01-01' });
      await removeExpired(new WriteQueue(database(subgraph)), new Date());
      expect(await manager.countBy(Correspondant, { id: String(id) })).toBe(0);
      expect(await waiting(subgraph, id)).toEqual([]);
    });
  },
  { OPERATOR: 'ville-poitiers' },
);
