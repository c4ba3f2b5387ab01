import type { IncomingMessage } from 'node:http';
import { soleAuthorization } from '../../schema/contract/sole-authorization.js';
import { ignoredPurposes } from '../identity/declared-purposes.js';
import { unauthenticated } from '../identity/verify-token.js';
import type { Viewer } from '../identity/viewer.js';
import { requireOwnOrigin } from './cross-origin.js';
import type { GatewayState } from './state.js';

/** Who asks and what was in force, at one moment. */
export interface Admission {
  readonly state: GatewayState;
  readonly viewer: Viewer;
  /** How many of the purposes declared count for nothing. */
  readonly ignoredPurposes: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** For so long an admission is believed without another look, in milliseconds. */
const admissionBelievedFor = 1_000;

/** Lets requests in, and knows whether what one was let in by still holds. */
export class Admissions {
  constructor(private readonly state: () => GatewayState) {}

  /**
   * At once where the token was verified moments ago.
   * @throws PasserelleError `UNAUTHENTICATED`, `ORIGIN_NOT_ALLOWED`
   */
  admit(request: IncomingMessage): Admission | Promise<Admission> {
    return this.admitted(request);
  }

  /**
   * As `admit`, for a request that took long: the token itself is looked at again.
   * @throws PasserelleError as `admit`.
   */
  readmit(request: IncomingMessage): Admission | Promise<Admission> {
    return this.admitted(request, admissionBelievedFor);
  }

  /** @param within milliseconds in which the token must have been verified. */
  private admitted(request: IncomingMessage, within?: number): Admission | Promise<Admission> {
    // Before anything is waited for: what changes meanwhile counts as later.
    const at = Date.now();
    const state = this.state();
    const authorization = soleAuthorization(request.rawHeaders, unauthenticated);
    const finalites = headerText(request, 'x-finalite');
    const known = state.viewers.recall(authorization, finalites, within);
    const admission = (viewer: Viewer): Admission => {
      const { origin } = request.headers;
      if (origin !== undefined) requireOwnOrigin(origin, state.origins, viewer);
      return { state, viewer, ignoredPurposes: ignoredPurposes(finalites, viewer.finalites), at };
    };
    if (known) return admission(known);
    return state.viewers.of(authorization, finalites, within).then(admission);
  }

  /** Nothing that counts can have changed since. */
  isRecent({ state, at }: Admission): boolean {
    const age = Date.now() - at;
    return state === this.state() && age >= 0 && age < admissionBelievedFor;
  }

  /** Looks again where it was a while ago: whether the same caller may still do the same. */
  holds(request: IncomingMessage, admission: Admission): boolean | Promise<boolean> {
    return this.isRecent(admission) || this.stillHolds(request, admission);
  }

  private async stillHolds(request: IncomingMessage, admission: Admission): Promise<boolean> {
    try {
      const { state, viewer } = await this.readmit(request);
      return (
        state.supergraphVersion === admission.state.supergraphVersion &&
        mayTheSame(viewer, admission.viewer)
      );
    } catch {
      // Whoever asks once more is told why.
      return false;
    }
  }
}

function mayTheSame(left: Viewer, right: Viewer): boolean {
  return left === right || rightsText(left) === rightsText(right);
}

function rightsText(viewer: Viewer): string {
  const { signataire, subject, restrictedClient, rights, droits, territoire } = viewer;
  const held = [[...rights.scopes].sort(), [...rights.policies].sort(), viewer.finalites];
  const sorted = Object.entries(droits).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([signataire, subject, restrictedClient, held, sorted, territoire]);
}

function headerText(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return value === undefined ? '' : Array.isArray(value) ? value.join(',') : value;
}
