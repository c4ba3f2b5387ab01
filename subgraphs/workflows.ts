import 'reflect-metadata';
import process from 'node:process';
import { Command } from 'commander';
import { runProgram } from '../schema/cli/command-line.js';
import { constatWorkflow } from './bailleurs/diagnostic/constat-workflow.js';
import { diagnosticWorkflow } from './bailleurs/diagnostic/diagnostic-workflow.js';
import { incidentWorkflow } from './bailleurs/incident/incident-workflow.js';
import { signalementWorkflow } from './bailleurs/signalement/signalement-workflow.js';
import { renovationWorkflow } from './bailleurs/renovation/renovation-workflow.js';
import { drawWorkflow } from './kit/acts/draw-workflow.js';
import { rappelOrdreWorkflow } from './ville/rappel-ordre/rappel-ordre-workflow.js';
import { transactionWorkflow } from './ville/transaction/transaction-workflow.js';

/** Every workflow of the convention, from the tables that the acts run by. */
const workflows = [
  drawWorkflow(incidentWorkflow),
  drawWorkflow(signalementWorkflow),
  drawWorkflow(diagnosticWorkflow),
  drawWorkflow(constatWorkflow),
  drawWorkflow(rappelOrdreWorkflow),
  drawWorkflow(transactionWorkflow),
  drawWorkflow(renovationWorkflow),
];

const page = `# Parcours

Chaque parcours est une table dont viennent les contrôles, les descriptions du schéma, ce que chacun a à faire et ces schémas. Cette page est ce qu’écrit \`npm run -s workflows\` ; un test la compare. À tout moment : \`historique\` sur le dossier dit qui a fait quoi, quand et sur quel fondement.

${workflows.join('\n')}`;

const program = new Command('workflows')
  .description('Écrit la page des parcours : npm run -s workflows > docs/workflows.md')
  .action(() => {
    process.stdout.write(page);
  });
await runProgram(program, process.argv.slice(2));
