package qorgan.vault.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import qorgan.policy.Engine;
import qorgan.policy.pack.Packs;

/// The law by which this service decides now: the packs that two people put in force last, or those
/// that the service carries in itself. Every law that ever decided is kept, so that its decisions
/// can be replayed under it.
@Service
public class Law {
    /// How far ahead an activation lies at least: time for every instance to have read it.
    static final Duration LEAD = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(Law.class);

    private final PackRows rows;
    private final Leaves leaves;
    private final Clock clock;
    private final Engine carried = new Engine(Packs.load());
    private final Map<String, Engine> engines = new ConcurrentHashMap<>();
    private volatile @Nullable List<Coming> activations;

    Law(PackRows rows, Leaves leaves, Clock clock) {
        this.rows = rows;
        this.leaves = leaves;
        this.clock = clock;
        engines.put(carried.law().digest(), carried);
    }

    /// The engine of the law in force now. Ask it once for one decision: the law may change between
    /// two questions.
    public Engine engine() {
        return at(clock.instant());
    }

    public Packs packs() {
        return engine().law();
    }

    /// The digest of the law in force now, as the log's entries name it.
    public byte[] digest() {
        return HexFormat.of().parseHex(packs().digest());
    }

    private Engine at(Instant now) {
        var coming = activations;
        if (coming == null) {
            coming = reload();
        }
        for (var one : coming) {
            if (!one.takesEffect().isAfter(now)) {
                return one.engine();
            }
        }
        return carried;
    }

    private record Coming(Instant takesEffect, Engine engine) {}

    /// Reads the activations anew: at the first question, after one is made here, and every few
    /// seconds, which is enough because none is made for less than [#LEAD] ahead.
    ///
    /// A law that has its leaf decides; a row that nobody committed to counts as none, since a law
    /// slipped into the table must not decide, and silence must not either.
    synchronized List<Coming> reload() {
        var read = new ArrayList<Coming>();
        for (var activation : rows.activations()) {
            var content = PackRows.content(activation);
            var engine =
                    leaves.matches(LeafKind.PACK, activation.id(), 0, content)
                            ? of(activation.digest())
                            : Optional.<Engine>empty();
            if (engine.isPresent()) {
                read.add(new Coming(activation.takesEffect(), engine.get()));
            } else {
                log.error("the activation {} is not what was committed to", activation.id());
            }
        }
        activations = List.copyOf(read);
        return read;
    }

    /// The engine of a law by its digest, in force or not; empty for one that nobody brought.
    public Optional<Engine> of(String digest) {
        var known = engines.get(digest);
        if (known != null) {
            return Optional.of(known);
        }
        var files = rows.files(digest).orElse(null);
        if (files == null) {
            return Optional.empty();
        }
        var law = Packs.of(files);
        if (!law.digest().equals(digest)) {
            log.error("the files of the law {} give another digest", digest);
            return Optional.empty();
        }
        return Optional.of(engines.computeIfAbsent(digest, _ -> new Engine(law)));
    }
}
