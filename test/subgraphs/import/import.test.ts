import 'reflect-metadata';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { bailleurs } from '../../../subgraphs/bailleurs/bailleurs.js';
import { Incident } from '../../../subgraphs/bailleurs/incident/incident.js';
import { Logement } from '../../../subgraphs/bailleurs/logement/logement.js';
import { Residence } from '../../../subgraphs/bailleurs/residence/residence.js';
import { Commune as CommuneOfBailleurs } from '../../../subgraphs/bailleurs/territoire/commune.js';
import { openDataSource } from '../../../subgraphs/kit/data-source.js';
import { Commune as CommuneOfVille } from '../../../subgraphs/ville/territoire/commune.js';
import { ville } from '../../../subgraphs/ville/ville.js';
import { describeOnMariaDb, sharedMariaDb } from '../../harness/mariadb.js';
import type { Ended } from '../../harness/run-in-process.js';
import { importInProcess, runImport } from './import-process.js';
import { importsOfPublishedFiles } from './in-process.js';

const folder = mkdtempSync(join(tmpdir(), 'passerelle-import-'));
mkdirSync(join(folder, 'bases'), { mode: 0o700 });

afterAll(() => {
  rmSync(folder, { recursive: true });
});

let files = 0;
function file(content: string | Buffer): string {
  const path = join(folder, `fichier-${++files}.csv`);
  writeFileSync(path, content);
  return path;
}

const rplsHeader =
  'IDENT_REP;DEPCOM;NUMVOIE;NOMVOIE;IMMEU;ETAGE;QPV;TYPECONST;NBPIECE;SURFHAB;LOCAT;FINAN;DPEENERGIE';
const rplsRows = [
  '8601;86194;4;allée des Érables;A1;RDC;QN08605M;C;3;64,5;1;PLUS;D',
  '8602;86194;4;allée des Érables;A1;2;QN08605M;C;1;20;1;PLAI;',
  '8603;86066;12;"cour ""Basse"" ; nord";B7;;2;I;5;101.25;1;;G',
];
const rpls = `${[rplsHeader, ...rplsRows].join('\r\n')}\r\n`;
const residencesHeader =
  'code;nom;commune;quartier;nbLogements;typeConstruction;gardiens;eclairage';
const incidentsHeader = 'reference;residence;type;gravite;dateFaits;lieuType;recurrence;appel17';

describe('on SQLite', () => {
  let databases = 0;
  tests(() => Promise.resolve(`sqlite:${join(folder, 'bases', `${++databases}.sqlite`)}`));
});

describeOnMariaDb('on MariaDB', () => {
  tests(async () => (await sharedMariaDb()).createDatabase());
});

const rplsInCommas = [
  rplsHeader.replaceAll(';', ','),
  ...rplsRows.map((row) => row.replace('64,5', '"64,5"').replaceAll(/;(?!\s)/g, ',')),
].join('\n');

/** Asked once: it is the same for every database. */
const models = new Map<string, Promise<Ended>>();
function modelOf(kind: string, url: string): Promise<Ended> {
  const model = models.get(kind) ?? importInProcess(url, ['bailleurs', kind, '--modele']);
  models.set(kind, model);
  return model;
}

