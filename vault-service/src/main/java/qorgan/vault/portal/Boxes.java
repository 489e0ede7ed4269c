package qorgan.vault.portal;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;

/// What the boxes of forms are called, for the summary of what is wrong: it names the box that it
/// leads to. A box that has different labels on different forms is not here; its faults name it.
final class Boxes {
    private static final Map<String, String> LABELS =
            Map.ofEntries(
                    entry("account", "account.number"),
                    entry("actor", "audit.actor"),
                    entry("address", "ask.address"),
                    entry("article", "obligation.article"),
                    entry("askerDocument", "ask.asker-document"),
                    entry("askerName", "ask.asker-name"),
                    entry("at", "arrest.at"),
                    entry("authoriser", "restriction.authoriser"),
                    entry("authority", "event.authority"),
                    entry("bases", "purpose.bases"),
                    entry("begins", "restriction.begins"),
                    entry("birth", "ask.birth"),
                    entry("born", "objection.born"),
                    entry("by", "arrest.by"),
                    entry("caseId", "pretrial.case"),
                    entry("claims", "asylum.claims"),
                    entry("code", "purpose.code"),
                    entry("consent", "obligation.consent"),
                    entry("covered", "restriction.covered"),
                    entry("data", "purpose.data"),
                    entry("description", "ask.description"),
                    entry("en", "purpose.en"),
                    entry("ends", "restriction.ends"),
                    entry("envelope", "unsealing.envelope"),
                    entry("facility", "event.facility"),
                    entry("finding", "case.finding"),
                    entry("family", "ask.family"),
                    entry("given", "ask.given"),
                    entry("ground", "arrest.ground"),
                    entry("iin", "ask.iin"),
                    entry("items", "purpose.items"),
                    entry("judgment", "judgment.judgment"),
                    entry("judicialControl", "restriction.judicial-control"),
                    entry("kind", "audit.kind"),
                    entry("kk", "purpose.kk"),
                    entry("known", "registry.known"),
                    entry("law", "restriction.law"),
                    entry("months", "consent.months"),
                    entry("name", "objection.name"),
                    entry("necessity", "restriction.necessity"),
                    entry("note", "standing.note"),
                    entry("number", "slip.number"),
                    entry("objection", "objection.identifier"),
                    entry("office", "decoy.office"),
                    entry("orderedBy", "arrest.ordered-by"),
                    entry("owedUntil", "obligation.until"),
                    entry("paper", "objection.paper"),
                    entry("patronymic", "ask.patronymic"),
                    entry("person", "person.label"),
                    entry("power", "restriction.power"),
                    entry("purpose", "contact.purpose"),
                    entry("readers", "purpose.readers"),
                    entry("reason", "restriction.reason"),
                    entry("recipient", "consent.recipient"),
                    entry("recordDrawnAt", "arrest.record-drawn-at"),
                    entry("registrar", "registry.registrar"),
                    entry("remark", "asylum.remark"),
                    entry("request", "audit.request"),
                    entry("ru", "purpose.ru"),
                    entry("secret", "slip.secret"),
                    entry("since", "judgment.since"),
                    entry("state", "standing.state"),
                    entry("supervisedBy", "arrest.supervised-by"),
                    entry("tie", "ask.tie"),
                    entry("to", "grants.to"),
                    entry("unsealingGround", "unsealing.ground"),
                    entry("until", "hold.until"),
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
