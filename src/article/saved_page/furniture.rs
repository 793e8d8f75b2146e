//! Recognising what a paper's site puts around an article.

/// Headings and links that stand below an article, in any order of languages. A line that says
/// one of these and nothing else ends the article.
const BELOW_ARTICLE: &[&str] = &[
    // Kazakh: other news.
    "Басқа жаңалықтар",
    "Өзге жаңалықтар",
    "Соңғы жаңалықтар",
    "Тағы да жаңалықтар",
    "Көбірек жаңалықтар",
    "Барлық жаңалықтар",
    "Оқи отырыңыз",
    "Тағы оқи отырыңыз",
    "Тағы оқыңыз",
    "Тағы да оқыңыз",
    "Сондай-ақ оқыңыз",
    "Сондай-ақ оқи отырыңыз",
    "Ұқсас жаңалықтар",
    "Ұқсас мақалалар",
    "Ұқсас материалдар",
    "Ұқсас жазбалар",
    "Ұсынылған мақалалар",
    "Тақырып бойынша",
    "Тақырыпқа сай",
    "Тақырыптас жаңалықтар",
    "Тақырыптас мақалалар",
    "Тақырыптас материалдар",
    "Осы тақырыпта",
    "Осы айдарда",
    "Осы айдардағы басқа жаңалықтар",
    "Көп оқылған",
    "Көп оқылғандар",
    "Ең көп оқылған",
    "Ең көп оқылғандар",
    "Танымал жаңалықтар",
    "Танымал мақалалар",
    "Танымал жазбалар",
    "Алдыңғы мақала",
    "Алдыңғы жаңалық",
    "Алдыңғы жазба",
    "Келесі мақала",
    "Келесі жаңалық",
    "Келесі жазба",
    // Kazakh: comments.
    "Пікірлер",
    "Пікір жоқ",
    "Пікір жазу",
    "Пікір қосу",
    "Пікір қалдыру",
    "Пікір қалдырыңыз",
    "Пікір білдіру",
    "Пікір үстеу",
    "Сіздің пікіріңіз",
    // Kazakh: to the top.
    "Жоғарыға",
    "Жоғары көтерілу",
    "Жоғарыға оралу",
    "Жоғарыға қайту",
    "Беттің басына",
    "Беттің басына оралу",
    "Басына оралу",
    // Russian: other news.
    "Другие новости",
    "Другие статьи",
    "Другие материалы",
    "Другие новости рубрики",
    "Ещё новости",
    "Больше новостей",
    "Все новости",
    "Последние новости",
    "Свежие новости",
    "Похожие новости",
    "Похожие статьи",
    "Похожие записи",
    "Похожие материалы",
    "Связанные статьи",
    "Новости по теме",
    "Статьи по теме",
    "Материалы по теме",
    "По теме",
    "Ещё по теме",
    "Читайте также",
    "Читать также",
    "Читайте ещё",
    "Читайте далее",
    "Смотрите также",
    "Вам может быть интересно",
    "Вам будет интересно",
    "Вам также может понравиться",
    "Рекомендуем",
    "Рекомендуем прочитать",
    "Самое читаемое",
    "Самые читаемые",
    "Популярное",
    "Популярные новости",
    "Популярные статьи",
    "Предыдущая статья",
    "Предыдущая новость",
    "Предыдущая запись",
    "Следующая статья",
    "Следующая новость",
    "Следующая запись",
    // Russian: comments.
    "Комментарии",
    "Комментариев нет",
    "Комментариев пока нет",
    "Нет комментариев",
    "Добавить комментарий",
    "Оставить комментарий",
    "Оставьте комментарий",
    "Написать комментарий",
    "Ваш комментарий",
    "Обсуждение",
    "Отменить ответ",
    "Ваш адрес email не будет опубликован",
    "Ваш адрес email не будет опубликован. Обязательные поля помечены *",
    // Russian: to the top.
    "Наверх",
    "Вверх",
    "Кнопка «Наверх»",
    "К началу страницы",
    "В начало страницы",
    "Вернуться к началу",
    "Вернуться наверх",
    // English: other news.
    "Other news",
    "Other stories",
    "Other articles",
    "More news",
    "More stories",
    "Latest news",
    "Recent news",
    "Recent posts",
    "Related articles",
    "Related news",
    "Related posts",
    "Related stories",
    "Related content",
    "Related topics",
    "Similar articles",
    "More from this section",
    "More on this story",
    "More on this topic",
    "You may also like",
    "You might also like",
    "You may also be interested in",
    "Recommended",
    "Recommended for you",
    "Read also",
    "Also read",
    "Read more",
    "Read next",
    "See also",
    "Most read",
    "Most popular",
    "Popular posts",
    "Popular news",
    "Trending",
    "Trending now",
    "Previous article",
    "Previous post",
    "Next article",
    "Next post",
    // English: comments.
    "Comments",
    "No comments",
    "No comments yet",
    "Leave a comment",
    "Leave a reply",
    "Post a comment",
    "Add a comment",
    "Write a comment",
    "Join the discussion",
    "Cancel reply",
    "Your email address will not be published",
    "Your email address will not be published. Required fields are marked *",
    // English: to the top.
    "Back to top",
    "Back to top button",
    "Return to top",
    "Scroll to top",
    "Go to top",
    "Top of page",
];

