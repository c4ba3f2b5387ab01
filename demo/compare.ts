import process from 'node:process';
import { Command } from 'commander';
import { CommandFailure, runProgram } from '../schema/cli/command-line.js';
import { comparisonTable, documentOf, type Answer } from './comparison-table.js';
import { comparedIncident, comparedRappel } from './data/comparison.js';
import { RunningDemonstration } from './demonstration.js';
import { readSettings, type DemoSettings } from './settings.js';

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
  'incident.plaintes.statut',
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
  const demonstration = new RunningDemonstration(settings);
  const purposes = await demonstration.purposes();
  const query = documentOf(roots, fields);
  const answers = new Map<string, Answer>();
  for (const caller of callers) {
    answers.set(caller, await demonstration.ask(caller, purposes, query));
  }
  return comparisonTable(fields, answers);
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
