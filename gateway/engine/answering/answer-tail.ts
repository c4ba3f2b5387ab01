import { badInputMessage } from '../fetching/bad-input.js';
import { authorizationErrors, type AuthorizationErrors } from '../../access/answer-errors.js';
import type { Refusal } from '../../access/decision.js';
import type { CompiledPlan } from '../running/compile-plan.js';
import type { PlanReport } from '../running/plan-report.js';
import type { ToldFault } from './shape-context.js';

/** What is the same for every answer of a variant. */
interface TailParts {
  readonly refusals: readonly Refusal[];
  /** Coordinates. */
  readonly refused: readonly string[];
  readonly fetches: { readonly plan: CompiledPlan | null } | null;
}

/** For whom one answer is. */
interface TailRequest {
  readonly requestId: string;
  readonly report: PlanReport | null;
}

const noPlan: CompiledPlan = { fetches: [], after: [], before: [] };

/** Writes what stands behind an answer's data: errors, extensions and the closing brace. */
export class AnswerTail {
  private readonly refusalTexts = new WeakMap<readonly Refusal[], string>();

  constructor(private readonly errorsIn: AuthorizationErrors) {}

  text(
    { refusals, refused, fetches }: TailParts,
    told: readonly ToldFault[],
    { requestId, report }: TailRequest,
    /** Partners that alone are why something is missing; null: there are other reasons. */
    busy: ReadonlySet<string> | null = null,
    /** Operators whose rows may be missing, with their names. */
    missing: ReadonlyMap<string, string> = noneMissing,
    /** By the name of an operator, what it does not serve yet. */
    unserved: ReadonlyMap<string, ReadonlySet<string>> = noneUnserved,
  ): string {
    const isWhole = told.length === 0 && missing.size === 0 && unserved.size === 0;
    if (refusals.length === 0 && isWhole && !report) return '}';
    const refusalsText = this.errorsIn === 'disabled' ? '' : this.refusalsText(refusals);
    const faults = told.map((fault) => faultText(fault, requestId, busy ? [...busy] : []));
    if (missing.size > 0) faults.push(missingText(missing, requestId));
    for (const [name, fields] of unserved) faults.push(unservedText(name, fields, requestId));
    const errors =
      this.errorsIn === 'errors' && refusalsText !== '' ? [refusalsText, ...faults] : faults;
    const extensions: string[] = [];
    if (this.errorsIn === 'extensions' && refusalsText !== '') {
      extensions.push(`"authorizationErrors":[${refusalsText}]`);
    }
    if (report) {
      // Nothing about refusals where the gateway is told to say nothing about them.
      const shown = this.errorsIn === 'disabled' ? [] : refused;
      extensions.push(`"plan":${report.text(fetches?.plan ?? noPlan, shown)}`);
    }
    const errorsText = errors.length > 0 ? `,"errors":[${errors.join(',')}]` : '';
    const extensionsText = extensions.length > 0 ? `,"extensions":{${extensions.join(',')}}` : '';
    return `${errorsText}${extensionsText}}`;
  }

  /** The same for every answer of a variant: written once. */
  private refusalsText(refusals: readonly Refusal[]): string {
    let text = this.refusalTexts.get(refusals);
    if (text === undefined) {
      text = authorizationErrors(refusals)
        .map((error) => JSON.stringify(error))
        .join(',');
      this.refusalTexts.set(refusals, text);
    }
    return text;
  }
}

const noneMissing: ReadonlyMap<string, string> = new Map();
const noneUnserved: ReadonlyMap<string, ReadonlySet<string>> = new Map();

/** One error for all of them: which rows are not there, nobody knows. */
function missingText(missing: ReadonlyMap<string, string>, requestId: string): string {
  const names = [...missing.values()].sort();
  return JSON.stringify({
    message: `Sans réponse de ${names.join(', ')} : ce qui vient de là manque, et aucun total n’est donné. Réessayez dans un instant.`,
    extensions: {
      code: 'PARTNER_UNAVAILABLE',
      correlationId: requestId,
      partenaires: [...missing.keys()].sort(),
    },
  });
}

function unservedText(name: string, fields: ReadonlySet<string>, requestId: string): string {
  const champs = [...fields].sort();
  const which = champs.length > 0 ? ` ${champs.join(', ')}` : ' une partie de ce qui est demandé';
  return JSON.stringify({
    message: `${name} ne sert pas encore${which} : c’est vide chez ce partenaire, et lui seul.`,
    extensions: { code: 'FIELD_NOT_SERVED', correlationId: requestId, champs },
  });
}

/** @param partners that take no more requests. */
export function busyMessage(partners: readonly string[]): string {
  return `Partenaire occupé (${partners.join(', ')}) : réessayez dans un instant.`;
}

function faultText(
  { path, badInput }: ToldFault,
  requestId: string,
  busy: readonly string[],
): string {
  if (busy.length > 0 && !badInput) {
    return JSON.stringify({
      message: busyMessage(busy),
      ...(path && { path }),
      extensions: { code: 'PARTNER_BUSY', correlationId: requestId, partenaires: busy },
    });
  }
  return JSON.stringify({
    message: badInput
      ? badInputMessage(badInput)
      : 'Donnée momentanément indisponible auprès du partenaire.',
    ...(path && { path }),
    extensions: {
      code: badInput ? 'BAD_USER_INPUT' : 'DOWNSTREAM_SERVICE_ERROR',
      correlationId: requestId,
    },
  });
}