/// Buttons to pass an article on, which a site puts above it, below it, or both.
const BUTTONS: &[&str] = &[
    "Бөлісу",
    "Бөлісіңіз",
    "Достармен бөлісу",
    "Әлеуметтік желіде бөлісу",
    "Басып шығару",
    "Сілтемені көшіру",
    "Поделиться",
    "Поделитесь",
    "Поделиться новостью",
    "Поделиться статьёй",
    "Поделиться ссылкой",
    "Поделиться с друзьями",
    "Поделиться в соцсетях",
    "Поделиться в социальных сетях",
    "Распечатать",
    "Версия для печати",
    "Скопировать ссылку",
    "Копировать ссылку",
    "ВКонтакте",
    "Одноклассники",
    "Share",
    "Share this",
    "Share this article",
    "Share this post",
    "Share this story",
    "Share on Facebook",
    "Share on Telegram",
    "Share on WhatsApp",
    "Share on Twitter",
    "Share on X",
    "Share via Email",
    "Print",
    "Print this article",
    "Copy link",
    "Tweet",
    "Facebook",
    "Twitter",
    "Telegram",
    "WhatsApp",
    "Messenger",
    "Viber",
    "VKontakte",
    "Odnoklassniki",
    "LinkedIn",
    "Pinterest",
    "Reddit",
];

/// Whether the line is furniture, so that the article ends before it.
pub(super) fn ends_article(line: &str) -> bool {
    says_one_of(line, BELOW_ARTICLE) || is_button(line)
}

/// Whether the line is a button, which may also stand between headline and article.
pub(super) fn is_button(line: &str) -> bool {
    says_one_of(line, BUTTONS)
}

fn says_one_of(line: &str, phrases: &[&str]) -> bool {
    // Speech in a dialogue may say what a button says: «— Комментариев нет.»
    if line.starts_with(['—', '–', '―']) {
        return false;
    }
    phrases
        .iter()
        .any(|phrase| letters(phrase).eq(letters(line)))
}

/// The letters of a line in lower case, ё as е, so that «ПІКІРЛЕР (3)» and «Пікірлер:» say the
/// same.
fn letters(line: &str) -> impl Iterator<Item = char> {
    line.chars()
        .filter(|character| character.is_alphabetic())
        .flat_map(char::to_lowercase)
        .map(|letter| if letter == 'ё' { 'е' } else { letter })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_phrase_is_found_whatever_its_case_and_punctuation() {
        for phrase in BELOW_ARTICLE.iter().chain(BUTTONS) {
            assert!(ends_article(phrase), "{phrase}");
            assert!(ends_article(&phrase.to_uppercase()), "{phrase}");
            assert!(ends_article(&format!("» {phrase} (12): …")), "{phrase}");
        }
    }

    #[test]
    fn paragraph_that_only_begins_so_is_none() {
        for phrase in BELOW_ARTICLE.iter().chain(BUTTONS) {
            assert!(!ends_article(&format!("{phrase} туралы.")), "{phrase}");
            assert!(!ends_article(&format!("Бұл {phrase}")), "{phrase}");
        }
        for line in ["", "12", "…", "Жаңалықтар", "Новости", "News"] {
            assert!(!ends_article(line), "{line:?}");
        }
    }

    #[test]
    fn speech_is_never_furniture() {
        for line in ["— Комментарии.", "– Наверх!", "— Басқа жаңалықтар?"]
        {
            assert!(!ends_article(line) && !is_button(line), "{line}");
        }
    }

    #[test]
    fn heading_of_other_news_is_no_button() {
        assert!(is_button("Поделиться:"));
        assert!(!is_button("Другие новости"));
    }
}
