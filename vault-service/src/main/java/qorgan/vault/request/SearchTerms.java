package qorgan.vault.request;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// When a search is owed its answers and when it escalates: rules `w-search-opens` (24 hours) and
/// `w-search-escalate` (72 hours), both counted in exact minutes from the opening.
@Component
class SearchTerms {

    private static final Duration DUE = Duration.ofHours(24);
    private static final Duration ESCALATES = Duration.ofHours(72);

    Instant due(Instant openedAt) {
        return openedAt.plus(DUE);
    }

    Instant escalates(Instant openedAt) {
        return openedAt.plus(ESCALATES);
    }
}
