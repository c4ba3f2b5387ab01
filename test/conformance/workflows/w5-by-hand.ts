/**
 * W5 of the domain reference (its §6), written by hand and from nothing that the product declares: a
 * transaction of the mayor of Poitiers for unpaid work, which the judge homologates and the parquet
 * tells of. Silence is a refusal, and what fails goes to the parquet.
 */
import type { ExpectedAct } from './every-transition.js';

const mayor = ['ville-poitiers'];
const parquet = ['parquet-poitiers'];

export const transactionStates = [
  'PV_ETABLI',
  'PROPOSEE',
  'ACCEPTEE',
  'REFUSEE',
  'EXPIREE',
  'TRANSMISE_HOMOLOGATION',
  'HOMOLOGUEE',
  'NON_HOMOLOGUEE',
  'EXECUTEE',
  'INEXECUTEE',
  'TRANSMISE_PARQUET',
] as const;

export const transactionActs: Readonly<Record<string, ExpectedAct>> = {
  proposerTransaction: {
    actors: mayor,
    from: ['PV_ETABLI'],
    to: 'PROPOSEE',
    input:
      '{ heuresTravailNonRemunere: 30, dateLimiteReponse: "2099-01-15", delaiExecution: "2099-03-01" }',
  },
  accepterTransaction: {
    actors: mayor,
    from: ['PROPOSEE'],
    to: 'ACCEPTEE',
    awaited: false,
    input: '{ date: "2026-05-20" }',
  },
  refuserTransaction: {
    actors: mayor,
    from: ['PROPOSEE'],
    to: 'REFUSEE',
    awaited: false,
    input: '{ date: "2026-05-20" }',
  },
  constaterSilenceTransaction: {
    actors: mayor,
    from: ['PROPOSEE'],
    to: 'EXPIREE',
    awaited: false,
  },
  transmettreHomologationTransaction: {
    actors: mayor,
    from: ['ACCEPTEE'],
    to: 'TRANSMISE_HOMOLOGATION',
  },
  homologuerTransaction: {
    actors: parquet,
    from: ['TRANSMISE_HOMOLOGATION'],
    to: 'HOMOLOGUEE',
    input: '{ homologation: "h-1", autorite: JUGE_TRIBUNAL_POLICE, date: "2026-06-20" }',
  },
  refuserHomologationTransaction: {
    actors: parquet,
    from: ['TRANSMISE_HOMOLOGATION'],
    to: 'NON_HOMOLOGUEE',
    input: '{ homologation: "h-1", autorite: JUGE_TRIBUNAL_POLICE, date: "2026-06-20" }',
  },
  constaterExecutionTransaction: {
    actors: mayor,
    from: ['HOMOLOGUEE'],
    to: 'EXECUTEE',
    input: '{ date: "2026-08-01" }',
  },
  constaterInexecutionTransaction: {
    actors: mayor,
    from: ['HOMOLOGUEE'],
    to: 'INEXECUTEE',
    awaited: false,
  },
  transmettreParquetTransaction: {
    actors: mayor,
    from: ['PV_ETABLI', 'REFUSEE', 'EXPIREE', 'NON_HOMOLOGUEE', 'INEXECUTEE'],
    to: 'TRANSMISE_PARQUET',
  },
};
