package qorgan.keys.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import qorgan.keys.Bench;
import qorgan.keys.CaseRecord;
import qorgan.keys.Codec;
import qorgan.keys.DualControl;
import qorgan.keys.Entropy;
import qorgan.keys.Epochs;
import qorgan.keys.Evidence;
import qorgan.keys.Field;
import qorgan.keys.HalfKeeper;
import qorgan.keys.MemoryStore;
import qorgan.keys.Place;
import qorgan.keys.PlaneOffice;
import qorgan.keys.RootKeys;
import qorgan.keys.Sealed;
import qorgan.keys.Started;
import qorgan.keys.SubjectId;
import qorgan.keys.Vault;
import qorgan.keys.json.CanonicalJson;
import qorgan.keys.root.HeldRoot;
import qorgan.keys.sign.Cms;
import qorgan.keys.sign.DemoAuthority;
import qorgan.keys.sign.SigningIdentity;
import qorgan.keys.sign.TrustAnchors;

/// Two offices with their agents, a service with its database, and the people who sign.
final class Plane implements AgentRecords {
    static final Field CASE_NUMBER = new Field("P.case_number");
    static final Field SUSPECTS = new Field("P.co_suspects");
    static final String RULE = "kz-case-team";
    static final String OTHER_RULE = "kz-court";
    private static final Instant NOW = Instant.parse("2026-11-10T09:00:00Z");

    final Bench.MovingClock clock = new Bench.MovingClock(NOW);
    final DemoAuthority authority = DemoAuthority.root("State", NOW);
    final SigningIdentity bolat = authority.official("Bolat", "Police", NOW);
    final SigningIdentity saule = authority.official("Saule", "Procuracy", NOW);
    final SigningIdentity daulet = authority.official("Daulet", "Police", NOW);
    final UUID dauletId = UUID.randomUUID();

    /// Daulet's other certificate, as somebody who moved to the procuracy has it.
    final SigningIdentity dauletMoved = authority.official("Daulet", "Procuracy", NOW);
    final UUID bolatId = UUID.randomUUID();
    final UUID sauleId;
    final UUID request = UUID.randomUUID();
    final UUID recipient = UUID.randomUUID();
    final UUID caseId = UUID.randomUUID();
    final SubjectId arman = SubjectId.random();
    final Place place = new Place(Bench.ASTANA, arman, CASE_NUMBER, CaseRecord.fresh(caseId), 3);

    final Map<UUID, Entry> entries = new HashMap<>();
    final Map<UUID, Evidence> evidence = new HashMap<>();
    final Set<UUID> standing = new HashSet<>();
    final Set<UUID> confirmed = new HashSet<>();
    final Path directory;
    final MemoryStore store = new MemoryStore();
    final KeyAgent investigation;
    final KeyAgent procuracy;
    final Started service;
    final Sealed<String> sealed;

    Plane(Path directory) {
        this(directory, Ceilings.USUAL);
    }

    Plane(Path directory, Ceilings ceilings) {
        this(directory, ceilings, false);
    }

    /// @param same the two signers are one person with two certificates
    Plane(Path directory, Ceilings ceilings, boolean same) {
        this.sauleId = same ? bolatId : UUID.randomUUID();
        this.directory = directory;
        assertThat(directory.toFile().exists() || directory.toFile().mkdirs()).isTrue();
        investigation = agent(PlaneOffice.INVESTIGATION, ceilings);
        procuracy = agent(PlaneOffice.PROCURACY, ceilings);
        service = service(investigation, procuracy);
        sealed = deposit(place, "дело 17");
    }

    private KeyAgent agent(PlaneOffice office, Ceilings ceilings) {
        return new KeyAgent(
                office,
                Entropy.key(),
                this,
                this::trust,
                AgentJournal.open(directory.resolve(office.code() + ".journal"), office),
                ceilings,
                clock);
    }

    AgentTrust trust() {
        return new AgentTrust(
                TrustAnchors.of(List.of(authority.certificate())),
                Map.of(
                        PlaneOffice.INVESTIGATION, Set.of("Police"),
                        PlaneOffice.PROCURACY, Set.of("Procuracy")),
                Map.of(
                        name(bolat), bolatId,
                        name(saule), sauleId,
                        name(daulet), dauletId,
                        name(dauletMoved), dauletId),
                Set.of(RULE, OTHER_RULE));
    }

    static String name(SigningIdentity identity) {
        return identity.certificate().getSubjectX500Principal().getName();
    }

    Started service(HalfKeeper one, HalfKeeper two) {
        var used = new HashSet<UUID>();
        return Vault.start(
                new RootKeys(ROOT, Epochs.in(directory.resolve("epochs"))),
                store,
                (entry, instance, now) -> used.add(entry),
                clock,
                "one",
                new DualControl(one, two));
    }

    private static final HeldRoot ROOT = HeldRoot.random();

    Sealed<String> deposit(Place at, String value) {
        var deposit = service.office().deposit(UUID.randomUUID(), at.subject(), Set.of(at.field()));
        return service.vault().seal(deposit, at, value, Codec.TEXT);
    }

    Evidence evidenceOf(UUID entry) {
        return evidence.getOrDefault(entry, Evidence.NONE);
    }

    /// Opens for an entry, as the service would.
    String open(UUID entry) {
        return open(entry, sealed, place);
    }

    String open(UUID entry, Sealed<String> value, Place at) {
        var warrant =
                service.office()
                        .warrant(entry, new byte[32], Set.of(at.subject()), Set.of(at.field()));
        try (var opening = service.vault().open(warrant, evidenceOf(entry));
                var plain = opening.plain(value, at, Codec.TEXT)) {
            return plain.value();
        }
    }

