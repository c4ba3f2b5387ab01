import { Logement } from '../../bailleurs/logement/logement.js';
import {
  Residence,
  TypeConstruction,
  type TypeConstruction as Construction,
} from '../../bailleurs/residence/residence.js';
import {
  commune,
  decimal,
  meaning,
  optional,
  required,
  text,
  Unreadable,
  wholeNumber,
  type ValuesOf,
} from '../column.js';
import { fileImport, type Importer, type Importing, type Line } from '../file-import.js';
import { give, given } from '../given.js';
import { stableId } from '../stable-id.js';

/** In a quartier, and which one where the column names it. */
interface InQuartier {
  readonly qpv: boolean;
  readonly code: string | null;
}

function quartier(given: string): InQuartier {
  if (/^Q[NP]\d{5}[A-Z]$/.test(given)) return { qpv: true, code: given };
  const qpv = flag(given);
  return { qpv, code: null };
}

const flag = meaning<boolean>({
  1: true,
  OUI: true,
  O: true,
  2: false,
  0: false,
  NON: false,
  N: false,
});

const label = (given: string): string => {
  if (/^[A-G]$/.test(given)) return given;
  throw new Unreadable('une étiquette de A à G est attendue, ou rien.');
};

const floor = (given: string): number =>
  given.toUpperCase() === 'RDC' ? 0 : wholeNumber(-5, 99)(given);

const constructions = meaning<Construction>({
  C: TypeConstruction.COLLECTIF,
  I: TypeConstruction.INDIVIDUEL,
  E: TypeConstruction.ETUDIANT,
});

const columns = {
  id: optional(text(36), {
    header: 'IDENT_REP',
    about: 'identifiant du logement au répertoire ; sans cette colonne, il est tiré de l’adresse.',
    example: '8600012345',
  }),
  idInterne: optional(text(40), {
    header: 'IDENT_INT',
    about: 'identifiant du logement chez le bailleur ; montré à lui seul.',
    example: 'L-000123',
  }),
  commune: required(commune, {
    header: 'DEPCOM',
    about: 'code INSEE de la commune.',
    example: '86194',
  }),
  immeuble: required(text(40), {
    header: 'IMMEU',
    about: 'code de l’immeuble, qui est la résidence.',
    example: 'A12',
  }),
  numeroVoie: optional(text(20), { header: 'NUMVOIE', about: 'numéro de la voie.', example: '4' }),
  voie: optional(text(120), {
    header: 'NOMVOIE',
    about: 'nom de la voie : avec le numéro, le nom d’une nouvelle résidence.',
    example: 'rue Imaginaire',
  }),
  batiment: optional(text(20), { header: 'BAT', about: 'bâtiment.', example: '1' }),
  escalier: optional(text(20), { header: 'ESC', about: 'escalier.', example: 'B' }),
  etage: optional(floor, { header: 'ETAGE', about: 'étage, ou RDC.', example: '3' }),
  porte: optional(text(20), { header: 'NUMAPPT', about: 'numéro du logement.', example: '31' }),
  quartier: optional(quartier, {
    header: 'QPV',
    about: 'quartier prioritaire : 1 ou 2 (oui, non), ou le code du quartier.',
    example: 'QN08605M',
  }),
  construction: required(constructions, {
    header: 'TYPECONST',
    about: 'C collectif, I individuel, E étudiant.',
    example: 'C',
  }),
  nbPieces: required(wholeNumber(1, 20), {
    header: 'NBPIECE',
    about: 'nombre de pièces.',
    example: '3',
  }),
  surface: required(decimal(1, 1_000), {
    header: 'SURFHAB',
    about: 'surface habitable, en m².',
    example: '64,5',
  }),
  annee: optional(wholeNumber(1500, 2100), {
    header: 'CONSTRUCT',
    about: 'année d’achèvement.',
    example: '1974',
  }),
  financement: optional(text(20), {
    header: 'FINAN',
    about: 'financement d’origine, tel qu’au répertoire.',
    example: 'PLUS',
  }),
  conventionne: optional(flag, {
    header: 'CONV',
    about: 'conventionné : 1 ou 2 (oui, non).',
    example: '1',
  }),
  numConvention: optional(text(40), {
    header: 'NUMCONV',
    about: 'numéro de convention.',
    example: '86/3/4/1234',
  }),
  dpeEnergie: optional(label, {
    header: 'DPEENERGIE',
    about: 'étiquette énergie, de A à G.',
    example: 'D',
  }),
  dpeGes: optional(label, {
    header: 'DPESERRE',
    about: 'étiquette climat, de A à G.',
    example: 'C',
  }),
};

type Values = ValuesOf<typeof columns>;

const residencesAtOnce = 400;

