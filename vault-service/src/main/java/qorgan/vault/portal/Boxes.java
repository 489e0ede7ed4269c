package qorgan.vault.portal;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;

/// What the boxes of forms are called, for the summary of what is wrong: it names the box that it
/// leads to. A box that has different labels on different forms is not here; its faults name it.
final class Boxes {
    private static final Map<String, String> LABELS =
            Map.ofEntries(
                    entry("actor", "audit.actor"),
                    entry("address", "ask.address"),
                    entry("askerDocument", "ask.asker-document"),
                    entry("askerName", "ask.asker-name"),
                    entry("at", "arrest.at"),
                    entry("authority", "event.authority"),
                    entry("birth", "ask.birth"),
                    entry("by", "arrest.by"),
                    entry("caseId", "pretrial.case"),
                    entry("description", "ask.description"),
                    entry("facility", "event.facility"),
                    entry("family", "ask.family"),
                    entry("given", "ask.given"),
                    entry("ground", "arrest.ground"),
                    entry("iin", "ask.iin"),
                    entry("kind", "audit.kind"),
                    entry("months", "consent.months"),
                    entry("note", "standing.note"),
                    entry("number", "slip.number"),
                    entry("orderedBy", "arrest.ordered-by"),
                    entry("patronymic", "ask.patronymic"),
                    entry("person", "person.label"),
                    entry("purpose", "contact.purpose"),
                    entry("recipient", "consent.recipient"),
                    entry("recordDrawnAt", "arrest.record-drawn-at"),
                    entry("request", "audit.request"),
                    entry("secret", "slip.secret"),
                    entry("supervisedBy", "arrest.supervised-by"),
                    entry("tie", "ask.tie"),
                    entry("to", "grants.to"),
                    entry("wantsTold", "arrest.wants-told"));

    private static final String ITEM = "items[";

    private Boxes() {}

    /// The key of the label.
    static Optional<String> label(String box) {
        return box.startsWith(ITEM)
                ? Optional.of("consent.item." + box.substring(ITEM.length(), box.length() - 1))
                : Optional.ofNullable(LABELS.get(box));
    }
}
