/** What this convention's subgraphs share beside the kit: territories of the Vienne, offences, signatories. */
export { CommuneRow, importCommunes, territoireOf, departement } from './territoire.js';
export { Infraction, infraction } from './infraction.js';
export { Signataire, signataire } from './signataire.js';
export { PeriodeFiltre } from './periode-filtre.js';
