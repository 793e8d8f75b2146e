// The newsroom's pages about people: the desk, people, the log.
import { addPerson, Authenticator, expect, fill, languages, newPerson, runUser, test } from './person';

const plain = { javaScriptEnabled: false, tolerated: /\/pkg\/\S+ (csp|was preloaded)|40[13]|422/ };

for (const [manner, use] of Object.entries({ 'with the client': { tolerated: /40[134]|422/ }, plain })) {
  test.describe(manner, () => {
    test.use(use);
    test.skip(({ isMobile }) => isMobile && manner === 'plain', 'the same forms as on a desktop');

    for (const language of languages) {
      test.describe(language, () => {
        test.use({ language });
        test.skip(({ isMobile }) => isMobile && language !== 'kk', 'one language is enough on a phone');
        administer();
      });
    }
  });
}

function administer(): void {
  test('finding somebody, giving a role, suspending, signing out everywhere', async ({ paper, visitor, another }) => {
    const { audit, desk, masthead, notice, people, problem, role, title } = visitor.words;
    const administrator = addPerson(paper, 'admin');
    // A surname that no other test looks for.
    const letters = [...newPerson().email.slice(0, 8)].map((digit) => String.fromCodePoint(0x430 + Number.parseInt(digit, 16)));
    const surname = `Тест${letters.join('')}`;
    const person = addPerson(paper, 'reader', newPerson(`Дина ${surname}`));
    const other = await another();
    await other.signIn(person);

    await visitor.open('/desk');
    await visitor.sees(title.sign_in);
    await visitor.typeSignIn(administrator);
    await visitor.sees(title.desk);
    await expect(visitor.main).toContainText(fill(desk.your_role, { role: role.admin }));
    await visitor.link(title.people).click();
    await visitor.sees(title.people);
    await visitor.main.getByRole('searchbox', { name: people.search }).fill(surname.toLowerCase());
    await visitor.button(people.find).click();
    const rows = visitor.main.getByRole('table', { name: title.people }).getByRole('row');
    await expect(rows.filter({ hasText: person.email })).toContainText(role.reader);
    await expect(rows.filter({ hasText: administrator.email })).toHaveCount(0);
    await visitor.link(person.name).click();
    await visitor.sees(person.name);
    await visitor.ready();

    const standing = visitor.main.locator('dd');
    await visitor.part(people.role).getByLabel(people.role, { exact: true }).selectOption(role.moderator);
    await visitor.button(people.save_role).click();
    await visitor.isTold(notice.role_changed);
    await expect(standing.filter({ hasText: role.moderator })).toHaveCount(1);
    await expect(visitor.part(people.log)).toContainText(audit.role_changed);
    // Whoever only moderates is led to the comments at once.
    await other.open('/desk');
    await other.sees(visitor.words.moderation.title);
    await expect(other.link(title.people)).toHaveCount(0);
    await other.open('/desk/people');
    await other.sees(other.words.error.forbidden_title);

    await visitor.button(people.end_sessions).click();
    await visitor.isTold(notice.sessions_ended);
    await other.open('/account');
    await other.sees(title.sign_in);
    await other.typeSignIn(person);
    await other.sees(title.account);

    await visitor.button(people.suspend).click();
    await visitor.isTold(notice.suspended);
    await expect(standing.filter({ hasText: people.suspended })).toHaveCount(1);
    await other.open('/account');
    await other.sees(title.sign_in);
    await other.typeSignIn(person);
    await expect(other.main.getByRole('alert')).toHaveText(problem.suspended);

    await visitor.button(people.reinstate).click();
    await visitor.isTold(notice.reinstated);
    await other.typeSignIn(person);
    await other.sees(title.account);

    await visitor.link(people.back).click();
    await visitor.sees(title.people);
    await visitor.link(desk.back).click();
    await visitor.sees(title.desk);
    await visitor.link(title.log).click();
    await visitor.sees(title.log);
    const lines = visitor.main.getByRole('listitem').filter({ hasText: person.name });
    for (const action of [audit.suspended, audit.role_changed, audit.sessions_ended]) {
      const line = lines.filter({ hasText: action }).first();
      await expect(line).toContainText(administrator.name);
    }
    await expect(visitor.masthead.getByRole('link', { name: masthead.desk, exact: true })).toBeVisible();
  });

  test('inviting somebody, who takes it up', async ({ paper, visitor, another }) => {
    const { account, desk, notice, people, role, title } = visitor.words;
    await visitor.signIn(addPerson(paper, 'admin'));
    await visitor.open('/desk/people');
    const guest = newPerson('Сәуле Нұрлан');
    const invitation = visitor.part(people.invite);
    await invitation.getByLabel(account.name, { exact: true }).fill(guest.name);
    await invitation.getByLabel(account.email, { exact: true }).fill(guest.email);
    await invitation.getByLabel(people.role, { exact: true }).selectOption(role.editor);
    await visitor.button(people.invite_button).click();
    await visitor.isTold(notice.invited);
    await visitor.sees(guest.name);
    await expect(visitor.main.locator('dd').filter({ hasText: people.invited })).toHaveCount(1);
    const first = await visitor.mail('invitation', guest.email);
    await visitor.button(people.invite_again).click();
    await visitor.isTold(notice.sent_again);
    const second = await visitor.mail('invitation', guest.email, 2);
    expect(second.text).toContain(fill(visitor.words.mail.invitation.role, { role: role.editor }));

    const other = await another();
    await other.follow(first);
    await other.sees(title.link_spent);
    await other.follow(second);
    await other.sees(title.invitation);
    await expect(other.field(account.name)).toHaveValue(guest.name);
    await other.field(account.name).fill('Сәуле Нұрланқызы');
    await other.field(account.password).fill(guest.password);
    await other.button(account.sign_up_button).click();
    await other.sees(title.desk);
    await expect(other.main).toContainText(fill(desk.greeting, { name: 'Сәуле Нұрланқызы' }));
    await other.follow(second);
    await other.sees(title.link_spent);
    await visitor.page.reload();
    await visitor.sees('Сәуле Нұрланқызы');
    await expect(visitor.main.locator('dd').filter({ hasText: people.active })).toHaveCount(1);
  });

  test('the newsroom is not for readers', async ({ paper, visitor }) => {
    const { desk, error, title } = visitor.words;
    // Otherwise the desk says how to become the first administrator.
    addPerson(paper, 'admin');
    await visitor.signIn(addPerson(paper));
    await visitor.open('/desk');
    await visitor.sees(title.desk);
    await expect(visitor.main).toContainText(desk.readers_text);
    for (const path of ['/desk/people', '/desk/people/1', '/desk/log']) {
      await visitor.open(path);
      await visitor.sees(error.forbidden_title);
    }
    await visitor.link(error.to_front).click();
    await visitor.isAtFront();
  });

  test('nobody shuts themselves out', async ({ paper, visitor }) => {
    const { people, title } = visitor.words;
    const administrator = addPerson(paper, 'admin', newPerson(`Өзі ${newPerson().email.slice(0, 8)}`));
    await visitor.signIn(administrator);
    await visitor.open(`/desk/people?q=${encodeURIComponent(administrator.email)}`);
    await visitor.sees(title.people);
    await visitor.link(administrator.name).click();
    await visitor.sees(administrator.name);
    await expect(visitor.main).toContainText(people.oneself);
    await expect(visitor.main.getByRole('button')).toHaveCount(0);
  });
}

