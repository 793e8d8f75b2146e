// How forms and pages of one person behave: what a browser, a keyboard and a bad connection make of them.
import type { Page } from '@playwright/test';
import { addPerson, expect, fill, hydrated, languages, newPerson, test } from './person';
import { markDocument, school } from './reader';
import { walkAccount, walkEntrance, walkNewsroom } from './walk';

const withoutScripts = { javaScriptEnabled: false, tolerated: /\/pkg\/\S+ (csp|was preloaded)|40[14]|422/ };

// What others rely on, to the letter and not out of the file of words.
test('the ways in and their fields have the names that were agreed upon', async ({ page, paper, visitor, isMobile }) => {
  const person = addPerson(paper);
  const main = page.getByRole('main');
  await visitor.open('');
  const banner = page.getByRole('banner');
  if (!isMobile) {
    await banner.getByRole('link', { name: 'Sign up', exact: true }).click();
    await expect(page).toHaveURL(/\/en\/sign-up/);
    await visitor.open('');
  }
  await banner.getByRole('link', { name: 'Sign in', exact: true }).click();
  await main.getByRole('link', { name: 'Sign up', exact: true }).click();
  for (const name of ['Name', 'E-mail', 'Password']) {
    await expect(main.getByRole('textbox', { name, exact: true })).toBeEditable();
  }
  await expect(main.getByRole('button', { name: 'Create account', exact: true })).toBeVisible();
  await visitor.open('/sign-in');
  await main.getByRole('textbox', { name: 'E-mail', exact: true }).fill(person.email);
  await main.getByLabel('Password', { exact: true }).fill(person.password);
  await main.getByRole('button', { name: 'Sign in', exact: true }).click();
  await banner.getByRole('link', { name: 'Account', exact: true }).click();
  await main.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page).toHaveURL(/\/en\/sign-in/);
});

test.describe('who is signed in', () => {
  test('is shown by the client only: readers’ pages are the same bytes for everybody', async ({ page, paper, visitor, playwright, baseURL }) => {
    const { masthead } = visitor.words;
    const person = addPerson(paper, 'reader', newPerson('Қымбат Бірегей'));
    await visitor.signIn(person);
    const stranger = await playwright.request.newContext({ baseURL });
    for (const path of ['/en', school.en]) {
      const own = await page.request.get(path);
      const theirs = await stranger.get(path);
      expect((await own.body()).equals(await theirs.body()), path).toBe(true);
      expect(await own.text()).not.toContain(person.name);
      expect(own.headers()['set-cookie']).toBeUndefined();
    }
    await stranger.dispose();
    // And with the client held back, the page asks to sign in.
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/fn/account/visitor*', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(school.en);
    await hydrated(page);
    await expect(visitor.masthead.getByRole('link', { name: masthead.sign_in, exact: true })).toBeVisible();
    release();
    await expect(visitor.masthead.getByRole('link', { name: masthead.account, exact: true })).toBeVisible();
    await expect(visitor.masthead.getByRole('link', { name: masthead.sign_in, exact: true })).toHaveCount(0);
  });

  test('stays shown from page to page, and is asked for once', async ({ page, paper, visitor, isMobile }) => {
    const person = addPerson(paper, 'editor', newPerson('Қымбат Бірегей'));
    await visitor.signIn(person);
    const kept = await markDocument(page);
    const { masthead } = visitor.words;
    const account = visitor.masthead.getByRole('link', { name: masthead.account, exact: true });
    await expect(account).toBeVisible();
    await expect(visitor.masthead.getByRole('link', { name: masthead.desk, exact: true })).toBeVisible();
    if (!isMobile) await expect(visitor.masthead.getByText(person.name)).toBeVisible();
    let asked = 0;
    page.on('request', (request) => {
      if (request.url().includes('/fn/account/visitor')) asked += 1;
    });
    await page.locator('.lead h2 a').click();
    await expect(page.locator('article.article h1')).toBeVisible();
    await expect(account).toBeVisible();
    await page.locator('article.article > header > .kicker').click();
    await expect(page.locator('.list h1')).toBeVisible();
    await expect(account).toBeVisible();
    expect(asked).toBe(0);
    expect(await kept()).toBe(true);
  });

  test('a stranger’s browser does not even ask', async ({ page, visitor }) => {
    let asked = 0;
    page.on('request', (request) => {
      if (request.url().includes('/fn/account')) asked += 1;
    });
    await visitor.open('');
    await page.locator('.lead h2 a').click();
    await expect(page.locator('article.article h1')).toBeVisible();
    expect(asked).toBe(0);
  });
});

