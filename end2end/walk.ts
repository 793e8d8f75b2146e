// A walk past every page of people, for tests that look at all of them.
import { expect } from '@playwright/test';
import { addPerson, Authenticator, newPerson, plugIn, type Visitor } from './person';

type Look = (what: string) => Promise<void>;

// Signing up, signing in, and the pages that the links in mails lead to.
export async function walkEntrance(visitor: Visitor, look: Look): Promise<void> {
  const { account, title } = visitor.words;
  const person = newPerson();
  for (const [path, heading] of [
    ['/sign-in', title.sign_in],
    ['/sign-up', title.sign_up],
    ['/account/sent', title.mail_sent],
    ['/account/forgot', title.forgot],
    ['/account/reset?token=spent', title.link_spent],
  ]) {
    await visitor.open(path);
    await visitor.sees(heading);
    await look(path);
  }
  await visitor.open('/sign-up');
  await visitor.field(account.name).fill(person.name);
  await visitor.field(account.email).fill('aigul at example');
  await visitor.button(account.sign_up_button).click();
  await expect(visitor.field(account.email)).toBeFocused();
  await look('/sign-up, refused');
  await visitor.field(account.email).fill(person.email);
  await visitor.field(account.password).fill(person.password);
  await visitor.button(account.sign_up_button).click();
  await visitor.sees(title.mail_sent);
  // In another browser the password is asked for.
  await visitor.page.context().clearCookies();
  await visitor.follow(await visitor.mail('confirm', person.email));
  await visitor.sees(title.confirm);
  await look('/account/confirm');
  await visitor.field(account.password).fill(person.password);
  await visitor.button(account.confirm_button).click();
  await visitor.sees(title.account);
  await visitor.signOut();
  await look('/sign-in, after signing out');
  await visitor.open('/account/forgot');
  await visitor.field(account.email).fill(person.email);
  await visitor.button(account.send_link).click();
  await visitor.follow(await visitor.mail('reset', person.email));
  await visitor.sees(title.reset);
  await look('/account/reset');
}

// One's own account with everything in it: a second step, a passkey, another device, a wish to leave.
export async function walkAccount(visitor: Visitor, look: Look, another: () => Promise<Visitor>): Promise<void> {
  const { page, words } = visitor;
  const { account, notice, title } = words;
  const person = addPerson(visitor.paper, 'reader', newPerson('Айгүл Құдайбергенқызы-Жұмағұлова'));
  await plugIn(page);
  await (await another()).signIn(person);
  await visitor.signIn(person);
  await visitor.openAccount();
  const beginning = await visitor.unfold(account.second_step, account.switch_on);
  await beginning.getByLabel(account.current_password, { exact: true }).fill(person.password);
  await beginning.getByRole('button', { name: account.go_on, exact: true }).click();
  await visitor.sees(title.enrol);
  await look('/account/second-step');
  const authenticator = new Authenticator(await page.locator('.secret').innerText());
  await visitor.field(account.code).fill(authenticator.code());
  await visitor.button(account.switch_on).click();
  await visitor.isTold(notice.second_step_on);

  const addition = await visitor.unfold(account.passkeys, account.add_passkey);
  await addition.getByLabel(account.passkey_label, { exact: true }).fill('Жұмыстағы ноутбук');
  await addition.getByLabel(account.current_password, { exact: true }).fill(person.password);
  await addition.getByRole('button', { name: account.go_on, exact: true }).click();
  await visitor.isTold(notice.passkey_added);
  for (const summary of await page.locator('details:not([open]) > summary').all()) {
    if (await summary.isVisible()) await summary.evaluate((summary) => summary.parentElement!.setAttribute('open', ''));
  }
  await look('/account, everything unfolded');

  const renewal = visitor.part(account.second_step).locator('form', { has: page.getByRole('button', { name: account.show_codes, exact: true }) });
  await renewal.getByLabel(account.current_password, { exact: true }).fill(person.password);
  await renewal.getByRole('button').last().click();
  await visitor.sees(title.codes);
  await look('/account/codes');

  const { email } = newPerson();
  await visitor.open('/account');
  const change = await visitor.unfold(account.email, account.change_email);
  await change.getByLabel(account.new_email, { exact: true }).fill(email);
  await change.getByLabel(account.current_password, { exact: true }).fill(person.password);
  await change.getByRole('button', { name: account.send_link, exact: true }).click();
  await visitor.isTold(notice.address_asked);
  await visitor.follow(await visitor.mail('new-address', email));
  await expect(visitor.main.getByText(email)).toBeVisible();
  await look('/account/e-mail');

  await visitor.open('/account');
  const deletion = await visitor.unfold(account.deletion, account.deletion);
  await deletion.getByLabel(account.current_password, { exact: true }).fill(person.password);
  await deletion.getByRole('button', { name: account.delete, exact: true }).click();
  await visitor.isTold(notice.deletion_asked);
  await visitor.typeSignIn(person);
  await visitor.sees(title.second_step);
  await page.locator('summary', { hasText: account.no_phone }).click();
  await look('/sign-in/second-step');
  await visitor.field(account.code).fill(authenticator.code());
  await visitor.button(account.sign_in_button).click();
  await visitor.sees(title.account);
  await look('/account, leaving');
}