test.describe('a paper that nobody runs', () => {
  // Its only administrator may not leave.
  test.use({ settings: {}, tolerated: /422/ });
  test.skip(({ isMobile }) => isMobile, 'one such paper is enough');

  for (const language of languages) {
    test.describe(language, () => {
      test.use({ language });

      test('the desk says how to make the first administrator', async ({ page, paper, visitor, context, baseURL }) => {
        const { account, desk, problem, title } = visitor.words;
        await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: baseURL });
        await visitor.open('/desk');
        await visitor.sees(title.desk);
        await expect(visitor.main).toContainText(desk.first_text);
        const command = await page.locator('pre').innerText();
        await visitor.button(account.copy).click();
        await expect(visitor.main.getByRole('status')).toHaveText(account.copied);
        expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(command);

        const person = newPerson();
        const parameters = command
          .replace('you@example.com', person.email)
          .match(/"[^"]*"|\S+/g)!
          .map((parameter) => parameter.replaceAll('"', ''));
        expect(parameters.splice(0, 2)).toEqual(['tilshi', 'user']);
        runUser(paper, parameters, person.password);
        await visitor.open('/desk');
        await visitor.sees(title.sign_in);
        await visitor.typeSignIn(person);
        await visitor.sees(title.desk);
        await expect(visitor.link(title.people)).toBeVisible();

        await visitor.openAccount();
        const deletion = await visitor.unfold(account.deletion, account.deletion);
        await deletion.getByLabel(account.current_password, { exact: true }).fill(person.password);
        await deletion.getByRole('button', { name: account.delete, exact: true }).click();
        await expect(deletion.getByRole('alert')).toHaveText(problem.last_administrator);
      });
    });
  }

  test('a reader becomes the first administrator by the command that is shown', async ({ page, paper, visitor }) => {
    const { desk, title } = visitor.words;
    const person = addPerson(paper);
    await visitor.signIn(person);
    await visitor.open('/desk');
    await expect(visitor.main).toContainText(desk.first_text);
    const [, , ...parameters] = (await page.locator('pre').innerText()).split(/\s+/);
    expect(parameters).toContain(person.email);
    runUser(paper, parameters);
    await visitor.open('/desk');
    await expect(visitor.link(title.people)).toBeVisible();
  });
});

test.describe('a newsroom that asks for a second step', () => {
  test.use({ settings: { TILSHI_ACCOUNTS_SECOND_STEP_REQUIRED: 'true' }, tolerated: /404/ });
  test.skip(({ isMobile }) => isMobile, 'one such newsroom is enough');

  test('is shut until there is one', async ({ page, paper, visitor }) => {
    const { account, desk, notice, title } = visitor.words;
    const person = addPerson(paper, 'admin');
    await visitor.open('/desk');
    await visitor.typeSignIn(person);
    await visitor.sees(title.desk);
    await expect(visitor.main).toContainText(desk.missing_text);
    await visitor.open('/desk/people');
    await visitor.sees(title.desk);
    await expect(visitor.main).toContainText(desk.missing_text);
    await visitor.link(desk.to_account).click();
    await visitor.sees(title.account);
    await expect(visitor.part(account.second_step)).toBeInViewport();
    // Its form is open already.
    const part = visitor.part(account.second_step);
    await part.getByLabel(account.current_password, { exact: true }).fill(person.password);
    await part.getByRole('button', { name: account.go_on, exact: true }).click();
    await visitor.sees(title.enrol);
    const authenticator = new Authenticator(await page.locator('.secret').innerText());
    await visitor.field(account.code).fill(authenticator.code());
    await visitor.button(account.switch_on).click();
    await visitor.isTold(notice.second_step_on);
    await visitor.open('/desk/people');
    await visitor.sees(title.people);
  });
});
