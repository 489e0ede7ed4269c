package qorgan.vault;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import jakarta.persistence.Entity;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.web.bind.annotation.RestController;
import qorgan.keys.Entropy;
import qorgan.keys.WarrantOffice;
import qorgan.samples.AsksShiro;
import qorgan.samples.AsksTheSystemForTheTime;
import qorgan.samples.CatchesEverything;
import qorgan.samples.ComparesByteByByte;
import qorgan.samples.ControllerAnywhere;
import qorgan.samples.DrawsByItself;
import qorgan.samples.IssuesAWarrantItself;
import qorgan.samples.PublicEntity;
import qorgan.samples.SpeaksAnEntity;
import qorgan.vault.edge.MachineClock;

/// What a package cannot say by itself. Each rule catches its violating sample, and nobody passes
/// on nothing: there are floors on how many classes of each part were seen.
class ArchitectureTest {
    private static final Map<String, Integer> FLOORS =
            Map.of(
                    "qorgan.policy", 20,
                    "qorgan.keys", 20,
                    "qorgan.ledger", 15,
                    "qorgan.vault.identity", 20,
                    "qorgan.vault.edge", 10,
                    "qorgan.vault.audit", 20,
                    "qorgan.vault.subject", 10,
                    "qorgan.vault.register", 10,
                    "qorgan.vault.request", 10,
                    "qorgan.vault.disclosure", 10);

    private static JavaClasses house;

    @BeforeAll
    static void read() {
        house =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(
                                "qorgan.policy", "qorgan.keys", "qorgan.ledger", "qorgan.vault");
    }

    private record Ruled(String name, ArchRule rule, Class<?> sample) {}

    private static List<Ruled> rules() {
        return List.of(
                new Ruled(
                        "time is injected",
                        noClasses()
                                .that(
                                        // The one place that knows the machine's own clock.
                                        not(belongToAnyOf(MachineClock.class)))
                                .should()
                                .callMethod(Instant.class, "now")
                                .orShould()
                                .callMethod(LocalDate.class, "now")
                                .orShould()
                                .callMethod(LocalDateTime.class, "now")
                                .orShould()
                                .callMethod(ZonedDateTime.class, "now")
                                .orShould()
                                .callMethod(Clock.class, "systemUTC")
                                .orShould()
                                .callMethod(Clock.class, "systemDefaultZone")
                                .orShould()
                                .callMethod(System.class, "currentTimeMillis"),
                        AsksTheSystemForTheTime.class),
                new Ruled(
                        "every random comes from one source",
                        noClasses()
                                .that(
                                        not(belongToAnyOf(Entropy.class))
                                                // Draws nothing: it yields the seed it was given.
                                                .and(
                                                        not(
                                                                simpleNameStartingWith("MlDsa44")
                                                                        .or(
                                                                                simpleName(
                                                                                        "Yielding")))))
                                .should()
                                .callConstructorWhere(
                                        JavaCall.Predicates.target(
                                                owner(assignableTo(Random.class))))
                                .orShould()
                                .callMethod(SecureRandom.class, "getInstance", String.class)
                                .orShould()
                                .callMethod(SecureRandom.class, "getInstanceStrong")
                                .orShould()
                                .callMethod(ThreadLocalRandom.class, "current")
                                .orShould()
                                .callMethod(Math.class, "random")
                                .orShould()
                                .callMethod(UUID.class, "randomUUID"),
                        DrawsByItself.class),
                new Ruled(
                        "bytes are compared in constant time, but for public ones",
                        noClasses()
                                .that(not(resideInAnyPackage("qorgan.ledger..", "qorgan.policy..")))
                                .and(not(comparesPublicBytes()))
                                .should()
                                .callMethod(Arrays.class, "equals", byte[].class, byte[].class),
                        ComparesByteByByte.class),
                new Ruled(
                        "warrants are issued in audit alone",
                        noClasses()
                                .that(
                                        not(
                                                resideInAnyPackage(
                                                        "qorgan.keys..", "qorgan.vault.audit..")))
                                .should()
                                .dependOnClassesThat(belongToAnyOf(WarrantOffice.class)),
                        IssuesAWarrantItself.class),
                new Ruled(
                        "the libraries know neither Spring nor the service",
                        noClasses()
                                .that(
                                        resideInAnyPackage(
                                                "qorgan.policy..",
                                                "qorgan.keys..",
                                                "qorgan.ledger..",
                                                "qorgan.samples.library"))
                                .should()
                                .dependOnClassesThat(
                                        resideInAnyPackage(
                                                "org.springframework..",
                                                "jakarta.persistence..",
                                                "qorgan.vault.identity..")),
                        qorgan.samples.library.KnowsSpring.class),
                new Ruled(
                        "a slip looks nobody up",
                        noClasses()
                                .that(
                                        resideInAnyPackage(
                                                "qorgan.vault.request..", "qorgan.samples.request"))
                                .should()
                                .dependOnClassesThat(resideInAPackage("qorgan.vault.subject..")),
                        qorgan.samples.request.LooksSomebodyUp.class),
                new Ruled(
                        "entities stay inside",
                        classes()
                                .that()
                                .areAnnotatedWith(Entity.class)
                                .should()
                                .bePackagePrivate()
                                .allowEmptyShould(true),
                        PublicEntity.class),
                new Ruled(
                        "Shiro ends in identity",
                        noClasses()
                                .that(not(resideInAPackage("qorgan.vault.identity..")))
                                .should()
                                .dependOnClassesThat(resideInAPackage("org.apache.shiro..")),
                        AsksShiro.class),
                new Ruled(
                        "HTTP stays in the web packages",
                        classes()
                                .that()
                                .areAnnotatedWith(RestController.class)
                                .should()
                                .resideInAnyPackage("..web", "..portal.."),
                        ControllerAnywhere.class),
                new Ruled(
                        "nobody catches everything",
                        noClasses().should(catchEverything()),
                        CatchesEverything.class),
                new Ruled(
                        "a room's door speaks no entity",
                        methods().that().arePublic().should(notSpeakEntities()),
                        SpeaksAnEntity.class));
    }

