package qorgan.vault.disclosure;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import qorgan.keys.SubjectId;
import qorgan.vault.identity.Actor;
import qorgan.vault.request.RequestId;
import qorgan.vault.request.RevealedRequest;
import qorgan.vault.request.Searches;
import qorgan.vault.request.Sought;
import qorgan.vault.subject.Match;
import qorgan.vault.subject.PersonName;
import qorgan.vault.subject.SubjectQuery;
import qorgan.vault.subject.Subjects;

/// Step 3 of the way of a request: for whom it stands. Found exactly once, it stands for that
/// person from then on; not found, or not uniquely, a search opens, and the two are told alike.
@Component
class Resolutions {

    private final DeliveryRows rows;
    private final Subjects subjects;
    private final Searches searches;
    private final Kinship kinship;
    private final Clock clock;

    Resolutions(
            DeliveryRows rows, Subjects subjects, Searches searches, Kinship kinship, Clock clock) {
        this.rows = rows;
        this.subjects = subjects;
        this.searches = searches;
        this.kinship = kinship;
        this.clock = clock;
    }

    /// Looks the person up by blind index, as the duty to answer. Only for a proven standing.
    @Transactional
    Optional<SubjectId> resolve(Actor duty, RevealedRequest request) {
        if (request.standingAt() == null) {
            throw new IllegalStateException("nobody is looked up before standing is proven");
        }
        var known = rows.resolved(request.request());
        if (known.isPresent()) {
            return known;
        }
        if (find(duty, request.enquiry().sought()) instanceof Match.One(var subject)) {
            keep(request, subject);
            return Optional.of(subject);
        }
        searches.open(duty, request.request());
        return Optional.empty();
    }

    /// What the search desk found out: from now on the request stands for this person.
    @Transactional
    void keep(RevealedRequest request, SubjectId subject) {
        rows.resolve(
                request.region().code(),
                request.office().value(),
                request.request(),
                subject,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        kinship.proven(request, subject);
    }

    @Transactional(readOnly = true)
    Optional<SubjectId> known(RequestId request) {
        return rows.resolved(request);
    }

    private Match find(Actor duty, Sought sought) {
        return switch (sought) {
            case Sought.ByIin(var iin, var _) -> subjects.find(duty, SubjectQuery.byIin(iin));
            case Sought.ByName(var family, var given, var patronymic, var birth) ->
                    subjects.find(
                            duty,
                            SubjectQuery.byName(PersonName.of(family, given, patronymic), birth));
            case Sought.Described _ -> new Match.None();
        };
    }
}
