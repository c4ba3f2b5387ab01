import 'reflect-metadata';
import {
  Arg,
  Args,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import {
  Column,
  Entity,
  PrimaryColumn,
  Table,
  type DataSource,
  type MigrationInterface,
  type QueryRunner,
} from 'typeorm';
import type { Connection } from '../../../subgraphs/kit/connection.js';
import type { SubgraphContext } from '../../../subgraphs/kit/context.js';
import { counting } from '../../../subgraphs/kit/counting.js';
import { equalTo, listing, sorts, through } from '../../../subgraphs/kit/listing.js';
import { portableColumns } from '../../../subgraphs/kit/migration-columns.js';
import type { PageRequest } from '../../../subgraphs/kit/page.js';
import { Authentifie, ReadsField, Portee, PorteeListe } from '../../../subgraphs/kit/portee.js';
import { allOf, anyOf, column, related, rowRules, sql } from '../../../subgraphs/kit/row-rules.js';
import { Horodatage } from '../../../subgraphs/kit/scalars.js';
import { subgraph, table } from '../../../subgraphs/kit/subgraph.js';

/** A small subgraph that uses every form the kit offers, so that each can be tried on its own. */

@ObjectType()
@Authentifie()
class Piece {
  @Field(() => String)
  titre!: string;

  @Field(() => String, { nullable: true })
  @Portee('dossier:secret')
  contenu!: string;

  @Field(() => [Piece])
  annexes!: Piece[];
}

@Entity('dossier')
@ObjectType()
@Directive('@key(fields: "id")')
@Portee('dossier:lecture')
export class Dossier {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  @Field(() => ID)
  id!: string;

  @Column({ type: 'varchar', length: 36 })
  bailleur!: string;

  @Column({ type: 'varchar', length: 36 })
  commune!: string;

  @Column({ type: 'int', nullable: true })
  @Field(() => Int, { nullable: true })
  @Portee('dossier:secret')
  montant!: number | null;

  @Column({ type: 'datetime', precision: 3 })
  @Field(() => Horodatage, { nullable: true })
  ouvertLe!: Date;

  /** Either of two scopes, or two together. */
  @Column({ type: 'varchar', length: 36 })
  @Field(() => String, { nullable: true })
  @Portee('dossier:direction', ['dossier:secret', 'dossier:agent'])
  note!: string;
}

@Entity('acces_dossier')
export class AccesDossier {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  dossierId!: string;

  @PrimaryColumn({ type: 'varchar', length: 36 })
  signataire!: string;
}

const dossierRows = rowRules(Dossier, {
  patrimoine: column('bailleur', ({ territoire }) => territoire.patrimoine),
  commune: column('commune', ({ territoire }) => territoire.commune),
  destinataire: related(
    () => AccesDossier,
    { dossierId: 'id' },
    column('signataire', ({ signataire }) => signataire),
  ),
  // The same as destinataire within the commune, written by hand.
  zone: anyOf(
    allOf(
      column('commune', ({ territoire }) => territoire.commune),
      sql((dossier) =>
        dossier.appelant.signataire === null
          ? null
          : dossier.exists(
              AccesDossier,
              { dossierId: 'id' },
              (acces) => `${acces.col('signataire')} = ${acces.param(dossier.appelant.signataire)}`,
            ),
      ),
    ),
  ),
});

@InputType('FiltreDossiers')
class FiltreDossiers {
  @Field(() => Int, { nullable: true })
  @ReadsField('Dossier.montant')
  montant?: number;

  @Field(() => String, { nullable: true })
  destinataire?: string;

  /** Makes the statement's work endless, as far as a caller is concerned. */
  @Field(() => Boolean, { nullable: true })
  sansFin?: boolean;
}

const everyCombination = Array.from({ length: 20 }, (_, place) => `dossier d${place}`).join(', ');

const TriDossiers = sorts('TriDossiers', 'Ordres.', {
  OUVERT_LE_ASC: { property: 'ouvertLe', order: 'ASC', description: 'Par ouverture.' },
  MONTANT_DESC: {
    property: 'montant',
    order: 'DESC',
    description: 'Par montant.',
    reads: ['Dossier.montant'],
  },
  MONTANT_ASC: {
    property: 'montant',
    order: 'ASC',
    description: 'Par montant.',
    reads: ['Dossier.montant'],
  },
});

const dossiers = listing<Dossier, FiltreDossiers>({
  entity: Dossier,
  portee: ['dossier:lecture'],
  filtre: FiltreDossiers,
  filters: {
    montant: equalTo('montant'),
    destinataire: through(() => AccesDossier, { dossierId: 'id' }, equalTo('signataire')),
    // What an index that is lacking does to a long table.
    sansFin: () => `(SELECT SUM(LENGTH(d0.note) + LENGTH(d19.note)) FROM ${everyCombination}) >= 0`,
  },
  sorts: TriDossiers,
});

const sharing = counting({
  entity: Dossier,
  counts: (row) => ({
    shared: `(SELECT COUNT(*) FROM acces_dossier a WHERE a.dossierId = ${row}.id)`,
  }),
});

@Resolver(() => Dossier)
class DossierResolver {
  @Query(() => dossiers.connection, { nullable: true })
  @PorteeListe('dossier:lecture')
  dossiers(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => dossiers.args) asked: PageRequest<FiltreDossiers>,
  ): Connection<Dossier> {
    return rows.list(dossiers, asked);
  }

  @Query(() => [Dossier], { nullable: true })
  @PorteeListe('dossier:lecture')
  quelques(
    @Ctx() { rows }: SubgraphContext,
    @Arg('ids', () => [ID]) ids: string[],
  ): Promise<(Dossier | null)[]> {
    return Promise.all(ids.map((id) => rows.load(Dossier, id)));
  }

  @Query(() => String, { nullable: true })
  @Authentifie()
  panne(): string {
    throw new Error('secret-de-panne');
  }

  @FieldResolver(() => Int)
  async partages(@Root() dossier: Dossier, @Ctx() { rows }: SubgraphContext): Promise<number> {
    return (await rows.count(sharing, dossier)).shared;
  }

  @FieldResolver(() => Piece, { nullable: true })
  piece(@Root() { id }: Dossier): Piece {
    const annexe = Object.assign(new Piece(), {
      titre: 'annexe',
      contenu: `ANNEXE-${id}`,
      annexes: [],
    });
    return Object.assign(new Piece(), {
      titre: 'pièce',
      contenu: `PIECE-${id}`,
      annexes: [annexe],
    });
  }
}

