import { readFileSync } from 'node:fs';
import process from 'node:process';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from './chromium.js';
import { Desk, run, signInToQuestions, tabTo } from './desk.js';

/** Numbers by their key, added up over the databases of all operators. */
function tally(rows: readonly Readonly<Record<string, unknown>>[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { cle, nombre } of rows) {
    found.set(String(cle), (found.get(String(cle)) ?? 0) + Number(nombre));
  }
  return found;
}

/** Those that are not none, the smallest first. */
function numbersOf(texts: readonly string[]): readonly number[] {
  const numbers = texts.map((text) => Number(text.replaceAll(/\s/g, '')));
  return numbers.filter((number) => number > 0).sort((left, other) => left - other);
}

describeInBrowser('the questions of the desk', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await Desk.open();
  }, 120_000);

  afterAll(() => desk.close());

  const press = (page: Page, name: string | RegExp) =>
    page.getByRole('button', { name }).first().click();
  const count = async (page: Page): Promise<number> => {
    const line = page.locator('.answer-page-count');
    await line.getByText(/\d.* incident|Aucun résultat/).waitFor();
    const text = (await line.textContent()) ?? '';
    return Number(/^[\d\s]+/.exec(text)?.[0].replaceAll(/\s/g, '') ?? 0);
  };

  /** What stands in the table beside a chart or a map: the first number of each row. */
  async function figures(page: Page): Promise<ReadonlyMap<string, string>> {
    const rows = await page.evaluate<readonly (readonly string[])[]>(
      `[...document.querySelectorAll('.results-alternative tbody tr')].map((row) =>
        [...row.cells].map((cell) => cell.textContent))`,
    );
    return new Map(rows.map(([name = '', number = '']) => [name, number.replaceAll(/\s/g, '')]));
  }

  /** By the same words in the databases of the demonstration: what each chart shows of all incidents. */
  async function holdsAgainstSql(page: Page): Promise<void> {
    const incidents = (by: string, where = '') =>
      tally(
        desk.rows(
          'bailleurs',
          `SELECT ${by} AS cle, count(*) AS nombre FROM incident ${where} GROUP BY ${by}`,
        ),
      );
    await page.getByText('Les mêmes nombres en tableau').click();
    const month = (key: string) =>
      new Date(`${key}-15T12:00:00Z`).toLocaleDateString('fr-FR', {
        month: 'short',
        year: 'numeric',
      });
    const byMonth = incidents('moisFaits');
    expect(await figures(page)).toEqual(
      new Map([...byMonth].map(([key, number]) => [month(key), String(number)])),
    );
    const choice = page.getByRole('group', { name: 'Ce qui est compté' });
    // Two periods beside each other: the later half of the months, and the one before.
    await choice.getByLabel('par', { exact: true }).selectOption({ label: 'gravité' });
    await choice.getByLabel('Comparer deux périodes').check();
    const months = [...byMonth.keys()].sort();
    const debut = months.at(-Math.floor(months.length / 2));
    const rows = await page.locator('.results-alternative tbody tr').allTextContents();
    const latest = incidents('gravite', `WHERE moisFaits >= '${debut}'`);
    expect(rows).toHaveLength(incidents('gravite').size);
    const second = await page
      .locator('.results-alternative tbody td:nth-child(3)')
      .allTextContents();
    expect(second.map((text) => Number(text.replaceAll(/\s/g, ''))).sort()).toEqual(
      [...latest.values()].sort(),
    );
    await desk.screenshot(page, 'graphique-comparaison');
    await choice.getByLabel('Comparer deux périodes').uncheck();
    await page.getByRole('tab', { name: 'Carte' }).click();
    await page.locator('.map-cells [data-told]').first().waitFor();
    await page.getByText('Les mêmes nombres en tableau').click();
    const byCommune = incidents('communeCode');
    const communes = desk.rows('ville', 'SELECT nom, codeInsee FROM commune');
    expect(await figures(page)).toEqual(
      new Map(
        communes.flatMap(({ nom, codeInsee }) => {
          const number = byCommune.get(String(codeInsee));
          return number === undefined ? [] : [[String(nom), String(number)]];
        }),
      ),
    );
    await desk.screenshot(page, 'carte');
    // The same two periods on the map: what became of each commune.
    await choice.getByLabel('Comparer deux périodes').check();
    await page.getByRole('list', { name: 'Légende' }).getByText('sans changement').waitFor();
    const later = await page
      .locator('.results-alternative tbody td:nth-child(3)')
      .allTextContents();
    const latestThere = incidents('communeCode', `WHERE moisFaits >= '${debut}'`);
    expect(numbersOf(later)).toEqual([...latestThere.values()].sort((a, b) => a - b));
    await desk.screenshot(page, 'carte-ecart');
    await choice.getByLabel('Comparer deux périodes').uncheck();
    await choice.getByLabel('pour 1 000').selectOption('habitants');
    await page.getByText('Habitants : population municipale').waitFor();
    const [poitiers] = desk.rows(
      'ville',
      "SELECT populationMunicipale AS nombre FROM commune WHERE codeInsee = '86194'",
    );
    const rate = ((byCommune.get('86194') ?? 0) / Number(poitiers?.['nombre'])) * 1000;
    expect((await figures(page)).get('Poitiers')).toMatch(
      new RegExp(`^${rate.toFixed(1).replace('.', ',')}pour1000habitants`),
    );
    await desk.screenshot(page, 'carte-taux');
    for (const [button, beginning] of [
      ['Exporter l’image (PNG)', [0x89, 0x50, 0x4e, 0x47]],
      ['Exporter en XLSX', [0x50, 0x4b, 0x03, 0x04]],
    ] as const) {
      if (button === 'Exporter en XLSX') await page.getByRole('tab', { name: 'Tableau' }).click();
      const download = page.waitForEvent('download');
      await press(page, button);
      const file = readFileSync(await (await download).path());
      expect([...file.subarray(0, 4)]).toEqual(beginning);
    }
    await page.getByLabel('Grouper par').selectOption({ label: 'Gravité' });
    const groups = await page.locator('.results-group button').allTextContents();
    const byGravity = [...incidents('gravite')].map(([key, number]) => `${key} (${number})`);
    expect(groups.map((text) => text.replaceAll(/(?<=\d)\s(?=\d)/g, ''))).toEqual(byGravity.sort());
    await page.locator('.results-group button').first().click();
    expect(await page.locator('.results-scroll tbody td:not(.results-group)').count()).not.toBe(0);
    await desk.screenshot(page, 'tableau-groupe');
    // On paper: the answer and its title, nothing around it.
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.home-list').isVisible()).toBe(false);
    expect(await page.locator('.filter-bar').isVisible()).toBe(false);
    expect(await page.locator('.answer-page-title h2').isVisible()).toBe(true);
    const main = await page.evaluate(
      `getComputedStyle(document.querySelector('.home-main')).overflow`,
    );
    expect(main).toBe('visible');
    // Whoever reads in the dark prints on white all the same, with the colours of the map.
    const ground = `(() => {
      const style = getComputedStyle(document.documentElement);
      return [style.colorScheme, ...['--ground', '--map-light', '--danger'].map((name) => style.getPropertyValue(name))];
    })()`;
    const light = await page.evaluate(ground);
    await page.evaluate(`document.documentElement.dataset.theme = 'dark'`);
    expect(await page.evaluate(ground)).toEqual(light);
    await page.emulateMedia({ media: null });
    expect(await page.evaluate(ground)).not.toEqual(light);
    await page.evaluate(`document.documentElement.dataset.theme = 'light'`);
    await page.getByRole('tab', { name: 'Graphique' }).click();
  }

  /** As it is looked at: the chart is drawn again where it was kept. */
  async function isKeptOnTheBoard(page: Page): Promise<void> {
    await page
      .getByRole('group', { name: 'Ce qui est compté' })
      .getByLabel('par', { exact: true })
      .selectOption({ label: 'gravité' });
    await press(page, 'Garder cette question');
    await page.getByText('est au tableau de bord').waitFor();
    await press(page, 'Questions');
    await press(page, 'Actualiser tout');
    await page.locator('.board-tiles canvas[role=img]').waitFor();
    await page.locator('.board-tiles figcaption').getByText('par gravité').waitFor();
    await desk.screenshot(page, 'tableau-de-bord');
    await press(page, /^Comment évoluent les incidents/);
    await page.locator('canvas[role=img]').waitFor();
  }

  it('are answered at once, over the whole width, in the view that fits', async () => {
    const page = await desk.page({ viewport: { width: 1440, height: 900 } });
    await signInToQuestions(page, 'Préfecture de la Vienne');
    await page.getByRole('heading', { name: 'Que voulez-vous savoir ?' }).waitFor();
    await desk.screenshot(page, 'accueil');
    await press(page, /^Comment évoluent les incidents/);
    await page.locator('canvas[role=img]').waitFor();
    const all = await count(page);
    expect(await page.evaluate('document.activeElement.textContent')).toContain('Comment évoluent');
    const main = await page.locator('.answer-page').boundingBox();
    expect(main?.width).toBeGreaterThan(1000);
    await desk.screenshot(page, 'question-graphique');
    await isKeptOnTheBoard(page);
    await holdsAgainstSql(page);
    // Filters are those of the list, and each asks again.
    await page.getByLabel('Type de faits').selectOption({ index: 1 });
    await page.locator('.answer-page[aria-busy=false]').waitFor();
    const some = await count(page);
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(all);
    const commune = page.getByLabel('Commune', { exact: true });
    await commune.selectOption({ label: 'Poitiers' });
    await page.locator('.answer-page[aria-busy=false]').waitFor();
    expect(await count(page)).toBeLessThanOrEqual(some);
    await press(page, 'Voir la requête');
    await page.locator('.answer-raw .view-lines').getByText('totalCount').first().waitFor();
    const written = (await page.locator('.query-text').textContent()) ?? '';
    expect(written.replaceAll(/\s/g, '')).toContain('commune:"86194"');
    await press(page, 'Questions');
    await page.locator('canvas[role=img]').waitFor();
    await press(page, 'Voir la requête');
    expect(await page.locator('.operations li').count()).toBe(3);
    await run(page, '{ moi { signataire { id } } }');
    await page.context().close();
  });

  /** What somebody of each organisation comes for, with how often they press and how long it takes. */
  it.each([
    {
      qui: 'référent d’un bailleur',
      chez: 'Ékidom',
      question: /^Que se passe-t-il autour/,
      puis: ['Tableau', 'Exporter en XLSX'],
    },
    {
      qui: 'coordonnateur de CLSPD',
      chez: 'Ville de Poitiers',
      question: /^Quels incidents sur mon territoire/,
      puis: ['Carte', 'Exporter l’image (PNG)'],
    },
    {
      qui: 'greffe du parquet',
      chez: 'Ministère de la Justice, parquet près le tribunal judiciaire de Poitiers',
      question: /^Quelles plaintes des bailleurs/,
      puis: ['Déclarer cette finalité et lire', 'Exporter en CSV'],
    },
    {
      qui: 'préfecture',
      chez: 'Préfecture de la Vienne',
      question: /^Comment évoluent les incidents/,
      puis: ['Comparer deux périodes', 'Exporter l’image (PNG)'],
    },
  ])('lead a $qui to a file in few steps', async ({ qui, chez, question, puis }) => {
    const page = await desk.page();
    const begun = performance.now();
    await signInToQuestions(page, chez);
    const file = page.waitForEvent('download');
    const steps = [question, ...puis];
    for (const name of steps) {
      const target = page
        .getByRole('button', { name })
        .or(page.getByRole('tab', { name }))
        .or(page.getByRole('checkbox', { name }))
        .first();
      // A list is taken along when it has been read to its end.
      await page.getByText('Lecture de la liste entière').waitFor({ state: 'detached' });
      await target.click();
    }
    expect((await file).suggestedFilename()).toMatch(/\.(?:xlsx|png|csv)$/);
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    // Two more to sign in.
    process.stdout.write(`${qui}: ${steps.length + 2} clicks, ${seconds} s\n`);
    await page.context().close();
  });

  it('say beside them what waits, and what of it could not be read', async () => {
    const page = await desk.page();
    const isProgrammes = /\bprogrammes\(/;
    await page.route('**/graphql', async (route) =>
      isProgrammes.test(route.request().postData() ?? '') ? route.abort() : route.continue(),
    );
    await signInToQuestions(page, 'Ékidom');
    const notice = page.getByText('cette liste est incomplète');
    await notice.waitFor();
    await page.getByText('La passerelle ne répond pas.').waitFor();
    await page.getByText(/^au moins [\d\s]+ dossiers vous attendent/).waitFor();
    const badge = page.getByRole('button', { name: /^À traiter/ });
    const least = /(\d+)\+$/.exec((await badge.textContent()) ?? '')?.[1];
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Réessayer' }).click();
    await page.getByText(/^\d[\d\s]* dossiers vous attendent/).waitFor();
    expect(await notice.count()).toBe(0);
    const whole = /(\d+)$/.exec((await badge.textContent()) ?? '')?.[1];
    expect(Number(whole)).toBeGreaterThan(Number(least));
    await page.context().close();
  });

  it('are searched, and each is there for the kind of whoever asks', async () => {
    const page = await desk.page();
    await signInToQuestions(page, 'Police nationale');
    await page
      .getByRole('button', { name: /^Quels signalements me sont adressés/ })
      .first()
      .waitFor();
    expect(await page.getByRole('button', { name: /^Où en sont mes plaintes/ }).count()).toBe(0);
    await page.getByRole('searchbox', { name: 'Chercher une question' }).fill('plaintes');
    expect(await page.locator('.question-list li').count()).toBe(1);
    // On a laptop's small screen the answer is seen without scrolling: its filters wait behind a button.
    await page.getByRole('searchbox', { name: 'Chercher une question' }).fill('signalements');
    await press(page, /^Quels signalements me sont adressés/);
    const declare = page.getByRole('button', { name: 'Déclarer cette finalité et lire' });
    const row = page.locator('.results-scroll tbody td').first();
    await row.or(declare).first().waitFor();
    if (await declare.isVisible()) await declare.click();
    await row.waitFor();
    await page.getByText('Lecture de la liste entière').waitFor({ state: 'detached' });
    expect((await row.boundingBox())?.y).toBeLessThan(720 - 60);
    const filters = page.locator('#filtres');
    expect(await filters.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Filtrer', exact: true }).click();
    expect(await filters.isVisible()).toBe(true);
    await page.context().close();
  });

  it('speak no GraphQL where there is nothing to draw', async () => {
    const page = await desk.page();
    await signInToQuestions(page, 'Ékidom');
    await press(page, /^Quand mes instances se réunissent/);
    await page.getByRole('tab', { name: 'Carte', exact: true }).click();
    const hint = page.getByText('Rien à situer');
    await hint.waitFor();
    expect(await hint.textContent()).not.toContain('codeInsee');
    await page.context().close();
  });

  it('are read on a telephone: first the list, then the answer', async () => {
    const page = await desk.page({ viewport: { width: 390, height: 844 } });
    await signInToQuestions(page, 'Ékidom');
    await page
      .locator('.question-list')
      .getByRole('button', { name: /^Quels halls/ })
      .click();
    await page.getByRole('heading', { name: /^Quels halls/ }).waitFor();
    expect(await page.locator('.question-list').isVisible()).toBe(false);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await desk.screenshot(page, 'question-390');
    await press(page, '‹ Toutes les questions');
    expect(await page.locator('.question-list').isVisible()).toBe(true);
    await page.context().close();
  });

  it('are asked by keyboard alone, from the first page to the answer', async () => {
    const page = await desk.page();
    await page.getByRole('button', { name: 'Ékidom' }).waitFor();
    await tabTo(page, /^Ékidom$/);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Continuer comme analyste@/ }).waitFor();
    await tabTo(page, /^Continuer comme analyste@/);
    await page.keyboard.press('Enter');
    await page
      .getByRole('button', { name: /^Quels halls/ })
      .first()
      .waitFor();
    await tabTo(page, /^Quels halls/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Quels halls/ }).waitFor();
    await tabTo(page, /^Tableau$/);
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('tab', { name: 'Graphique' }).getAttribute('aria-selected')).toBe(
      'true',
    );
    await page.context().close();
  });

  it('never leave this machine nor break the content security policy', () => {
    expect(desk.faults).toEqual({ foreign: [], policy: [], uncaught: [] });
  });
});