    @TestFactory
    Stream<DynamicTest> the_house_keeps_its_rules() {
        return rules().stream()
                .map(
                        ruled ->
                                DynamicTest.dynamicTest(
                                        ruled.name(), () -> ruled.rule().check(house)));
    }

    @TestFactory
    Stream<DynamicTest> each_rule_catches_its_sample() {
        return rules().stream()
                .map(
                        ruled ->
                                DynamicTest.dynamicTest(
                                        ruled.name(),
                                        () ->
                                                assertThat(
                                                                ruled.rule()
                                                                        .evaluate(
                                                                                new ClassFileImporter()
                                                                                        .importClasses(
                                                                                                ruled
                                                                                                        .sample()))
                                                                        .hasViolation())
                                                        .isTrue()));
    }

    @Test
    void no_rule_passes_on_nothing() {
        FLOORS.forEach(
                (room, floor) ->
                        assertThat(
                                        house.stream()
                                                .filter(
                                                        type ->
                                                                type.getPackageName().equals(room)
                                                                        || type.getPackageName()
                                                                                .startsWith(
                                                                                        room + "."))
                                                .count())
                                .as(room)
                                .isGreaterThanOrEqualTo(floor));
    }

    @Test
    void the_libraries_do_not_know_each_other() {
        for (var one : List.of("policy", "keys", "ledger")) {
            for (var other : List.of("policy", "keys", "ledger")) {
                if (!one.equals(other)) {
                    noClasses()
                            .that()
                            .resideInAPackage("qorgan." + one + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage("qorgan." + other + "..")
                            .check(house);
                }
            }
        }
    }

    /// No package of a library needs another that needs it, by however many steps.
    @Test
    void the_libraries_have_no_circles() {
        for (var one : List.of("policy", "keys", "ledger")) {
            circleFree("qorgan." + one).check(house);
        }
        var circle =
                new ClassFileImporter()
                        .importClasses(
                                qorgan.samples.circle.Here.class,
                                qorgan.samples.circle.there.There.class);
        assertThat(circleFree("qorgan.samples.circle").evaluate(circle).hasViolation()).isTrue();
    }

    private static ArchRule circleFree(String root) {
        return slices().assignedFrom(
                        new SliceAssignment() {
                            @Override
                            public SliceIdentifier getIdentifierOf(JavaClass type) {
                                var name = type.getPackageName();
                                return name.equals(root) || name.startsWith(root + ".")
                                        ? SliceIdentifier.of(name)
                                        : SliceIdentifier.ignore();
                            }

                            @Override
                            public String getDescription() {
                                return "packages of " + root;
                            }
                        })
                .should()
                .beFreeOfCycles();
    }

    /// What these compare is published, signed or stored beside the other: statements, digests of
    /// rows, public keys, wrapped keys, sealed requests.
    private static DescribedPredicate<JavaClass> comparesPublicBytes() {
        var names =
                Set.of(
                        "CanonicalJson",
                        "CaseReaders",
                        "CaseResolution",
                        "ErasureTerms",
                        "Gathering",
                        "GrantStatement",
                        "RecordVersion",
                        "Grants",
                        "HalfRequest",
                        "HybridPublicKey",
                        "Idempotency",
                        "StoredLeaf",
                        "PlanePublicKey",
                        "Batch",
                        "Replays",
                        "SearchStatements",
                        "SelfCheck",
                        "Standings",
                        "TimeStamps",
                        "WrappedKey");
        return DescribedPredicate.describe(
                "compare public bytes", type -> names.contains(type.getSimpleName()));
    }

    private static ArchCondition<JavaClass> catchEverything() {
        return new ArchCondition<>("catch Exception") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (var code : type.getCodeUnits()) {
                    for (var block : code.getTryCatchBlocks()) {
                        for (var caught : block.getCaughtThrowables()) {
                            if (caught.isEquivalentTo(Exception.class)) {
                                events.add(
                                        SimpleConditionEvent.satisfied(
                                                type, code.getFullName() + " catches Exception"));
                            }
                        }
                    }
                }
            }
        };
    }

    private static ArchCondition<com.tngtech.archunit.core.domain.JavaMethod> notSpeakEntities() {
        return new ArchCondition<>("not return or take an entity") {
            @Override
            public void check(
                    com.tngtech.archunit.core.domain.JavaMethod method, ConditionEvents events) {
                var spoken =
                        Stream.concat(
                                Stream.of(method.getRawReturnType()),
                                method.getRawParameterTypes().stream());
                if (method.getOwner().getModifiers().contains(JavaModifier.PUBLIC)
                        && spoken.anyMatch(type -> type.isAnnotatedWith(Entity.class))) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    method, method.getFullName() + " speaks an entity"));
                }
            }
        };
    }
}