test('from an article to sign-in and back without loading a document', async ({ page, paper, visitor }) => {
  const { account, masthead, title } = visitor.words;
  const person = addPerson(paper);
  await page.goto(school.en);
  await hydrated(page);
  const kept = await markDocument(page);
  await visitor.masthead.getByRole('link', { name: masthead.sign_in, exact: true }).click();
  await expect(visitor.main.getByRole('heading', { level: 1, name: title.sign_in })).toBeFocused();
  await expect(page).toHaveTitle(`${title.sign_in} — Tilshi`);
  await visitor.typeSignIn(person);
  await expect(page.locator('article.article h1')).toHaveText(school.headline);
  await expect(page.locator('article.article h1')).toBeFocused();
  await expect(page).toHaveURL(new RegExp(`${school.en}$`));
  await visitor.openAccount();
  await expect(visitor.main.getByRole('heading', { level: 1, name: title.account })).toBeFocused();
  expect(await kept()).toBe(true);
  // Leaving loads the document anew, so that nothing of the person's stays in the browser's memory.
  await visitor.button(account.sign_out).click();
  await visitor.isTold(visitor.words.notice.signed_out);
  expect(await kept()).toBe(false);
});

test('signing in by keyboard alone', async ({ page, paper, visitor, isMobile }) => {
  test.skip(isMobile, 'phones have no Tab');
  const { account, masthead, title } = visitor.words;
  const person = addPerson(paper);
  await page.goto(school.en);
  await hydrated(page);
  const way = visitor.masthead.getByRole('link', { name: masthead.sign_in, exact: true });
  for (let stop = 0; stop < 15; stop += 1) {
    await page.keyboard.press('Tab');
    if (await way.evaluate((link) => link === document.activeElement)) break;
  }
  await expect(way).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(visitor.main.getByRole('heading', { level: 1, name: title.sign_in })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(visitor.field(account.email)).toBeFocused();
  await page.keyboard.type(person.email);
  await page.keyboard.press('Tab');
  await expect(visitor.field(account.password)).toBeFocused();
  await page.keyboard.type(person.password);
  await page.keyboard.press('Enter');
  await expect(page.locator('article.article h1')).toBeFocused();
  await expect(visitor.masthead.getByRole('link', { name: masthead.account, exact: true })).toBeVisible();
});

test('what was typed into the password can be looked at', async ({ page, visitor }) => {
  const { account, form } = visitor.words;
  await visitor.open('/sign-in');
  const password = visitor.field(account.password);
  await password.fill('terek bulaq');
  await expect(password).toHaveAttribute('type', 'password');
  const toggle = visitor.button(form.show_password);
  await toggle.click();
  await expect(password).toHaveAttribute('type', 'text');
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  await expect(password).toHaveValue('terek bulaq');
  await toggle.click();
  await expect(password).toHaveAttribute('type', 'password');
  expect(page.url()).not.toContain('bulaq');
});

test.describe('a form that is not taken', () => {
  test.use({ tolerated: /422/ });

  test('keeps what was typed, and puts the focus where something is wrong', async ({ page, visitor }) => {
    const { account, problem, title } = visitor.words;
    await visitor.open('/sign-up');
    const kept = await markDocument(page);
    await visitor.field(account.name).fill('Айгүл');
    await visitor.field(account.email).fill('aigul at example');
    await visitor.field(account.password).fill('short');
    await visitor.button(account.sign_up_button).click();
    await expect(visitor.field(account.email)).toBeFocused();
    await expect(visitor.field(account.email)).toHaveAccessibleDescription(problem.not_an_address);
    await expect(visitor.field(account.email)).toHaveAttribute('aria-invalid', 'true');
    await expect(visitor.field(account.password)).toHaveAccessibleDescription(
      `${fill(problem.too_short, { least: '10' })} ${account.password_hint}`,
    );
    await expect(visitor.field(account.name)).not.toHaveAttribute('aria-invalid');
    await expect(visitor.field(account.name)).toHaveValue('Айгүл');
    await expect(visitor.field(account.email)).toHaveValue('aigul at example');
    await expect(visitor.field(account.password)).toHaveValue('short');

    await visitor.field(account.email).fill(newPerson().email);
    await visitor.field(account.password).fill('password1234');
    await visitor.button(account.sign_up_button).click();
    await expect(visitor.field(account.password)).toBeFocused();
    await expect(visitor.field(account.email)).not.toHaveAttribute('aria-invalid');
    await expect(visitor.main.getByText(problem.common_password)).toBeVisible();
    await visitor.field(account.password).fill(newPerson().password);
    await visitor.button(account.sign_up_button).click();
    await visitor.sees(title.mail_sent);
    expect(await kept()).toBe(true);
  });

  test('a wrong password is said of the form as a whole, where the focus goes', async ({ paper, visitor }) => {
    const { account, problem } = visitor.words;
    const person = addPerson(paper);
    await visitor.open('/sign-in');
    await visitor.typeSignIn({ ...person, password: 'something else entirely' });
    const alert = visitor.main.getByRole('alert');
    await expect(alert).toHaveText(problem.wrong_sign_in);
    await expect(alert).toBeFocused();
    await expect(visitor.field(account.email)).toHaveValue(person.email);
    await visitor.field(account.password).fill(person.password);
    await visitor.button(account.sign_in_button).click();
    await visitor.isAtFront();
  });

  test.describe('without scripts', () => {
    test.use(withoutScripts);

    test('keeps what was typed but the password', async ({ visitor }) => {
      const { account, problem, title } = visitor.words;
      await visitor.open('/sign-up');
      await visitor.field(account.name).fill('Айгүл <b>&"');
      await visitor.field(account.email).fill('aigul at example');
      await visitor.field(account.password).fill('short');
      await visitor.button(account.sign_up_button).click();
      await expect(visitor.field(account.email)).toHaveAccessibleDescription(problem.not_an_address);
      await expect(visitor.field(account.email)).toBeFocused();
      await expect(visitor.field(account.name)).toHaveValue('Айгүл <b>&"');
      await expect(visitor.field(account.email)).toHaveValue('aigul at example');
      await expect(visitor.field(account.password)).toHaveValue('');
      await expect(visitor.field(account.password)).toHaveAttribute('aria-invalid', 'true');
      await visitor.field(account.email).fill(newPerson().email);
      await visitor.field(account.password).fill(newPerson().password);
      await visitor.button(account.sign_up_button).click();
      await visitor.sees(title.mail_sent);
    });

    test('what was folded in stays open, with what is wrong', async ({ paper, visitor }) => {
      const { account, problem } = visitor.words;
      await visitor.signIn(addPerson(paper));
      await visitor.open('/account');
      const email = newPerson().email;
      const change = await visitor.unfold(account.email, account.change_email);
      await change.getByLabel(account.new_email, { exact: true }).fill(email);
      await change.getByLabel(account.current_password, { exact: true }).fill('something else entirely');
      await change.getByRole('button', { name: account.send_link, exact: true }).click();
      await expect(change.getByText(problem.wrong_password)).toBeVisible();
      await expect(change.getByLabel(account.new_email, { exact: true })).toHaveValue(email);
      await expect(visitor.main.locator('details[open]')).toHaveCount(1);
    });

    test('one returns to a page with letters of every alphabet in its address', async ({ page, paper, visitor }) => {
      const person = addPerson(paper);
      for (const next of ['/en/tag/mektep?before=ән', `/en/tag/${encodeURIComponent('ән')}`, '/en/education#ән']) {
        await page.goto(`/en/sign-in?next=${encodeURIComponent(next)}`);
        await visitor.typeSignIn(person);
        await expect(page).toHaveURL((url) => decodeURIComponent(url.href).endsWith(decodeURIComponent(next)));
        await visitor.open('/account');
        await visitor.signOut();
      }
    });
  });
});

test('a form that is sent before the client has come is taken, too', async ({ page, paper, visitor }) => {
  const person = addPerson(paper);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/pkg/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/en/sign-in');
  await visitor.typeSignIn(person);
  await visitor.isAtFront();
  release();
  await hydrated(page);
  await expect(visitor.masthead.getByRole('link', { name: visitor.words.masthead.account, exact: true })).toBeVisible();
});

test('a form is sent once, however often the button is pressed', async ({ page, paper, visitor }) => {
  const { account } = visitor.words;
  const person = addPerson(paper);
  let sent = 0;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/fn/account/sign-in', async (route) => {
    sent += 1;
    await held;
    await route.continue();
  });
  await visitor.open('/sign-in');
  await visitor.typeSignIn(person);
  await expect(visitor.button(account.sign_in_button)).toHaveAttribute('aria-disabled', 'true');
  await visitor.button(account.sign_in_button).click({ force: true });
  await visitor.field(account.password).press('Enter');
  release();
  await visitor.isAtFront();
  expect(sent).toBe(1);
});

