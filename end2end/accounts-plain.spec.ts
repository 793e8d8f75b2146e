// People's accounts without JavaScript: the same story, told by forms and links alone.
import { languages, test } from './person';
import { tellStories } from './story';

// Chromium without scripts still follows the preloads of the client, and complains about them.
test.use({ javaScriptEnabled: false, tolerated: /\/pkg\/\S+ (csp|was preloaded)/ });

for (const language of languages) {
  test.describe(language, () => {
    test.use({ language });
    tellStories();
  });
}
