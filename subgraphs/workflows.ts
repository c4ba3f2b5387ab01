import 'reflect-metadata';
import { constatWorkflow } from './bailleurs/diagnostic/constat-workflow.js';
import { diagnosticWorkflow } from './bailleurs/diagnostic/diagnostic-workflow.js';
import { incidentWorkflow } from './bailleurs/incident/incident-workflow.js';
import { signalementWorkflow } from './bailleurs/signalement/signalement-workflow.js';
import { renovationWorkflow } from './bailleurs/renovation/renovation-workflow.js';
import { drawWorkflow } from './kit/acts/draw-workflow.js';

/** `npm run -s workflows`: every workflow of the convention, from the tables that the acts run by. */
const workflows = [
  drawWorkflow(incidentWorkflow),
  drawWorkflow(signalementWorkflow),
  drawWorkflow(diagnosticWorkflow),
  drawWorkflow(constatWorkflow),
  drawWorkflow(renovationWorkflow),
];

process.stdout.write(`# Parcours

Chaque parcours est une table dont viennent les contrôles, les descriptions du schéma, ce que chacun a à faire et ces schémas. Cette page est ce qu’écrit \`npm run -s workflows\` ; un test la compare. À tout moment : \`historique\` sur le dossier dit qui a fait quoi, quand et sur quel fondement.

${workflows.join('\n')}`);
