import 'reflect-metadata';
import process from 'node:process';
import { Command } from 'commander';
import { runProgram } from '../schema/cli/command-line.js';
import { constatWorkflow } from './bailleurs/diagnostic/constat-workflow.js';
import { diagnosticWorkflow } from './bailleurs/diagnostic/diagnostic-workflow.js';
import { incidentWorkflow } from './bailleurs/incident/incident-workflow.js';
import { injonctionWorkflow } from './bailleurs/injonction/injonction-workflow.js';
import { plainteWorkflow } from './bailleurs/plainte/plainte-workflow.js';
import { procesVerbalWorkflow } from './bailleurs/proces-verbal/proces-verbal-workflow.js';
import { protectionWorkflow } from './bailleurs/protection/protection-workflow.js';
import { signalementWorkflow } from './bailleurs/signalement/signalement-workflow.js';
import { renovationWorkflow } from './bailleurs/renovation/renovation-workflow.js';
import { entreeWorkflow } from './bailleurs/residence/entree-workflow.js';
import { avisRappelWorkflow } from './justice/avis-rappel/avis-rappel-workflow.js';
import { communicationWorkflow } from './justice/communication/communication-workflow.js';
import { gltdWorkflow } from './justice/gltd/gltd-workflow.js';
import { posteTravailWorkflow } from './justice/poste-travail/poste-travail-workflow.js';
import { homologationWorkflow } from './justice/homologation/homologation-workflow.js';
import { procedureWorkflow } from './justice/procedure/procedure-workflow.js';
import { drawWorkflow } from './kit/acts/draw-workflow.js';
import { alternativeWorkflow } from './ville/alternative/alternative-workflow.js';
import { informationWorkflow } from './ville/information/information-workflow.js';
import { problematiqueWorkflow } from './ville/problematique/problematique-workflow.js';
import { actionWorkflow } from './ville/action/action-workflow.js';
import { correspondantWorkflow } from './ville/correspondant/correspondant-workflow.js';
import { mandatWorkflow } from './ville/mandat/mandat-workflow.js';
import { instanceWorkflow } from './ville/instance/instance-workflow.js';
import { situationWorkflow } from './ville/situation/situation-workflow.js';
import { troubleWorkflow } from './bailleurs/trouble/trouble-workflow.js';
import { rappelOrdreWorkflow } from './ville/rappel-ordre/rappel-ordre-workflow.js';
import { transactionWorkflow } from './ville/transaction/transaction-workflow.js';

/** Every workflow of the convention, from the tables that the acts run by. */
const workflows = [
  drawWorkflow(entreeWorkflow),
  drawWorkflow(incidentWorkflow),
  drawWorkflow(signalementWorkflow),
  drawWorkflow(plainteWorkflow),
  drawWorkflow(procesVerbalWorkflow),
  drawWorkflow(procedureWorkflow),
  drawWorkflow(diagnosticWorkflow),
  drawWorkflow(constatWorkflow),
  drawWorkflow(rappelOrdreWorkflow),
  drawWorkflow(avisRappelWorkflow),
  drawWorkflow(transactionWorkflow),
  drawWorkflow(alternativeWorkflow),
  drawWorkflow(homologationWorkflow),
  drawWorkflow(renovationWorkflow),
  drawWorkflow(informationWorkflow),
  drawWorkflow(protectionWorkflow),
  drawWorkflow(injonctionWorkflow),
  drawWorkflow(troubleWorkflow),
  drawWorkflow(instanceWorkflow),
  drawWorkflow(problematiqueWorkflow),
  drawWorkflow(correspondantWorkflow),
  drawWorkflow(mandatWorkflow),
  drawWorkflow(situationWorkflow),
  drawWorkflow(actionWorkflow),
  drawWorkflow(communicationWorkflow),
  drawWorkflow(gltdWorkflow),
  drawWorkflow(posteTravailWorkflow),
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
