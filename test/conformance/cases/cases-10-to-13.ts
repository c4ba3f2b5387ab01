import { InstanceMembre } from '../../../subgraphs/ville/instance/instance.js';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import type { Cases } from './cases.js';
import { giveMandate } from './rows.js';

/** Suspects, small counts, groups, and ways around. */
export function cases10To13({ read, world }: Cases): void {
  test('case 10: the prefecture reads no suspect', async () => {
    const query = `{ incidents { nodes { id auteurPresume { connu identite lienBail } } }
      incident(id: "i-ekidom") { a: auteurPresume { nom: identite } } }`;
    const everyPurpose =
      'tranquillite-residentielle,prevention-delinquance,protection-personnel,suivi-plaintes,information-maire,rappel-ordre,evaluation';
    const prefecture = await world().ask('prefecture-86', everyPurpose, query);
    expect(prefecture.data).toMatchObject({ incident: { a: null } });
    expect(prefecture.text).toContain('i-ekidom');
    expect(prefecture.text).not.toMatch(/AUTEUR|TITULAIRE/);
    const byAuthor = '{ incidents(filtre: { auteurConnu: true }) { totalCount } }';
    expect((await world().ask('prefecture-86', everyPurpose, byAuthor)).data).toEqual({
      incidents: null,
    });
    expect((await world().ask('police-nationale-86', everyPurpose, query)).text).toContain(
      'AUTEUR-ekidom',
    );
  });

  test('case 11: a count under 5 is hidden, and no total gives it away', async () => {
    const cells = '{ statistiquesSuites { totalCount nodes { type effectif supprime } } }';
    expect(await read('prefecture-86', '', cells)).toEqual({
      statistiquesSuites: {
        totalCount: 3,
        nodes: [
          // Not told from the one with three: an empty cell is a small one.
          { type: 'CLASSEMENT', effectif: null, supprime: true },
          { type: 'ALTERNATIVES', effectif: null, supprime: true },
          { type: 'POURSUITES', effectif: 41, supprime: false },
        ],
      },
    });
    // What is counted are cells, whatever stands in them.
    for (const type of ['POURSUITES', 'ALTERNATIVES', 'CLASSEMENT']) {
      const filtered = `{ statistiquesSuites(filtre: { type: ${type} }) { totalCount } }`;
      expect(await read('prefecture-86', '', filtered)).toEqual({
        statistiquesSuites: { totalCount: 1 },
      });
    }
    // No sum, filter or order of counts: there is nothing to subtract from.
    const ways = `{ cell: __type(name: "StatistiqueSuites") { fields { name } }
      list: __type(name: "StatistiqueSuitesConnection") { fields { name } }
      filter: __type(name: "FiltreStatistiquesSuites") { inputFields { name } }
      order: __type(name: "TriStatistiquesSuites") { enumValues { name } } }`;
    const named = (...names: string[]) => names.map((name) => ({ name }));
    expect(await read('prefecture-86', '', ways)).toEqual({
      cell: { fields: named('id', 'territoire', 'periode', 'type', 'effectif', 'supprime') },
      list: { fields: named('edges', 'nodes', 'pageInfo', 'totalCount', 'minimumCount') },
      filter: { inputFields: named('territoire', 'periode', 'type') },
      order: { enumValues: named('PERIODE_DESC') },
    });
    const { text } = await world().ask(
      'prefecture-86',
      '',
      '{ statistiquesSuites { edges { cursor } } }',
    );
    const cursors = text.match(/\bWzEs[\w-]+/g) ?? [];
    expect(cursors).toHaveLength(3);
    for (const cursor of cursors) {
      expect(Buffer.from(cursor, 'base64url').toString()).toMatch(
        /^\[1,"[A-Z_]+","2026-S1","cell-\d"\]$/,
      );
    }
  });

  const purpose = 'prevention-delinquance';
  const agenda = `{ situationsSuivies { totalCount nodes { id personne { nom } } }
    autre: situationSuivie(id: "situation-gt-autre") { id } }`;
  const own = {
    situationsSuivies: {
      totalCount: 1,
      nodes: [{ id: 'situation-gt', personne: { nom: 'SUIVI-gt' } }],
    },
    autre: null,
  };
  const nothing = { situationsSuivies: { totalCount: 0, nodes: [] }, autre: null };
  const asClaire = (query: string) => world().ask('ekidom', purpose, query, {}, 'claire');
  const end = (id: string) =>
    read(
      'ekidom',
      purpose,
      `mutation { retirerMandatGroupe(id: "${id}") { mandat { statut } erreurs { code } } }`,
    );
  const ended = { retirerMandatGroupe: { mandat: { statut: 'TERMINE' }, erreurs: [] } };

  const leave = 'mutation { quitterInstance(id: "gt") { erreurs { code } } }';
  /** Asked while `bailleurs` is slow; its answer, and what happened meanwhile. */
  const holding = async (query: string, meanwhile: () => Promise<unknown>) => {
    world().subgraphs['bailleurs']?.freeze();
    try {
      const answer = asClaire(query);
      await delay(1_100);
      await meanwhile();
      world().subgraphs['bailleurs']?.thaw();
      return await answer;
    } finally {
      world().subgraphs['bailleurs']?.thaw();
    }
  };

  test('case 12: group exit revokes at once', async () => {
    expect((await asClaire(agenda)).data).toEqual(own);
    // Members, and the chair's organisation, without a mandate: of the same signatory too.
    for (const other of ['ekidom', 'ville-poitiers', 'prefecture-86', 'police-nationale-86']) {
      expect(await read(other, purpose, agenda)).toEqual(nothing);
    }
    expect((await world().ask('ville-poitiers', purpose, agenda, {}, 'claire')).data).toEqual(
      nothing,
    );
    expect(await end('m-claire')).toEqual(ended);
    expect((await asClaire(agenda)).data).toEqual(nothing);
    await giveMandate(world().databases.ville, 'm-claire-2');
    expect((await asClaire(agenda)).data).toEqual(own);
  });

  test('case 12: also for a request that is under way', async () => {
    // A partner is slow: the group's own answer has long been there when the person leaves it.
    const held = agenda.replace('{', '{ residences { totalCount }');
    const residences = { totalCount: expect.any(Number) };
    const kept = await holding(held, () => Promise.resolve());
    expect(kept.data).toEqual({ ...own, residences });
    const left = await holding(held, async () => {
      expect(await end('m-claire-2')).toEqual(ended);
    });
    expect(left.text).not.toContain('SUIVI');
    expect(left.data).toEqual({ ...nothing, residences });
    // An organisation that leaves takes its people's mandates with it.
    await giveMandate(world().databases.ville, 'm-claire-3');
    const gone = await holding(held, () => read('ekidom', '', leave));
    expect(gone.text).not.toContain('SUIVI');
    expect(gone.data).toEqual({ ...nothing, residences });
    await world()
      .databases.ville.getRepository(InstanceMembre)
      .insert({ instanceId: 'gt', signataireId: 'ekidom' });
  });

  test('case 12: also for an act that is under way', async () => {
    await giveMandate(world().databases.ville, 'm-claire-4');
    // Of two acts the second waits for a slow partner, and the first has long been done.
    const acts = (cle: string) => `mutation {
      inscrite: inscrireSituation(${cle} saisie: { groupe: "gt", motifs: [ERRANCE], personne: { nom: "INSCRIT", prenom: "P", dateNaissance: "2015-01-01" } }) { situation { personne { nom } } erreurs { code } }
      close: cloreIncident(${cle ? 'cleIdempotence: "acte-lent-clos",' : ''} id: "inconnu") { erreurs { code } } }`;
    const keyed = (n: number) => acts(`cleIdempotence: "acte-lent-${n}000",`);
    const close = { erreurs: [{ code: 'INTROUVABLE' }] };
    const kept = await holding(keyed(1), () => Promise.resolve());
    expect(kept.data).toEqual({
      inscrite: { situation: { personne: { nom: 'INSCRIT' } }, erreurs: [] },
      close,
    });
    const changed = async (query: string, meanwhile: () => Promise<unknown>) => {
      const { text, errors = [] } = await holding(query, meanwhile);
      expect(text).not.toContain('INSCRIT');
      expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['RIGHTS_CHANGED']);
    };
    // Without a key it would be done twice.
    await changed(acts(''), () => Promise.resolve());
    await changed(keyed(2), () => end('m-claire-4'));
  });

  test('case 13: aliases, fragments, batches and error paths leak nothing', async () => {
    const secrets = /PV-hpc|AUTEUR-hpc|TITULAIRE|VICTIME-hpc|plainte-hpc|procedure-hpc/;
    const forms = [
      // Another's field under the name of one's own, and under a key that joins use.
      '{ incident(id: "i-hpc") { id type: auteurPresume { id: identite } } }',
      '{ incident(id: "i-hpc") { a: id id: type victime: auteurPresume { identite } } }',
      // Through fragments, nested and inline, of a type and of none.
      `query { incident(id: "i-hpc") { ...Tout } }
       fragment Tout on Incident { ... on Incident { ... { auteurPresume { ...Auteur } plaintes { ...Depot } } } }
       fragment Auteur on AuteurPresume { identite lienBail }
       fragment Depot on Plainte { id numeroPv procedure { id } }`,
      // From the other side, and through a list of one's own.
      '{ plainte(id: "plainte-hpc") { ...P } } fragment P on Plainte { n: numeroPv p: procedure { id } }',
      '{ incidents { edges { node { id ... on Incident { x: auteurPresume { y: identite } } } } } }',
      '{ procedures(first: 100) { nodes { id } pageInfo { endCursor } } }',
    ];
    for (const form of forms) {
      const own = await world().ask('sem-hpc', 'suivi-plaintes,protection-personnel', form);
      // The form does read it, for whom it is.
      expect([form, secrets.test(own.text)]).toEqual([form, true]);
      const other = await world().ask('ekidom', 'suivi-plaintes,protection-personnel', form);
      expect([form, secrets.exec(other.text)]).toEqual([form, null]);
      // A row of another's is a null without an error.
      expect([form, other.errors]).toEqual([form, undefined]);
    }
    // Without the right at all: one error at each place, in the caller's own words, and nothing of the rule.
    const refused = await world().ask(
      'prefecture-86',
      'suivi-plaintes',
      '{ mien: incident(id: "i-hpc") { sien: auteurPresume { nom: identite } } plaintes { totalCount } }',
    );
    expect(refused.data).toEqual({ mien: { sien: null }, plaintes: null });
    expect(refused.errors?.map((error) => (error as { path?: unknown }).path)).toEqual([
      ['mien', 'sien'],
      ['plaintes'],
    ]);
    expect(refused.text).not.toMatch(/auteurPresume|incident:|plainte:|AuteurPresume/);
    // A batch is no way to ask, whoever is in it.
    const batch = await world().gateway.query(
      [{ query: '{ plaintes { totalCount } }' }, { query: '{ incidents { totalCount } }' }],
      await world().token('sem-hpc'),
      { 'x-finalite': 'suivi-plaintes' },
    );
    expect(JSON.parse(batch)).toEqual({
      errors: [{ message: expect.any(String), extensions: { code: 'BAD_REQUEST' } }],
    });
  });
}