function tests(newDatabase: () => Promise<string>): void {
  async function done(url: string, ...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await importInProcess(url, args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return stdout;
  }

  async function doneByProcess(url: string, ...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await runImport(url, args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return stdout;
  }

  async function read<T>(url: string, look: (source: DataSource) => Promise<T>): Promise<T> {
    const source = await openDataSource(url, bailleurs);
    try {
      return await look(source);
    } finally {
      await source.destroy();
    }
  }

  const everything = (url: string) =>
    read(url, async (source) => ({
      residences: await source.getRepository(Residence).find({ order: { id: 'ASC' } }),
      logements: await source.getRepository(Logement).find({ order: { id: 'ASC' } }),
      incidents: await source.getRepository(Incident).find({ order: { dateFaits: 'ASC' } }),
    }));

  const asEkidom = ['--bailleur', 'ekidom'];

  importsOfPublishedFiles(newDatabase, file);

  it('takes the directory of dwellings in, whatever the encoding and the delimiter', async () => {
    const url = await newDatabase();
    const latin = file(Buffer.from(rpls, 'latin1'));
    expect(await doneByProcess(url, 'bailleurs', 'rpls', latin, ...asEkidom)).toContain(
      '3 créées, 0 modifiées, 0 déjà là.\n2 résidences.\n',
    );
    const taken = await everything(url);
    expect(taken.residences).toMatchObject([
      {
        id: 'ekidom:A1',
        bailleurId: 'ekidom',
        nom: '4 allée des Érables',
        communeCode: '86194',
        quartierCode: 'QN08605M',
        nbLogements: 2,
        typeConstruction: 'COLLECTIF',
      },
      { id: 'ekidom:B7', nom: '12 cour "Basse" ; nord', quartierCode: null, nbLogements: 1 },
    ]);
    expect(taken.logements).toMatchObject([
      {
        id: '8601',
        idRpls: '8601',
        idInterne: null,
        etage: 0,
        qpv: true,
        surface: 64.5,
        dpeEnergie: 'D',
        conventionne: false,
      },
      { id: '8602', etage: 2, financement: 'PLAI', dpeEnergie: null },
      { id: '8603', residenceId: 'ekidom:B7', etage: null, qpv: false, financement: null },
    ]);
    // The same in UTF-8 with its mark, and with commas.
    const utf8 = file(`\ufeff${rplsInCommas}`);
    expect(await done(url, 'bailleurs', 'rpls', utf8, ...asEkidom)).toContain(
      '0 créées, 0 modifiées, 3 déjà là.',
    );
    expect(await everything(url)).toEqual(taken);
  });

  it('takes a file whose first line tells Excel the delimiter', async () => {
    const url = await newDatabase();
    for (const text of [`sep=;\n${rpls}`, `sep=,\r\n${rplsInCommas}`, `\ufeff"sep=;"\n\n${rpls}`]) {
      const said = await done(url, 'bailleurs', 'rpls', file(text), ...asEkidom);
      expect(said).toMatch(/3 créées, 0 modifiées, 0 déjà là|0 créées, 0 modifiées, 3 déjà là/);
    }
  });

  it('takes a file that ends its lines in several ways', async () => {
    const url = await newDatabase();
    const [first, second, third, ...others] = [rplsHeader, ...rplsRows];
    const mixed = file(`${first}\r\n${second}\n${third}\r${others.join('\n')}\r\n`);
    expect(await done(url, 'bailleurs', 'rpls', mixed, ...asEkidom)).toContain('3 créées');
  });

  it('takes a file that begins with empty lines, or ends them as old machines do', async () => {
    const url = await newDatabase();
    const late = file(`\r\n\r\n${rpls}`);
    expect(await done(url, 'bailleurs', 'rpls', late, ...asEkidom)).toContain('3 créées');
    const old = file(rpls.replaceAll('\r\n', '\r'));
    expect(await done(url, 'bailleurs', 'rpls', old, ...asEkidom)).toContain('3 déjà là');
  });

  it('makes an id of the address where the file has none, the same each time', async () => {
    const url = await newDatabase();
    const [, ...headers] = rplsHeader.split(';');
    const rows = rplsRows.map((row) => row.slice(row.indexOf(';') + 1));
    const path = file([headers.join(';'), ...rows].join('\n'));
    await done(url, 'bailleurs', 'rpls', path, ...asEkidom);
    const taken = await everything(url);
    expect(taken.logements.map(({ idRpls }) => idRpls)).toEqual([null, null, null]);
    expect(await done(url, 'bailleurs', 'rpls', path, ...asEkidom)).toContain('3 déjà là');
    expect(await everything(url)).toEqual(taken);
  });

  it('keeps beside the directory’s identifier the landlord’s own', async () => {
    const url = await newDatabase();
    const rows = rplsRows.map((row, index) => `${row};L-00${index}`);
    const path = file([`${rplsHeader};IDENT_INT`, ...rows].join('\n'));
    await done(url, 'bailleurs', 'rpls', path, ...asEkidom);
    const { logements } = await everything(url);
    expect(logements.map(({ idRpls, idInterne }) => [idRpls, idInterne])).toEqual([
      ['8601', 'L-000'],
      ['8602', 'L-001'],
      ['8603', 'L-002'],
    ]);
  });

  it('writes what changed, and leaves what the file does not speak of', async () => {
    const url = await newDatabase();
    const own = [residencesHeader, 'A1;Les Tilleuls;86194;QN08605M;60;COLLECTIF;1,5;oui'];
    await done(url, 'bailleurs', 'residences', file(own.join('\n')), ...asEkidom);
    await done(url, 'bailleurs', 'rpls', file(rpls), ...asEkidom);
    const changed = rpls.replace('PLAI', 'PLS');
    expect(await done(url, 'bailleurs', 'rpls', file(changed), ...asEkidom)).toContain(
      '0 créées, 1 modifiées, 2 déjà là.',
    );
    const { residences, logements } = await everything(url);
    expect(residences[0]).toMatchObject({
      nom: 'Les Tilleuls',
      nbLogements: 2,
      gardiens: 1.5,
      eclairage: true,
    });
    expect(logements[1]).toMatchObject({ id: '8602', financement: 'PLS' });
  });

  it('keeps nothing of a file with one fault, and says where and what to do', async () => {
    const url = await newDatabase();
    const rows = Array.from({ length: 1200 }, (_, index) =>
      (rplsRows[0] ?? '').replace('8601', `86${index + 10_000}`),
    );
    const bad = [
      '8699;8619;4;x;A1;;2;C;3;64;1;;', // commune
      '8698;86194;4;x;A1;;2;C;trois;64;1;;', // pieces
      '8697;86066;4;x;A1;;2;C;3;64;1;;', // another commune for A1
      '8610000;86194', // too short
      (rplsRows[0] ?? '').replace('8601', '8610000'), // twice
    ];
    const path = file([rplsHeader, ...rows, ...bad].join('\n'));
    // One of before, that others may read.
    writeFileSync(`${path}.fautes.csv`, 'avant', { mode: 0o644 });
    const { code, stdout, stderr } = await runImport(url, ['bailleurs', 'rpls', path, ...asEkidom]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe(
      [
        'ligne 1202, colonne DEPCOM : un code INSEE de commune est attendu, en 5 caractères.',
        'ligne 1203, colonne NBPIECE : un nombre entier de 1 à 20 est attendu.',
        'ligne 1204, colonne DEPCOM : l’immeuble est plus haut dans une autre commune : donnez-lui un autre code (IMMEU).',
        'ligne 1205 : 2 cellules pour 13 colonnes : vérifiez le séparateur et les guillemets.',
        'ligne 1206 : cet objet est déjà plus haut dans le fichier : gardez une ligne.',
        `5 fautes, toutes dans ${path}.fautes.csv : rien n’a été écrit.`,
        '',
      ].join('\n'),
    );
    expect(readFileSync(`${path}.fautes.csv`, 'utf8').split('\n')).toHaveLength(7);
    expect(statSync(`${path}.fautes.csv`).mode & 0o777).toBe(0o600);
    expect(await everything(url)).toEqual({ residences: [], logements: [], incidents: [] });
  });

  it('tries a file without writing it', async () => {
    const url = await newDatabase();
    const args = ['bailleurs', 'rpls', file(rpls), ...asEkidom, '--dry-run'];
    expect(await done(url, ...args)).toContain(
      '3 créées, 0 modifiées, 0 déjà là.\n2 résidences.\nEssai : rien n’a été écrit.\n',
    );
    expect((await everything(url)).logements).toEqual([]);
  });

  it('takes its own models', async () => {
    const url = await newDatabase();
    for (const kind of ['residences', 'incidents', 'plaintes', 'rpls', 'zones']) {
      const { code, stdout, stderr } = await modelOf(kind, url);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(await done(url, 'bailleurs', kind, file(stdout), ...asEkidom)).toContain(
        '1 lignes lues',
      );
    }
    expect((await everything(url)).incidents).toMatchObject([
      {
        residenceId: 'ekidom:A12',
        communeCode: '86194',
        quartierCode: 'QN08605M',
        statut: 'OUVERT',
      },
    ]);
  });

  it('leaves an incident that is there as it is, also where an act has corrected it', async () => {
    const url = await newDatabase();
    const place = [residencesHeader, 'A1;Les Tilleuls;86194;;60;COLLECTIF;;'];
    await done(url, 'bailleurs', 'residences', file(place.join('\n')), ...asEkidom);
    const rows = ['n1;A1;T_HALL;2;2026-04-17;HALL;oui;', 'n2;A1;D_DEAL;4;18/04/2026;HALL;;oui'];
    const path = file([incidentsHeader, ...rows].join('\n'));
    await done(url, 'bailleurs', 'incidents', path, ...asEkidom);
    await read(url, (source) =>
      source.getRepository(Incident).update({ gravite: 2 }, { gravite: 3, version: 2 }),
    );
    const before = await everything(url);
    expect(before.incidents.map((row) => [row.gravite, row.dateFaits, row.appel17])).toEqual([
      [3, '2026-04-17', false],
      [4, '2026-04-18', true],
    ]);
    expect(await done(url, 'bailleurs', 'incidents', path, ...asEkidom)).toContain(
      '0 créées, 0 modifiées, 2 déjà là.',
    );
    expect(await everything(url)).toEqual(before);
  });

  it('refuses incidents that an act would refuse, and repeats no value of theirs', async () => {
    const url = await newDatabase();
    const header = `${incidentsHeader};victimeIdentite;auteurConnu;auteurIdentite`;
    const rows = [
      'n1;Z9;T_HALL;2;2026-04-17;HALL;;;;;',
      'n2;Z9;T_HALL;4;2026-04-17;HALL;;non;;;',
      'n3;Z9;T_HALL;2;2926-04-17;HALL;;;;;',
      `n4;Z9;T_HALL;2;2026-04-17;HALL;;;${'Personne-Inventée '.repeat(10)};;`,
      'n5;Z9;T_HALL;2;2026-04-17;HALL;;;Personne-Inventée;non;Personne-Inventée',
      'n6;Z9;Personne-Inventée;2;2026-02-30;HALL;;;;;',
    ];
    const path = file([header, ...rows].join('\n'));
    const { code, stderr } = await importInProcess(url, [
      'bailleurs',
      'incidents',
      path,
      ...asEkidom,
    ]);
    expect(code).toBe(1);
    const report = readFileSync(`${path}.fautes.csv`, 'utf8');
    const where = report
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(';').slice(0, 2).join(' ').replaceAll('"', ''));
    expect(where).toEqual([
      '2 residence',
      '3 residence',
      '3 appel17',
      '4 residence',
      '4 dateFaits',
      '5 victimeIdentite',
      '6 residence',
      '6 victimeQualite',
      '6 auteurConnu',
      '7 type',
      '7 dateFaits',
    ]);
    expect(report + stderr).not.toContain('Personne-Inventée');
  });

  it('leaves a dwelling of another landlord alone', async () => {
    const url = await newDatabase();
    await done(url, 'bailleurs', 'rpls', file(rpls), '--bailleur', 'habitat-vienne');
    const before = await everything(url);
    const { code, stderr } = await importInProcess(url, [
      'bailleurs',
      'rpls',
      file(rpls),
      ...asEkidom,
    ]);
    expect(code).toBe(1);
    expect(stderr).toContain('ligne 2, colonne IDENT_REP : ce logement est au patrimoine');
    expect(await everything(url)).toEqual(before);
  });

  it('establishes the force of communes, for each subgraph, and keeps it over a start', async () => {
    const table = file(
      'Code commune,Institution\n86041,Gendarmerie nationale\n86214,GN\n75056,PN\n86194,PN\n',
    );
    const url = await newDatabase();
    expect(await done(url, 'bailleurs', 'zones', table)).toContain(
      '0 créées, 2 modifiées, 1 déjà là.\n1 communes hors du territoire, passées.',
    );
    expect(await done(url, 'bailleurs', 'zones', table)).toContain('3 déjà là');
    const zone = await read(url, (source) =>
      source.getRepository(CommuneOfBailleurs).findOneByOrFail({ codeInsee: '86041' }),
    );
    expect(zone.zone).toBe('gendarmerie');
    const ofVille = await newDatabase();
    await done(ofVille, 'ville', 'zones', table);
    const source = await openDataSource(ofVille, ville);
    const commune = await source
      .getRepository(CommuneOfVille)
      .findOneByOrFail({ codeInsee: '86214' });
    await source.destroy();
    expect(commune.zoneCompetence).toBe('GN');
    const wrong = file('commune;zone\n86194;GN\n');
    const { code, stderr } = await importInProcess(url, ['bailleurs', 'zones', wrong]);
    expect(code).toBe(1);
    expect(stderr).toContain('ligne 2, colonne zone : la référence du produit dit l’autre force');
  });
}

describe('wrong usage and files that are none', () => {
  const url = `sqlite:${join(folder, 'bases', 'aucune.sqlite')}`;
  const asEkidom = ['--bailleur', 'ekidom'];
  const cases: readonly (readonly [string, () => readonly string[], string])[] = [
    ['no landlord', () => ['bailleurs', 'rpls', file(rpls)], 'De quel bailleur'],
    [
      'a city as landlord',
      () => ['bailleurs', 'rpls', file(rpls), '--bailleur', 'ville-poitiers'],
      'De quel bailleur',
    ],
    ['another partner’s kind', () => ['ville', 'rpls', file(rpls)], 'n’importe pas « rpls »'],
    ['no file', () => ['bailleurs', 'rpls', 'absent.csv', ...asEkidom], 'aucun fichier'],
    ['an empty file', () => ['bailleurs', 'rpls', file(''), ...asEkidom], 'le fichier est vide'],
    [
      'another header',
      () => ['bailleurs', 'residences', file('a;b\n1;2\n'), ...asEkidom],
      'colonne inconnue',
    ],
    ['a folder', () => ['bailleurs', 'rpls', folder, ...asEkidom], 'aucun fichier'],
    [
      'a mark alone',
      () => ['bailleurs', 'rpls', file('\ufeff'), ...asEkidom],
      'le fichier est vide',
    ],
    [
      'empty lines',
      () => ['bailleurs', 'rpls', file('\r\n \n'), ...asEkidom],
      'le fichier est vide',
    ],
    [
      'UTF-16',
      () => ['bailleurs', 'rpls', file(Buffer.from(`\ufeff${rpls}`, 'utf16le')), ...asEkidom],
      'le fichier est en UTF-16',
    ],
    [
      'tabulations',
      () => ['bailleurs', 'rpls', file(rpls.replaceAll(';', '\t')), ...asEkidom],
      'séparées par des tabulations',
    ],
    [
      'two encodings',
      () => [
        'bailleurs',
        'rpls',
        file(Buffer.concat([Buffer.from(rpls), Buffer.from('8604;86194;4;allée;', 'latin1')])),
        ...asEkidom,
      ],
      'ligne 5 : cette ligne n’est pas en UTF-8 comme le reste',
    ],
    [
      'what nobody sees',
      () => ['bailleurs', 'rpls', file(rpls.replace('allée', 'al\0lée')), ...asEkidom],
      'ligne 2, colonne NOMVOIE : un caractère invisible y est',
    ],
    [
      'a column twice',
      () => ['bailleurs', 'rpls', file(rpls.replace('LOCAT', 'ident rep')), ...asEkidom],
      'ligne 1, colonne IDENT_REP : cette colonne est là deux fois',
    ],
    [
      'a header that is not the first line',
      () => ['bailleurs', 'rpls', file(`sep=;\n${rpls.replace('DEPCOM', 'AUTRE')}`), ...asEkidom],
      'ligne 2, colonne DEPCOM : colonne absente',
    ],
    [
      'a column that is missing',
      () => ['bailleurs', 'rpls', file(rpls.replace('DEPCOM', 'AUTRE')), ...asEkidom],
      'ligne 1, colonne DEPCOM : colonne absente',
    ],
    [
      'open quotes',
      () => [
        'bailleurs',
        'rpls',
        file(`${rpls}8604;"86194\n8605;86194;4;x;A1;;2;C;3;64;1;;\n`),
        ...asEkidom,
      ],
      'ligne 5 : les guillemets',
    ],
    [
      'quotes in the midst',
      () => [
        'bailleurs',
        'rpls',
        file(`${rpls}8604;86194;4;rue dite "Basse";A1;;2;C;3;64;1;;\n`),
        ...asEkidom,
      ],
      'ligne 5 : les guillemets',
    ],
    [
      'a first line without end',
      () => ['bailleurs', 'rpls', file('a'.repeat(2_000_000)), ...asEkidom],
      'ligne 1 : la ligne ne finit pas',
    ],
    [
      'a later line without end',
      () => ['bailleurs', 'rpls', file(`${rpls}8604;"${'a'.repeat(2_000_000)}`), ...asEkidom],
      'la ligne ne finit pas',
    ],
  ];

  it.each(cases)('%s', async (_, args, message) => {
    const { code, stdout, stderr }: Ended = await importInProcess(url, args());
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(message);
    expect(existsSync('absent.csv.fautes.csv')).toBe(false);
  });
});