test.describe('without a network', () => {
  test.use({ tolerated: /failed:|Failed to load resource/ });

  test('a form says that the server did not answer, and can be sent again', async ({ page, paper, visitor }) => {
    const { account, form } = visitor.words;
    const person = addPerson(paper);
    await visitor.open('/sign-in');
    await page.route('**/fn/account/sign-in', (route) => route.abort());
    await visitor.typeSignIn(person);
    await expect(visitor.main.getByRole('alert')).toHaveText(form.unreachable);
    await expect(visitor.field(account.password)).toHaveValue(person.password);
    await page.unroute('**/fn/account/sign-in');
    await visitor.button(account.sign_in_button).click();
    await visitor.isAtFront();
  });
});

test.describe('after too many attempts', () => {
  test.use({ tolerated: /429/ });

  test('a form says how long to wait', async ({ page, paper, visitor, baseURL }) => {
    const { form } = visitor.words;
    const person = addPerson(paper);
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const answer = await page.request.post('/fn/account/sign-in', {
        headers: { origin: baseURL! },
        form: { email: person.email, password: `wrong ${attempt}` },
      });
      expect(answer.status()).toBe(422);
    }
    await visitor.open('/sign-in');
    await visitor.typeSignIn(person);
    await expect(visitor.main.getByRole('alert')).toContainText(form.wait_seconds.split('{{')[0]);
    await expect(visitor.field(visitor.words.account.email)).toHaveValue(person.email);
  });
});

