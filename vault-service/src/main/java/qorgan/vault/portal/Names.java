package qorgan.vault.portal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import qorgan.vault.disclosure.Words;
import qorgan.vault.identity.OfficeId;
import qorgan.vault.identity.Offices;
import qorgan.vault.request.Language;

/// What things of the rooms are called in the page's language: fields, grounds, offices.
@Component("names")
public class Names {
    private final Words words;
    private final Offices offices;
    private final Instants instants;
    private final MessageSource messages;

    Names(Words words, Offices offices, Instants instants, MessageSource messages) {
        this.words = words;
        this.offices = offices;
        this.instants = instants;
        this.messages = messages;
    }

    /// Answers and receipts have their own names of fields; what only officials see has its name
    /// here. A test keeps every code named: a page of a later day would show the code and say so.
    public String field(String code) {
        return named("field." + code, code, () -> words.field(language(), code));
    }

    /// The name of a ground, inner or outward.
    public String ground(String code) {
        return named("ground." + code, code, () -> words.ground(language(), code));
    }

    /// What a rule says, where an officer meets it; nothing where its code has to do.
    public String rule(String code) {
        var said = messages.getMessage("rule." + code, null, "", LocaleContextHolder.getLocale());
        return said == null || said.isEmpty() ? "" : said + ":";
    }

    private String named(String key, String code, Supplier<String> ofAnswers) {
        var locale = LocaleContextHolder.getLocale();
        var own = messages.getMessage(key, null, "", locale);
        if (own != null && !own.isEmpty()) {
            return own;
        }
        try {
            return ofAnswers.get();
        } catch (IllegalStateException unnamed) {
            return messages.getMessage("names.unnamed", new Object[] {code}, locale);
        }
    }

    /// The name out of names by language.
    public String of(Map<String, String> byLanguage) {
        var name = byLanguage.get(language().code());
        return name == null ? byLanguage.values().stream().findFirst().orElse("") : name;
    }

    public String office(@Nullable OfficeId office) {
        return office == null
                ? ""
                : offices.find(office).map(found -> of(found.names())).orElse(office.toString());
    }

    /// Who may read under a consent: a role or one office.
    public String recipient(String code) {
        try {
            return office(new OfficeId(UUID.fromString(code)));
        } catch (IllegalArgumentException isRole) {
            var said =
                    messages.getMessage(
                            "role." + code.replaceFirst("^role:", ""),
                            null,
                            code,
                            LocaleContextHolder.getLocale());
            return said == null ? code : said;
        }
    }

    /// A value as a person reads it: an instant or a day in words, everything else as it is.
    public String value(String text) {
        try {
            return instants.say(Instant.parse(text));
        } catch (DateTimeException noInstant) {
            try {
                return instants.day(LocalDate.parse(text));
            } catch (DateTimeException noDay) {
                return text;
            }
        }
    }

    /// The name of a box as an identifier on the page, to which a link of the summary leads.
    public String anchor(String box) {
        return box.replace('[', '-').replace("]", "");
    }

    /// What a box is called, before what is wrong with it; empty where the fault says it itself.
    public String box(String box) {
        return Boxes.label(box)
                .map(key -> messages.getMessage(key, null, LocaleContextHolder.getLocale()) + ":")
                .orElse("");
    }

    /// What a screen reader reads out with a box: its hint, and what is wrong with it.
    public @Nullable String describedBy(String box, @Nullable String hint, boolean isWrong) {
        var by =
                (hint == null ? "" : anchor(box) + "-hint ")
                        + (isWrong ? anchor(box) + "-error" : "");
        return by.isBlank() ? null : by.strip();
    }

    /// Fields as a list to tick, in the order of their words.
    List<Choice> choices(List<String> codes) {
        return codes.stream()
                .map(code -> new Choice(code, field(code)))
                .sorted(Comparator.comparing(Choice::text))
                .toList();
    }

    /// The word of a key.
    String word(String key) {
        return messages.getMessage(key, null, LocaleContextHolder.getLocale());
    }

    /// A thing of a closed list, with the word of its key.
    Choice choice(String code, String key) {
        return new Choice(code, word(key));
    }

    /// Codes as a list to choose from, each said by the word of its key.
    List<Choice> said(String prefix, List<String> codes) {
        return codes.stream()
                .map(code -> choice(code, prefix + code.toLowerCase(java.util.Locale.ROOT)))
                .toList();
    }

    static Language language() {
        return Language.of(LocaleContextHolder.getLocale());
    }
}
