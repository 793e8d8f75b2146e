// What people do with their accounts, told once for every language, with scripts and without.
import { readFile } from 'node:fs/promises';
import { addPerson, Authenticator, expect, fill, newPerson, test } from './person';

export function tellStories(): void {
  test('signing up, confirming, leaving, a forgotten password, coming back', async ({ page, visitor }) => {
    const { account, masthead, mail, notice, title } = visitor.words;
    const person = newPerson();

    await visitor.open('');
    await page.locator('.lead h2 a').click();
    await expect(page.locator('article.article h1')).toBeVisible();
    const article = page.url();
    await visitor.masthead.getByRole('link', { name: masthead.sign_in, exact: true }).click();
    await visitor.sees(title.sign_in);
    await visitor.link(masthead.sign_up).click();
    await visitor.sees(title.sign_up);
    await visitor.field(account.name).fill(person.name);
    await visitor.field(account.email).fill(person.email);
    await visitor.field(account.password).fill(person.password);
    await visitor.button(account.sign_up_button).click();
    await visitor.sees(title.mail_sent);

    const confirmation = await visitor.mail('confirm', person.email);
    expect(confirmation.text).toContain(mail.confirm.not_you);
    await page.goto(confirmation.link);
    if (!visitor.scripts) {
      await visitor.sees(title.confirm);
      await expect(visitor.main).toContainText(person.email);
      await visitor.button(account.confirm_button).click();
    }
    // Back to where they were.
    await expect(page.locator('article.article h1')).toBeVisible();
    await expect(page).toHaveURL(article);

    await visitor.openAccount();
    await expect(visitor.main.locator('.identity')).toContainText(person.name);
    await expect(visitor.part(account.email)).toContainText(person.email);
    await visitor.signOut();

    await visitor.link(account.forgot_link).click();
    await visitor.sees(title.forgot);
    await visitor.field(account.email).fill(person.email);
    await visitor.button(account.send_link).click();
    await visitor.sees(title.mail_sent);
    const reset = await visitor.mail('reset', person.email);
    expect(reset.text).toContain(mail.reset.not_you);
    await visitor.follow(reset);
    await visitor.sees(title.reset);
    await expect(visitor.main).toContainText(fill(account.reset_text, { email: person.email }));
    person.password = 'qaragai ozen tolqyn sandyk';
    await visitor.field(account.password).fill(person.password);
    await visitor.button(account.save_password).click();
    await visitor.isTold(notice.password_changed);
    await visitor.sees(title.sign_in);
    expect((await visitor.mail('password-changed', person.email)).text).toContain(mail.change_password);

    await visitor.follow(reset);
    await visitor.sees(title.link_spent);
    await visitor.link(account.to_sign_in).click();
    await visitor.sees(title.sign_in);
    await visitor.typeSignIn(person);
    await visitor.isAtFront();
    await visitor.openAccount();
    await expect(visitor.main.locator('.identity')).toContainText(person.name);
  });

  test('the second step, its recovery codes, and doing without it again', async ({ page, paper, visitor }) => {
    const { account, notice, title } = visitor.words;
    const person = addPerson(paper);
    await visitor.signIn(person);
    await visitor.openAccount();
    const part = visitor.part(account.second_step);
    await expect(part).toContainText(account.second_step_off);

    const beginning = await visitor.unfold(account.second_step, account.switch_on);
    await beginning.getByLabel(account.current_password, { exact: true }).fill(person.password);
    await beginning.getByRole('button', { name: account.go_on, exact: true }).click();
    await visitor.sees(title.enrol);
    await expect(page.getByRole('img', { name: account.qr })).toBeVisible();
    const authenticator = new Authenticator(await page.locator('.secret').innerText());
    const codes = await page.locator('.codes code').allInnerTexts();
    expect(new Set(codes).size).toBe(10);
    await visitor.field(account.code).fill(authenticator.code());
    await visitor.button(account.switch_on).click();
    await visitor.isTold(notice.second_step_on);
    await expect(part).toContainText(fill(account.second_step_on, { left: '10' }));
    await visitor.mail('second-step-on', person.email);

    await visitor.signOut();
    await visitor.typeSignIn(person);
    await visitor.sees(title.second_step);
    await visitor.field(account.code).fill(authenticator.code());
    await visitor.button(account.sign_in_button).click();
    await visitor.isAtFront();

    await visitor.openAccount();
    await visitor.signOut();
    await visitor.typeSignIn(person);
    await visitor.sees(title.second_step);
    await page.locator('summary', { hasText: account.no_phone }).click();
    await visitor.field(account.recovery_label).fill(codes[3].toUpperCase());
    await visitor.button(account.go_on).click();
    await visitor.isAtFront();
    await visitor.openAccount();
    await expect(part).toContainText(fill(account.second_step_on, { left: '9' }));

    const renewal = await visitor.unfold(account.second_step, account.new_codes);
    await renewal.getByLabel(account.current_password, { exact: true }).fill(person.password);
    await renewal.getByRole('button', { name: account.show_codes, exact: true }).click();
    await visitor.sees(title.codes);
    expect(await page.locator('.codes code').allInnerTexts()).not.toContain(codes[0]);
    await visitor.button(account.codes_use).click();
    await visitor.isTold(notice.codes_renewed);
    await expect(part).toContainText(fill(account.second_step_on, { left: '10' }));

    const end = await visitor.unfold(account.second_step, account.switch_off);
    await end.getByLabel(account.current_password, { exact: true }).fill(person.password);
    await end.getByRole('button', { name: account.switch_off, exact: true }).click();
    await visitor.isTold(notice.second_step_off);
    await visitor.signOut();
    await visitor.typeSignIn(person);
    await visitor.isAtFront();
  });

  test('ending sessions on other devices, one and all', async ({ paper, visitor, network, another }) => {
    const { account, notice, title } = visitor.words;
    const person = addPerson(paper);
    const other = await another();
    await visitor.signIn(person);
    await other.signIn(person);
    await visitor.openAccount();
    const devices = visitor.part(account.devices).getByRole('listitem');
    await expect(devices).toHaveCount(2);
    const own = devices.filter({ hasText: account.device_this });
    await expect(own).toHaveCount(1);
    await expect(own).toContainText(network);
    await expect(own.getByRole('button')).toHaveCount(0);

    await devices.getByRole('button', { name: account.end_session }).click();
    await visitor.isTold(notice.session_ended);
    await expect(devices).toHaveCount(1);
    await other.open('/account');
    await other.sees(title.sign_in);

    // It comes back to the page that it wanted, and a third device comes, too.
    await other.typeSignIn(person);
    await other.sees(title.account);
    const third = await another();
    await third.signIn(person);
    await visitor.open('/account');
    await expect(devices).toHaveCount(3);
    await visitor.button(account.end_sessions).click();
    await visitor.isTold(notice.sessions_ended);
    await expect(devices).toHaveCount(1);
    await expect(visitor.button(account.end_sessions)).toHaveCount(0);
    for (const ended of [other, third]) {
      await ended.open('/account');
      await ended.sees(title.sign_in);
    }
  });

  test('another name, e-mail and password', async ({ paper, visitor }) => {
    const { account, notice, title } = visitor.words;
    const person = addPerson(paper);
    await visitor.signIn(person);
    await visitor.openAccount();

    await visitor.part(account.name).getByLabel(account.name, { exact: true }).fill('Ерлан Өтеген');
    await visitor.part(account.name).getByRole('button', { name: account.save, exact: true }).click();
    await visitor.isTold(notice.name_saved);
    await expect(visitor.main.locator('.identity')).toContainText('Ерлан Өтеген');
    await expect(visitor.masthead).toContainText('Ерлан Өтеген');

    const { email } = newPerson();
    const change = await visitor.unfold(account.email, account.change_email);
    await change.getByLabel(account.new_email, { exact: true }).fill(email);
    await change.getByLabel(account.current_password, { exact: true }).fill(person.password);
    await change.getByRole('button', { name: account.send_link, exact: true }).click();
    await visitor.isTold(notice.address_asked);
    await expect(visitor.part(account.email)).toContainText(person.email);
    await visitor.mail('address-change', person.email);
    const confirmation = await visitor.mail('new-address', email);
    // The mail is in the person's language, which the command line does not ask for.
    await visitor.page.goto(confirmation.link.replace(/^\/\w\w\//, `/${visitor.language}/`));
    await visitor.ready();
    await visitor.sees(title.new_address);
    await expect(visitor.main).toContainText(email);
    await visitor.button(account.new_address_button).click();
    await visitor.isTold(notice.address_changed);
    await expect(visitor.part(account.email)).toContainText(email);
    await visitor.mail('address-changed', person.email);
    person.email = email;

    const password = 'qaragai ozen tolqyn sandyk';
    const other = await visitor.unfold(account.password, account.change_password);
    await other.getByLabel(account.current_password, { exact: true }).fill(person.password);
    await other.getByLabel(account.new_password, { exact: true }).fill(password);
    await other.getByRole('button', { name: account.save_password, exact: true }).click();
    await visitor.isTold(notice.password_changed);
    await visitor.mail('password-changed', email);
    person.password = password;
    await visitor.signOut();
    await visitor.typeSignIn(person);
    await visitor.isAtFront();
  });

  test('taking one’s data along, leaving, and changing one’s mind', async ({ page, paper, visitor }) => {
    const { account, notice, title } = visitor.words;
    const person = addPerson(paper);
    await visitor.signIn(person);
    await visitor.openAccount();

    const coming = page.waitForEvent('download');
    await visitor.link(account.download).click();
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(/\.json$/);
    const file = await readFile(await download.path(), 'utf8');
    const data = JSON.parse(file);
    expect(data.account).toMatchObject({ name: person.name, email: person.email, role: 'reader' });
    expect(data.sessions).toHaveLength(1);
    expect(file).not.toContain('$argon2');

    const deletion = await visitor.unfold(account.deletion, account.deletion);
    await deletion.getByLabel(account.current_password, { exact: true }).fill(person.password);
    await deletion.getByRole('button', { name: account.delete, exact: true }).click();
    await visitor.isTold(notice.deletion_asked);
    await visitor.mail('deletion', person.email);

    await visitor.typeSignIn(person);
    await visitor.sees(title.account);
    const leaving = visitor.main.locator('strong').filter({ hasText: account.leaving.split('{{')[0] });
    await expect(leaving).toBeVisible();
    await visitor.button(account.keep).click();
    await visitor.isTold(notice.kept);
    await expect(leaving).toHaveCount(0);
    await visitor.signOut();
    await visitor.typeSignIn(person);
    await visitor.isAtFront();
  });
}
