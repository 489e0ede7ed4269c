package qorgan.vault.disclosure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import qorgan.keys.Evidence;
import qorgan.keys.Field;
import qorgan.keys.HalfRefused;
import qorgan.keys.SubjectId;
import qorgan.keys.Vault;
import qorgan.vault.audit.Access;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.EntryId;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.Outcome;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.CaseId;
import qorgan.vault.request.Language;
import qorgan.vault.subject.SealedValue;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Steps 5 and 6 of the way of a request: the entry is committed, and exactly its fields are
/// opened. Whoever calls this has no transaction open, and says the entry's outcome afterwards.
@Component
class Openings {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final AccessLog log;
    private final Vault vault;

    Openings(AccessLog log, Vault vault) {
        this.log = log;
        this.vault = vault;
    }

    /// What was opened under one entry; the text is in the reader's language where it has several.
    record Opened(EntryId entry, Map<Field, String> values) {
        @Override
        public String toString() {
            return "Opened[" + entry + "]";
        }
    }

    /// Why something is opened.
    record Basis(
            EntryKind kind,
            String purpose,
            List<String> norms,
            byte[] decisionDigest,
            byte[] packDigest,
            @Nullable UUID request,
            @Nullable CaseId caseId) {}

    /// Commits the entry for these values and opens them. Empty when an office's agent refused its
    /// half: then nothing of this entry leaves, and its outcome is void.
    @Nullable Opened open(
            Actor reader,
            SubjectId subject,
            Map<Field, SealedValue> values,
            Basis basis,
            Language language) {
        return open(reader, subject, values, basis, Evidence.NONE, language);
    }

    /// The same for pretrial values, with what was signed for them.
    @Nullable Opened open(
            Actor reader,
            SubjectId subject,
            Map<Field, SealedValue> values,
            Basis basis,
            Evidence evidence,
            Language language) {
        var committed =
                log.open(
                        reader,
                        new Access(
                                basis.kind(),
                                Set.of(subject),
                                values.keySet(),
                                basis.purpose(),
                                basis.norms(),
                                basis.decisionDigest(),
                                basis.packDigest(),
                                basis.request(),
                                basis.caseId()));
        var opened = new TreeMap<Field, String>();
        try (var opening = vault.open(committed.warrant(), evidence)) {
            for (var value : values.entrySet()) {
                var sealed = value.getValue();
                try (var plain = opening.plain(sealed.sealed(), sealed.place(), sealed.codec())) {
                    opened.put(value.getKey(), inLanguage(plain.value(), language));
                }
            }
        } catch (HalfRefused refused) {
            log.outcome(committed.entry(), Outcome.VOID);
            return null;
        }
        return new Opened(committed.entry(), opened);
    }

    /// A value that exists in several languages is an object from language to text.
    static String inLanguage(String value, Language language) {
        if (!value.startsWith("{")) {
            return value;
        }
        try {
            var node = JSON.readTree(value);
            var text = node.get(language.code());
            if (text == null) {
                text = node.get(Language.KK.code());
            }
            return text != null && text.isString() ? text.asString() : value;
        } catch (JacksonException e) {
            return value;
        }
    }
}