// The newsroom's pages, on a paper that nobody runs yet.
export async function walkNewsroom(visitor: Visitor, look: Look): Promise<void> {
  const { account, error, notice, people, title } = visitor.words;
  await visitor.open('/desk');
  await visitor.sees(title.desk);
  await look('/desk, without an administrator');
  const administrator = addPerson(visitor.paper, 'admin');
  const person = addPerson(visitor.paper, 'moderator', newPerson('Айгүл Құдайбергенқызы-Жұмағұлова'));
  await visitor.signIn(addPerson(visitor.paper));
  await visitor.open('/desk');
  await visitor.sees(title.desk);
  await look('/desk, for a reader');
  await visitor.open('/desk/people');
  await visitor.sees(error.forbidden_title);
  await look('/desk/people, forbidden');
  await visitor.openAccount();
  await visitor.signOut();

  await visitor.signIn(administrator);
  await visitor.open('/desk');
  await visitor.sees(title.desk);
  await look('/desk');
  await visitor.open('/desk/people');
  await visitor.sees(title.people);
  await look('/desk/people');
  const guest = newPerson();
  const invitation = visitor.part(people.invite);
  await invitation.getByLabel(account.name, { exact: true }).fill(guest.name);
  await invitation.getByLabel(account.email, { exact: true }).fill(guest.email);
  await visitor.button(people.invite_button).click();
  await visitor.isTold(notice.invited);
  await look('/desk/people/…, invited');
  await visitor.open('/desk/people?q=nobody');
  await expect(visitor.main.getByText(people.nobody)).toBeVisible();
  await look('/desk/people, nobody found');
  await visitor.open('/desk/people?role=moderator');
  await visitor.link(person.name).click();
  await visitor.sees(person.name);
  await visitor.button(people.suspend).click();
  await visitor.isTold(notice.suspended);
  await look('/desk/people/…, suspended');
  await visitor.open('/desk/log');
  await visitor.sees(title.log);
  await look('/desk/log');
  await visitor.page.context().clearCookies();
  await visitor.follow(await visitor.mail('invitation', guest.email));
  await visitor.sees(title.invitation);
  await look('/account/invitation');
}

// A reader's lists with everything in them: named, noted, read, shared, edited together; the feed, the history, files.
export async function walkLists(visitor: Visitor, look: Look, another: () => Promise<Visitor>): Promise<void> {
  const { page, words } = visitor;
  const lists = words.reading_list;
  const person = addPerson(visitor.paper, 'reader', newPerson('Айгүл Құдайбергенқызы-Жұмағұлова'));
  for (const path of ['/lists', '/lists/history', '/lists/feed', '/lists/following', '/lists/files', '/lists/join?token=spent']) {
    await visitor.open(path);
    await look(`${path}, nothing there`);
  }
  await visitor.signIn(person);
  for (let number = 0; number < 3; number += 1) {
    await page.locator('article.teaser').filter({ has: page.locator('[aria-pressed=false]') }).first().getByRole('button', { name: words.shelf.save, exact: true }).click();
    await expect(page.locator('.lists-way .count')).toHaveText(String(number + 1));
  }
  await look('the front page, after saving');
  await visitor.open('/education');
  await visitor.button(lists.follow).click();
  await expect(visitor.button(lists.followed)).toHaveAttribute('aria-pressed', 'true');
  await look('a section that is followed');
  await visitor.open('/lists');
  await visitor.field(lists.name).fill('Пойызға дейін оқитындар');
  await visitor.button(lists.new_list).click();
  await visitor.sees('Пойызға дейін оқитындар');
  await look('a list without articles');
  await visitor.open('/lists');
  await visitor.link(lists.later).click();
  await visitor.sees(lists.later);
  const entries = visitor.main.locator('.entry');
  await entries.nth(0).getByRole('button', { name: lists.mark_read, exact: true }).click();
  await entries.nth(1).locator('summary', { hasText: lists.note }).click();
  await entries.nth(1).getByLabel(lists.note).fill('Серікке көрсету керек: екінші бөлімі біздің ауыл туралы.');
  await entries.nth(1).getByRole('button', { name: lists.keep_note }).click();
  await entries.nth(2).getByRole('checkbox').check();
  await entries.nth(0).locator('summary', { hasText: lists.add_to }).click();
  await entries.nth(0).getByRole('button', { name: lists.add, exact: true }).click();
  await visitor.main.locator('summary', { hasText: lists.change }).click();
  await look('a list with everything open');
  await page.getByRole('link', { name: lists.title, exact: true }).last().click();
  await visitor.sees(lists.title);
  await look('all lists');
  await visitor.link('Пойызға дейін оқитындар').click();
  await visitor.sees('Пойызға дейін оқитындар');
  await visitor.button(lists.share).click();
  const address = await visitor.field(lists.public_address).inputValue();
  await visitor.main.locator('summary', { hasText: lists.together }).click();
  await visitor.button(lists.invite).click();
  const invitation = await visitor.field(lists.invitation).inputValue();
  await look('a list that is shared');
  const other = await another();
  await other.page.goto(new URL(invitation).pathname + new URL(invitation).search);
  await other.ready();
  await other.sees(lists.join_title);
  await visitor.open('/lists/feed');
  await expect(visitor.main.locator('.entry').first()).toBeVisible();
  await look('the feed');
  await visitor.open('/lists/following');
  await expect(visitor.button(words.feed.unfollow)).toBeVisible();
  await look('what is followed');
  await visitor.open('');
  await expect(page.locator('.my-feed li').first()).toBeVisible();
  await look('the front page with the feed');
  await page.goto(new URL(address).pathname);
  await visitor.ready();
  await look('the page of a shared list');
}
