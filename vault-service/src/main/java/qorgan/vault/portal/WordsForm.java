package qorgan.vault.portal;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/// Words that are sealed as soon as they arrive: a complaint, a note.
record WordsForm(@Nullable String words) {
    static WordsForm empty() {
        return new WordsForm(null);
    }

    void check(Errors errors) {
        Typed.needWords(errors, words);
        Typed.fit(errors, Typed.LINES, "words", words);
    }

    @Override
    public String toString() {
        return "WordsForm[…]";
    }
}