test.describe('a form that is refused before the client has come', () => {
  test.use({ tolerated: /422/ });

  test('is taken over as it stands', async ({ page, visitor }) => {
    const { account, problem, title } = visitor.words;
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/pkg/*.wasm', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto('/en/sign-up');
    await visitor.field(account.name).fill('Айгүл');
    await visitor.field(account.email).fill('aigul at example');
    await visitor.field(account.password).fill('short');
    await visitor.button(account.sign_up_button).click();
    await expect(visitor.field(account.email)).toBeFocused();
    release();
    await hydrated(page);
    const kept = await markDocument(page);
    await expect(visitor.field(account.name)).toHaveValue('Айгүл');
    await expect(visitor.field(account.email)).toHaveValue('aigul at example');
    await expect(visitor.main.getByText(problem.not_an_address)).toBeVisible();
    await visitor.field(account.email).fill(newPerson().email);
    await visitor.field(account.password).fill('short');
    await visitor.button(account.sign_up_button).click();
    await expect(visitor.field(account.password)).toBeFocused();
    await expect(visitor.main.getByText(problem.not_an_address)).toHaveCount(0);
    await visitor.field(account.password).fill(newPerson().password);
    await visitor.button(account.sign_up_button).click();
    await visitor.sees(title.mail_sent);
    expect(await kept()).toBe(true);
  });
});

test.describe('signed out in another tab', () => {
  test.use({ tolerated: /401/ });

  test('a form says to sign in, and nothing that was typed is lost', async ({ page, paper, visitor, context, isMobile }) => {
    const { account, form, masthead, notice, title } = visitor.words;
    const person = addPerson(paper);
    await visitor.signIn(person);
    await visitor.openAccount();
    const name = visitor.part(account.name).getByLabel(account.name, { exact: true });
    await name.fill('Жаңа есім');

    const tab = await context.newPage();
    await tab.goto('/en/account');
    await tab.getByRole('button', { name: account.sign_out }).click();
    await expect(tab.getByText(notice.signed_out)).toBeVisible();

    await visitor.part(account.name).getByRole('button', { name: account.save }).click();
    await expect(visitor.part(account.name).getByRole('alert')).toHaveText(form.sign_in_needed);
    await expect(name).toHaveValue('Жаңа есім');

    // Signed in again there, it can be sent from here.
    await tab.getByLabel(account.email, { exact: true }).fill(person.email);
    await tab.getByLabel(account.password, { exact: true }).fill(person.password);
    await tab.getByRole('button', { name: account.sign_in_button, exact: true }).click();
    await expect(tab.getByRole('banner').getByRole('link', { name: masthead.account, exact: true })).toBeVisible();
    await visitor.part(account.name).getByRole('button', { name: account.save }).click();
    await visitor.isTold(notice.name_saved);
    await expect(visitor.main.locator('.identity')).toContainText('Жаңа есім');
    await visitor.sees(title.account);
    if (!isMobile) await expect(visitor.masthead.getByText('Жаңа есім')).toBeVisible();
  });

  test.describe('meanwhile reading', () => {
    // That the account is elsewhere now says its data, as a 404.
    test.use({ tolerated: /404/ });

    test('the way to the account leads by sign-in to it', async ({ page, paper, visitor, context }) => {
      const { masthead, title } = visitor.words;
      const person = addPerson(paper);
      await visitor.signIn(person);
      await visitor.withLists(() => page.goto(school.en));
      await hydrated(page);
      const kept = await markDocument(page);
      const account = visitor.masthead.getByRole('link', { name: masthead.account, exact: true });
      await expect(account).toBeVisible();
      await context.clearCookies();
      await account.click();
      await visitor.sees(title.sign_in);
      await expect(page).toHaveURL(/\/en\/sign-in\?next=/);
      await visitor.typeSignIn(person);
      await visitor.sees(title.account);
      await expect(page).toHaveURL(/\/en\/account$/);
      await page.goBack();
      await expect(page.locator('article.article h1')).toHaveText(school.headline);
      expect(await kept()).toBe(true);
    });
  });

  test.describe('without scripts', () => {
    test.use(withoutScripts);

    test('a form leads to sign-in', async ({ paper, visitor, context }) => {
      const { account, title } = visitor.words;
      const person = addPerson(paper);
      await visitor.signIn(person);
      await visitor.open('/account');
      await visitor.part(account.name).getByLabel(account.name, { exact: true }).fill('Жаңа есім');
      await context.clearCookies();
      await visitor.part(account.name).getByRole('button', { name: account.save, exact: true }).click();
      await visitor.sees(title.sign_in);
      await visitor.typeSignIn(person);
      await visitor.sees(title.account);
    });
  });
});

test('asking for a page of one’s own leads by sign-in to it', async ({ page, paper, visitor }) => {
  const { title } = visitor.words;
  await page.goto('/en/account?done=kept');
  await visitor.ready();
  await visitor.sees(title.sign_in);
  await visitor.typeSignIn(addPerson(paper));
  await visitor.sees(title.account);
  await expect(page).toHaveURL(/\/en\/account\?done=kept$/);
});

test('a link of another site in `next` leads to the front page', async ({ page, paper, visitor }) => {
  const person = addPerson(paper);
  await page.goto(`/en/sign-in?next=${encodeURIComponent('//evil.example/en')}`);
  await visitor.ready();
  await visitor.typeSignIn(person);
  await visitor.isAtFront();
});

test('the other languages of a page of one’s own are the same page', async ({ page, paper, visitor }) => {
  await visitor.signIn(addPerson(paper));
  await visitor.openAccount();
  const languages = page.getByRole('button', { name: visitor.words.languages, exact: true });
  if (await languages.isVisible()) await languages.click();
  await page.getByRole('link', { name: 'Қазақша' }).click();
  await expect(page).toHaveURL(/\/kk\/account$/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'kk');
});

test.describe('nothing is wider than the narrowest screen, at twice the text size too', () => {
  test.use({ host: 'localhost', settings: {}, tolerated: /403|422/ });
  test.skip(({ isMobile }) => isMobile, 'the width is the same');

  for (const language of languages) {
    test.describe(language, () => {
      test.use({ language });

      for (const [name, walk] of Object.entries({ walkEntrance, walkAccount, walkNewsroom })) {
        test(name.replace('walk', '').toLowerCase(), async ({ page, visitor, another }) => {
          test.slow();
          const desktop = page.viewportSize()!;
          const look = async (what: string) => {
            await page.setViewportSize({ width: 320, height: 640 });
            for (const size of ['100%', '200%']) {
              await page.evaluate((size) => {
                document.documentElement.style.fontSize = size;
              }, size);
              expect.soft(await findTooWide(page), `${what} at ${size}`).toEqual([]);
            }
            await page.evaluate(() => {
              document.documentElement.style.fontSize = '';
            });
            await page.setViewportSize(desktop);
          };
          await walk(visitor, look, another);
        });
      }
    });
  }
});

// What makes a page wider than the window.
async function findTooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll('body *:not(.rubrics *)')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth)
      .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} ${element.textContent}`);
  });
}
