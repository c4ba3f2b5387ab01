import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Index, PrimaryColumn, type DataSource, type EntityTarget } from 'typeorm';
import territoires from '../../schema/reference/territoires.json' with { type: 'json' };
import type { Appelant } from './appelant.js';
import type { EntityClass } from './entity.js';
import { bringUpToDate } from './reference-rows.js';
import { column, related, when, type RowRule } from './row-rules.js';

/**
 * What a subgraph keeps of each commune, so that its row rules can tell EPCI and force. Each makes
 * its own entity of it: `@Entity('commune') @ObjectType(…) class Commune extends CommuneRow {}`.
 */
@ObjectType()
export abstract class CommuneRow {
  @PrimaryColumn({ type: 'varchar', length: 5 })
  @Field(() => ID, { description: 'Code INSEE de la commune.' })
  codeInsee!: string;

  @Index('commune_epci_idx')
  @Column({ type: 'varchar', length: 9 })
  epciSiren!: string;

  /** `police` or `gendarmerie`; null: not established, and then neither force reads anything. */
  @Column({ type: 'varchar', length: 11, nullable: true })
  zone!: string | null;
}

/** The department of the convention: who acts for another one reads nothing here. */
const vienne = '86';

/** Every row, for a caller whose territory is the department of the convention. */
export const departement: RowRule = when(({ territoire }) => territoire.departement === vienne);

/** How a row with a `communeCode` meets the perimeters of territory, by the subgraph's own communes. */
export function territoireOf(commune: () => EntityClass) {
  const inCommune = (property: string, values: (appelant: Appelant) => string | undefined) =>
    related(commune, { codeInsee: 'communeCode' }, column(property, values));
  return {
    commune: column('communeCode', ({ territoire }: Appelant) => territoire.commune),
    epci: inCommune('epciSiren', ({ territoire }) => territoire.epci),
    departement,
    zone: inCommune('zone', ({ territoire }) => territoire.zone),
  } satisfies Record<string, RowRule>;
}

const zones: Readonly<Record<string, string>> = { PN: 'police', GN: 'gendarmerie' };

/**
 * Brings EPCI and force of each commune into the database; runs at every start. Nothing is written
 * where nothing differs: a subgraph whose account may only read starts too.
 */
export async function importCommunes(
  dataSource: DataSource,
  commune: EntityTarget<CommuneRow>,
): Promise<void> {
  const official = territoires.communes.map(({ codeInsee, epci, zoneCompetence }) => ({
    codeInsee,
    epciSiren: epci,
    zone: zones[zoneCompetence ?? ''] ?? null,
  }));
  await bringUpToDate(dataSource, commune, official, ['codeInsee']);
}
