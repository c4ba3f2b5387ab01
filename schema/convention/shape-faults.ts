import type { ErrorObject } from 'ajv';
import { compileShape } from '../contract/compile-shape.js';
import schema from './convention.schema.json' with { type: 'json' };
import type { ConventionFile } from './convention-file.js';
import { isCalendarDate } from './calendar-date.js';

const validate = compileShape(schema, {
  allErrors: true,
  verbose: true,
  formats: { date: { type: 'string', validate: isCalendarDate } },
});

/** Reports whatever the JSON Schema of the file refuses. */
export function reportShapeFaults(file: ConventionFile): void {
  if (validate(file.raw)) return;
  for (const error of validate.errors ?? []) report(file, error);
}

function report(file: ConventionFile, error: ErrorObject): void {
  const path = pathOf(error.instancePath);
  const name = path.findLast((part) => !/^\d+$/.test(part)) ?? 'le fichier';
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'required':
      file.reportKey(path, `Il manque « ${String(params.missingProperty)} » : ajoutez-le.`);
      break;
    case 'additionalProperties': {
      const key = String(params.additionalProperty);
      file.reportKey(
        [...path, key],
        `Clé inconnue « ${key} » : supprimez-la ou corrigez son nom (${knownKeys(error)}).`,
      );
      break;
    }
    case 'enum':
      file.report(
        path,
        `« ${String(error.data)} » n'est pas admis pour « ${name} » : choisissez parmi ${list(params.allowedValues)}.`,
      );
      break;
    case 'type':
      file.report(
        path,
        `« ${name} » doit être ${(error.schema as string | string[]) instanceof Array ? (error.schema as string[]).map(typeName).join(' ou ') : typeName(String(error.schema))}.`,
      );
      break;
    case 'format':
      file.report(
        path,
        `« ${String(error.data)} » n'est pas une date du calendrier : écrivez AAAA-MM-JJ.`,
      );
      break;
    case 'minLength':
      file.report(path, `« ${name} » est vide : écrivez sa valeur.`);
      break;
    case 'minItems':
      file.report(
        path,
        `« ${name} » est une liste vide : complétez-la, ou supprimez la clé si aucune restriction n'est voulue.`,
      );
      break;
    case 'pattern':
      file.report(
        path,
        `« ${String(error.data)} » n'a pas la forme attendue pour « ${name} » : ${patternHints[name] ?? String(error.schema)}.`,
      );
      break;
    case 'propertyNames':
      break;
    default:
      file.report(path, `« ${name} » : ${error.message ?? error.keyword}.`);
  }
}

const patternHints: Readonly<Record<string, string>> = {
  commune: 'un code INSEE de cinq caractères, tel que 86194',
  epci: 'un SIREN de neuf chiffres, tel que 200069854',
  departement: 'un code de département, tel que 86',
  dureeMaximale: 'un nombre de secondes, tel que 3600',
  toleranceHorloge: 'un nombre de secondes, tel que 30',
  origines: 'une origine https en minuscules, sans chemin, telle que https://outils.ekidom.example',
};

const typeNames: Readonly<Record<string, string>> = {
  object: 'un ensemble de clés',
  array: 'une liste',
  string: 'un texte',
  boolean: 'true ou false',
  null: 'null',
};

function typeName(type: string): string {
  return typeNames[type] ?? type;
}

function knownKeys(error: ErrorObject): string {
  const { properties = {} } = error.parentSchema as { properties?: Record<string, unknown> };
  return `clés admises : ${Object.keys(properties).join(', ')}`;
}

function list(values: unknown): string {
  return Array.isArray(values) ? values.join(', ') : String(values);
}

/** A JSON pointer as a path. */
function pathOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
