/** « P-SAL-VERB : agression verbale, injure » is « Agression verbale, injure »: a value in words, without its code. */
export function withoutValueCode(description: string): string {
  const [, words] = /^[A-Z\d]+(?:-[A-Z\d]+)+\s?:\s*(.+)$/s.exec(description.trim()) ?? [];
  return words === undefined ? description : capital(words);
}

/** Names are shown in place of codes: « Code INSEE de la commune » is « Commune ». */
export function withoutCode(label: string): string {
  const [, of] =
    /^(?:Code(?: INSEE)?|Identifiant|Numéro SIREN) (?:de la |du |de l[’'])(.*)$/.exec(label) ?? [];
  return of === undefined ? label : capital(of);
}

/** The first sentence of a description, without its full stop. */
export function firstSentence(description: string): string {
  const [sentence = ''] = description.trim().split(/(?<=\.)\s/);
  return sentence.replace(/\.$/, '');
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('fr') + text.slice(1);
}
