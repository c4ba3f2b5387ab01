import { describe, expect, it } from '@jest/globals';
import { civilDay } from '../../../schema/contract/civil-day.js';
import type { BothForms, Form } from '../../harness/both-forms.js';

const cities = ['ville-chatellerault', 'ville-poitiers'];
const all = ['grand-chatellerault', 'grand-poitiers', ...cities];
const buxerolles = '86041';

const rappel = (commune: string) =>
  `mutation { acte: proposerRappelOrdre(saisie: { commune: "${commune}", dateFaits: "2026-05-02", motif: NUISANCE_SONORE, natureFaits: CONTRAVENTION, mineur: true }) { rappelOrdre { id } erreurs { code message champ } } }`;
const transaction = (commune: string) =>
  `mutation { acte: ouvrirTransaction(saisie: { commune: "${commune}", datePv: "${civilDay(new Date())}", contravention: DEGRADATION_LEGERE, bien: MOBILIER_URBAIN, proprietaire: COMMUNE, auteurMajeur: true }) { transaction { id } erreurs { code message champ } } }`;
const action = (commune: string) =>
  `mutation { acte: annoncerActionPrevention(saisie: { type: MEDIATION_SOCIALE, commune: "${commune}", residences: [], debut: "2031-03-01", fin: "2031-03-31" }) { action { id commune { nom } } erreurs { code message champ } } }`;
const problem = (groupe: string) =>
  `mutation { acte: ouvrirProblematique(saisie: { groupe: "${groupe}", commune: "86194", lieu: HALL, theme: BRUIT, dateReperage: "2026-05-02" }) { problematique { id } erreurs { code message champ } } }`;

type Acte = Record<string, { readonly id: string } | null> & {
  readonly erreurs: readonly { readonly code: string }[];
};

