import { expect } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { PassageEnregistre } from '../../../subgraphs/kit/acts/act-tables.js';
import { isSqlite } from '../../../subgraphs/kit/is-sqlite.js';
import { RappelOrdre } from '../../../subgraphs/ville/rappel-ordre/rappel-ordre.js';
import { ville } from '../../../subgraphs/ville/ville.js';
import { dataOf, onBothDatabases } from '../../harness/both-databases.js';
import type { Caller } from '../../harness/subgraph.js';
import { fillVille, poitiers as commune } from './rappels.js';
import {
  act,
  advised,
  blind,
  chatellerault,
  codes,
  conducting,
  ekidom,
  leo,
  must,
  on,
  parent,
  parquet,
  poitiers,
  proposal,
  read,
  registered,
  sem,
  verified,
} from './rappel-calls.js';

onBothDatabases(ville, fillVille, (test) => {
  test('takes no name, and no parent’s, that is longer than its column', async (subgraph) => {
    const long = 'x'.repeat(81);
    for (const auteur of [leo(parent).replace('NOM-leo', long), leo(parent).replace('Anne', '')]) {
      const { errors } = await subgraph.ask(
        poitiers,
        `mutation { ${proposal(auteur)} { erreurs { code } } }`,
      );
      expect(errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    }
  });

  test('is proposed by a landlord, conducted by the mayor and held', async (subgraph) => {
    const proposed = await must(subgraph, ekidom, proposal('signalement: "s-1"'));
    // The landlord follows the state, and nothing else.
    expect(proposed).toMatchObject({ statut: 'PROPOSE', mineur: null, auteur: null });
    const id = String(proposed['id']);
    expect(await codes(subgraph, poitiers, on('demanderAvisRappelOrdre', id, verified))).toEqual([
      'SANS_AUTEUR',
    ]);
    await must(subgraph, poitiers, on('corrigerRappelOrdre', id, leo(parent)));
    const seen = async () =>
      (await dataOf(subgraph, parquet, `{ rappelOrdre(id: "${id}") { ${read} } }`))[
        'rappelOrdre'
      ] as Record<string, unknown>;
    // The parquet reads whom it is about while it is asked, and neither before nor after.
    expect(await seen()).toMatchObject({ mineur: true, auteur: null });
    await must(subgraph, poitiers, on('demanderAvisRappelOrdre', id, verified));
    expect((await seen())['auteur']).toEqual({
      nom: 'NOM-leo',
      representantsLegaux: [{ nom: 'PARENT-leo', lien: 'Mère' }],
    });
    expect(
      await must(subgraph, parquet, on('rendreAvisFavorableRappelOrdre', id, registered)),
    ).toMatchObject({
      statut: 'AVIS_FAVORABLE',
      auteur: null,
    });
    expect((await seen())['auteur']).toBeNull();
    await must(
      subgraph,
      poitiers,
      on('convoquerRappelOrdre', id, 'date: "2099-01-01", copieRepresentantsLegaux: true'),
    );
    await must(
      subgraph,
      poitiers,
      on('tenirRappelOrdre', id, 'date: "2026-06-01", presenceRepresentantLegal: true'),
    );
    expect(await must(subgraph, poitiers, on('cloreRappelOrdre', id))).toMatchObject({
      statut: 'CLOS',
      dateTenue: '2026-06-01',
      presenceRepresentantLegal: true,
      convocationRepresentants: true,
      auteur: { nom: 'NOM-leo' },
    });
    const { rappelOrdre } = await dataOf(
      subgraph,
      poitiers,
      `{ rappelOrdre(id: "${id}") { version historique { acte vers fondement signataire { id } } } }`,
    );
    expect(rappelOrdre).toMatchObject({ version: 7, historique: { length: 7 } });
    expect((rappelOrdre as { historique: unknown[] }).historique[3]).toEqual({
      acte: 'rendreAvisFavorableRappelOrdre',
      vers: 'AVIS_FAVORABLE',
      fondement: 'csi-l132-7',
      signataire: { id: 'parquet-poitiers' },
    });
    const { rappelOrdre: followed } = await dataOf(
      subgraph,
      ekidom,
      `{ rappelOrdre(id: "${id}") { ${read} version natureFaits historique { vers } actesPossibles { nom } } }`,
    );
    expect(followed).toMatchObject({
      statut: 'CLOS',
      dateTenue: null,
      auteur: null,
      version: null,
      natureFaits: null,
      historique: null,
      actesPossibles: null,
    });
  });

  test('takes no crime and no délit, whoever proposes', async (subgraph) => {
    for (const nature of ['DELIT', 'CRIME']) {
      for (const caller of [poitiers, ekidom]) {
        expect((await act(subgraph, caller, proposal('', nature))).erreurs).toMatchObject([
          { code: 'CRIME_OU_DELIT', champ: 'natureFaits' },
        ]);
      }
    }
    const { id } = await must(subgraph, poitiers, proposal(leo(parent)));
    expect(
      await codes(subgraph, poitiers, on('corrigerRappelOrdre', id, 'natureFaits: DELIT')),
    ).toEqual(['CRIME_OU_DELIT']);
    for (const [checked, code] of [
      ['plainteDeposee: true, enqueteOuverte: false', 'PLAINTE_DEPOSEE'],
      ['plainteDeposee: false, enqueteOuverte: true', 'ENQUETE_OUVERTE'],
    ] as const) {
      expect(await codes(subgraph, poitiers, on('demanderAvisRappelOrdre', id, checked))).toEqual([
        code,
      ]);
    }
    // Of before acts were recorded: nobody said what the facts were.
    await subgraph.running.dataSource
      ?.getRepository(RappelOrdre)
      .update({ id: String(id) }, { natureFaits: null });
    expect(await codes(subgraph, poitiers, on('demanderAvisRappelOrdre', id, verified))).toEqual([
      'NATURE_INCONNUE',
    ]);
  });

  test('tells no age to who may not read the person', async (subgraph) => {
    const { id } = await must(subgraph, poitiers, proposal(leo(parent)));
    for (const mineur of ['true', 'false']) {
      expect(
        await codes(subgraph, blind, on('corrigerRappelOrdre', id, `mineur: ${mineur}`)),
      ).toEqual(['IDENTITE_NON_TRANSMISE']);
    }
    // Of who has come of age since.
    await subgraph.running.dataSource
      ?.getRepository(RappelOrdre)
      .update({ id: String(id) }, { auteurDateNaissance: '1980-01-01' });
    expect(
      await codes(subgraph, blind, on('corrigerRappelOrdre', id, 'dateFaits: "2026-05-01"')),
    ).toEqual([]);
  });

  test('takes the person from the city alone', async (subgraph) => {
    expect((await act(subgraph, ekidom, proposal(leo()))).erreurs).toMatchObject([
      { code: 'IDENTITE_NON_TRANSMISE', champ: 'auteur' },
    ]);
    const { id } = await must(subgraph, poitiers, proposal());
    expect(await codes(subgraph, blind, on('corrigerRappelOrdre', id, leo(parent)))).toEqual([
      'IDENTITE_NON_TRANSMISE',
    ]);
    const stored = await subgraph.running.dataSource
      ?.getRepository(RappelOrdre)
      .findOneBy({ id: String(id) });
    expect(stored?.auteurNom).toBeNull();
  });

  test('summons nobody without the parquet, nor against it', async (subgraph) => {
    const { id } = await must(subgraph, poitiers, proposal(leo(parent)));
    const summon = on(
      'convoquerRappelOrdre',
      id,
      'date: "2099-01-01", copieRepresentantsLegaux: true',
    );
    expect(await codes(subgraph, poitiers, summon)).toEqual(['ETAPE_INCOMPATIBLE']);
    // Nobody but the parquet answers, and only once it is asked.
    const answer = on('rendreAvisDefavorableRappelOrdre', id, registered);
    expect(await codes(subgraph, parquet, answer)).toEqual(['INTROUVABLE']);
    await must(subgraph, poitiers, on('demanderAvisRappelOrdre', id, verified));
    expect(await codes(subgraph, poitiers, summon)).toEqual(['ETAPE_INCOMPATIBLE']);
    await must(subgraph, parquet, answer);
    expect(await codes(subgraph, parquet, answer)).toEqual(['INTROUVABLE']);
    expect(await codes(subgraph, poitiers, summon)).toEqual(['ETAPE_INCOMPATIBLE']);
    expect(
      await must(subgraph, poitiers, on('suivreAvisDefavorableRappelOrdre', id)),
    ).toMatchObject({ statut: 'ABANDONNE', motifAbandon: 'AVIS_DEFAVORABLE' });
  });

  test('does nothing with a minor without his parents', async (subgraph) => {
    const { id } = await must(subgraph, poitiers, proposal(leo()));
    expect(await codes(subgraph, poitiers, on('demanderAvisRappelOrdre', id, verified))).toEqual([
      'SANS_REPRESENTANT_LEGAL',
    ]);
    await must(subgraph, poitiers, on('corrigerRappelOrdre', id, leo(parent)));
    await must(subgraph, poitiers, on('demanderAvisRappelOrdre', id, verified));
    await must(subgraph, parquet, on('rendreAvisSansOppositionRappelOrdre', id, registered));
    const summon = (saisie: string) => on('convoquerRappelOrdre', id, saisie);
    expect(await codes(subgraph, poitiers, summon('date: "2099-01-01"'))).toEqual([
      'COPIE_AUX_REPRESENTANTS',
    ]);
    const copied = 'copieRepresentantsLegaux: true';
    expect(await codes(subgraph, poitiers, summon(`date: "2026-01-01", ${copied}`))).toEqual([
      'DATE_PASSEE',
    ]);
    await must(subgraph, poitiers, summon(`date: "2099-01-01", ${copied}`));
    expect(await codes(subgraph, poitiers, on('constaterAbsenceRappelOrdre', id))).toEqual([
      'CONVOCATION_A_VENIR',
    ]);
    const hold = (saisie: string) => on('tenirRappelOrdre', id, saisie);
    expect(await codes(subgraph, poitiers, hold('date: "2099-01-01"'))).toEqual(['DATE_A_VENIR']);
    expect(await codes(subgraph, poitiers, hold('date: "2026-06-01"'))).toEqual([
      'REPRESENTANT_LEGAL_ABSENT',
    ]);
    expect(
      await must(subgraph, poitiers, hold('date: "2026-06-01", presenceImpossible: true')),
    ).toMatchObject({ statut: 'TENU', presenceRepresentantLegal: false });
  });

  test('asks for no parents of an adult, and believes no wrong age', async (subgraph) => {
    const born = (date: string) => leo(`dateNaissance: "${date}"`);
    for (const [date, minor] of [
      ['1990-05-05', true],
      ['2020-05-05', false],
    ] as const) {
      const call = proposal(born(date), 'NON_PENAL', minor);
      expect([date, await codes(subgraph, poitiers, call)]).toEqual([date, ['AGE_INCOHERENT']]);
    }
    const adult = [born('1990-05-05'), 'NON_PENAL', false] as const;
    const id = await advised(subgraph, 'rendreAvisFavorableRappelOrdre', ...adult);
    await must(subgraph, poitiers, on('convoquerRappelOrdre', id, 'date: "2099-01-01"'));
    const moved = 'date: "2099-03-01"';
    expect(
      await must(subgraph, poitiers, on('reporterConvocationRappelOrdre', id, moved)),
    ).toMatchObject({ dateConvocation: '2099-03-01', convocationRepresentants: null });
    expect(
      await must(subgraph, poitiers, on('tenirRappelOrdre', id, 'date: "2026-06-01"')),
    ).toMatchObject({ presenceRepresentantLegal: null });
  });

  test('tells nobody by a refusal what is stored of a person he may not read', async (subgraph) => {
    const asked = { known: leo(parent), alone: leo(), nobody: '' };
    for (const [title, person] of Object.entries(asked)) {
      const { id } = await must(subgraph, poitiers, proposal(person));
      for (const call of [
        on('demanderAvisRappelOrdre', id, verified),
        on('demanderAvisRappelOrdre', id, 'plainteDeposee: true, enqueteOuverte: false'),
        on('convoquerRappelOrdre', id, 'date: "2099-01-01"'),
        on('reporterConvocationRappelOrdre', id, 'date: "2099-01-01"'),
      ]) {
        expect([title, await codes(subgraph, blind, call)]).toEqual([
          title,
          ['LECTURE_NECESSAIRE'],
        ]);
      }
    }
    const none = { 'rappel-ordre:statut': ['commune'], ...conducting } as const;
    const { id } = await must(subgraph, poitiers, proposal('', 'NON_PENAL', false));
    expect(
      await codes(
        subgraph,
        { ...poitiers, droits: none },
        on('corrigerRappelOrdre', id, 'motif: CONFLIT_VOISINAGE'),
      ),
    ).toEqual(['LECTURE_NECESSAIRE']);
  });

  test('offers no act that its caller would be refused for what he does not read', async (subgraph) => {
    const { id } = await must(subgraph, poitiers, proposal(leo(parent)));
    const offered = async (caller: Caller) => {
      const data = await dataOf(
        subgraph,
        caller,
        `{ rappelOrdre(id: "${String(id)}") { actesPossibles { nom } } attendus: rappelsOrdre(filtre: { attend: MOI }) { nodes { id } } }`,
      );
      const { actesPossibles } = data['rappelOrdre'] as { actesPossibles: { nom: string }[] };
      const { nodes } = data['attendus'] as { nodes: { id: string }[] };
      return [actesPossibles.map(({ nom }) => nom), nodes.some((node) => node.id === id)];
    };
    expect(await offered(poitiers)).toEqual([
      ['corrigerRappelOrdre', 'demanderAvisRappelOrdre', 'abandonnerRappelOrdre'],
      true,
    ]);
    // Asking the parquet is decided by whom it is about.
    expect(await offered(blind)).toEqual([['corrigerRappelOrdre', 'abandonnerRappelOrdre'], false]);
  });

  test('is given up by the mayor with a reason, not with the parquet’s', async (subgraph) => {
    const { id } = await must(subgraph, poitiers, proposal());
    const giveUp = (motif: string) => on('abandonnerRappelOrdre', id, `motif: ${motif}`);
    expect(await codes(subgraph, poitiers, giveUp('AVIS_DEFAVORABLE'))).toEqual(['MOTIF_RESERVE']);
    expect(await must(subgraph, poitiers, giveUp('PERSONNE_INCONNUE'))).toMatchObject({
      statut: 'ABANDONNE',
      motifAbandon: 'PERSONNE_INCONNUE',
    });
  });

  test('is proposed where a mayor has signed, in one’s own name', async (subgraph) => {
    const elsewhere = proposal().replace(commune, '86214');
    for (const caller of [poitiers, ekidom]) {
      expect(await codes(subgraph, caller, elsewhere)).toEqual(['HORS_TERRITOIRE']);
    }
    expect(await codes(subgraph, poitiers, proposal('bailleur: "police-nationale-86"'))).toEqual([
      'BAILLEUR_INCONNU',
    ]);
    expect(await codes(subgraph, poitiers, proposal().replace('2026-05', '2099-05'))).toEqual([
      'DATE_A_VENIR',
    ]);
    // A mayor proposes in his commune only; what he tried is not left behind.
    const count = () => subgraph.running.dataSource?.getRepository(RappelOrdre).count();
    const before = await count();
    expect(await codes(subgraph, chatellerault, proposal())).toEqual(['INTROUVABLE']);
    expect(await count()).toBe(before);
    // A landlord that names another is itself the origin.
    const { id } = await must(subgraph, ekidom, proposal('bailleur: "sem-hpc"'));
    const byId = `{ rappelOrdre(id: "${String(id)}") { id } }`;
    expect(await dataOf(subgraph, sem, byId)).toEqual({ rappelOrdre: null });
    expect(await dataOf(subgraph, ekidom, byId)).toEqual({ rappelOrdre: { id } });
    // Of the city's choosing.
    const named = await must(subgraph, poitiers, proposal('bailleur: "sem-hpc"'));
    expect(
      await dataOf(subgraph, sem, `{ rappelOrdre(id: "${String(named['id'])}") { statut } }`),
    ).toEqual({ rappelOrdre: { statut: 'PROPOSE' } });
  });

  test('does one act for one key, and none on an older version', async (subgraph) => {
    const call = proposal().replace('(saisie', '(cleIdempotence: "rappel-1", saisie');
    const { id } = await must(subgraph, ekidom, call);
    expect((await must(subgraph, ekidom, call))['id']).toBe(id);
    const late = `corrigerRappelOrdre(id: "${String(id)}", version: 7, saisie: { motif: INCIVILITE })`;
    expect(await codes(subgraph, poitiers, late)).toEqual(['VERSION_PERIMEE']);
    const passages = subgraph.running.dataSource?.getRepository(PassageEnregistre);
    expect(await passages?.countBy({ objetId: String(id) })).toBe(1);
  });

  test('carries rows through its migrations, both ways', async ({ running }) => {
    const dataSource = running.dataSource as DataSource;
    const rappels = dataSource.getRepository(RappelOrdre);
    const select = { id: true, statut: true, auteurNom: true, auteurRepresentants: true } as const;
    const stored = () => rappels.find({ select, order: { id: 'ASC' } });
    const before = await stored();
    expect(before.some(({ auteurNom }) => auteurNom === null)).toBe(true);
    const onSqlite = isSqlite(dataSource.options);
    if (onSqlite) await dataSource.query('PRAGMA foreign_keys = OFF');
    for (let i = 1; i < ville.migrations.length; i += 1) await dataSource.undoLastMigration();
    if (onSqlite) await dataSource.query('PRAGMA foreign_keys = ON');
    await dataSource.runMigrations();
    // The first version knows no rappel without a person.
    expect(await stored()).toEqual(
      before.map((row) => Object.assign(row, { auteurNom: row.auteurNom ?? '' })),
    );
    const log = await dataSource.driver.createSchemaBuilder().log();
    expect(log.upQueries.map(({ query }) => query)).toEqual([]);
  });
});
