export type Light = 'green' | 'amber' | 'red';

/** What one step of the examination found; `cause` is stable, the sentences are for people. */
export interface Sign {
  readonly step: Step;
  readonly light: Light;
  readonly cause: string;
  readonly fr: string;
  readonly en: string;
}

export type Step =
  | 'address'
  | 'dns'
  | 'tcp'
  | 'tls'
  | 'certificate'
  | 'health'
  | 'clock'
  | 'keys'
  | 'token'
  | 'schema'
  | 'latency';

export function sign(step: Step, light: Light, cause: string, fr: string, en: string): Sign {
  return { step, light, cause, fr, en };
}

export function green(step: Step, fr: string, en: string): Sign {
  return sign(step, 'green', 'ok', fr, en);
}
