package qorgan.vault.disclosure;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.keys.SubjectId;
import qorgan.vault.audit.Ties;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.ActorId;
import qorgan.vault.request.Relation;
import qorgan.vault.request.RevealedRequest;
import qorgan.vault.subject.Fingerprints;

/// Where the register of standing tells that somebody is a relative, and where it is said by which
/// document an official is known: the two meet as fingerprints, so that an official who handles
/// their own relative's data is noticed and no name, number or request is told to anybody.
@Service
public class Kinship {
    private static final Set<Relation> RELATED = EnumSet.of(Relation.RELATIVE, Relation.HEIR);
    private static final String RULE = "role-self-read-ban";

    private final Ties ties;
    private final Fingerprints fingerprints;

    Kinship(Ties ties, Fingerprints fingerprints) {
        this.ties = ties;
        this.fingerprints = fingerprints;
    }

    /// The standing was proven, and the person was found.
    @Transactional
    void proven(RevealedRequest request, SubjectId subject) {
        var document = folded(request.enquiry().asker().document());
        if (!document.isEmpty() && RELATED.contains(request.enquiry().relation())) {
            ties.proven(
                    Actor.duty(RULE, request.takenBy(), request.region()),
                    fingerprints.of("asker-document", document),
                    subject);
        }
    }

    /// Registers by which document an official is known. The document itself is not kept.
    @Transactional
    public void know(Actor registrar, ActorId official, String document) {
        ties.know(registrar, official, fingerprints.of("asker-document", folded(document)));
    }

    /// An official declares a relative of their own.
    public void declare(Actor official, SubjectId relative) {
        ties.declare(official, relative);
    }

    /// Letters and digits alone: spaces, dashes and case tell nothing apart.
    private static String folded(String document) {
        return document.replaceAll("[^\\p{L}\\p{Nd}]", "").toUpperCase(Locale.ROOT);
    }
}