/** The landlord's share of the directory of social housing: its dwellings, and the résidences they make. */
export const rpls = fileImport({
  about: 'Répertoire des logements locatifs sociaux (RPLS) : les logements, et leurs résidences.',
  columns,
  // The directory has more columns than anybody here reads.
  others: 'passed-over',
  ofBailleur: true,
  begin: (importing) => new RplsImporter(importing),
});

class RplsImporter implements Importer<Values> {
  /** The commune of each: as many as there are buildings, whatever the number of dwellings. */
  private readonly residences = new Map<string, string>();

  constructor(private readonly importing: Importing) {}

  /** That of the directory; else its address makes one. */
  keyOf(values: Values): string {
    const { id } = values;
    if (id !== undefined && id !== null) return id;
    const { commune: place, immeuble, numeroVoie, voie, batiment, escalier, etage, porte } = values;
    return stableId(
      this.importing.bailleur,
      place,
      immeuble,
      ...[numeroVoie, voie, batiment, escalier, etage, porte].map((part) => String(part ?? '')),
    );
  }

  async take(lines: readonly Line<Values>[]): Promise<void> {
    const { writer, faults, bailleur } = this.importing;
    const names = new Map<string, string>();
    const fresh: Partial<Residence>[] = [];
    for (const { number, values } of lines) {
      const id = this.residenceId(values);
      const place = this.residences.get(id);
      if (place === undefined) {
        this.residences.set(id, values.commune);
        names.set(id, nameOf(values));
        fresh.push({
          id,
          bailleurId: bailleur,
          communeCode: values.commune,
          typeConstruction: values.construction,
          ...given('quartierCode', values.quartier?.code ?? undefined),
          ...given('anneeConstruction', values.annee),
        });
      } else if (place !== values.commune) {
        faults.add(
          number,
          columns.commune.header,
          `l’immeuble est plus haut dans une autre commune : donnez-lui un autre code (${columns.immeuble.header}).`,
        );
      }
    }
    await writer.put(Residence, fresh, {
      made: ({ id = '' }) => ({ nom: names.get(id) ?? id, nbLogements: 0 }),
      counted: false,
    });
    const numbers = new Map(lines.map(({ key, number }) => [key, number]));
    await writer.put(
      Logement,
      lines.map((line) => this.logement(line)),
      {
        made: () => ({ qpv: false, conventionne: false }),
        goesOn: ({ id = '' }, { residenceId }) => {
          if (String(residenceId).startsWith(`${bailleur}:`)) return true;
          faults.add(
            numbers.get(id) ?? 0,
            columns.id.header,
            'ce logement est au patrimoine d’un autre bailleur : vérifiez l’identifiant.',
          );
          return false;
        },
      },
    );
  }

  again(lines: readonly Line<Values>[]): void {
    for (const { values } of lines) {
      const id = this.residenceId(values);
      if (!this.residences.has(id)) this.residences.set(id, values.commune);
    }
  }

  /** A résidence has as many dwellings as are there once all lines are. */
  async end(): Promise<readonly string[]> {
    const { writer } = this.importing;
    const ids = [...this.residences.keys()];
    for (let start = 0; start < ids.length; start += residencesAtOnce) {
      const some = ids.slice(start, start + residencesAtOnce);
      const counts = await writer.countBy(Logement, 'residenceId', some);
      await writer.put(
        Residence,
        some.map((id) => ({ id, nbLogements: counts.get(id) ?? 0 })),
        { counted: false },
      );
    }
    return [`${ids.length} résidences.`];
  }

  private logement({ key, values }: Line<Values>): Partial<Logement> {
    const { conventionne, quartier: place } = values;
    // One object for each of half a million lines: none to throw away beside it.
    const logement: Partial<Logement> = {
      id: key,
      residenceId: this.residenceId(values),
      nbPieces: values.nbPieces,
      surface: values.surface,
    };
    give(logement, 'idRpls', values.id);
    give(logement, 'idInterne', values.idInterne);
    give(logement, 'financement', values.financement);
    give(logement, 'conventionne', conventionne === null ? false : conventionne);
    give(logement, 'numConvention', values.numConvention);
    give(logement, 'dpeEnergie', values.dpeEnergie);
    give(logement, 'dpeGes', values.dpeGes);
    give(logement, 'qpv', place === undefined ? undefined : (place?.qpv ?? false));
    give(logement, 'etage', values.etage);
    give(logement, 'escalier', values.escalier);
    give(logement, 'porte', values.porte);
    return logement;
  }

  private residenceId({ immeuble }: Values): string {
    return `${this.importing.bailleur}:${immeuble}`;
  }
}

function nameOf({ numeroVoie, voie, immeuble }: Values): string {
  const address = [numeroVoie, voie].filter((part) => typeof part === 'string').join(' ');
  return address === '' ? immeuble : address;
}
