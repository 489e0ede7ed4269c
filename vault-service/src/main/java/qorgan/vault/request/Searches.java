package qorgan.vault.request;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Region;
import qorgan.keys.SubjectId;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.Outcome;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;

/// Searches: opened when the person is not found exactly once, answered by each facility with a
/// statement that its officer signs. Facilities read who is sought, never who asks; the asker reads
/// that a search runs and until when, never what a facility said.
@Service
public class Searches {

    private static final List<String> BASIS = List.of("w-search-opens");
    private static final String PURPOSE = "search";

    private final SearchRows searches;
    private final RequestRows requests;
    private final SearchStatements statements;
    private final SearchTerms terms;
    private final EnquirySeal seal;
    private final AccessLog log;
    private final Desks desks;
    private final Permissions permissions;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Searches(
            SearchRows searches,
            RequestRows requests,
            SearchStatements statements,
            SearchTerms terms,
            EnquirySeal seal,
            AccessLog log,
            Desks desks,
            Permissions permissions,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.searches = searches;
        this.requests = requests;
        this.statements = statements;
        this.terms = terms;
        this.seal = seal;
        this.log = log;
        this.desks = desks;
        this.permissions = permissions;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Opens the search of a request, or gives the one that is open. For `disclosure` alone: nobody
    /// opens a search to learn whether one is needed.
    @Transactional
    public SearchState open(Actor duty, RequestId request) {
        searches.lock(request);
        var before = searches.ofRequest(request);
        if (before.isPresent()) {
            return before.get();
        }
        var row = requests.find(request).orElseThrow();
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var facilities = desks.facilities();
        var search =
                new SearchState(
                        SearchId.random(),
                        request,
                        now,
                        terms.due(now),
                        terms.escalates(now),
                        facilities.size(),
                        0);
        searches.insert(row, search, facilities.stream().map(office -> office.id()).toList());
        events.publishEvent(
                new SearchOpened(search.search(), request, search.due(), search.escalates()));
        return search;
    }

    /// The search that runs for a request.
    @Transactional(readOnly = true)
    public Optional<SearchState> of(RequestId request) {
        return searches.ofRequest(request);
    }

    @Transactional(readOnly = true)
    public Optional<SearchState> find(SearchId search) {
        return searches.find(search);
    }

    /// All searches, for the search desk.
    @Transactional(readOnly = true)
    public List<SearchState> all(Actor desk) {
        permissions.require(desk, "request:search");
        return searches.open();
    }

    /// What the officer's own facility owes an answer to.
    @Transactional(readOnly = true)
    public List<SearchTask> owedBy(Actor officer) {
        permissions.require(officer, "request:search:answer");
        return searches.addressedTo(officer.officeOrThrow());
    }

    /// Who is sought, for a facility that is asked or for the search desk; under an entry.
    public Optional<Sought> sought(Actor officer, SearchId search) {
        if (!permissions.holds(officer, "request:search")) {
            permissions.require(officer, "request:search:answer");
            if (!searches.isAddressed(search, officer.officeOrThrow())) {
                return Optional.empty();
            }
        }
        var found = searches.find(search).flatMap(state -> requests.find(state.request()));
        return found.map(row -> opened(officer, row));
    }

    /// The text that the officer signs for their facility, as canonical JSON; empty when their
    /// facility is not asked. The verdict is theirs, the text is ours: the signature binds both.
    @Transactional(readOnly = true)
    public Optional<byte[]> statement(Actor officer, SearchId search, Verdict verdict) {
        permissions.require(officer, "request:search:answer");
        var office = officer.officeOrThrow();
        return searches.isAddressed(search, office)
                ? Optional.of(statements.text(search, office, officer.id(), verdict))
                : Optional.empty();
    }

    /// Takes a facility's statement with its detached CMS.
    public Statement answer(
            Actor officer, SearchId search, Verdict verdict, byte[] statement, byte[] signature) {
        permissions.require(officer, "request:search:answer");
        var office = officer.officeOrThrow();
        var found = searches.find(search);
        if (found.isEmpty() || !searches.isAddressed(search, office)) {
            return new Statement.NotYours();
        }
        if (searches.isAnswered(search, office)) {
            return new Statement.AlreadyAnswered();
        }
        if (!statements.isText(statement, search, office, officer.id(), verdict)) {
            return new Statement.NotThatText();
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (!statements.isSigned(officer.id(), statement, signature, now)) {
            return new Statement.SignatureRefused();
        }
        var request = requests.find(found.get().request()).orElseThrow();
        try {
            transaction.executeWithoutResult(
                    _ -> {
                        searches.insert(
                                statements.seal(
                                        officer, request, search, statement, signature, now));
                        events.publishEvent(new SearchAnswered(search, found.get().request(), now));
                    });
        } catch (DuplicateKeyException e) {
            return new Statement.AlreadyAnswered();
        }
        return new Statement.Taken(search);
    }

    /// What the facilities stated, opened for the search desk under an entry.
    public List<StatementRead> statements(Actor desk, SearchId search) {
        permissions.require(desk, "request:search");
        var request = searches.find(search).flatMap(state -> requests.find(state.request()));
        var rows = searches.statements(search);
        if (request.isEmpty() || rows.isEmpty()) {
            return List.of();
        }
        var committed =
                seal.commit(
                        desk,
                        request.get(),
                        EntryKind.SEARCH,
                        Set.of(EnquirySeal.HISTORY),
                        PURPOSE,
                        BASIS);
        List<StatementRead> read;
        try (var opening = seal.open(committed)) {
            read = rows.stream().map(row -> statements.read(opening, request.get(), row)).toList();
        }
        log.outcome(committed.entry(), Outcome.DELIVERED);
        return read;
    }

    private Sought opened(Actor officer, RequestRow row) {
        var committed =
                seal.commit(
                        officer,
                        row,
                        EntryKind.SEARCH,
                        Set.of(EnquirySeal.HISTORY),
                        PURPOSE,
                        BASIS);
        Sought sought;
        try (var opening = seal.open(committed)) {
            sought =
                    EnquiryText.sought(
                            seal.text(
                                    opening,
                                    row,
                                    EnquirySeal.HISTORY,
                                    row.soughtId(),
                                    row.sought()));
        }
        log.outcome(committed.entry(), Outcome.DELIVERED);
        return sought;
    }

    static Region region(RequestRow row) {
        return new Region(row.region());
    }

    static SubjectId asker(RequestRow row) {
        return new SubjectId(row.asker());
    }
}