    /// An entry as it should be, resting on two good grants.
    UUID granted() {
        return entry(grants(terms(PlaneOffice.INVESTIGATION), terms(PlaneOffice.PROCURACY)));
    }

    Evidence grants(Terms investigator, Terms procurator) {
        return both(sign(investigator, bolat), sign(procurator, saule));
    }

    static Evidence both(Evidence.Signed... signed) {
        return new Evidence(List.of(signed));
    }

    UUID entry(Evidence on) {
        return entry(on, clock.instant(), false, Set.of(CASE_NUMBER));
    }

    UUID entry(Evidence on, Instant committedAt, boolean ended, Set<Field> fields) {
        return entry(on, committedAt, ended, fields, recipient, caseId);
    }

    private UUID entry(
            Evidence on,
            Instant committedAt,
            boolean ended,
            Set<Field> fields,
            UUID official,
            @Nullable UUID inCase) {
        var id = UUID.randomUUID();
        entries.put(
                id,
                new Entry(
                        id,
                        committedAt,
                        ended,
                        official,
                        fields,
                        request,
                        inCase,
                        Set.of(RULE, "another")));
        evidence.put(id, on);
        return id;
    }

    /// An entry that is about another case.
    UUID entryIn(@Nullable UUID otherCase, Evidence on) {
        return entry(on, clock.instant(), false, Set.of(CASE_NUMBER), recipient, otherCase);
    }

    Evidence.Signed sign(Terms terms, SigningIdentity... signers) {
        standing.add(terms.grant());
        return signed(terms.canonical(), signers);
    }

    Evidence.Signed signed(byte[] statement, SigningIdentity... signers) {
        var signatures = new ArrayList<byte[]>();
        for (var signer : signers) {
            signatures.add(Cms.sign(statement, signer, clock.instant()));
        }
        return new Evidence.Signed(statement, signatures);
    }

    void revoke(UUID grant) {
        standing.remove(grant);
    }

    Terms terms(PlaneOffice side) {
        return new Terms(
                UUID.randomUUID(),
                request,
                caseId,
                recipient,
                place,
                clock.instant(),
                clock.instant().plus(Duration.ofDays(3)),
                true,
                side == PlaneOffice.INVESTIGATION ? bolatId : sauleId,
                side.code());
    }

    /// An entry of the case team, resting on an assignment that these sign.
    UUID assigned(AssignmentTerms terms, SigningIdentity... signers) {
        confirmed.add(terms.assignment());
        return entry(
                both(signed(terms.canonical(), signers)),
                clock.instant(),
                false,
                Set.of(CASE_NUMBER),
                bolatId,
                caseId);
    }

    AssignmentTerms assignment() {
        return new AssignmentTerms(
                UUID.randomUUID(),
                bolatId,
                caseId,
                RULE,
                clock.instant(),
                clock.instant().plus(Duration.ofDays(30)));
    }

    /// A grant's terms as the service writes them.
    record Terms(
            UUID grant,
            UUID request,
            UUID caseId,
            UUID recipient,
            Place place,
            Instant from,
            Instant to,
            boolean noPrejudice,
            UUID signer,
            String side) {
        byte[] canonical() {
            var members = new HashMap<String, Object>();
            members.put("format", "qorgan-grant/1");
            members.put("grant", grant.toString());
            members.put("request", request.toString());
            members.put("case", caseId.toString());
            members.put("recipient", recipient.toString());
            members.put(
                    "records",
                    List.of(
                            Map.of(
                                    "field",
                                    place.field().code(),
                                    "record",
                                    place.record().toString(),
                                    "revision",
                                    place.revision(),
                                    "digest",
                                    "00")));
            members.put("fields", List.of(place.field().code()));
            members.put("from", from.toString());
            members.put("to", to.toString());
            members.put("noPrejudice", noPrejudice);
            members.put("signer", signer.toString());
            members.put("side", side);
            return CanonicalJson.of(members);
        }

        Terms to(UUID other) {
            return new Terms(
                    grant, request, caseId, other, place, from, to, noPrejudice, signer, side);
        }

        Terms of(UUID otherRequest) {
            return new Terms(
                    grant,
                    otherRequest,
                    caseId,
                    recipient,
                    place,
                    from,
                    to,
                    noPrejudice,
                    signer,
                    side);
        }

        Terms inCase(UUID other) {
            return new Terms(
                    grant, request, other, recipient, place, from, to, noPrejudice, signer, side);
        }

        Terms at(Place other) {
            return new Terms(
                    grant, request, caseId, recipient, other, from, to, noPrejudice, signer, side);
        }

        Terms during(Instant start, Instant end) {
            return new Terms(
                    grant,
                    request,
                    caseId,
                    recipient,
                    place,
                    start,
                    end,
                    noPrejudice,
                    signer,
                    side);
        }

        Terms withPrejudice() {
            return new Terms(
                    grant, request, caseId, recipient, place, from, to, false, signer, side);
        }

        Terms by(UUID other, PlaneOffice office) {
            return new Terms(
                    grant,
                    request,
                    caseId,
                    recipient,
                    place,
                    from,
                    to,
                    noPrejudice,
                    other,
                    office.code());
        }
    }

    @Override
    public Optional<Entry> entry(UUID entry) {
        return Optional.ofNullable(entries.get(entry));
    }

    @Override
    public boolean isStanding(UUID grant) {
        return standing.contains(grant);
    }

    @Override
    public boolean isConfirmed(UUID assignment) {
        return confirmed.contains(assignment);
    }

    void assertOpens(UUID entry) {
        assertThat(open(entry)).isEqualTo("дело 17");
    }
}
