/** « 27/11/2026 » of AAAA-MM-JJ, whatever the browser's own language is; empty where there is none. */
export function frenchDay(day: string | null | undefined): string {
  return (day ?? '').split('-').reverse().join('/');
}
