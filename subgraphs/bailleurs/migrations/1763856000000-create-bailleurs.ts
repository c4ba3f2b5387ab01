import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { foreignKey, portableColumns } from '../../kit/migration-columns.js';

export class CreateBailleurs1763856000000 implements MigrationInterface {
  readonly name = 'CreateBailleurs1763856000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { varchar, int, double, boolean, date, json } = portableColumns(queryRunner);
    const primary = { isPrimary: true };
    const nullable = { isNullable: true };

    await queryRunner.createTable(
      new Table({
        name: 'commune',
        columns: [
          varchar('codeInsee', 5, primary),
          varchar('epciSiren', 9),
          varchar('zone', 11, nullable),
        ],
        indices: [{ name: 'commune_epci_idx', columnNames: ['epciSiren'] }],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'residence',
        columns: [
          varchar('id', 120, primary),
          varchar('bailleurId', 60),
          varchar('nom', 160),
          varchar('communeCode', 5),
          varchar('quartierCode', 8, nullable),
          int('nbLogements'),
          varchar('typeConstruction', 12),
          int('anneeConstruction', nullable),
          varchar('programmeRenovation', 200, nullable),
          double('gardiens', nullable),
          boolean('controleAcces', nullable),
          boolean('eclairage', nullable),
          boolean('videoprotection', nullable),
          boolean('autorisationAccesPermanent', nullable),
          varchar('consignesAcces', 500, nullable),
        ],
        indices: [
          { name: 'residence_bailleur_quartier_idx', columnNames: ['bailleurId', 'quartierCode'] },
          { name: 'residence_nom_idx', columnNames: ['nom'] },
          { name: 'residence_commune_idx', columnNames: ['communeCode'] },
          { name: 'residence_quartier_idx', columnNames: ['quartierCode'] },
        ],
        foreignKeys: [foreignKey('residence_commune_fk', 'communeCode', 'commune', 'codeInsee')],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'entree',
        columns: [
          varchar('id', 36, primary),
          varchar('residenceId', 120),
          varchar('niveauVigilance', 6),
          date('dateEvaluation'),
        ],
        indices: [{ name: 'entree_residence_idx', columnNames: ['residenceId'] }],
        foreignKeys: [foreignKey('entree_residence_fk', 'residenceId', 'residence', 'id')],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'logement',
        columns: [
          varchar('id', 36, primary),
          varchar('residenceId', 120),
          int('nbPieces'),
          double('surface'),
          varchar('financement', 20, nullable),
          boolean('conventionne'),
          varchar('numConvention', 40, nullable),
          varchar('dpeEnergie', 1, nullable),
          varchar('dpeGes', 1, nullable),
          boolean('qpv'),
          int('etage', nullable),
          varchar('escalier', 20, nullable),
          varchar('porte', 20, nullable),
          varchar('occupation', 15, nullable),
        ],
        indices: [{ name: 'logement_residence_idx', columnNames: ['residenceId'] }],
        foreignKeys: [foreignKey('logement_residence_fk', 'residenceId', 'residence', 'id')],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'plainte',
        columns: [
          varchar('id', 36, primary),
          varchar('incidentId', 36),
          varchar('plaignantId', 60),
          varchar('serviceId', 60),
          varchar('parquetId', 60),
          date('dateDepot'),
          varchar('numeroPv', 40, nullable),
          boolean('recepisse'),
          json('qualificationCodes'),
          varchar('etat', 10),
          varchar('procedureId', 36, nullable),
        ],
        indices: [
          { name: 'plainte_incident_idx', columnNames: ['incidentId'] },
          { name: 'plainte_plaignant_idx', columnNames: ['plaignantId'] },
          { name: 'plainte_service_idx', columnNames: ['serviceId'] },
          { name: 'plainte_date_depot_idx', columnNames: ['dateDepot'] },
        ],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'incident',
        columns: [
          varchar('id', 36, primary),
          varchar('residenceId', 120),
          varchar('bailleurId', 60),
          varchar('communeCode', 5),
          varchar('quartierCode', 8, nullable),
          varchar('type', 20),
          int('gravite'),
          varchar('moisFaits', 7),
          date('dateFaits'),
          varchar('trancheHoraire', 12, nullable),
          varchar('lieuType', 20),
          boolean('recurrence'),
          varchar('infractionCode', 40, nullable),
          varchar('entreeId', 36, nullable),
          int('coutEstime', nullable),
          varchar('victimeQualite', 12, nullable),
          varchar('victimeItt', 16, nullable),
          varchar('victimeIdentite', 160, nullable),
          boolean('auteurConnu'),
          varchar('auteurIdentite', 160, nullable),
          varchar('auteurLienBail', 160, nullable),
        ],
        indices: [
          { name: 'incident_mois_idx', columnNames: ['moisFaits', 'id'] },
          { name: 'incident_bailleur_idx', columnNames: ['bailleurId', 'dateFaits'] },
          { name: 'incident_commune_idx', columnNames: ['communeCode', 'dateFaits'] },
          { name: 'incident_residence_idx', columnNames: ['residenceId'] },
          { name: 'incident_quartier_idx', columnNames: ['quartierCode'] },
          { name: 'incident_type_idx', columnNames: ['type'] },
          { name: 'incident_date_faits_idx', columnNames: ['dateFaits'] },
        ],
        foreignKeys: [foreignKey('incident_residence_fk', 'residenceId', 'residence', 'id')],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'signalement',
        columns: [
          varchar('id', 36, primary),
          varchar('bailleurId', 60),
          varchar('communeCode', 5),
          varchar('auteurId', 36, nullable),
          date('dateTransmission', nullable),
          varchar('urgence', 10),
          varchar('statut', 20),
        ],
        indices: [
          { name: 'signalement_bailleur_idx', columnNames: ['bailleurId'] },
          { name: 'signalement_commune_idx', columnNames: ['communeCode'] },
          { name: 'signalement_date_idx', columnNames: ['dateTransmission'] },
          { name: 'signalement_statut_idx', columnNames: ['statut'] },
        ],
        foreignKeys: [foreignKey('signalement_commune_fk', 'communeCode', 'commune', 'codeInsee')],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'signalement_incident',
        columns: [varchar('signalementId', 36, primary), varchar('incidentId', 36, primary)],
        indices: [{ name: 'signalement_incident_idx', columnNames: ['incidentId'] }],
        foreignKeys: [foreignKey('signalement_incident_fk', 'signalementId', 'signalement', 'id')],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'signalement_destinataire',
        columns: [varchar('signalementId', 36, primary), varchar('signataireId', 60, primary)],
        indices: [{ name: 'signalement_destinataire_idx', columnNames: ['signataireId'] }],
        foreignKeys: [
          foreignKey('signalement_destinataire_fk', 'signalementId', 'signalement', 'id'),
        ],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'suite_operationnelle',
        columns: [
          varchar('id', 36, primary),
          varchar('signalementId', 36),
          varchar('auteurId', 60),
          varchar('nature', 20),
          date('date'),
        ],
        indices: [{ name: 'suite_signalement_idx', columnNames: ['signalementId'] }],
        foreignKeys: [foreignKey('suite_signalement_fk', 'signalementId', 'signalement', 'id')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of [
      'suite_operationnelle',
      'signalement_destinataire',
      'signalement_incident',
      'signalement',
      'incident',
      'plainte',
      'logement',
      'entree',
      'residence',
      'commune',
    ]) {
      await queryRunner.dropTable(table);
    }
  }
}
