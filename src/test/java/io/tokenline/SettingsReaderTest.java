package io.tokenline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the environment may say, and what is answered where it says nonsense. */
class SettingsReaderTest {

    private static Settings read(Map<String, String> texts) {
        return SettingsReader.read(name -> Optional.ofNullable(texts.get(name)));
    }

    @Test
    void withoutAnyVariableEverySettingHasASafeValue() {
        Settings settings = read(Map.of());
        assertFalse(settings.sandbox());
        assertEquals(Optional.empty(), settings.adminPassword());
        assertEquals(Optional.empty(), settings.vaultPassword());
        assertEquals("127.0.0.1", settings.smpp().address());
        assertEquals(2775, settings.smpp().port());
        assertEquals("KES", settings.currency().getCurrencyCode());
        assertEquals(ZoneId.of("Africa/Nairobi"), settings.timeZone());
        assertEquals(Duration.ofMinutes(2), settings.paymentWait());
        assertEquals(Settings.Receipts.ITEMISED, settings.receipts());
        assertTrue(settings.data().isAbsolute());
    }

    @Test
    void theSandboxHasPasswordsOfItsOwnUnlessOneIsGiven() {
        assertEquals(
                Optional.of(new Secret("admin")),
                read(Map.of("tokenline.sandbox", "true")).adminPassword());
        assertEquals(
                Optional.of(new Secret("better")),
                read(Map.of("tokenline.sandbox", "true", "tokenline.admin.password", "better"))
                        .adminPassword());
        assertEquals(
                Optional.empty(), read(Map.of("tokenline.admin.password", "")).adminPassword());
    }

    @Test
    void noSettingPrintsAPassword() {
        Settings settings = read(Map.of("tokenline.admin.password", "hunter2", "tokenline.vault.password", "hunter3"));
        assertFalse(settings.toString().contains("hunter"), settings::toString);
    }

    @Test
    void aBlankVariableIsNoneAtAll() {
        assertEquals(2775, read(Map.of("tokenline.smpp.port", "  ")).smpp().port());
        assertEquals(1, read(Map.of("tokenline.smpp.port", " 1 ")).smpp().port());
    }

    @Test
    void eachValueThatCannotBeUsedIsNamed() {
        for (String code : new String[] {"hello", "120*55", "*120*55", "*120**55#", "#"}) {
            refuses("tokenline.ussd.code", code);
        }
        refuses("tokenline.sandbox", "yes");
        refuses("tokenline.sandbox", "TRUE");
        refuses("tokenline.country.code", "+254");
        refuses("tokenline.short.code", "shop");
        refuses("tokenline.receipts", "long");
        refuses("tokenline.currency", "kes");
        refuses("tokenline.currency", "QQQ");
        refuses("tokenline.currency", "XXX");
        refuses("tokenline.currency", "XAU");
        refuses("tokenline.time.zone", "Nairobi");
        refuses("tokenline.time.zone", "africa/nairobi");
        refuses("tokenline.time.zone", "+3 hours");
        refuses("tokenline.smpp.port", "65536");
        refuses("tokenline.smpp.port", "-1");
        refuses("tokenline.smpp.port", "2775.0");
        refuses("tokenline.smpp.port", "99999999999");
        refuses("tokenline.smpp.connections", "0");
        refuses("tokenline.smpp.connections.per.address", "10001");
        refuses("tokenline.smpp.window", "1001");
        refuses("tokenline.smpp.workers", "65");
        refuses("tokenline.smpp.queue", "9");
        refuses("tokenline.ussd.dialogs", "many");
        refuses("tokenline.ussd.idle", "60");
        refuses("tokenline.ussd.idle", "PT0S");
        refuses("tokenline.ussd.total", "-PT1S");
        refuses("tokenline.smpp.bind.timeout", "5s");
        refuses("tokenline.smpp.pdu.timeout", "soon");
        refuses("tokenline.smpp.enquire.link", "P");
        refuses("tokenline.smpp.response.timeout", "PT");
        refuses("tokenline.payment.wait", "two minutes");
        refuses("jboss.node.name", "a-pod-with-a-name-of-more-than-40-letters");
    }

    private static void refuses(String name, String value) {
        String message = assertThrows(IllegalArgumentException.class, () -> read(Map.of(name, value)))
                .getMessage();
        String variable = name.toUpperCase(Locale.ROOT).replace('.', '_');
        assertTrue(message != null && message.startsWith(variable + "=" + value + " cannot be used"), message);
    }

    @Test
    void everySettingStandsWholeInTheDocuments() throws IOException {
        Set<String> asked = new TreeSet<>();
        Map<String, String> tls =
                Map.of("tokenline.smpp.tls.keystore", "keys.p12", "tokenline.smpp.tls.password", "hunter2");
        Settings unused = SettingsReader.read(name -> {
            asked.add(SettingTexts.variable(name));
            return Optional.ofNullable(tls.get(name));
        });
        try (Stream<Path> files = Files.list(Path.of("wildfly-config"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Pattern.compile("env\\.(TOKENLINE_[A-Z_]+)")
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(found -> asked.add(found.group(1)));
            }
        }
        asked.removeIf(name -> !name.startsWith("TOKENLINE_"));
        assertTrue(asked.containsAll(Set.of("TOKENLINE_SMPP_TLS_CLIENT_CA", "TOKENLINE_DB_URL")), asked::toString);
        String document = Files.readString(Path.of("src/site/markdown/operating.md"));
        asked.removeIf(name -> document.contains("`" + name + "`"));
        assertEquals(Set.of(), asked);
    }
}