/** The two cities and two EPCI, each with its own part of `ville`. */
export function describeCities(bothOf: () => BothForms): void {
  const ask = (form: Form, who: string, query: string, finalites = '') =>
    bothOf().ask(form, who, finalites, query);

  /** What an act answers, and who of the four was asked what for it. */
  async function act(who: string, query: string, finalites = '') {
    let acte: Acte | undefined;
    await bothOf().askedDuring(async () => {
      const { data } = await ask('partitioned', who, query, finalites);
      acte = data?.['acte'] as Acte;
    });
    const sent = (text: string) =>
      all.filter((id) =>
        bothOf()
          .operator(id)
          .asked.some((request) => request.query.includes(text)),
      );
    return { acte, mutated: sent('mutation'), looked: sent('_entities') };
  }

  describe('of the cities and EPCI only those that can hold a row are asked', () => {
    it.each([
      ['ville-poitiers', '{ rappelsOrdre { totalCount } }', ['ville-poitiers']],
      [
        'ville-chatellerault',
        '{ transactionsMunicipales { totalCount } }',
        ['ville-chatellerault'],
      ],
      ['parquet-poitiers', '{ rappelsOrdre { nodes { id } } }', cities],
      ['police-nationale-86', '{ informationsMaire { totalCount } }', cities],
      ['ekidom', '{ rappelOrdre(id: "x") { statut } }', cities],
      ['ekidom', '{ problematiques { totalCount } }', all],
      ['grand-poitiers', '{ instances { nodes { id } } }', all],
      ['grand-chatellerault', '{ commune(codeInsee: "86194") { nom } }', ['grand-chatellerault']],
      ['ekidom', '{ correspondants(first: 2) { nodes { nom } } }', ['ville-poitiers']],
    ])('%s asks %s', async (who, query, expected) => {
      const purposes =
        'rappel-ordre, transaction-municipale, information-maire, annuaire-referents';
      const asked = await bothOf().askedDuring(async () => {
        expect((await ask('partitioned', who, query, purposes)).errors).toBeUndefined();
      });
      expect([...asked].sort()).toEqual(expected);
    });

    it('and each is shown the rights that concern its part', async () => {
      await ask('partitioned', 'ekidom', '{ problematiques { totalCount } }', 'rappel-ordre');
      const { claims } = bothOf().operator('grand-poitiers').asked.at(-1) ?? {};
      expect(claims?.['aud']).toBe('ville/grand-poitiers');
      const scopes = Object.keys(claims?.['droits'] as object);
      expect(scopes).toContain('problematique:lecture');
      expect(scopes.filter((scope) => /^(incident|plainte|justice)/.test(scope))).toEqual([]);
    });
  });

  describe('what is done in a commune', () => {
    it('is done by who operates for it, whoever asks, and by nobody else', async () => {
      const made = await act('ekidom', rappel('86066'), 'rappel-ordre');
      expect(made).toMatchObject({ acte: { erreurs: [] }, mutated: ['ville-chatellerault'] });
      const id = made.acte?.['rappelOrdre']?.id;
      const clear = await act(
        'ville-chatellerault',
        `mutation { acte: abandonnerRappelOrdre(id: "${id}", saisie: { motif: HORS_CADRE }) { rappelOrdre { id } erreurs { code message champ } } }`,
        'rappel-ordre',
      );
      expect(clear).toMatchObject({
        acte: { rappelOrdre: { id }, erreurs: [] },
        mutated: ['ville-chatellerault'],
      });
      const near = await act('ekidom', action(buxerolles));
      expect(near).toMatchObject({
        acte: { action: { commune: { nom: 'Buxerolles' } }, erreurs: [] },
        mutated: ['grand-poitiers'],
        looked: [],
      });
    });

    it.each([
      ['where no mayor has signed', 'ekidom', rappel(buxerolles), 'HORS_TERRITOIRE'],
      ['outside the convention', 'ekidom', action('75056'), 'HORS_TERRITOIRE'],
      ['in another’s commune', 'ville-poitiers', transaction('86066'), 'INTROUVABLE'],
    ])(
      '%s is refused as one database refuses it, and told to nobody',
      async (_, who, query, code) => {
        const purposes = 'rappel-ordre, transaction-municipale';
        const { acte, ...sent } = await act(who, query, purposes);
        expect(acte?.erreurs).toMatchObject([{ code }]);
        expect(sent).toEqual({ mutated: [], looked: [] });
        expect({ acte }).toEqual((await ask('single', who, query, purposes)).data);
      },
    );

    it('in a group is done by who has the group', async () => {
      const groups = '{ instances(filtre: { type: GPO }) { nodes { id } } }';
      const { data } = await ask('single', 'ekidom', groups);
      const [gpo] = (data?.['instances'] as { nodes: { id: string }[] }).nodes;
      const opened = await act('ekidom', problem(gpo?.id ?? ''));
      expect(opened).toMatchObject({ acte: { erreurs: [] }, mutated: ['ville-poitiers'] });
      expect(opened.looked).toEqual(all);
      const none = await act('ekidom', problem('inconnu'));
      expect(none).toMatchObject({ acte: { erreurs: [{ code: 'INTROUVABLE' }] }, mutated: [] });
    });
  });

  describe('the directory, which each of them has', () => {
    const named = (nom: string) =>
      `mutation { acte: nommerCorrespondant(saisie: { nom: "${nom}", fonction: "Référent" }) { correspondant { id } erreurs { code message champ } } }`;

    /** What each operator has of a line, as its own signatory reads it there. */
    async function known(id: string, what: string): Promise<readonly unknown[]> {
      return Promise.all(
        all.map(async (who) => {
          const query =
            '{ correspondants(first: 100) { nodes { id statut version historique { acte } } } }';
          const { data } = await ask('partitioned', who, query, 'annuaire-referents');
          const { nodes } = data?.['correspondants'] as { nodes: Record<string, unknown>[] };
          return nodes.find((node) => node['id'] === id)?.[what] ?? null;
        }),
      );
    }

    async function until(id: string, what: string, value: unknown): Promise<void> {
      for (let attempt = 0; attempt < 300; attempt += 1) {
        if ((await known(id, what)).every((found) => found === value)) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      expect(await known(id, what)).toEqual(all.map(() => value));
    }

    /** Operator and state, of what the last act on a line brings; null: it is not told to this one. */
    async function delivered(who: string, id: string): Promise<[string, string][] | null> {
      const query =
        '{ correspondants(first: 100) { nodes { id livraisons { exploitant { id } etat } } } }';
      const { data } = await ask('partitioned', who, query, 'annuaire-referents');
      const { nodes } = data?.['correspondants'] as {
        nodes: { id: string; livraisons: { exploitant: { id: string }; etat: string }[] | null }[];
      };
      const said = nodes.find((node) => node.id === id)?.livraisons ?? null;
      return (
        (said?.map(({ exploitant, etat }) => [exploitant.id, etat]).sort() as
          [string, string][] | null) ?? null
      );
    }

    it.each([
      ['grand-chatellerault', ['grand-chatellerault']],
      ['police-nationale-86', ['ville-poitiers']],
    ])('is changed by %s at its keeper, and soon alike at all of them', async (who, keeper) => {
      const made = await act(who, named(`Nommé par ${who}`), 'annuaire-referents');
      expect(made).toMatchObject({ acte: { erreurs: [] }, looked: [] });
      const namedAt = all.filter((operator) =>
        bothOf()
          .operator(operator)
          .asked.some((request) => request.query.includes('nommerCorrespondant')),
      );
      expect(namedAt).toEqual(keeper);
      const id = made.acte?.['correspondant']?.id ?? '';
      await until(id, 'version', 1);
      // Copies that a keeper brings later are not there yet; then they are, and in their order.
      bothOf().operator('ville-chatellerault').behaviour = 'down';
      const over = await act(
        who,
        `mutation { acte: terminerCorrespondant(id: "${id}") { correspondant { id } erreurs { code message champ } } }`,
        'annuaire-referents',
      );
      expect(over.acte).toEqual({ correspondant: { id }, erreurs: [] });
      // Its signatory reads at the keeper how far that is, and nobody else does.
      expect(await delivered(who, id)).toContainEqual(['ville-chatellerault', 'EN_ATTENTE']);
      expect(await delivered('ville-poitiers', id)).toBeNull();
      bothOf().operator('ville-chatellerault').behaviour = null;
      await until(id, 'statut', 'TERMINE');
      const others = all.filter((operator) => !keeper.includes(operator));
      let done = await delivered(who, id);
      for (
        let attempt = 0;
        attempt < 300 && done?.some(([, etat]) => etat !== 'FAITE');
        attempt += 1
      ) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        done = await delivered(who, id);
      }
      expect(done).toEqual(others.map((operator) => [operator, 'FAITE']));
      expect(await known(id, 'historique')).toEqual(
        all.map(() => [{ acte: 'nommerCorrespondant' }, { acte: 'terminerCorrespondant' }]),
      );
    });
  });

  describe('a city that does not answer', () => {
    it('is named, and the others’ rows are answered', async () => {
      bothOf().operator('ville-chatellerault').behaviour = 'down';
      const list = '{ rappelsOrdre(first: 50) { totalCount nodes { commune { codeInsee } } } }';
      const { data, text } = await ask('partitioned', 'parquet-poitiers', list, 'rappel-ordre');
      const { totalCount, nodes } = data?.['rappelsOrdre'] as {
        totalCount: number | null;
        nodes: { commune: { codeInsee: string } }[];
      };
      expect(totalCount).toBeNull();
      expect(new Set(nodes.map(({ commune }) => commune.codeInsee))).toEqual(new Set(['86194']));
      expect(text).toContain('"partenaires":["ville-chatellerault"]');
      const refused = await act('ekidom', rappel('86066'), 'rappel-ordre');
      expect(refused).toMatchObject({ acte: null, mutated: ['ville-chatellerault'] });
    });

    it('is not stood in for where it alone knows', async () => {
      bothOf().operator('grand-chatellerault').behaviour = 'down';
      const list = '{ correspondants(first: 100) { totalCount nodes { livraisons { etat } } } }';
      const { data, text } = await ask(
        'partitioned',
        'grand-chatellerault',
        list,
        'annuaire-referents',
      );
      const { totalCount, nodes } = data?.['correspondants'] as {
        totalCount: number;
        nodes: { livraisons: unknown }[];
      };
      expect(totalCount).toBe(nodes.length);
      expect(nodes.every(({ livraisons }) => livraisons === null)).toBe(true);
      expect(text).toContain('"partenaires":["grand-chatellerault"]');
    });

    it('keeps nobody from what every other knows alike', async () => {
      bothOf().operator('ville-poitiers').behaviour = 'down';
      const query = '{ communes(first: 100) { totalCount } epcis { nom communes { nom } } }';
      const answers = await Promise.all(
        (['single', 'partitioned'] as const).map((form) => ask(form, 'ekidom', query)),
      );
      expect(answers[1]).toEqual(answers[0]);
      expect(answers[1]?.errors).toBeUndefined();
    });
  });

  it('each promise is at one of them, counted by what that one knows', async () => {
    const query = '{ engagements(first: 100) { totalCount nodes { id nombre etat } } }';
    const answers = await Promise.all(
      (['single', 'partitioned'] as const).map((form) => ask(form, 'prefecture-86', query)),
    );
    expect(answers[1]).toEqual(answers[0]);
  });
}
