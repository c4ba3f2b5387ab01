import { expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { bailleurs } from '../../../subgraphs/bailleurs/bailleurs.js';
import { Incident } from '../../../subgraphs/bailleurs/incident/incident.js';
import { Plainte } from '../../../subgraphs/bailleurs/plainte/plainte.js';
import territoires from '../../../schema/reference/territoires.json' with { type: 'json' };
import { Entree } from '../../../subgraphs/bailleurs/residence/entree.js';
import { Residence } from '../../../subgraphs/bailleurs/residence/residence.js';
import type { FileImport } from '../../../subgraphs/import/file-import.js';
import { partners } from '../../../subgraphs/import/imports.js';
import { runImport } from '../../../subgraphs/import/run-import.js';
import { stableId } from '../../../subgraphs/import/stable-id.js';
import { InfractionNatinf } from '../../../subgraphs/justice/natinf/infraction-natinf.js';
import { justice } from '../../../subgraphs/justice/justice.js';
import { StatistiqueSuites } from '../../../subgraphs/justice/statistique/statistique-suites.js';
import { openDataSource } from '../../../subgraphs/kit/data-source.js';
import { IndicateurDelinquance } from '../../../subgraphs/ville/indicateur/indicateur-delinquance.js';
import { importTerritoires } from '../../../subgraphs/ville/territoire/import-territoires.js';
import { ville } from '../../../subgraphs/ville/ville.js';

type Write = (content: string | Buffer) => string;

/** What one run says: what was written, or every fault with its line and column. */
async function take(
  source: DataSource,
  declared: FileImport | undefined,
  path: string,
): Promise<string> {
  if (!declared) throw new Error('no such file');
  const { faults, written, more } = await runImport(source, declared, {
    path,
    bailleur: 'ekidom',
    today: '2026-11-26',
    dryRun: false,
    resumable: false,
    progress: () => undefined,
  });
  const { created, changed, same } = written;
  return faults.count > 0
    ? faults.first(20).join('\n')
    : [`${created} créées, ${changed} modifiées, ${same} déjà là.`, ...more].join('\n');
}

/** The files that another program publishes, and the landlords' complaints; one database each. */
export function importsOfPublishedFiles(newDatabase: () => Promise<string>, file: Write): void {
  it('takes complaints in for a landlord’s own incidents, and leaves what is there', async () => {
    const source = await openDataSource(await newDatabase(), bailleurs);
    const { files } = await partners.bailleurs();
    try {
      await twoLandlords(source);
      const header =
        'reference;incident;service;dateDepot;qualifications;dommagePropre;etape;numeroPv';
      const sound = [
        header,
        'P1;n1;police-nationale-86;18/04/2026;DEGRADATION_LEGERE OCCUPATION_HALL;oui;;',
        'P2;incident-de-la-passerelle;GENDARMERIE-86;2026-04-18;DEGRADATION;oui;EN_COURS;2026/1',
      ];
      const path = file(sound.join('\n'));
      expect(await take(source, files['plaintes'], path)).toBe('2 créées, 0 modifiées, 0 déjà là.');
      const taken = await source.getRepository(Plainte).find({ order: { statut: 'ASC' } });
      expect(taken).toMatchObject([
        {
          id: stableId('plainte', 'ekidom', 'P1'),
          incidentId: stableId('incident', 'ekidom', 'n1'),
          plaignantId: 'ekidom',
          serviceId: 'police-nationale-86',
          parquetId: 'parquet-poitiers',
          qualificationCodes: ['degradation-legere', 'occupation-hall'],
          statut: 'DEPOSEE',
          recepisse: false,
          procedureId: null,
        },
        { serviceId: 'gendarmerie-86', statut: 'EN_COURS', recepisse: true, numeroPv: '2026/1' },
      ]);
      // Meanwhile the parquet has given notice: an old file does not undo it.
      await source.getRepository(Plainte).update({ statut: 'EN_COURS' }, { statut: 'APPEL' });
      expect(await take(source, files['plaintes'], path)).toContain('2 déjà là');
      expect(await source.getRepository(Plainte).countBy({ statut: 'APPEL' })).toBe(1);
      const faulty = [
        header,
        'P3;n1;police-nationale-86;2026-04-18;DEGRADATION;oui;;',
        'P4;incident-d-habitat-vienne;police-nationale-86;2026-04-18;DEGRADATION;oui;;',
        'P5;n1;ville-poitiers;2026-04-18;DEGRADATION;oui;;',
        'P6;n1;police-nationale-86;2026-04-16;VOL_DE_POULES;oui;;',
        'P7;n1;police-nationale-86;2026-04-16;DEGRADATION;non;;2026/1',
      ];
      expect(await take(source, files['plaintes'], file(faulty.join('\n')))).toMatch(
        new RegExp(
          [
            '^ligne 3, colonne incident : aucun incident de ce numéro à votre patrimoine.*',
            'ligne 4, colonne service : attendu : .*',
            'ligne 5, colonne qualifications : attendu : .*',
            'ligne 6, colonne dateDepot : le dépôt a eu lieu après les faits.*',
            'ligne 6, colonne dommagePropre : .*',
            'ligne 6, colonne etape : un numéro de procès-verbal.*$',
          ].join('\n'),
        ),
      );
      expect(await source.getRepository(Plainte).count()).toBe(2);
    } finally {
      await source.destroy();
    }
  });

  it('takes the official list of offences in, as the ministry writes it', async () => {
    const source = await openDataSource(await newDatabase(), justice);
    const { files } = await partners.justice();
    try {
      const header =
        "Numéro NATINF;Nature de l'infraction;Qualification de l'infraction;Définie par;Réprimée par";
      const list = [
        header,
        '7905;Contravention de classe 5;DEGRADATION VOLONTAIRE;ART.R.635-1 AL.1 C.PENAL.;ART.R.635-1',
        '23861;Délit;"OCCUPATION DU TOIT; EN REUNION";ART.L.272-4 C.S.I.;',
      ];
      const latin = Buffer.from(list.join('\r\n'), 'latin1');
      expect(await take(source, files['natinf'], file(latin))).toBe(
        '2 créées, 0 modifiées, 0 déjà là.',
      );
      const renewed = list.join('\n').replace('DEGRADATION VOLONTAIRE', 'DÉGRADATION LÉGÈRE');
      expect(await take(source, files['natinf'], file(renewed))).toBe(
        '0 créées, 1 modifiées, 1 déjà là.',
      );
      expect(
        await source.getRepository(InfractionNatinf).find({ order: { qualification: 'ASC' } }),
      ).toMatchObject([
        {
          numero: '7905',
          nature: 'Contravention de classe 5',
          qualification: 'DÉGRADATION LÉGÈRE',
        },
        { numero: '23861', qualification: 'OCCUPATION DU TOIT; EN REUNION', reprimeePar: null },
      ]);
      expect(await take(source, files['natinf'], file(`${header}\nn° 1;Délit;VOL;;\n`))).toBe(
        'ligne 2, colonne Numéro NATINF : un numéro NATINF est attendu, en chiffres.',
      );
    } finally {
      await source.destroy();
    }
  });

  it('takes counts of what became of procedures in, of every commune or of none', async () => {
    const source = await openDataSource(await newDatabase(), justice);
    const { files } = await partners.justice();
    const communes = territoires.communes.map(({ codeInsee }) => codeInsee);
    const header = 'commune;semestre;poursuites;alternatives;classements';
    const counts = (codeInsee: string) => (codeInsee === '86194' ? '41;4;65' : '0;0;0');
    const half = (periode: string, those = communes) =>
      those.map((codeInsee) => `${codeInsee};${periode};${counts(codeInsee)}`);
    try {
      const sound = [header, ...half('2026-S1'), '75056;2026-S1;9;9;9'];
      const path = file(sound.join('\n'));
      const cells = communes.length * 3;
      expect(await take(source, files['statistiques'], path)).toBe(
        `${cells} créées, 0 modifiées, 0 déjà là.`,
      );
      const stored = source.getRepository(StatistiqueSuites);
      expect(
        (await stored.findBy({ territoire: '86194' })).map(({ type, effectif }) => [
          type,
          effectif,
        ]),
      ).toEqual(
        expect.arrayContaining([
          ['POURSUITES', 41],
          ['ALTERNATIVES', null],
          ['CLASSEMENT', 65],
        ]),
      );
      const mended = file(sound.join('\n').replace('41;4;65', '42;4;65'));
      expect(await take(source, files['statistiques'], mended)).toBe(
        `0 créées, 1 modifiées, ${cells - 1} déjà là.`,
      );
      const wrong = [
        header,
        ...half('2025-S2', communes.slice(2)),
        '86194;2026-S2;1;1;1',
        '86066;2026;1;1;1',
      ];
      const said = await take(source, files['statistiques'], file(wrong.join('\n')));
      expect(said).toContain('colonne semestre : un semestre est attendu, comme 2026-S1.');
      expect(said).toContain('colonne semestre : ce semestre n’est pas achevé : attendez sa fin.');
      const few = file([header, ...half('2025-S2', communes.slice(2))].join('\n'));
      expect(await take(source, files['statistiques'], few)).toBe(
        `ligne ${communes.length - 1}, colonne commune : 2 communes du territoire manquent pour 2025-S2 : un effectif de 0 s’écrit.`,
      );
      expect(await stored.count()).toBe(cells);
    } finally {
      await source.destroy();
    }
  });

  it('takes halls in, and leaves the level that acts gave one', async () => {
    const source = await openDataSource(await newDatabase(), bailleurs);
    const { files } = await partners.bailleurs();
    try {
      await twoLandlords(source);
      const header = 'residence;entree;niveau;dateEvaluation';
      const path = file([header, 'A;1;;17/04/2026', 'A;2;ORANGE;2026-04-17'].join('\n'));
      expect(await take(source, files['entrees'], path)).toBe('2 créées, 0 modifiées, 0 déjà là.');
      const stored = source.getRepository(Entree);
      expect(await stored.find({ order: { statut: 'ASC' } })).toMatchObject([
        { residenceId: 'ekidom:A', statut: 'ORANGE', dateEvaluation: '2026-04-17', version: 1 },
        { residenceId: 'ekidom:A', statut: 'VERT' },
      ]);
      await stored.update({ statut: 'ORANGE' }, { statut: 'ROUGE', version: 2 });
      expect(await take(source, files['entrees'], path)).toBe('0 créées, 0 modifiées, 2 déjà là.');
      expect(await stored.countBy({ statut: 'ROUGE' })).toBe(1);
      const wrong = [header, 'B;1;;2026-04-17', 'A;3;BLEU;2026-04-17', 'A;4;VERT;2026-12-24'];
      expect(await take(source, files['entrees'], file(wrong.join('\n')))).toBe(
        [
          'ligne 2, colonne residence : aucune résidence de ce code : importez d’abord les résidences.',
          'ligne 3, colonne niveau : attendu : VERT, JAUNE, ORANGE, ROUGE.',
          'ligne 4, colonne dateEvaluation : une évaluation est d’aujourd’hui ou d’avant.',
        ].join('\n'),
      );
      expect(await stored.count()).toBe(2);
    } finally {
      await source.destroy();
    }
  });

  it('takes of the base of registered offences what is of its communes, and no more', async () => {
    const source = await openDataSource(await newDatabase(), ville);
    const { files } = await partners.ville();
    try {
      await importTerritoires(source);
      const header =
        'CODGEO_2024;annee;indicateur;unite_de_compte;nombre;taux_pour_mille;est_diffuse;insee_pop;insee_pop_millesime;insee_log;insee_log_millesime;complement_info_nombre;complement_info_taux';
      const line = (commune: string, rest: string) =>
        `"${commune}";2023;"Cambriolages de logement";"Infraction";${rest}`;
      const published = line('86194', '412;7,6412;"diff";89472;2022;53919;2021;NA;NA');
      const base = [
        header,
        line('75056', '13000;9,5;"diff";1;2022;1;2021;NA;NA'),
        published,
        line('86041', 'NA;NA;"ndiff";9900;2022;4700;2021;1,12;2,5e-01'),
        // Communes of others may stand there as often as they like: they take no memory.
        line('75056', '13000;9,5;"diff";1;2022;1;2021;NA;NA'),
      ];
      expect(await take(source, files['indicateurs'], file(base.join('\n')))).toBe(
        '2 créées, 0 modifiées, 0 déjà là.\n2 lignes de communes hors du territoire, passées.',
      );
      expect(
        await source.getRepository(IndicateurDelinquance).find({ order: { communeCode: 'ASC' } }),
      ).toMatchObject([
        { communeCode: '86041', diffuse: false, nombre: null, complementTaux: 0.25 },
        { communeCode: '86194', annee: 2023, nombre: 412, tauxPourMille: 7.6412, diffuse: true },
      ]);
      // The next edition, under its own name of the first column.
      const next = [header.replace('2024', '2025'), published.replace('412', '413')];
      expect(await take(source, files['indicateurs'], file(next.join('\n')))).toBe(
        '0 créées, 1 modifiées, 0 déjà là.',
      );
      const wrong = [
        header,
        line('86194', 'NA;NA;"diff";1;2022;1;2021;NA;NA'),
        line('86041', '3;0,3;"ndiff";1;2022;1;2021;NA;NA'),
        line('86214', 'peu;x;"peut-être";1;2022;1;2021;NA;NA'),
      ];
      expect(await take(source, files['indicateurs'], file(wrong.join('\n')))).toBe(
        [
          'ligne 2, colonne nombre : vide, alors que est_diffuse dit diff : reprenez la ligne de la base.',
          'ligne 3, colonne nombre : un nombre que est_diffuse dit couvert par le secret : reprenez la ligne de la base.',
          'ligne 4, colonne nombre : un nombre entier de 0 à 10000000 est attendu.',
          'ligne 4, colonne taux_pour_mille : un nombre positif est attendu, ou NA.',
          'ligne 4, colonne est_diffuse : attendu : DIFF, NDIFF.',
        ].join('\n'),
      );
      expect(await source.getRepository(IndicateurDelinquance).count()).toBe(2);
    } finally {
      await source.destroy();
    }
  });
}

/** Ekidom's résidence with two incidents, and one of another landlord. */
async function twoLandlords(source: DataSource): Promise<void> {
  const place = {
    nom: 'Les Tilleuls',
    communeCode: '86194',
    nbLogements: 1,
    typeConstruction: 'COLLECTIF' as const,
  };
  await source.getRepository(Residence).insert([
    { ...place, id: 'ekidom:A', bailleurId: 'ekidom' },
    { ...place, id: 'habitat-vienne:B', bailleurId: 'habitat-vienne' },
  ]);
  const facts = {
    communeCode: '86194',
    type: 'T_HALL' as const,
    gravite: 2,
    moisFaits: '2026-04',
    dateFaits: '2026-04-17',
    lieuType: 'HALL' as const,
    recurrence: false,
    auteurConnu: false,
    appel17: false,
    statut: 'OUVERT' as const,
    version: 1,
  };
  const own = { ...facts, residenceId: 'ekidom:A', bailleurId: 'ekidom' };
  await source.getRepository(Incident).insert([
    { ...own, id: stableId('incident', 'ekidom', 'n1') },
    { ...own, id: 'incident-de-la-passerelle' },
    {
      ...facts,
      id: 'incident-d-habitat-vienne',
      residenceId: 'habitat-vienne:B',
      bailleurId: 'habitat-vienne',
    },
  ]);
}
