import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Kind, parse, type FieldDefinitionNode, type ObjectTypeDefinitionNode } from 'graphql';

/** Columns that are no fields of their own, and the fields that serve them or stand for them. */
export const served: Readonly<Record<string, string>> = {
  'RappelOrdre.auteurNom': 'AuteurRappel.nom',
  'RappelOrdre.auteurRepresentants': 'AuteurRappel.representantsLegaux',
  'Plainte.plaignantId': 'Plainte.plaignant',
  'Plainte.procedureId': 'Plainte.procedure',
  // Known to the parquet alone, which keeps the register.
  'Procedure.plaignantId': 'Procedure.plainteId',
  'Procedure.serviceSaisiId': 'Procedure.plainteId',
  'Procedure.informationMaire': 'Procedure.plainteId',
  'Procedure.communeCode': 'Procedure.communeFaits',
  'Problematique.instanceId': 'Problematique.groupe',
  'Instance.presidenceId': 'Instance.presidence',
  'DemandeReunion.instanceId': 'Instance.demandes',
  'DemandeReunion.theme': 'Instance.demandes',
  'DemandeReunion.reunionId': 'Instance.demandes',
  'Reunion.instanceId': 'Instance.reunions',
  'Reunion.date': 'Instance.reunions',
  'Reunion.statut': 'Instance.reunions',
  'DecisionInstance.reunionId': 'Instance.decisions',
  'InstanceMembre.qualite': 'Instance.composition',
  'InstanceMembre.instanceId': 'Instance.membres',
  'InstanceMembre.signataireId': 'Instance.membres',
  'Constat.diagnosticId': 'Constat.diagnostic',
  'ProgrammeRenovation.bailleurId': 'ProgrammeRenovation.bailleur',
  // Rows beside the one that is acted on.
  'AvisNotifie.procedureId': 'Procedure.statut',
  'AvisNotifie.signataireId': 'Procedure.statut',
  'Decision.procedureId': 'Procedure.decision',
  'DiagnosticEnMarchant.bailleurId': 'DiagnosticEnMarchant.demandeur',
  'DiagnosticEnMarchant.instructeurId': 'DiagnosticEnMarchant.instructeur',
  'DiagnosticResidence.diagnosticId': 'DiagnosticEnMarchant.residences',
  'DiagnosticResidence.residenceId': 'DiagnosticEnMarchant.residences',
  'EtudeSurete.programmeId': 'ProgrammeRenovation.etude',
  'ParticipantDiagnostic.diagnosticId': 'DiagnosticEnMarchant.participants',
  'ParticipantDiagnostic.signataireId': 'ParticipantDiagnostic.signataire',
  'ProgrammeResidence.programmeId': 'ProgrammeRenovation.residences',
  'ProgrammeResidence.residenceId': 'ProgrammeRenovation.residences',
  'GltdInvite.gltdId': 'Gltd.invites',
  'GltdInvite.signataireId': 'Gltd.invites',
  'SignalementDestinataire.signalementId': 'Signalement.destinataires',
  'SignalementDestinataire.signataireId': 'Signalement.destinataires',
  'SignalementIncident.signalementId': 'Signalement.incidents',
  'SignalementIncident.incidentId': 'Signalement.incidents',
  'Entree.residenceId': 'Residence.entrees',
  'Incident.communeCode': 'Commune.incidents',
  'Incident.residenceId': 'Incident.residence',
  'Incident.victimeQualite': 'Victime.qualite',
  'InjonctionPrefectorale.residenceId': 'InjonctionPrefectorale.residence',
  'Plainte.incidentId': 'Incident.plaintes',
  'Plainte.serviceId': 'Plainte.serviceRecepteur',
  'ProtectionPersonnel.incidentId': 'ProtectionPersonnel.incident',
  'RappelOrdre.auteurDateNaissance': 'AuteurRappel.dateNaissance',
  'Residence.bailleurId': 'Residence.bailleur',
  'Residence.communeCode': 'Residence.commune',
  'Residence.quartierCode': 'Residence.quartier',
  'TroubleJouissance.injonctionId': 'TroubleJouissance.injonction',
  'TroubleJouissance.residenceId': 'TroubleJouissance.residence',
  // Of the whole country, and open to all.
  'Commune.epciSiren': 'Commune.codeInsee',
  'QuartierCommune.codeInsee': 'Commune.codeInsee',
  'QuartierCommune.codeQpv': 'Commune.codeInsee',
};

/** `Type.field` → the scopes that it demands of its owner, the type's among them. */
export const demanded: ReadonlyMap<string, readonly string[]> = fieldsOf([
  'ville',
  'bailleurs',
  'justice',
]);

function fieldsOf(subgraphs: readonly string[]): Map<string, readonly string[]> {
  const fields = new Map<string, readonly string[]>();
  for (const name of subgraphs) {
    const path = fileURLToPath(new URL(`../../../schema/${name}.graphql`, import.meta.url));
    for (const definition of parse(readFileSync(path, 'utf8')).definitions) {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
      for (const field of definition.fields ?? []) {
        const coordinate = `${definition.name.value}.${field.name.value}`;
        const scopes = [...scopesOf(definition), ...scopesOf(field)];
        // Who only refers to a type demands nothing for its key.
        if (scopes.length >= (fields.get(coordinate)?.length ?? 0)) fields.set(coordinate, scopes);
      }
    }
  }
  return fields;
}

/** All that stand in the alternatives. */
function scopesOf({ directives = [] }: ObjectTypeDefinitionNode | FieldDefinitionNode): string[] {
  return directives
    .filter(({ name }) => name.value === 'requiresScopes')
    .flatMap((directive) => [...JSON.stringify(directive).matchAll(/"value":"([a-z-]+:[a-z-]+)"/g)])
    .map(([, scope = '']) => scope);
}
