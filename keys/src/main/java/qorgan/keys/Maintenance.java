package qorgan.keys;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Narrow verbs for the people who run the store. They change under what keys are wrapped, or
/// destroy keys of a destroyable class; none of them returns a key or a value.
public final class Maintenance {
    private static final int BATCH = 2_000;
    /// 31 days of a month and these 4 make the 35 days after which an erasure is complete.
    static final int DAYS_TO_CARRY = 4;

    private final Vault vault;
    private final Ring ring;
    private final SubjectKeys keys;
    private final SubjectKeyStore store;
    private final RootKeys root;
    private final Clock clock;

    Maintenance(
            Vault vault,
            Ring ring,
            SubjectKeys keys,
            SubjectKeyStore store,
            RootKeys root,
            Clock clock) {
        this.vault = vault;
        this.ring = ring;
        this.keys = keys;
        this.store = store;
        this.root = root;
        this.clock = clock;
    }

    /// How far a walk over the keys has come; `last` is where a stopped walk resumes.
    ///
    /// @param seen keys looked at
    /// @param changed keys that were (or, in a dry run, would be) wrapped anew
    public record Progress(
            @Nullable KeyName last, long seen, long changed, Instant startedAt, boolean done) {}

    /// The new version of a class key. What older versions wrapped still opens; [#rewrap] moves it.
    public int rotateClass(KeyClass keyClass) {
        return ring.rotate(Ring.ofClass(keyClass));
    }

    /// A new version of one subject's key. Records sealed before still open under theirs; `reseal`
    /// moves them where the old key is no longer trusted.
    public int rotateSubject(Region region, SubjectId subject, KeyClass keyClass) {
        return keys.rotate(region, subject, keyClass);
    }

    /// Wraps every subject's key under the current class key and epoch. Records are not touched.
    ///
    /// Resumable: begin again with the last progress, or from the start, which skips what is done.
    ///
    /// @param from where a stopped walk ended; null for the beginning
    public Progress rewrap(@Nullable KeyName from, boolean dryRun, Consumer<Progress> each) {
        var started = clock.instant();
        ring.refresh();
        KeyName last = from;
        long seen = 0;
        long changed = 0;
        while (true) {
            var rows = store.after(last, BATCH);
            if (rows.isEmpty()) {
                var end = new Progress(last, seen, changed, started, true);
                each.accept(end);
                return end;
            }
            changed += dryRun ? stale(rows).size() : rewrapBatch(rows);
            seen += rows.size();
            last = rows.getLast().name();
            each.accept(new Progress(last, seen, changed, started, false));
        }
    }

    private long rewrapBatch(List<WrappedKey> rows) {
        var replacements = new ArrayList<SubjectKeyStore.Replacement>();
        for (var row : stale(rows)) {
            replacements.add(new SubjectKeyStore.Replacement(row, keys.rewrapped(row)));
        }
        return replacements.isEmpty() ? 0 : store.replaceAll(replacements);
    }

    private List<WrappedKey> stale(List<WrappedKey> rows) {
        return rows.stream()
                .filter(row -> row.name().isSubjectKey())
                .filter(row -> !isErased(row))
                .filter(row -> !keys.isCurrent(row))
                .toList();
    }

    private boolean isErased(WrappedKey row) {
        return root.epochs().isErased(row.name());
    }

    /// Wraps the keys of the ring and the epochs under another provider's root, while the vault
    /// goes on. Resumable: what the next provider opens already is left alone; its name alone does
    /// not say so, since one token may take over from another. Afterwards instances start with the
    /// next provider; until all have, they start with a [MovingRoot].
    ///
    /// @return how many keys of the ring were moved by this call
    public int moveTo(KeyManagement next) {
        int moved = 0;
        for (var row : ringRows()) {
            var name = row.name();
            if (row.wrapping().equals(Ring.wrapping(next))
                    && next.opens(row.bytes(), name.toString())) {
                continue;
            }
            try (var key = root.management().unwrap(row.bytes(), name.toString())) {
                var replacement =
                        new WrappedKey(name, Ring.wrapping(next), next.wrap(key, name.toString()));
                if (store.replace(row, replacement)) {
                    moved++;
                }
            }
        }
        root.epochs().rewrap(root.management(), next);
        return moved;
    }

    /// Wraps the keys of the ring and the epochs anew under the current version of the root.
    ///
    /// @return how many keys of the ring there were
    public int rewrapRing() {
        int done = 0;
        for (var row : ringRows()) {
            var name = row.name();
            try (var key = root.management().unwrap(row.bytes(), name.toString())) {
                var replacement =
                        new WrappedKey(
                                name, row.wrapping(), root.management().wrap(key, name.toString()));
                if (store.replace(row, replacement)) {
                    done++;
                }
            }
        }
        root.epochs().rewrap(root.management(), root.management());
        return done;
    }

