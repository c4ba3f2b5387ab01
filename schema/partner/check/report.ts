import type { Finding } from './run-checks.js';

export type Language = 'fr' | 'en';

const words = {
  fr: { met: 'ok', broken: 'ÉCHEC', untried: 'non essayé' },
  en: { met: 'ok', broken: 'FAILED', untried: 'not tried' },
} as const;
const widest = 12;

/** One line per requirement, and one that counts them. */
export function reportLines(findings: readonly Finding[], language: Language): readonly string[] {
  const counted = count(findings);
  const { met, broken, untried } = words[language];
  return [
    ...findings.map(({ requirement, outcome }) => {
      const why = 'why' in outcome ? ` — ${outcome.why[language]}` : '';
      const word = words[language][outcome.outcome];
      return `${requirement.id.padEnd(widest)}${word.padEnd(widest)}${requirement[language]}${why}`;
    }),
    `${counted.met} ${met}, ${counted.broken} ${broken}, ${counted.untried} ${untried}`,
  ];
}

export function reportJson(url: string, findings: readonly Finding[]): string {
  const lines = findings.map(({ requirement: { id, fr, en }, outcome, milliseconds }) => ({
    id,
    ...outcome,
    requirement: { fr, en },
    milliseconds,
  }));
  return `${JSON.stringify({ url, ...count(findings), requirements: lines }, null, 2)}\n`;
}

/** For whoever gathers the results of many programs. */
export function reportJunit(findings: readonly Finding[], language: Language): string {
  const { met, broken, untried } = count(findings);
  const cases = findings.map(({ requirement, outcome, milliseconds }) => {
    const open =
      `  <testcase classname="partner-contract" name="${xml(`${requirement.id} ${requirement[language]}`)}"` +
      ` time="${milliseconds / 1_000}"`;
    if (outcome.outcome === 'met') return `${open}/>`;
    const message = `message="${xml(outcome.why[language])}"`;
    const inner = outcome.outcome === 'broken' ? `<failure ${message}/>` : `<skipped ${message}/>`;
    return `${open}>${inner}</testcase>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="partner-contract" tests="${met + broken + untried}" failures="${broken}" skipped="${untried}">`,
    ...cases,
    '</testsuite>',
    '',
  ].join('\n');
}

function count(findings: readonly Finding[]): Record<'met' | 'broken' | 'untried', number> {
  const of = (kind: string): number =>
    findings.filter(({ outcome }) => outcome.outcome === kind).length;
  return { met: of('met'), broken: of('broken'), untried: of('untried') };
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
