package io.tokenline;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.function.Predicate.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.tokenline.delivery.MessageSender;
import io.tokenline.delivery.OutboundText;
import io.tokenline.delivery.Receipt;
import io.tokenline.delivery.Receipts;
import io.tokenline.delivery.SendResult;
import io.tokenline.delivery.Sent;
import io.tokenline.token.sts.BlockCipher;
import io.tokenline.token.sts.DecoderKey;
import io.tokenline.token.sts.EncryptionAlgorithm;
import io.tokenline.token.sts.StaTables;
import jakarta.interceptor.Interceptor;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms, the arrows between them, and the rules of the house. */
class ArchitectureTest {

    private static final String ROOT = "io.tokenline";
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static final Set<String> BELOW_VENDING =
            Set.of("metering", "tariff", "tariff.book", "payment", "token", "token.sts", "delivery", "audit", "vault");

    /** What each room may use besides itself and the root; a room that is not here uses nothing. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("smpp", with("smpp.codec", "ussd", "ussd.menu", "sms", "vending")),
            Map.entry("aggregator", Set.of("ussd", "ussd.menu", "delivery", "audit", "yaml")),
            Map.entry("ussd", with("ussd.menu", "vending", "yaml")),
            Map.entry("sms", with("vending")),
            Map.entry("vending", BELOW_VENDING),
            Map.entry("tariff.book", Set.of("tariff", "yaml", "audit")),
            Map.entry("care", Set.of("audit", "vault")),
            Map.entry("metering", Set.of("token.sts", "audit", "vault")),
            Map.entry("registry", Set.of("csv", "metering", "token.sts", "audit", "vault")),
            Map.entry("payment", Set.of("payment.http", "audit", "vault")),
            Map.entry("payment.daraja", Set.of("payment", "payment.http")),
            Map.entry("payment.waafi", Set.of("payment", "payment.http")),
            Map.entry("payment.momo", Set.of("payment", "payment.http")),
            Map.entry("payment.airtel", Set.of("payment", "payment.http")),
            Map.entry("books", Set.of("payment", "csv", "audit", "token.sts")),
            Map.entry("payment.floats", Set.of("payment", "audit", "vault")),
            Map.entry("token", Set.of("token.sts", "audit", "vault")),
            Map.entry("delivery", Set.of("audit", "vault")),
            Map.entry("vault", Set.of("token.sts", "audit")),
            Map.entry("sandbox.meter", Set.of("token.sts")));

    /** These sit on top. */
    private static final Set<String> TOP = Set.of("console", "sandbox");

    private static final String[] PURE = {
        ROOT + ".token.sts", ROOT + ".tariff", ROOT + ".ussd.menu", ROOT + ".smpp.codec"
    };

    private static Set<String> with(String... rooms) {
        return Stream.concat(Stream.of(rooms), BELOW_VENDING.stream()).collect(Collectors.toSet());
    }

    private static String room(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    /** Who uses whom, room by room, the root left out. */
    private static Map<String, Set<String>> drawn() {
        Map<String, Set<String>> arrows = new TreeMap<>();
        for (JavaClass origin : OURS) {
            origin.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(ArchitectureTest::isOurs)
                    .map(ArchitectureTest::room)
                    .filter(target -> !target.equals(room(origin)) && !target.isEmpty())
                    .forEach(target -> arrows.computeIfAbsent(room(origin), any -> new TreeSet<>())
                            .add(target));
        }
        return arrows;
    }

    @Test
    void everyArrowBetweenRoomsIsOneThatTheArchitectureDraws() {
        Map<String, Set<String>> wrong = new TreeMap<>();
        drawn().forEach((room, targets) -> {
            Set<String> beyond = targets.stream()
                    .filter(target -> !ARROWS.getOrDefault(room, Set.of()).contains(target))
                    .filter(target -> !TOP.contains(room) || TOP.contains(target))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!beyond.isEmpty()) {
                wrong.put(room, beyond);
            }
        });
        assertEquals(Map.of(), wrong);
    }

    @Test
    void theRootUsesNoRoom() {
        assertEquals(Set.of(), drawn().getOrDefault("", Set.of()));
    }

    @Test
    void nobodyUsesTheConsoleOrTheSandbox() {
        for (String top : TOP) {
            noClasses()
                    .that(resideInAPackage(ROOT + "..")
                            .and(DescribedPredicate.not(resideInAPackage(ROOT + "." + top + ".."))))
                    .should()
                    .dependOnClassesThat(resideInAPackage(ROOT + "." + top + ".."))
                    .check(OURS);
        }
    }