    /// Opens every key once and counts those that do not: nothing of it leaves.
    public Verification verifyAll() {
        var good = new AtomicLong();
        var erased = new AtomicLong();
        var bad = new ArrayList<KeyName>();
        walk(
                row -> {
                    if (row.name().isSubjectKey() && isErased(row)) {
                        erased.incrementAndGet();
                        return;
                    }
                    try (var _ = row.name().isSubjectKey() ? keys.open(row) : ringKey(row)) {
                        good.incrementAndGet();
                    } catch (CannotOpen | KeyDestroyed e) {
                        bad.add(row.name());
                    }
                });
        return new Verification(good.get(), erased.get(), List.copyOf(bad));
    }

    /// What [#verifyAll] found.
    ///
    /// @param erased keys that were destroyed and whose rows are still, or again, in the database
    /// @param bad keys that do not open
    public record Verification(long good, long erased, List<KeyName> bad) {}

    private Secret ringKey(WrappedKey row) {
        return root.management().unwrap(row.bytes(), row.name().toString());
    }

    /// The ring's rows have the region `*` and so stand together.
    private List<WrappedKey> ringRows() {
        var rows = new ArrayList<WrappedKey>();
        KeyName last = new KeyName(KeyName.EVERYWHERE, KeyName.NOBODY, "", 1);
        while (true) {
            var batch = store.after(last, BATCH);
            for (var row : batch) {
                if (!row.name().region().equals(KeyName.EVERYWHERE)) {
                    return rows;
                }
                rows.add(row);
                last = row.name();
            }
            if (batch.isEmpty()) {
                return rows;
            }
        }
    }

    /// Destroys a person's key of one class: written down outside the database first, then its row
    /// is removed. It is gone from backups once its epoch is, at most 35 days later.
    ///
    /// @param held whether a legal hold, an open complaint or an open request of this person stands
    /// @return how many versions of the key there were
    /// @throws ErasureRefused when its time has not come or something holds
    public int destroy(ErasureDecision decision, Predicate<SubjectId> held) {
        if (vault.isSealed()) {
            throw new VaultSealed();
        }
        decision.demandDue(clock.instant());
        var terms = decision.terms();
        if (held.test(terms.subject())) {
            throw new ErasureRefused(ErasureRefused.Reason.HELD);
        }
        var region = terms.region().code();
        var owner = terms.subject().value();
        var purpose = terms.keyClass().keyClass().name();
        root.epochs().noteErasure(region, owner, purpose);
        return store.remove(region, owner, purpose);
    }

    /// Destroyed keys whose rows are (again) in the database, as after the restore of an early
    /// backup. They stay closed; removing them is [#repeatErasures].
    public List<KeyName> pendingErasures() {
        if (root.epochs().erasures() == 0) {
            return List.of();
        }
        var pending = new ArrayList<KeyName>();
        walk(
                row -> {
                    if (row.name().isSubjectKey() && isErased(row)) {
                        pending.add(row.name());
                    }
                });
        return pending;
    }

    /// Removes what [#pendingErasures] lists.
    public int repeatErasures() {
        int removed = 0;
        for (var name : pendingErasures()) {
            removed += store.remove(name.region(), name.owner(), name.purpose());
        }
        return removed;
    }

    /// Destroys the epochs before this month, if nothing is wrapped under them any more. To be
    /// called after [#rewrap] in the first four days of each month.
    ///
    /// @return the months whose keys were destroyed
    public List<YearMonth> closeEpochs() {
        var current = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
        var old = root.epochs().present().headSet(current);
        if (old.isEmpty()) {
            return List.of();
        }
        walk(
                row -> {
                    var epoch =
                            row.name().isSubjectKey()
                                    ? Wrapping.parse(row.wrapping()).epoch()
                                    : null;
                    if (epoch != null && old.contains(epoch) && !isErased(row)) {
                        throw new IllegalStateException(
                                "a key is still wrapped under the epoch " + epoch);
                    }
                });
        var destroyed = List.copyOf(old);
        destroyed.forEach(root.epochs()::destroy);
        return destroyed;
    }

    /// True when an epoch should be gone already: the claim of 35 days does not hold.
    public boolean isErasureOverdue() {
        var now = clock.instant().atZone(ZoneOffset.UTC);
        var current = YearMonth.from(now);
        var old = root.epochs().present().headSet(current);
        return !old.isEmpty()
                && (now.getDayOfMonth() > DAYS_TO_CARRY
                        || old.first().isBefore(current.minusMonths(1)));
    }

    private void walk(Consumer<WrappedKey> each) {
        KeyName last = null;
        while (true) {
            var rows = store.after(last, BATCH);
            if (rows.isEmpty()) {
                return;
            }
            rows.forEach(each);
            last = rows.getLast().name();
        }
    }
}
