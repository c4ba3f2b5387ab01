import territoires from '../../../schema/reference/territoires.json' with { type: 'json' };
import {
  StatistiqueSuites,
  type FamilleSuite,
} from '../../justice/statistique/statistique-suites.js';
import { commune, required, Unreadable, wholeNumber, type ValuesOf } from '../column.js';
import { fileImport, type Importer, type Importing, type Line } from '../file-import.js';

const semestre = (given: string): string => {
  if (/^20\d{2}-S[12]$/.test(given)) return given;
  throw new Unreadable('un semestre est attendu, comme 2026-S1.');
};

const counted = wholeNumber(0, 1_000_000);

const columns = {
  commune: required(commune, {
    header: 'commune',
    about: 'code INSEE de la commune des faits.',
    example: '86194',
  }),
  semestre: required(semestre, {
    header: 'semestre',
    about: 'semestre des décisions, AAAA-S1 ou AAAA-S2, achevé.',
    example: '2026-S1',
  }),
  POURSUITES: required(counted, {
    header: 'poursuites',
    about: 'nombre de poursuites ; 0 s’écrit.',
    example: '41',
  }),
  ALTERNATIVES: required(counted, {
    header: 'alternatives',
    about: 'nombre d’alternatives aux poursuites ; 0 s’écrit.',
    example: '27',
  }),
  CLASSEMENT: required(counted, {
    header: 'classements',
    about: 'nombre de classements sans suite ; 0 s’écrit.',
    example: '65',
  }),
};

type Values = ValuesOf<typeof columns>;

const families = ['POURSUITES', 'ALTERNATIVES', 'CLASSEMENT'] as const satisfies FamilleSuite[];
const here: ReadonlySet<string> = new Set(territoires.communes.map(({ codeInsee }) => codeInsee));

/** Counts of what became of procedures, without a name in them (CPP 48-1): all communes of a half-year. */
export const statistiques = fileImport({
  about: 'Effectifs des suites pénales, par commune et semestre.',
  columns,
  others: 'refused',
  ofBailleur: false,
  begin: (importing) => new StatistiquesImporter(importing),
});

class StatistiquesImporter implements Importer<Values> {
  /** Half-year → the communes that it has counts of. */
  private readonly told = new Map<string, Set<string>>();
  private last = 1;

  constructor(private readonly importing: Importing) {}

  concerns({ commune: codeInsee }: Values): boolean {
    return here.has(codeInsee);
  }

  keyOf({ commune: codeInsee, semestre: periode }: Values): string {
    return `${codeInsee} ${periode}`;
  }

  async take(lines: readonly Line<Values>[]): Promise<void> {
    const { faults, today, writer } = this.importing;
    this.again(lines);
    for (const { number, values } of lines) {
      if (lastDay(values.semestre) < today) continue;
      faults.add(
        number,
        columns.semestre.header,
        'ce semestre n’est pas achevé : attendez sa fin.',
      );
    }
    await writer.put(
      StatistiqueSuites,
      lines.flatMap(({ values }) =>
        families.map((type) => ({
          id: `${values.commune}-${values.semestre}-${type}`,
          territoire: values.commune,
          periode: values.semestre,
          type,
          compte: values[type],
        })),
      ),
    );
  }

  again(lines: readonly Line<Values>[]): void {
    for (const { number, values } of lines) {
      const communes = this.told.get(values.semestre) ?? new Set<string>();
      this.told.set(values.semestre, communes.add(values.commune));
      this.last = number;
    }
  }

  /** A cell that is missing would tell that its count is 0, which is less than may be told. */
  end(): Promise<readonly string[]> {
    for (const [periode, communes] of this.told) {
      const missing = here.size - communes.size;
      if (missing === 0) continue;
      this.importing.faults.add(
        this.last,
        columns.commune.header,
        `${missing} communes du territoire manquent pour ${periode} : un effectif de 0 s’écrit.`,
      );
    }
    return Promise.resolve([]);
  }
}

function lastDay(periode: string): string {
  const [year = '', half] = periode.split('-');
  return half === 'S1' ? `${year}-06-30` : `${year}-12-31`;
}
