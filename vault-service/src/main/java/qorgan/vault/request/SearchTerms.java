package qorgan.vault.request;

import java.time.Instant;
import org.springframework.stereotype.Component;
import qorgan.vault.audit.LegalTerms;

/// When a search is owed its first word and when it escalates, as the rule packs count it from the
/// opening.
@Component
class SearchTerms {
    private static final String OPENS = "w-search-opens";
    private static final String ESCALATES = "w-search-escalate";

    private final LegalTerms terms;

    SearchTerms(LegalTerms terms) {
        this.terms = terms;
    }

    Instant due(Instant openedAt) {
        return terms.due(OPENS, openedAt).orElseThrow();
    }

    Instant escalates(Instant openedAt) {
        return terms.due(ESCALATES, openedAt).orElseThrow();
    }
}
