// People's accounts with the client: the whole story, and passkeys.
import { addPerson, expect, languages, plugIn, test } from './person';
import { tellStories } from './story';

for (const language of languages) {
  test.describe(language, () => {
    test.use({ language });
    test.skip(({ isMobile }) => isMobile && language !== 'kk', 'one language is enough on a phone');
    tellStories();

    test.describe('with a device that keeps passkeys', () => {
      // A passkey that has been removed is refused.
      test.use({ host: 'localhost', tolerated: /422/ });

      test('adding a passkey, coming in with it, removing it', async ({ page, paper, visitor }) => {
        const { account, notice, problem, title } = visitor.words;
        const person = addPerson(paper);
        await plugIn(page);
        await visitor.signIn(person);
        await visitor.openAccount();
        const part = visitor.part(account.passkeys);
        const addition = await visitor.unfold(account.passkeys, account.add_passkey);
        await addition.getByLabel(account.passkey_label, { exact: true }).fill('Үйдегі ноутбук');
        await addition.getByLabel(account.current_password, { exact: true }).fill(person.password);
        await addition.getByRole('button', { name: account.go_on, exact: true }).click();
        await visitor.isTold(notice.passkey_added);
        await expect(part.getByRole('listitem')).toContainText('Үйдегі ноутбук');
        await visitor.mail('passkey-added', person.email);

        // The device has one now.
        const second = await visitor.unfold(account.passkeys, account.add_passkey);
        await second.getByLabel(account.current_password, { exact: true }).fill(person.password);
        await second.getByRole('button', { name: account.go_on, exact: true }).click();
        await expect(second.getByRole('status')).toHaveText(account.passkey_there);
        await expect(part.getByRole('listitem')).toHaveCount(1);

        await visitor.signOut();
        await visitor.button(account.sign_in_passkey).click();
        await visitor.isAtFront();
        await visitor.openAccount();
        await expect(part.getByRole('listitem')).toContainText(account.passkey_used.split('{{')[0]);

        const removal = await visitor.unfold(account.passkeys, account.remove_passkey);
        await removal.getByLabel(account.which_passkey, { exact: true }).selectOption('Үйдегі ноутбук');
        await removal.getByLabel(account.current_password, { exact: true }).fill(person.password);
        await removal.getByRole('button', { name: account.remove, exact: true }).click();
        await visitor.isTold(notice.passkey_removed);
        await expect(part.getByRole('listitem')).toHaveCount(0);
        await visitor.mail('passkey-removed', person.email);

        await visitor.signOut();
        await visitor.button(account.sign_in_passkey).click();
        await expect(visitor.main.getByRole('alert')).toHaveText(problem.wrong_passkey);
        await visitor.sees(title.sign_in);
      });

      test('whoever breaks off stays where they are', async ({ page, paper, visitor }) => {
        const { account } = visitor.words;
        const person = addPerson(paper);
        const device = await plugIn(page);
        await visitor.signIn(person);
        await visitor.openAccount();
        await device.refuse();
        const addition = await visitor.unfold(account.passkeys, account.add_passkey);
        await addition.getByLabel(account.passkey_label, { exact: true }).fill('Телефон');
        await addition.getByLabel(account.current_password, { exact: true }).fill(person.password);
        await addition.getByRole('button', { name: account.go_on, exact: true }).click();
        await expect(addition.getByRole('status')).toHaveText(account.passkey_broken_off);
        await expect(addition.getByLabel(account.passkey_label, { exact: true })).toHaveValue('Телефон');
        await expect(visitor.part(account.passkeys).getByRole('listitem')).toHaveCount(0);
      });
    });

    test('no passkeys are offered where no browser gives them', async ({ paper, visitor }) => {
      const { account } = visitor.words;
      await visitor.open('/sign-in');
      await expect(visitor.button(account.sign_in_button)).toBeVisible();
      await expect(visitor.button(account.sign_in_passkey)).toBeHidden();
      await visitor.signIn(addPerson(paper));
      await visitor.openAccount();
      await expect(visitor.part(account.passkeys)).toContainText(account.passkeys_nowhere);
      await expect(visitor.part(account.passkeys).locator('summary')).toBeHidden();
    });
  });
}