    @Test
    void theJdbcModuleStandsAlone() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".jdbc")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        ROOT + ".jdbc", "java..", "org.jspecify..", "org.jboss.jca.adapters.jdbc.spi.."))
                .check(OURS);
    }

    /** A meter that shared the vending side's code would share its mistakes. */
    @Test
    void theVirtualMeterSharesNothingWithTheEncoderButTheCiphers() {
        String meter = ROOT + ".sandbox.meter";
        classes()
                .that()
                .resideInAPackage(meter)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(meter, "java..", "org.jspecify..")
                        .or(belongToAnyOf(
                                BlockCipher.class, DecoderKey.class, StaTables.class, EncryptionAlgorithm.class)))
                .check(OURS);
    }

    @Test
    void noRoomsFormACircle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(OURS);
    }

    @Test
    void theOperatorsKnowOfDeliveryOnlyHowToSend() {
        Set<String> allowed = Stream.of(
                        MessageSender.class,
                        OutboundText.class,
                        SendResult.class,
                        Sent.class,
                        Receipt.class,
                        Receipt.Outcome.class,
                        Receipts.class)
                .map(Class::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        allowed.add(ROOT + ".delivery.Outbox");
        assertEquals(
                List.of(),
                OURS.stream()
                        .filter(type -> room(type).startsWith("smpp"))
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .filter(dependency ->
                                dependency.getTargetClass().getPackageName().equals(ROOT + ".delivery"))
                        .filter(dependency ->
                                !allowed.contains(dependency.getTargetClass().getName()))
                        .toList());
    }

    @Test
    void aPureRoomIsPlainJavaWithoutClockRandomOrLog() {
        for (String pure : PURE) {
            classes()
                    .that()
                    .resideInAPackage(pure)
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(pure, "java..", "javax.crypto..", "org.jspecify.."))
                    .check(OURS);
        }
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.util.logging..", "java.sql..", "java.net..", "java.util.random"))
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.util.Random.class)
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(OURS);
    }

    @Test
    void onlyBoundariesBeginTransactions() {
        Set<String> boundaries = OURS.stream()
                .filter(type -> !type.isAnnotatedWith(Interceptor.class))
                .filter(type -> type.isAnnotatedWith(Transactional.class)
                        || type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(Transactional.class)))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
        boundaries.removeAll(Set.of(
                "AccountDesk",
                "Accounts",
                "Aggregators",
                "Announcements",
                "Audit",
                "AuditChain",
                "AuditPages",
                "BooksCount",
                "Cases",
                "Dialogs",
                "Engineering",
                "ExportPages",
                "FloatLedger",
                "Floats",
                "ImportJournal",
                "Imports",
                "KeptCallbacks",
                "KeyChanges",
                "Links",
                "LookUps",
                "Meters",
                "Purchases",
                "Subscribers",
                "Outbox",
                "Payments",
                "People",
                "Receipts",
                "Reconciliation",
                "Registry",
                "Retention",
                "Sales",
                "Refunds",
                "SandboxData",
                "Subjects",
                "TextCommands",
                "TariffBook",
                "TidFloor",
                "TokenBean",
                "TokenCheck",
                "Unfinished",
                "Vault",
                "Vending",
                "VirtualMeters",
                "WalletBooks"));
        assertEquals(Set.of(), boundaries);
    }

    @Test
    void moneyAndEnergyAreNeverFloating() {
        Set<String> floating = Set.of("float", "double", "java.lang.Float", "java.lang.Double");
        List<String> found = OURS.stream()
                .flatMap(type -> Stream.concat(
                        type.getFields().stream()
                                .filter(field -> floating.contains(baseName(field.getRawType())))
                                .map(field -> field.getFullName()),
                        type.getCodeUnits().stream()
                                .filter(unit ->
                                        !type.isAnonymousClass()) // whose constructor is that of a class of the JDK
                                .filter(unit -> signature(unit).anyMatch(floating::contains))
                                .map(JavaCodeUnit::getFullName)))
                .toList();
        assertEquals(List.of(), found);
    }

    private static String baseName(JavaClass type) {
        return type.getBaseComponentType().getName();
    }

    private static Stream<String> signature(JavaCodeUnit unit) {
        return Stream.concat(unit.getRawParameterTypes().stream(), Stream.of(unit.getRawReturnType()))
                .map(ArchitectureTest::baseName);
    }

    @Test
    void threadsComeFromTheServer() {
        noClasses()
                .should()
                .callConstructorWhere(DescribedPredicate.describe(
                        "it makes a thread", call -> call.getTargetOwner().isAssignableTo(Thread.class)))
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.Executors")
                .check(OURS);
    }

    @Test
    void namesAreNounsOfTheTrade() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameContaining("Helper")
                .orShould()
                .haveSimpleNameContaining("Util")
                .check(OURS);
    }

    @Test
    void onlyTheJdbcModuleSpeaksToTheLoggingOfTheJdk() {
        noClasses()
                .that(DescribedPredicate.not(resideInAPackage(ROOT + ".jdbc")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .check(OURS);
    }

    @Test
    void everyRoomIsNullMarked() {
        assertEquals(
                Set.of(),
                OURS.stream()
                        .map(JavaClass::getPackage)
                        .distinct()
                        .filter(not(p -> p.isAnnotatedWith(org.jspecify.annotations.NullMarked.class)))
                        .map(p -> p.getName())
                        .collect(Collectors.toSet()));
    }
}
