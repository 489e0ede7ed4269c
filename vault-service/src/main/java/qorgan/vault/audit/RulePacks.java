package qorgan.vault.audit;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Entropy;
import qorgan.policy.pack.PackFault;
import qorgan.policy.pack.PackSignatures;
import qorgan.policy.pack.Packs;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Assurance;
import qorgan.vault.identity.OfficialSignatures;
import qorgan.vault.identity.Permissions;

/// How a law comes into force: somebody brings its files, the desk tries it on recent decisions,
/// and two people of two offices sign its digest and the hour from which it decides. Nothing is
/// ever taken back or changed: a law is followed by the next one.
@Service
public class RulePacks {
    private static final String PURPOSE = "law";

    private final PackRows rows;
    private final Law law;
    private final ShadowRuns shadowRuns;
    private final AccessLog accessLog;
    private final Leaves leaves;
    private final OfficialSignatures signatures;
    private final Permissions permissions;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RulePacks(
            PackRows rows,
            Law law,
            ShadowRuns shadowRuns,
            AccessLog accessLog,
            Leaves leaves,
            OfficialSignatures signatures,
            Permissions permissions,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.rows = rows;
        this.law = law;
        this.shadowRuns = shadowRuns;
        this.accessLog = accessLog;
        this.leaves = leaves;
        this.signatures = signatures;
        this.permissions = permissions;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// What becomes of files that somebody brings.
    public sealed interface Brought {
        record Accepted(String digest) implements Brought {}

        record AlreadyHere(String digest) implements Brought {}

        /// The law as written cannot be loaded; `says` names file and line.
        record Faulty(String says) implements Brought {}
    }

    /// What becomes of a signature.
    public enum Signed {
        /// The first of two.
        ONE_OF_TWO,
        /// The second: the law decides from its instant on.
        ACTIVATED,
        SECOND_FACTOR_NEEDED,
        NOTHING_HERE,
        /// Nobody has tried this law on recent decisions yet.
        NO_SHADOW_RUN,
        /// The instant is not a minute ahead.
        TOO_LATE,
        NOT_SIGNED,
        ALREADY_SIGNED,
        /// The other signature comes from the same office.
        SAME_OFFICE,
        /// Another law takes effect at that very instant.
        INSTANT_TAKEN
    }

    /// What is known of one law.
    ///
    /// @param shadow the last shadow run over it
    public record PackLine(
            String digest,
            UUID broughtBy,
            Instant broughtAt,
            Optional<Shadow> shadow,
            List<Signature> signatures) {}

    public record Signature(UUID signer, UUID office, Instant takesEffect, Instant signedAt) {}

    public record Activation(String digest, Instant takesEffect, Instant decidedAt) {}

    /// @param changes what a field would be told instead, and how often
    public record Shadow(
            String against,
            int decisions,
            int different,
            Map<String, Integer> changes,
            Instant runAt) {
        static Shadow of(PackRows.Shadow row) {
            return new Shadow(
                    row.against(), row.decisions(), row.different(), row.changes(), row.at());
        }
    }

    /// The law in force, and what led and leads to it.
    public record History(String inForce, List<Activation> activations, List<PackLine> packs) {}

    /// Takes the files of a law, all of them, and holds it to everything a law is held to.
    public Brought bring(Actor actor, Map<String, String> files) {
        permissions.require(actor, "law:bring");
        var unknown = files.keySet().stream().filter(name -> !Packs.FILES.contains(name)).sorted();
        var stranger = unknown.findFirst();
        if (stranger.isPresent()) {
            return new Brought.Faulty(stranger.get() + ":1: not a file of a law");
        }
        var bytes = bytes(files);
        Packs packs;
        try {
            packs = Packs.of(bytes);
        } catch (PackFault faulty) {
            return new Brought.Faulty(String.valueOf(faulty.getMessage()));
        }
        var digest = packs.digest();
        var isNew =
                transaction.execute(
                        _ -> {
                            note(actor, "law-bring", digest, Map.of());
                            return rows.insert(actor, digest, bytes, now());
                        });
        return Boolean.TRUE.equals(isNew) && law.of(digest).isPresent()
                ? new Brought.Accepted(digest)
                : new Brought.AlreadyHere(digest);
    }

    private static SortedMap<String, byte[]> bytes(Map<String, String> files) {
        var bytes = new TreeMap<String, byte[]>();
        files.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return bytes;
    }

    /// Tries a law on the recent decisions that this desk sees. Empty when nobody brought it. Call
    /// it outside a transaction: the records are opened under an entry of their own.
    public Optional<Shadow> tryOut(Actor dpo, String digest) {
        permissions.require(dpo, "law:shadow");
        var next = law.of(digest).orElse(null);
        if (next == null || !rows.exists(digest)) {
            return Optional.empty();
        }
        var row = shadowRuns.run(dpo, law.engine().law(), next.law(), now());
        transaction.executeWithoutResult(_ -> rows.insert(dpo, row));
        return Optional.of(Shadow.of(row));
    }

    /// What an official signs: canonical JSON of the digest and the instant, byte for byte.
    public byte[] statement(Actor official, String digest, Instant takesEffect) {
        permissions.require(official, "law:sign");
        return PackSignatures.statement(digest, whole(takesEffect));
    }

    /// Takes an official's signature. The second one, by another person of another office, puts the
    /// law in force from its instant on.
    public Signed sign(Actor official, String digest, Instant takesEffect, byte[] cms) {
        permissions.require(official, "law:sign");
        if (!official.assurance().reaches(Assurance.GOLD)) {
            return Signed.SECOND_FACTOR_NEEDED;
        }
        if (!rows.exists(digest)) {
            return Signed.NOTHING_HERE;
        }
        if (rows.shadows().stream().noneMatch(run -> run.digest().equals(digest))) {
            return Signed.NO_SHADOW_RUN;
        }
        var now = now();
        var effect = whole(takesEffect);
        if (effect.isBefore(now.plus(Law.LEAD))) {
            return Signed.TOO_LATE;
        }
        var statement = PackSignatures.statement(digest, effect);
        if (!signatures.isSigned(official.id(), statement, cms, now)) {
            return Signed.NOT_SIGNED;
        }
        var signed = transaction.execute(_ -> signed(official, digest, effect, cms, now));
        if (signed == Signed.ACTIVATED) {
            law.reload();
        }
        return signed == null ? Signed.NOTHING_HERE : signed;
    }

    private Signed signed(Actor official, String digest, Instant effect, byte[] cms, Instant now) {
        var office = official.officeOrThrow().value();
        var mine = new PackRows.Signature(digest, effect, official.id().value(), office, now);
        var others =
                rows.signatures().stream()
                        .filter(one -> one.digest().equals(digest))
                        .filter(one -> one.takesEffect().equals(effect))
                        .toList();
        if (others.stream().anyMatch(one -> one.signer().equals(mine.signer()))) {
            return Signed.ALREADY_SIGNED;
        }
        if (!others.isEmpty() && others.stream().allMatch(one -> one.office().equals(office))) {
            return Signed.SAME_OFFICE;
        }
        if (rows.activations().stream().anyMatch(one -> one.takesEffect().equals(effect))) {
            return Signed.INSTANT_TAKEN;
        }
        if (!rows.insert(official, mine, cms)) {
            return Signed.ALREADY_SIGNED;
        }
        note(official, "law-sign", digest, Map.of("takesEffect", effect.toString()));
        if (others.isEmpty()) {
            return Signed.ONE_OF_TWO;
        }
        var first = others.getFirst();
        var activation =
                new PackRows.Activation(
                        Entropy.uuid(), digest, effect, first.signer(), mine.signer(), now);
        if (!rows.insert(official, activation, first.office(), office)) {
            return Signed.INSTANT_TAKEN;
        }
        leaves.append(LeafKind.PACK, activation.id(), 0, PackRows.content(activation));
        return Signed.ACTIVATED;
    }

    /// The law in force and every law before and after it.
    public History history(Actor actor) {
        permissions.require(actor, "law:read");
        var shadows = rows.shadows();
        var signed = rows.signatures();
        return new History(
                law.packs().digest(),
                rows.activations().stream()
                        .map(
                                one ->
                                        new Activation(
                                                one.digest(), one.takesEffect(), one.decidedAt()))
                        .toList(),
                rows.all().stream().map(pack -> line(pack, shadows, signed)).toList());
    }

    private static PackLine line(
            PackRows.Brought pack,
            List<PackRows.Shadow> shadows,
            List<PackRows.Signature> signatures) {
        return new PackLine(
                pack.digest(),
                pack.by(),
                pack.at(),
                shadows.stream()
                        .filter(run -> run.digest().equals(pack.digest()))
                        .findFirst()
                        .map(Shadow::of),
                signatures.stream()
                        .filter(one -> one.digest().equals(pack.digest()))
                        .map(
                                one ->
                                        new Signature(
                                                one.signer(),
                                                one.office(),
                                                one.takesEffect(),
                                                one.at()))
                        .toList());
    }

    private void note(Actor actor, String act, String digest, Map<String, String> more) {
        var details = new TreeMap<>(more);
        details.put("act", act);
        details.put("law", digest);
        accessLog.note(actor, Note.of(EntryKind.CONFIGURATION, PURPOSE, details));
    }

    /// Signed and stored in whole seconds, so that a signature fits what the table gives back.
    private static Instant whole(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
