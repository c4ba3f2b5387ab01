import process from 'node:process';
import { Command } from 'commander';
import { CommandFailure, runProgram } from '../schema/cli/command-line.js';
import { loadConvention, printFaults } from '../schema/convention/load-convention.js';
import { comparisonTable, documentOf, type Answer } from './comparison-table.js';
import { comparedIncident, comparedRappel } from './data/comparison.js';
import { readIssuerSecrets } from './identity-provider/issuer-secrets.js';
import { address } from './programs.js';
import { issuersOf, readSettings, type DemoSettings } from './settings.js';
import { requestToken } from './token-request.js';

const callers = [
  'ekidom',
  'habitat-vienne',
  'ville-poitiers',
  'grand-poitiers',
  'police-nationale-86',
  'gendarmerie-86',
  'parquet-poitiers',
  'prefecture-86',
];
const roots = {
  incident: `incident(id: "${comparedIncident}")`,
  rappelOrdre: `rappelOrdre(id: "${comparedRappel}")`,
};
const fields = [
  'incident.type',
  'incident.gravite',
  'incident.moisFaits',
  'incident.lieuType',
  'incident.recurrence',
  'incident.coutEstime',
  'incident.infractionPresumee.nature',
  'incident.residence.nom',
  'incident.residence.commune.nom',
  'incident.residence.videoprotection',
  'incident.residence.consignesAcces',
  'incident.victime.qualite',
  'incident.victime.itt',
  'incident.victime.identite',
  'incident.auteurPresume.connu',
  'incident.auteurPresume.identite',
  'incident.plaintes.etat',
  'incident.plaintes.serviceRecepteur.nom',
  'incident.plaintes.procedure.etatPublic',
  'incident.plaintes.procedure.decision.typeDecision',
  'rappelOrdre.statut',
  'rappelOrdre.motif',
  'rappelOrdre.commune.nom',
  'rappelOrdre.auteur.nom',
  'rappelOrdre.auteur.representantsLegaux.nom',
];

async function compare(settings: DemoSettings): Promise<string> {
  const loaded = await loadConvention(settings.convention);
  if (!('convention' in loaded)) {
    throw new CommandFailure(printFaults(settings.convention, loaded.faults));
  }
  // Every purpose: what is refused is then refused whatever the reason given.
  const finalites = new Set(loaded.convention.acces.flatMap((grant) => grant.finalites ?? []));
  const query = documentOf(roots, fields);
  const answers = new Map<string, Answer>();
  for (const caller of callers) {
    answers.set(caller, await ask(settings, caller, query, [...finalites].join(',')));
  }
  return comparisonTable(fields, answers);
}

async function ask(
  settings: DemoSettings,
  caller: string,
  query: string,
  finalites: string,
): Promise<Answer> {
  const token = await requestToken(`${issuersOf(settings)}${caller}`, {
    client: caller,
    secret: secretOf(settings, caller),
  });
  const response = await fetch(`${address(settings.ports, 'gateway')}/graphql`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'x-finalite': finalites,
    },
    body: JSON.stringify({ query }),
  });
  const answer = (await response.json()) as Answer;
  if (answer.data === undefined) {
    throw new Error(`La passerelle refuse la question de ${caller} : ${JSON.stringify(answer)}`);
  }
  return answer;
}

function secretOf({ folder }: DemoSettings, caller: string): string {
  try {
    return readIssuerSecrets(folder, caller).clientSecret;
  } catch {
    throw new Error(`Aucun secret pour « ${caller} » dans ${folder} : lancez d’abord npm start.`);
  }
}

const program = new Command('demo:compare')
  .description(
    'Pose la même question à la démonstration (npm start) au nom de huit signataires, et écrit un tableau Markdown : la valeur lue, « — » quand elle est vide pour l’appelant, « ✗ » quand le champ lui est refusé.',
  )
  .action(async () => {
    const table = await compare(readSettings(process.env)).catch((error: unknown) => {
      throw error instanceof CommandFailure
        ? error
        : new CommandFailure([(error as Error).message]);
    });
    process.stdout.write(`${table}\n`);
  });
await runProgram(program, process.argv.slice(2));