class CreateDossiers1763856000001 implements MigrationInterface {
  readonly name = 'CreateDossiers1763856000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { varchar, int, datetime } = portableColumns(queryRunner);
    const primary = { isPrimary: true };
    await queryRunner.createTable(
      new Table({
        name: 'dossier',
        columns: [
          varchar('id', 36, primary),
          varchar('bailleur', 36),
          varchar('commune', 36),
          int('montant', { isNullable: true }),
          datetime('ouvertLe'),
          varchar('note', 36),
        ],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'acces_dossier',
        columns: [varchar('dossierId', 36, primary), varchar('signataire', 36, primary)],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('acces_dossier');
    await queryRunner.dropTable('dossier');
  }
}

export const archives = subgraph({
  name: 'archives',
  defaultPort: 0,
  about: 'only for tests',
  resolvers: [DossierResolver],
  entities: [
    table(Dossier, { key: 'id', rules: dossierRows, list: dossiers }),
    table(AccesDossier),
  ],
  migrations: [CreateDossiers1763856000001],
});

export async function fillArchives(dataSource: DataSource): Promise<void> {
  const dossier = (
    id: string,
    bailleur: string,
    commune: string,
    montant: number | null,
    minute: number,
  ): Dossier =>
    Object.assign(new Dossier(), {
      id,
      bailleur,
      commune,
      montant,
      note: `NOTE-${id}`,
      ouvertLe: new Date(Date.UTC(2026, 0, 1, 0, minute, 0, 123)),
    });
  await dataSource
    .getRepository(Dossier)
    .insert([
      dossier('d1', 'ekidom', 'A', 10, 1),
      dossier('d2', 'ekidom', 'B', null, 2),
      dossier('d3', 'hpc', 'A', 30, 2),
      dossier('d4', 'hpc', 'B', null, 3),
      dossier('d5', 'EKIDOM', 'a', 20, 4),
    ]);
  await dataSource.getRepository(AccesDossier).insert([
    { dossierId: 'd1', signataire: 'hpc' },
    { dossierId: 'd4', signataire: 'hpc' },
    { dossierId: 'd4', signataire: 'ekidom' },
  ]);
}
