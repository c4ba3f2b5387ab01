import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { foreignKey, portableColumns } from '../../kit/migration-columns.js';

export class CreateVille1763856000000 implements MigrationInterface {
  readonly name = 'CreateVille1763856000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { varchar, int, boolean, date, json } = portableColumns(queryRunner);
    const primary = { isPrimary: true };
    const nullable = { isNullable: true };

    await queryRunner.createTable(
      new Table({
        name: 'epci',
        columns: [varchar('siren', 9, primary), varchar('nom', 120), varchar('nature', 2)],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'commune',
        columns: [
          varchar('codeInsee', 5, primary),
          varchar('nom', 120),
          varchar('epciSiren', 9),
          varchar('zoneCompetence', 2, nullable),
          int('populationMunicipale'),
        ],
        indices: [
          { name: 'commune_nom_idx', columnNames: ['nom'] },
          { name: 'commune_epci_idx', columnNames: ['epciSiren'] },
        ],
        foreignKeys: [foreignKey('commune_epci_fk', 'epciSiren', 'epci', 'siren')],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'quartier',
        columns: [varchar('codeQpv', 8, primary), varchar('nom', 120)],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'quartier_commune',
        columns: [varchar('codeQpv', 8, primary), varchar('codeInsee', 5, primary)],
        indices: [{ name: 'quartier_commune_commune_idx', columnNames: ['codeInsee'] }],
        foreignKeys: [
          foreignKey('quartier_commune_quartier_fk', 'codeQpv', 'quartier', 'codeQpv'),
          foreignKey('quartier_commune_commune_fk', 'codeInsee', 'commune', 'codeInsee'),
        ],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'correspondant',
        columns: [
          varchar('id', 36, primary),
          varchar('signataireId', 60),
          varchar('nom', 160),
          varchar('fonction', 160),
          varchar('telephonePro', 20, nullable),
          varchar('courrielPro', 254, nullable),
          varchar('suppleantId', 36, nullable),
          varchar('perimetre', 200, nullable),
          date('mandatDebut'),
          date('mandatFin', nullable),
        ],
        indices: [
          { name: 'correspondant_signataire_idx', columnNames: ['signataireId'] },
          { name: 'correspondant_nom_idx', columnNames: ['nom'] },
          { name: 'correspondant_suppleant_idx', columnNames: ['suppleantId'] },
        ],
        foreignKeys: [
          foreignKey('correspondant_suppleant_fk', 'suppleantId', 'correspondant', 'id'),
        ],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'instance',
        columns: [
          varchar('id', 36, primary),
          varchar('type', 20),
          varchar('perimetre', 200),
          varchar('presidenceId', 60),
        ],
        indices: [{ name: 'instance_type_idx', columnNames: ['type'] }],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'instance_membre',
        columns: [varchar('instanceId', 36, primary), varchar('signataireId', 60, primary)],
        indices: [{ name: 'instance_membre_signataire_idx', columnNames: ['signataireId'] }],
        foreignKeys: [foreignKey('instance_membre_instance_fk', 'instanceId', 'instance', 'id')],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'reunion',
        columns: [
          varchar('id', 36, primary),
          varchar('instanceId', 36),
          date('date'),
          varchar('objet', 300),
        ],
        indices: [{ name: 'reunion_instance_idx', columnNames: ['instanceId'] }],
        foreignKeys: [foreignKey('reunion_instance_fk', 'instanceId', 'instance', 'id')],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'rappel_ordre',
        columns: [
          varchar('id', 36, primary),
          varchar('statut', 20),
          varchar('communeCode', 5),
          date('dateFaits'),
          varchar('motif', 40),
          boolean('mineur'),
          varchar('signalementOrigineId', 36, nullable),
          varchar('bailleurOrigine', 60, nullable),
          date('dateConvocation', nullable),
          date('dateTenue', nullable),
          boolean('presenceRepresentantLegal', nullable),
          varchar('auteurNom', 80),
          varchar('auteurPrenom', 80),
          date('auteurDateNaissance', nullable),
          varchar('auteurAdresse', 200, nullable),
          json('auteurRepresentants'),
        ],
        indices: [
          { name: 'rappel_ordre_statut_idx', columnNames: ['statut'] },
          { name: 'rappel_ordre_commune_idx', columnNames: ['communeCode'] },
          { name: 'rappel_ordre_date_faits_idx', columnNames: ['dateFaits'] },
          { name: 'rappel_ordre_bailleur_origine_idx', columnNames: ['bailleurOrigine'] },
        ],
        foreignKeys: [foreignKey('rappel_ordre_commune_fk', 'communeCode', 'commune', 'codeInsee')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of [
      'rappel_ordre',
      'reunion',
      'instance_membre',
      'instance',
      'correspondant',
      'quartier_commune',
      'quartier',
      'commune',
      'epci',
    ]) {
      await queryRunner.dropTable(table);
    }
  }
}
