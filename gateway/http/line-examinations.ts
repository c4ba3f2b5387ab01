import { createHash } from 'node:crypto';
import type { AskedCoordinates } from '../../schema/contract/fetch-ticket.js';
import { examineLine } from '../../schema/partner/doctor/examine-line.js';
import type { Examined } from '../../schema/partner/doctor/report.js';
import { probe, type LineSecurity } from '../../schema/partner/line.js';

/** What is examined, and with which token. */
export interface PartnerLines {
  /** By name of the subgraph, or of one of its operators: where it is. */
  readonly addresses: () => ReadonlyMap<string, string>;
  readonly securityOf: (name: string) => LineSecurity;
  /** As the gateway would ask this there for nobody. */
  readonly headersFor: (
    audience: string,
    announced: { readonly document: string; readonly fields: AskedCoordinates },
  ) => Readonly<Record<string, string>>;
}

/** What was found is told again for that long: asking often asks partners no more often. */
const believedFor = 10_000;

/** The state of the line to each partner. Reads no data and names no caller. */
export class LineExaminations {
  private found: { readonly at: number; readonly examined: Promise<readonly Examined[]> } | null =
    null;

  constructor(
    private readonly lines: PartnerLines,
    private readonly now: () => number = Date.now,
  ) {}

  examined(): Promise<readonly Examined[]> {
    const { found } = this;
    if (found && this.now() - found.at < believedFor) return found.examined;
    const examined = Promise.all(
      [...this.lines.addresses()].map(async ([operator, url]) => {
        const headers = this.lines.headersFor(operator, announcedProbe);
        const security = this.lines.securityOf(operator);
        const line = { url, security, headers, published: null, keySet: null };
        return { operator, signs: await examineLine(line) };
      }),
    );
    this.found = { at: this.now(), examined };
    return examined;
  }
}

const announcedProbe = {
  document: createHash('sha256').update(probe.query).digest('base64url'),
  fields: { Query: ['_service'], _Service: ['sdl'] },
};
